import Basics

/// The words of a name, and what is left of it without those that mean an environment.
package enum EnvironmentWords {
    /// A run of letters and digits that people read as a word: `taskdef`, `dev`; of `AppProd`, `App` and `Prod`.
    struct Word: Equatable {
        var range: Range<Int>
        var text: String
    }

    /// So long a name is looked at.
    private static let limit = 4096

    static func words(_ bytes: [UInt8]) -> [Word] {
        var words: [Word] = []
        var start: Int?
        func end(_ at: Int) {
            guard let from = start else { return }
            words.append(Word(range: from..<at, text: String(decoding: bytes[from..<at], as: UTF8.self)))
            start = nil
        }
        for (index, byte) in bytes.enumerated() {
            guard isLetter(byte) || isDigit(byte) else {
                end(index)
                continue
            }
            if let from = start, index > from, isUpper(byte) {
                let previous = bytes[index - 1]
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                // `AppProd`, and `ECSProd`, whose capitals belong together up to the last one.
                if isLower(previous) || isDigit(previous) || (isUpper(previous) && isLower(next)) { end(index) }
            }
            if start == nil { start = index }
        }
        end(bytes.count)
        return joined(words)
    }

    /// `pre-prod` and `non-prod` mean no production: their two words are one.
    private static func joined(_ words: [Word]) -> [Word] {
        var result: [Word] = []
        for word in words {
            if let last = result.last, ["pre", "non", "not"].contains(last.text.lowercased()),
                word.range.lowerBound - last.range.upperBound <= 1,
                ["prod", "prd", "production"].contains(word.text.lowercased())
            {
                let start = last.text.lowercased() == "pre" ? "preprod" : "nonprod"
                result[result.count - 1] = Word(range: last.range.lowerBound..<word.range.upperBound, text: start)
            } else {
                result.append(word)
            }
        }
        return result
    }

    /// The environments that a name speaks of, in order.
    package static func environments(in text: String) -> [EnvironmentName] {
        let bytes = Array(text.utf8)
        guard bytes.count <= limit else { return [] }
        return words(bytes).compactMap { EnvironmentName(word: $0.text) }
    }

    /// The text without the words of an environment, each with one separator beside it: `orders-dev` and `dev/orders` are
    /// `orders`.
    package static func without(_ names: Set<String>, _ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count <= limit else { return text }
        var cuts: [Range<Int>] = []
        for word in words(bytes) where names.contains(word.text.lowercased()) {
            var cut = word.range
            if cut.lowerBound > 0, isSeparator(bytes[cut.lowerBound - 1]) {
                cut = cut.lowerBound - 1..<cut.upperBound
            } else if cut.upperBound < bytes.count, isSeparator(bytes[cut.upperBound]) {
                cut = cut.lowerBound..<cut.upperBound + 1
            }
            cuts.append(cut)
        }
        guard !cuts.isEmpty else { return text }
        return replaced(bytes, cuts, with: [])
    }

    /// The text with each word of an environment as `*`: paths of one thing in two environments become equal.
    package static func marked(_ names: Set<String>, _ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count <= limit else { return text }
        let cuts = words(bytes).filter { names.contains($0.text.lowercased()) }.map(\.range)
        return replaced(bytes, cuts, with: [UInt8(ascii: "*")])
    }

    private static func replaced(_ bytes: [UInt8], _ cuts: [Range<Int>], with mark: [UInt8]) -> String {
        var result: [UInt8] = []
        var at = 0
        for cut in cuts {
            let start = max(at, cut.lowerBound)
            result += bytes[at..<start]
            result += mark
            at = max(at, cut.upperBound)
        }
        result += bytes[at...]
        return String(decoding: result, as: UTF8.self)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { "-_./ :".utf8.contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
