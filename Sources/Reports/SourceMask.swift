import Basics
import Workload

/// A file's text without the secrets in it: reports are sent around.
struct SourceMask: Sendable {
    let source: SourceFile
    private let hidden: [Range<Int>]
    /// The secrets themselves, for who must not write them into other texts.
    let secrets: [String]

    init(_ source: SourceFile) {
        self.source = source
        // What a report quotes is masked already; stars could look like a secret once more.
        let found =
            source.isQuotation ? [] : SecretContent.scan(source.bytes, limit: source.bytes.count).map(\.range)
        hidden = found.map { Self.hidden($0, source.bytes) }
        secrets = found.map { source.text($0) }
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
