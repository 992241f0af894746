/// NuGet's SemVer with one to four numbers; letters of pre-releases have no case.
struct NuGetVersion {
    private var numbers: VersionBytes
    private var labels: [VersionBytes] = []

    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard let a = NuGetVersion(a), let b = NuGetVersion(b) else { return nil }
        var x = a.numbers
        var y = b.numbers
        while !x.isEmpty || !y.isEmpty {
            let order = VersionBytes.numbers(x.takeDigits(), y.takeDigits())
            if order != 0 { return order }
            x.drop()
            y.drop()
        }
        if a.labels.isEmpty || b.labels.isEmpty { return a.labels.isEmpty ? (b.labels.isEmpty ? 0 : 1) : -1 }
        return SemanticVersion.compare(a.labels, b.labels, ignoringCase: true)
    }

    private init?(_ text: VersionBytes) {
        var rest = text.trimmed
        let start = rest.low
        for count in 0..<4 {
            if count > 0 { guard rest.take(UInt8(ascii: ".")) else { break } }
            guard !rest.takeDigits().isEmpty else { return nil }
        }
        numbers = VersionBytes(rest, start, rest.low)
        if rest.take(UInt8(ascii: "-")) {
            let end = rest.firstIndex(of: UInt8(ascii: "+")) ?? rest.high
            labels = VersionBytes(rest, rest.low, end).split(UInt8(ascii: "."))
            guard labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isIdentifier) }) else { return nil }
            rest.low = end
        }
        if rest.take(UInt8(ascii: "+")) {
            guard rest.split(UInt8(ascii: ".")).allSatisfy({ !$0.isEmpty && $0.allSatisfy(isIdentifier) }) else {
                return nil
            }
            rest.low = rest.high
        }
        guard rest.isEmpty else { return nil }
    }
}
