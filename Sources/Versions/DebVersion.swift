/// `[epoch:]upstream[-revision]` as dpkg reads and orders it (deb-version(7)).
enum DebVersion {
    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard let a = parse(a), let b = parse(b) else { return nil }
        let epochs = VersionBytes.numbers(a.epoch, b.epoch)
        if epochs != 0 { return epochs }
        let upstream = part(a.upstream, b.upstream)
        return upstream != 0 ? upstream : part(a.revision, b.revision)
    }

    private typealias Parts = (epoch: VersionBytes, upstream: VersionBytes, revision: VersionBytes)

    /// What dpkg refuses is none: blanks inside, an epoch that is no number below 2^31, an empty version or revision.
    /// Of other characters it only warns.
    private static func parse(_ text: VersionBytes) -> Parts? {
        var rest = text.trimmed
        guard !rest.isEmpty, rest.allSatisfy({ !isBlank($0) }) else { return nil }
        var epoch = VersionBytes(rest, rest.low, rest.low)
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            epoch = VersionBytes(rest, rest.low, colon)
            // strtol's sign.
            _ = epoch.take(UInt8(ascii: "+"))
            guard !epoch.isEmpty, epoch.allSatisfy(isDigit), isSmall(epoch) else { return nil }
            rest.low = colon + 1
        }
        var revision = VersionBytes(rest, rest.high, rest.high)
        if let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) {
            revision.low = hyphen + 1
            rest.high = hyphen
            guard !revision.isEmpty else { return nil }
        }
        return rest.isEmpty ? nil : (epoch, rest, revision)
    }

    /// Whether a number is one of C's `int`.
    private static func isSmall(_ digits: VersionBytes) -> Bool {
        let digits = digits.significant
        guard digits.count <= 10 else { return false }
        var value = 0
        for offset in 0..<digits.count { value = value * 10 + Int((digits.at(offset) ?? 0x30) - 0x30) }
        return value <= Int(Int32.max)
    }

    /// Stretches without digits by dpkg's alphabet, then stretches of digits as numbers, in turns.
    private static func part(_ a: VersionBytes, _ b: VersionBytes) -> Int {
        var a = a
        var b = b
        while !a.isEmpty || !b.isEmpty {
            while true {
                let x = a.first
                let y = b.first
                guard x.map({ !isDigit($0) }) ?? false || y.map({ !isDigit($0) }) ?? false else { break }
                let left = order(x)
                let right = order(y)
                if left != right { return left < right ? -1 : 1 }
                a.drop()
                b.drop()
            }
            let numbers = VersionBytes.numbers(a.takeDigits(), b.takeDigits())
            if numbers != 0 { return numbers }
        }
        return 0
    }

    /// A tilde before the end, the end before letters, letters before all else.
    private static func order(_ byte: UInt8?) -> Int {
        guard let byte, !isDigit(byte) else { return 0 }
        if byte == UInt8(ascii: "~") { return -1 }
        return isLetter(byte) ? Int(byte) : Int(byte) + 256
    }
}
