/// `${name#pattern}` and its relatives, on short values.
enum Pattern {
    /// Removes the shortest or (`twice`) longest prefix (`#`) or suffix (`%`), or replaces the first or all matches (`/`).
    static func apply(_ kind: UInt8, twice: Bool, _ pattern: String, _ replacement: String, to text: String) -> String {
        let text = Array(text.utf8)
        let pattern = tokens(Array(pattern.utf8))
        // BuildKit's use is on tags and versions; a longer value is left as it is rather than matched slowly.
        guard text.count <= 1024, pattern.count <= 256 else { return String(decoding: text, as: UTF8.self) }
        let result: [UInt8]
        switch kind {
        case UInt8(ascii: "#"):
            let lengths = twice ? Array((0...text.count).reversed()) : Array(0...text.count)
            let cut = lengths.first { matches(pattern, text[..<$0]) } ?? 0
            result = Array(text[cut...])
        case UInt8(ascii: "%"):
            let starts = twice ? Array(0...text.count) : Array((0...text.count).reversed())
            let cut = starts.first { matches(pattern, text[$0...]) } ?? text.count
            result = Array(text[..<cut])
        default: result = replaced(text, pattern, Array(replacement.utf8), all: twice)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func replaced(_ text: [UInt8], _ pattern: [Token], _ new: [UInt8], all: Bool) -> [UInt8] {
        guard !pattern.isEmpty else { return text }
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            let end = (position + 1...text.count).reversed().first { matches(pattern, text[position..<$0]) }
            guard let end else {
                result.append(text[position])
                position += 1
                continue
            }
            result += new
            position = end
            if !all { break }
        }
        return result + text[position...]
    }

    /// One byte of a pattern: a wildcard, or a byte that stands for itself.
    private enum Token: Equatable {
        case star, any
        case byte(UInt8)
    }

    /// Takes the backslashes away: a byte behind one is no wildcard.
    private static func tokens(_ pattern: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var position = 0
        while position < pattern.count {
            var byte = pattern[position]
            if byte == UInt8(ascii: "\\"), position + 1 < pattern.count {
                position += 1
                byte = pattern[position]
                tokens.append(.byte(byte))
            } else {
                tokens.append(byte == UInt8(ascii: "*") ? .star : byte == UInt8(ascii: "?") ? .any : .byte(byte))
            }
            position += 1
        }
        return tokens
    }

    /// Matches `*`, `?` and plain bytes, going back to the last `*` only: never exponential.
    private static func matches(_ pattern: [Token], _ text: ArraySlice<UInt8>) -> Bool {
        var p = pattern.startIndex
        var t = text.startIndex
        var star: (p: Int, t: Int)?
        while t < text.endIndex {
            if p < pattern.endIndex, pattern[p] == .star {
                star = (p, t)
                p += 1
            } else if p < pattern.endIndex, pattern[p] == .any || pattern[p] == .byte(text[t]) {
                p += 1
                t += 1
            } else if let last = star {
                p = last.p + 1
                t = last.t + 1
                star = (last.p, t)
            } else {
                return false
            }
        }
        while p < pattern.endIndex, pattern[p] == .star { p += 1 }
        return p == pattern.endIndex
    }
}
