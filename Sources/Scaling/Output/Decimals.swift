/// Numbers for people: `1,234.5`.
package enum Decimals {
    package static func shown(_ number: Double, places: Int) -> String {
        guard number.isFinite else { return "-" }
        var scale = 1.0
        for _ in 0..<max(0, places) { scale *= 10 }
        let units = Int((min(max(number, -1e15), 1e15) * scale).rounded().magnitude)
        let divisor = Int(scale)
        var whole = ""
        for (offset, digit) in String(units / divisor).reversed().enumerated() {
            if offset > 0, offset.isMultiple(of: 3) { whole.append(",") }
            whole.append(digit)
        }
        var rest = String(units % divisor)
        rest = String(repeating: "0", count: max(0, places - rest.count)) + rest
        while rest.last == "0" { rest.removeLast() }
        let text = String(whole.reversed()) + (places == 0 || rest.isEmpty ? "" : "." + rest)
        return number < 0 && units > 0 ? "-" + text : text
    }
}
