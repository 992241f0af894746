import Basics
import Workload

/// A file's text without the secrets in it: reports are sent around.
struct SourceMask: Sendable {
    let source: SourceFile
    private let hidden: [Range<Int>]
    /// The secrets themselves, for who must not write them into other texts.
    let secrets: [Secret]
    /// The same, a key of many lines also line by line: a rule may quote some of them, or join them.
    let pieces: [Secret]

    struct Secret: Sendable {
        var text: String
        /// As it may be told: its start, and how long it is.
        var masked: String
    }

    /// - Parameter others: secrets known from elsewhere, which are hidden wherever the file has them.
    init(_ source: SourceFile, also others: [Secret] = []) {
        self.source = source
        // What a report quotes is masked already; stars could look like a secret once more.
        let found =
            source.isQuotation ? [] : SecretContent.scan(source.bytes, limit: source.bytes.count)
        let known = source.isQuotation ? [] : others.filter { source.bytes.holds($0.text) }
        let more = known.flatMap { source.bytes.ranges(of: $0.text) }
        hidden = (found.map(\.range) + more).map { Self.hidden($0, source.bytes) }
        secrets = found.map { Secret(text: source.text($0.range), masked: $0.masked) } + known
        pieces = secrets.flatMap { [$0] + Self.lines($0) }.filter { $0.text.utf8.count >= Self.shortest }
    }

    /// Shorter ones would be found in words that are none.
    private static let shortest = 4

    /// The lines of a key between its head and its foot, which say nothing.
    private static func lines(_ secret: Secret) -> [Secret] {
        // In a Dockerfile a line break may be written as such, or as a backslash before it.
        let parts = secret.text.replacing("\\n", with: "\n")
            .split { $0.isNewline || $0 == "\\" || $0 == "\"" || $0 == "'" || $0 == " " }
        guard parts.count > 1 else { return [] }
        return parts.filter { $0.utf8.count >= 16 && !$0.hasPrefix("-----") && !$0.hasSuffix("-----") }
            .map { Secret(text: String($0), masked: "\($0.prefix(4))***") }
    }

    /// All of a secret but its first quarter, or its first four bytes: they tell its owner which one it is.
    private static func hidden(_ secret: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var start = secret.lowerBound + min(4, secret.count / 4)
        while start > secret.lowerBound, isContinuation(bytes[start]) { start -= 1 }
        return start..<secret.upperBound
    }

    /// The bytes of a range with each hidden character replaced by one of the same length, so that places keep their
    /// offsets and their columns.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<source.bytes.count)
        var result = Array(source.bytes[range])
        for secret in hidden where secret.overlaps(range) {
            let part = secret.clamped(to: range)
            var start = part.lowerBound
            while start < part.upperBound {
                var end = start + 1
                while end < part.upperBound, Self.isContinuation(source.bytes[end]) { end += 1 }
                let star = Self.star(end - start)
                result.replaceSubrange(start - range.lowerBound..<end - range.lowerBound, with: star)
                start = end
            }
        }
        return result
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func star(_ length: Int) -> [UInt8] {
        switch length {
        case 2: Array("·".utf8)
        case 3: Array("＊".utf8)
        case 4: Array("🞶".utf8)
        default: Array(repeating: UInt8(ascii: "*"), count: length)
        }
    }
}

extension [UInt8] {
    fileprivate func holds(_ text: String) -> Bool { !ranges(of: text, most: 1).isEmpty }

    /// Where a text stands in the bytes.
    fileprivate func ranges(of text: String, most: Int = 1_000) -> [Range<Int>] {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return [] }
        var result: [Range<Int>] = []
        var at = 0
        while at + wanted.count <= count, result.count < most {
            guard self[at] == first, self[at..<at + wanted.count].elementsEqual(wanted) else {
                at += 1
                continue
            }
            result.append(at..<at + wanted.count)
            at += wanted.count
        }
        return result
    }
}
