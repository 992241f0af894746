/// Variables in texts of HCL: `${NAME}`; `$${` stands for `${`. Any other expression is not known.
struct HCLInterpolation: Sendable {
    var variables: [String: [Templated.Part]]

    func expand(_ text: String) -> [Templated.Part] {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "%") }) else {
            return [.text(text)]
        }
        let bytes = Array(text.utf8)
        var result = TemplatedParts()
        var at = 0
        while at < bytes.count {
            let next = bytes[at]
            let isSign = next == UInt8(ascii: "$") || next == UInt8(ascii: "%")
            let second = at + 1 < bytes.count ? bytes[at + 1] : 0
            if isSign, second == next, at + 2 < bytes.count, bytes[at + 2] == UInt8(ascii: "{") {
                result.add([next, UInt8(ascii: "{")])
                at += 3
            } else if isSign, second == UInt8(ascii: "{") {
                guard let close = Self.closingBrace(bytes, at + 2) else {
                    result.add(.unknown(String(decoding: bytes[(at + 2)...], as: UTF8.self)))
                    break
                }
                let inner = bytes[(at + 2)..<close]
                let name = String(decoding: inner, as: UTF8.self).trimmingBlanks()
                if next == UInt8(ascii: "$"), let known = variables[name] {
                    for part in known { result.add(part) }
                } else {
                    result.add(.unknown(name))
                }
                at = close + 1
            } else {
                result.add([next])
                at += 1
            }
        }
        return result.finished()
    }

    private static func closingBrace(_ bytes: [UInt8], _ start: Int) -> Int? {
        var depth = 1
        var inText = false
        var at = start
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\") where inText: at += 1
            case UInt8(ascii: "\""): inText.toggle()
            case UInt8(ascii: "{") where !inText: depth += 1
            case UInt8(ascii: "}") where !inText:
                depth -= 1
                if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return nil
    }
}

extension String {
    func trimmingBlanks() -> String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }),
            let last = bytes.lastIndex(where: { $0 != 0x20 && $0 != 0x09 })
        else { return "" }
        return String(self[first...last])
    }
}
