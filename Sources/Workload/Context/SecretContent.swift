/// Finds secret values in bytes: tokens by the shape their issuer gave them, keys, and passwords by their name.
///
/// Each kind is checked beyond its prefix (length, alphabet, checksum, randomness), as a finding that is wrong costs
/// more trust than one that is missed. One pass; every look ahead is bounded, so that time is linear in the size.
package enum SecretContent {
    /// How much of a file is read by default. Larger ones are seldom written by hand.
    package static let limit = 256 * 1024

    /// The secrets in a file's bytes, in order, without overlap; none for a binary file.
    package static func scan(_ bytes: [UInt8], limit: Int = limit) -> [SecretMatch] {
        let bytes = bytes.count > limit ? Array(bytes[..<limit]) : bytes
        if isBinary(bytes) { return [] }
        var found: [SecretBlocks.Found] = []
        var isWordBefore = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isWord = ByteClass.isAlphanumeric(byte)
            var next = index + 1
            if isWord, !isWordBefore {
                if let token = token(bytes, at: index) {
                    found.append(token)
                    next = token.range.upperBound
                } else if byte == UInt8(ascii: "m"), let password = netrc(bytes, at: index) {
                    found.append(password)
                }
            } else {
                switch byte {
                case UInt8(ascii: "-"):
                    if !isHyphen(bytes, index - 1), let key = SecretBlocks.privateKey(bytes, at: index) {
                        found.append(key)
                        next = key.range.upperBound
                    }
                case UInt8(ascii: ":"), UInt8(ascii: "="):
                    if let hit = SecretBlocks.connection(bytes, colon: index) ?? SecretAssignment.find(bytes, at: index)
                    {
                        found.append(hit)
                    }
                default: break
                }
            }
            let last = bytes[next - 1]
            isWordBefore = ByteClass.isWord(last)
            index = next
        }
        return merged(found).map { SecretMatch($0.kind, $0.range, in: bytes) }
    }

    /// The secret in the value of a variable, as of ENV, ARG or a task definition; the range is one of `value`.
    package static func scan(value: String, named name: String) -> SecretMatch? {
        let bytes = Array(value.utf8)
        if let match = scan(bytes).first { return match }
        return SecretAssignment.judge(name: name.lowercased(), value: bytes[...], isQuoted: true)
            .map { SecretMatch($0, 0..<bytes.count, in: bytes) }
    }

    /// Whether the start of a file holds what text never holds.
    package static func isBinary(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(8_000).contains(0)
    }

    private static func isHyphen(_ bytes: [UInt8], _ index: Int) -> Bool {
        index >= 0 && bytes[index] == UInt8(ascii: "-")
    }

    private static func token(_ bytes: [UInt8], at start: Int) -> SecretBlocks.Found? {
        guard start + 1 < bytes.count else { return nil }
        for token in SecretToken.candidates(bytes[start], bytes[start + 1]) {
            if let end = token.end(in: bytes, from: start) {
                return SecretBlocks.Found(kind: token.kind, range: start..<end)
            }
        }
        return bytes[start] == UInt8(ascii: "e") ? SecretBlocks.jsonWebToken(bytes, at: start) : nil
    }

    /// `machine … login … password …`, on one line or several.
    private static func netrc(_ bytes: [UInt8], at start: Int) -> SecretBlocks.Found? {
        guard bytes[start...].starts(with: "machine".utf8) else { return nil }
        let window = bytes[start..<min(bytes.count, start + 400)]
        let words = window.split(maxSplits: 8, whereSeparator: { $0 <= 0x20 })
        guard words.count >= 6, words[0].count == 7, words[2].elementsEqual("login".utf8),
            words[4].elementsEqual("password".utf8), let value = words.dropFirst(5).first, value.count >= 6,
            !SecretPlaceholder.matches(value)
        else { return nil }
        return SecretBlocks.Found(kind: .netrcPassword, range: value.startIndex..<value.endIndex)
    }

    /// Of overlapping secrets the one with the clearer kind stays, else the first.
    private static func merged(_ found: [SecretBlocks.Found]) -> [SecretBlocks.Found] {
        var result: [SecretBlocks.Found] = []
        for next in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let last = result.last, last.range.overlaps(next.range) else {
                result.append(next)
                continue
            }
            if next.kind.isCertain, !last.kind.isCertain { result[result.count - 1] = next }
        }
        return result
    }
}
