/// Semantic Versioning 2.0.0 in the dialects of npm, Go and crates.io; build metadata counts for nothing in any.
struct SemanticVersion {
    private var major: VersionBytes
    private var minor: VersionBytes
    private var patch: VersionBytes
    /// Identifiers between dots; nil for a release.
    private var pre: Pre?

    private enum Pre {
        case identifiers(VersionBytes)
        /// Go's `rc2`, which is `rc.2`.
        case word(VersionBytes, number: VersionBytes)
    }

    /// As crates.io demands it: three numbers without zeros in front.
    init?(strict text: VersionBytes) {
        var rest = text
        major = rest.takeDigits()
        guard Self.isPlain(major), rest.take(UInt8(ascii: ".")) else { return nil }
        minor = rest.takeDigits()
        guard Self.isPlain(minor), rest.take(UInt8(ascii: ".")) else { return nil }
        patch = rest.takeDigits()
        guard Self.isPlain(patch), parseEnd(&rest, zeros: false) else { return nil }
    }

    /// As npm's `semver` reads it loosely: `v` or `=` in front, zeros in front, a pre-release without its hyphen; as in
    /// advisories, minor and patch number may be missing.
    init?(npm text: VersionBytes) {
        var rest = text.trimmed
        _ = rest.take { $0 == UInt8(ascii: "v") || $0 == UInt8(ascii: "=") || isBlank($0) }
        self.init(short: &rest)
        if let first = rest.first, isLetter(first) {
            let end = rest.firstIndex(of: UInt8(ascii: "+")) ?? rest.high
            let identifiers = VersionBytes(rest, rest.low, end)
            guard Self.areIdentifiers(identifiers, zeros: true) else { return nil }
            pre = .identifiers(identifiers)
            rest.low = end
        }
        guard !major.isEmpty, parseEnd(&rest, zeros: true) else { return nil }
    }

    /// A module version, with or without `v`, or a release of the toolchain: `go1.21.3`, `1.21rc2`.
    init?(go text: VersionBytes) {
        var rest = text.trimmed
        if rest.takeWord("go") {
            // What a distributor adds behind a blank, a hyphen or a plus is no part of the release.
            rest.high = rest.low + rest.take { $0 != 0x20 && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }.count
            rest.low = text.trimmed.low + 2
        } else {
            _ = rest.take(UInt8(ascii: "v"))
        }
        self.init(short: &rest)
        guard Self.isPlain(major), minor.isEmpty || Self.isPlain(minor), patch.isEmpty || Self.isPlain(patch) else {
            return nil
        }
        if rest.hasPrefix("rc") || rest.hasPrefix("beta") {
            let word = rest.take(while: isLetter)
            let number = rest.takeDigits()
            guard !number.isEmpty else { return nil }
            pre = .word(word, number: number)
        }
        guard parseEnd(&rest, zeros: false) else { return nil }
    }

    /// The numbers, as many as there are; missing ones are empty, which counts as 0.
    private init(short rest: inout VersionBytes) {
        major = rest.takeDigits()
        minor = VersionBytes(rest, rest.low, rest.low)
        patch = minor
        if rest.first == UInt8(ascii: "."), rest.at(1).map(isDigit) ?? false {
            rest.drop()
            minor = rest.takeDigits()
            if rest.first == UInt8(ascii: "."), rest.at(1).map(isDigit) ?? false {
                rest.drop()
                patch = rest.takeDigits()
            }
        }
    }

    /// `-pre.release` and `+build` up to the end.
    private mutating func parseEnd(_ rest: inout VersionBytes, zeros: Bool) -> Bool {
        if pre == nil, rest.take(UInt8(ascii: "-")) {
            let end = rest.firstIndex(of: UInt8(ascii: "+")) ?? rest.high
            let identifiers = VersionBytes(rest, rest.low, end)
            guard Self.areIdentifiers(identifiers, zeros: zeros) else { return false }
            pre = .identifiers(identifiers)
            rest.low = end
        }
        if rest.take(UInt8(ascii: "+")) {
            guard Self.areIdentifiers(rest, zeros: true) else { return false }
            rest.low = rest.high
        }
        return rest.isEmpty
    }

    /// A number without zeros in front.
    private static func isPlain(_ digits: VersionBytes) -> Bool {
        digits.count == 1 || (digits.count > 1 && digits.first != 0x30)
    }

    private static func areIdentifiers(_ text: VersionBytes, zeros: Bool) -> Bool {
        var rest = text
        while true {
            let identifier = rest.take(while: isIdentifier)
            guard !identifier.isEmpty else { return false }
            if !zeros, identifier.allSatisfy(isDigit), !isPlain(identifier) { return false }
            if rest.isEmpty { return true }
            guard rest.take(UInt8(ascii: ".")) else { return false }
        }
    }

    // MARK: Order

    static func compare(_ a: SemanticVersion?, _ b: SemanticVersion?) -> Int? {
        guard let a, let b else { return nil }
        for (x, y) in [(a.major, b.major), (a.minor, b.minor), (a.patch, b.patch)] {
            let order = VersionBytes.numbers(x, y)
            if order != 0 { return order }
        }
        guard a.pre != nil || b.pre != nil else { return 0 }
        guard let x = a.pre else { return 1 }
        guard let y = b.pre else { return -1 }
        return compare(pieces(x), pieces(y))
    }

    private static func pieces(_ pre: Pre) -> [VersionBytes] {
        switch pre {
        case .identifiers(let text): text.split(UInt8(ascii: "."))
        case .word(let word, let number): [word, number]
        }
    }

    /// Numbers before words, a begin before the whole.
    static func compare(_ a: [VersionBytes], _ b: [VersionBytes], ignoringCase: Bool = false) -> Int {
        for (x, y) in zip(a, b) {
            let isNumber = x.allSatisfy(isDigit)
            guard isNumber == y.allSatisfy(isDigit) else { return isNumber ? -1 : 1 }
            let order =
                isNumber
                ? VersionBytes.numbers(x, y) : ignoringCase ? VersionBytes.letters(x, y) : VersionBytes.bytes(x, y)
            if order != 0 { return order }
        }
        return a.count == b.count ? 0 : (a.count < b.count ? -1 : 1)
    }
}
