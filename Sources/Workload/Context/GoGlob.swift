/// A wildcard as Go's `filepath.Match` takes it: `*`, `?`, `[a-z]`, `[^a]` and `\`; there is no `**`.
///
/// BuildKit resolves the sources of COPY and ADD with it, and refuses ignore patterns that it refuses.
struct GoGlob: Sendable {
    private enum Token: Sendable {
        case byte(UInt8)
        case anyScalar
        case star
        case set(ScalarSet)
    }

    private var tokens: [Token] = []
    /// The parts between slashes. A class can match a slash in Go, so with one the number of parts says nothing.
    private(set) var partCount = 1
    private(set) var hasSet = false

    /// Nil when Go would say `ErrBadPattern`.
    init?(_ pattern: [UInt8]) {
        var index = 0
        while index < pattern.count {
            let byte = pattern[index]
            index += 1
            switch byte {
            case UInt8(ascii: "*"):
                if case .star? = tokens.last { continue }
                tokens.append(.star)
            case UInt8(ascii: "?"): tokens.append(.anyScalar)
            case UInt8(ascii: "["):
                guard let set = Self.set(pattern, &index) else { return nil }
                hasSet = true
                tokens.append(.set(set))
            case UInt8(ascii: "\\"):
                guard index < pattern.count else { return nil }
                if pattern[index] == GoPath.slash { partCount += 1 }
                tokens.append(.byte(pattern[index]))
                index += 1
            default:
                if byte == GoPath.slash { partCount += 1 }
                tokens.append(.byte(byte))
            }
        }
    }

    private static func set(_ pattern: [UInt8], _ index: inout Int) -> ScalarSet? {
        var set = ScalarSet()
        if index < pattern.count, pattern[index] == UInt8(ascii: "^") {
            set.isNegated = true
            index += 1
        }
        while true {
            if index < pattern.count, pattern[index] == UInt8(ascii: "]"), !set.ranges.isEmpty {
                index += 1
                return set
            }
            guard let low = member(pattern, &index) else { return nil }
            var high = low
            if index < pattern.count, pattern[index] == UInt8(ascii: "-") {
                index += 1
                guard let end = member(pattern, &index) else { return nil }
                high = end
            }
            // Go takes `[z-a]`; it contains nothing, but it is a range.
            set.ranges.append(low <= high ? low...high : UInt32.max...UInt32.max)
        }
    }

    private static func member(_ pattern: [UInt8], _ index: inout Int) -> UInt32? {
        guard index < pattern.count, pattern[index] != UInt8(ascii: "-"), pattern[index] != UInt8(ascii: "]") else {
            return nil
        }
        if pattern[index] == UInt8(ascii: "\\") {
            index += 1
            guard index < pattern.count else { return nil }
        }
        let (scalar, length) = UTF8Scalar.decode(pattern[...], at: index)
        if scalar == UTF8Scalar.replacement, length == 1 { return nil }
        index += length
        return index < pattern.count ? scalar : nil
    }

    /// Whether all of `name` matches. Only the last star is ever extended, so the time is at most length times length.
    func matches(_ name: ArraySlice<UInt8>) -> Bool {
        var token = 0
        var index = name.startIndex
        var starToken: Int?
        var starIndex = name.startIndex
        while true {
            if token < tokens.count {
                if case .star = tokens[token] {
                    starToken = token
                    starIndex = index
                    token += 1
                    continue
                }
                if index < name.endIndex, let length = step(tokens[token], name, index) {
                    token += 1
                    index += length
                    continue
                }
            } else if index == name.endIndex {
                return true
            }
            guard let start = starToken, starIndex < name.endIndex, name[starIndex] != GoPath.slash else {
                return false
            }
            starIndex += 1
            index = starIndex
            token = start + 1
        }
    }

    private func step(_ token: Token, _ name: ArraySlice<UInt8>, _ index: Int) -> Int? {
        switch token {
        case .byte(let byte): return name[index] == byte ? 1 : nil
        case .anyScalar: return name[index] == GoPath.slash ? nil : UTF8Scalar.decode(name, at: index).length
        case .set(let set):
            let (scalar, length) = UTF8Scalar.decode(name, at: index)
            return set.contains(scalar) ? length : nil
        case .star: return nil
        }
    }

    /// Whether BuildKit takes `part` for a wildcard rather than a name.
    static func isWildcard(_ part: some Sequence<UInt8>) -> Bool {
        var isEscaped = false
        for byte in part {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["): return true
            default: break
            }
        }
        return false
    }
}
