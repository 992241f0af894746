/// RubyGems: numbers and words between dots; a word anywhere makes it a pre-release, and a hyphen stands for `.pre.`.
struct GemVersion {
    private enum Segment {
        case number(VersionBytes)
        case word(VersionBytes)
        /// What a hyphen stands for.
        case pre

        var isZero: Bool {
            if case .number(let digits) = self { digits.significant.isEmpty } else { false }
        }
    }

    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard let a = segments(a), let b = segments(b) else { return nil }
        for index in 0..<max(a.count, b.count) {
            let order = compare(index < a.count ? a[index] : nil, index < b.count ? b[index] : nil)
            if order != 0 { return order }
        }
        return 0
    }

    /// A missing one is the number 0; words come before numbers.
    private static func compare(_ a: Segment?, _ b: Segment?) -> Int {
        switch (a, b) {
        case (.number(let a)?, .number(let b)?): VersionBytes.numbers(a, b)
        case (.number(let a)?, nil): a.significant.isEmpty ? 0 : 1
        case (nil, .number(let b)?): b.significant.isEmpty ? 0 : -1
        case (nil, nil), (.pre?, .pre?): 0
        case (.number?, _), (nil, _): 1
        case (_, .number?), (_, nil): -1
        case (.word(let a)?, .word(let b)?): VersionBytes.bytes(a, b)
        case (.word(let a)?, .pre?): compareToPre(a)
        case (.pre?, .word(let b)?): -compareToPre(b)
        }
    }

    private static func compareToPre(_ word: VersionBytes) -> Int {
        let pre: [UInt8] = [UInt8(ascii: "p"), UInt8(ascii: "r"), UInt8(ascii: "e")]
        return pre.withUnsafeBufferPointer { VersionBytes.bytes(word, VersionBytes($0)) }
    }

    /// Without the zeros before the first word and at the end; nothing at all is the version 0.
    private static func segments(_ text: VersionBytes) -> [Segment]? {
        var rest = text.trimmed
        var segments: [Segment] = []
        var hasWord = false
        guard isWhole(rest) else { return nil }
        func dropZeros() {
            while segments.last?.isZero ?? false { segments.removeLast() }
        }
        while let byte = rest.first {
            if isDigit(byte) {
                segments.append(.number(rest.takeDigits()))
                continue
            }
            if byte == UInt8(ascii: ".") {
                rest.drop()
                continue
            }
            if !hasWord { dropZeros() }
            hasWord = true
            if byte == UInt8(ascii: "-") {
                rest.drop()
                segments.append(.pre)
            } else {
                segments.append(.word(rest.take(while: isLetter)))
            }
        }
        dropZeros()
        return segments
    }

    /// `\d+(\.[0-9A-Za-z]+)*(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?`
    private static func isWhole(_ text: VersionBytes) -> Bool {
        var rest = text
        if rest.isEmpty { return true }
        guard !rest.takeDigits().isEmpty else { return false }
        while rest.take(UInt8(ascii: ".")) {
            guard !rest.take(while: isAlphanumeric).isEmpty else { return false }
        }
        guard rest.take(UInt8(ascii: "-")) else { return rest.isEmpty }
        repeat {
            guard !rest.take(while: isIdentifier).isEmpty else { return false }
        } while rest.take(UInt8(ascii: "."))
        return rest.isEmpty
    }
}
