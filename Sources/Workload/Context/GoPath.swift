/// Path arithmetic as Go's `path/filepath` does it on Linux, on bytes: ignore patterns and COPY sources are cleaned so.
enum GoPath {
    static let slash = UInt8(ascii: "/")

    /// The shortest path that means the same: doubled slashes, `.` and inner `..` go; nothing at all becomes `.`.
    static func clean(_ path: [UInt8]) -> [UInt8] {
        guard let first = path.first else { return [UInt8(ascii: ".")] }
        let isRooted = first == slash
        var parts: [ArraySlice<UInt8>] = []
        for part in path.split(separator: slash) {
            if part.elementsEqual(".".utf8) { continue }
            guard part.elementsEqual("..".utf8) else {
                parts.append(part)
                continue
            }
            if let last = parts.last, !last.elementsEqual("..".utf8) {
                parts.removeLast()
            } else if !isRooted {
                parts.append(part)
            }
        }
        var result: [UInt8] = isRooted ? [slash] : []
        result.reserveCapacity(path.count)
        for (index, part) in parts.enumerated() {
            if index > 0 { result.append(slash) }
            result += part
        }
        return result.isEmpty ? [UInt8(ascii: ".")] : result
    }

    /// Without white space at both ends, by Go's definition of it (which knows more than ASCII, such as U+3000).
    static func trimmedRange(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
        var start = bytes.startIndex
        var end = bytes.endIndex
        while start < end {
            let (scalar, length) = UTF8Scalar.decode(bytes, at: start)
            guard isSpace(scalar) else { break }
            start += length
        }
        while start < end {
            var last = end - 1
            while last > start, end - last < 4, bytes[last] & 0xC0 == 0x80 { last -= 1 }
            let (scalar, length) = UTF8Scalar.decode(bytes, at: last)
            guard isSpace(scalar), last + length == end else { break }
            end = last
        }
        return start..<end
    }

    private static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}

/// Decoding of single code points.
enum UTF8Scalar {
    static let replacement: UInt32 = 0xFFFD

    /// The code point that starts at `index` and how many bytes it takes; a byte that is not UTF-8 is U+FFFD, one byte.
    static func decode(_ bytes: ArraySlice<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let length: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
        default: return (replacement, 1)
        }
        guard bytes.endIndex - index >= length else { return (replacement, 1) }
        for next in bytes[(index + 1)..<(index + length)] {
            guard next & 0xC0 == 0x80 else { return (replacement, 1) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        let isShortEnough = length == 2 || (length == 3 ? value >= 0x800 : value >= 0x10000 && value <= 0x10FFFF)
        return isShortEnough && !(0xD800...0xDFFF).contains(value) ? (value, length) : (replacement, 1)
    }
}

/// A set of code points, as a character class names it.
struct ScalarSet: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool {
        for range in ranges where range.contains(scalar) { return !isNegated }
        return isNegated
    }

    /// The ranges outside of `ranges`, which are in order and do not touch.
    static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return result
    }
}
