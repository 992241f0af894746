/// `[epoch:]version[-release]` as rpm orders it (rpm-version(7)); it reads anything but nothing.
enum RPMVersion {
    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        let a = parse(a)
        let b = parse(b)
        let epochs = VersionBytes.numbers(a.epoch, b.epoch)
        if epochs != 0 { return epochs }
        let versions = part(a.version, b.version)
        if versions != 0 { return versions }
        switch (a.release, b.release) {
        case (nil, nil): return 0
        case (nil, _): return -1
        case (_, nil): return 1
        case (let a?, let b?): return part(a, b)
        }
    }

    private typealias Parts = (epoch: VersionBytes, version: VersionBytes, release: VersionBytes?)

    private static func parse(_ text: VersionBytes) -> Parts {
        var rest = text
        var epoch = rest.takeDigits()
        if !rest.take(UInt8(ascii: ":")) {
            epoch = VersionBytes(text, text.low, text.low)
            rest = text
        }
        var release: VersionBytes?
        if let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) {
            release = VersionBytes(rest, hyphen + 1, rest.high)
            rest.high = hyphen
        }
        return (epoch, rest, release)
    }

    /// rpm's segments: digits beat letters, a tilde comes before the end, a caret after it but before anything else.
    private static func part(_ a: VersionBytes, _ b: VersionBytes) -> Int {
        let tilde = UInt8(ascii: "~")
        let caret = UInt8(ascii: "^")
        var a = a
        var b = b
        while !a.isEmpty || !b.isEmpty {
            _ = a.take { !isAlphanumeric($0) && $0 != tilde && $0 != caret }
            _ = b.take { !isAlphanumeric($0) && $0 != tilde && $0 != caret }
            if a.first == tilde || b.first == tilde {
                guard a.take(tilde) else { return 1 }
                guard b.take(tilde) else { return -1 }
                continue
            }
            if a.first == caret || b.first == caret {
                if a.isEmpty { return -1 }
                if b.isEmpty { return 1 }
                guard a.take(caret) else { return 1 }
                guard b.take(caret) else { return -1 }
                continue
            }
            guard let first = a.first, !b.isEmpty else { break }
            if isDigit(first) {
                let number = a.takeDigits()
                let other = b.takeDigits()
                if other.isEmpty { return 1 }
                let order = VersionBytes.numbers(number, other)
                if order != 0 { return order }
            } else {
                let word = a.take(while: isLetter)
                let other = b.take(while: isLetter)
                if other.isEmpty { return -1 }
                let order = VersionBytes.bytes(word, other)
                if order != 0 { return order }
            }
        }
        if a.isEmpty { return b.isEmpty ? 0 : -1 }
        return 1
    }
}
