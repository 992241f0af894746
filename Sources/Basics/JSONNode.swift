/// A JSON value where it stands in a file; its members are looked up only when they are asked for.
///
/// Foundation's readers tell no positions, refuse the comments and trailing commas of bun.lock, and decode the whole of
/// a lock file of megabytes of which one entry matters. This one skips by matching brackets: linear, without recursion.
package struct JSONNode: Sendable {
    package let bytes: [UInt8]
    /// The whole value, quotes and brackets included.
    package let range: Range<Int>

    /// The value that begins a file, or nil when there is none or its brackets do not match.
    package init?(root bytes: [UInt8]) {
        let start = Self.skipBlank(bytes, bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        guard let end = Self.skipValue(bytes, start) else { return nil }
        self.init(bytes: bytes, range: start..<end)
    }

    /// The value that begins a large file, its end not looked for: only what is asked for by `opened` is read.
    package init?(head bytes: [UInt8]) {
        let start = Self.skipBlank(bytes, bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        guard start < bytes.count else { return nil }
        self.init(bytes: bytes, range: start..<bytes.count)
    }

    private init(bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    package var isObject: Bool { bytes[range].first == UInt8(ascii: "{") }
    package var isArray: Bool { bytes[range].first == UInt8(ascii: "[") }
    package var isString: Bool { bytes[range].first == UInt8(ascii: "\"") }

    /// The text of a string, number or word; nil for an object, an array and null.
    package var scalar: String? {
        if isString { return JSONString.decode(bytes[range].dropFirst().dropLast()) }
        if isObject || isArray { return nil }
        let text = String(decoding: bytes[range], as: UTF8.self)
        return text == "null" ? nil : text
    }

    /// The text of a string, else nil.
    package var string: String? { isString ? scalar : nil }
    package var bool: Bool? { scalar.flatMap { isString ? nil : Bool($0) } }

    package struct Member: Sendable {
        package let keyRange: Range<Int>
        package let value: JSONNode
        /// The key, its escapes resolved.
        package var key: String { JSONString.decode(value.bytes[keyRange]) }
        /// From the key's quote to the value's end.
        package var range: Range<Int> { max(0, keyRange.lowerBound - 1)..<value.range.upperBound }
    }

    /// Members of an object in file order, read one by one; none for any other value.
    package var members: Members { Members(node: self) }

    package struct Members: Sequence, IteratorProtocol {
        private let node: JSONNode
        private var offset: Int

        fileprivate init(node: JSONNode) {
            self.node = node
            offset = node.isObject ? node.range.lowerBound + 1 : node.range.upperBound
        }

        package mutating func next() -> Member? {
            guard let (key, start) = nextKey(), let end = JSONNode.skipValue(node.bytes, start), end > start else {
                return nil
            }
            offset = end
            return Member(keyRange: key, value: JSONNode(bytes: node.bytes, range: start..<end))
        }

        /// The range of the next key and where its value starts.
        private mutating func nextKey() -> (key: Range<Int>, value: Int)? {
            let bytes = node.bytes
            offset = JSONNode.skipBlank(bytes, offset, commas: true)
            guard offset < node.range.upperBound, bytes[offset] == UInt8(ascii: "\""),
                let keyEnd = JSONNode.skipString(bytes, offset), keyEnd <= node.range.upperBound
            else { return nil }
            let key = offset + 1..<keyEnd - 1
            offset = JSONNode.skipBlank(bytes, keyEnd)
            guard offset < node.range.upperBound, bytes[offset] == UInt8(ascii: ":") else { return nil }
            let start = JSONNode.skipBlank(bytes, offset + 1)
            return start < node.range.upperBound ? (key, start) : nil
        }

        /// Where the value of `key` starts when it is the next member; `.some(nil)` when another was passed, nil at the end.
        fileprivate mutating func openNext(_ key: String) -> Int?? {
            guard let (found, start) = nextKey() else { return nil }
            if node.bytes[found].elementsEqual(key.utf8) { return .some(start) }
            guard let end = JSONNode.skipValue(node.bytes, start), end > start else { return nil }
            offset = end
            return .some(nil)
        }
    }

    /// The elements of an array in file order; none for any other value.
    package var elements: [JSONNode] {
        guard isArray else { return [] }
        var elements: [JSONNode] = []
        var offset = range.lowerBound + 1
        while true {
            offset = Self.skipBlank(bytes, offset, commas: true)
            guard offset < range.upperBound - 1, let end = Self.skipValue(bytes, offset), end > offset else {
                return elements
            }
            elements.append(JSONNode(bytes: bytes, range: offset..<end))
            offset = end
        }
    }

    /// The member of that name. Reading stops there, so what comes early in a file is cheap.
    package func member(_ key: String) -> Member? {
        let wanted = key.utf8
        for member in members {
            let found = bytes[member.keyRange]
            if found.elementsEqual(wanted) { return member }
            if found.contains(UInt8(ascii: "\\")), member.key == key { return member }
        }
        return nil
    }

    package subscript(key: String) -> JSONNode? { member(key)?.value }

    /// The member of that name without a search for its end, for the megabytes behind which nothing is wanted.
    package func opened(_ key: String) -> JSONNode? {
        var members = self.members
        while let start = members.openNext(key) {
            if let start { return JSONNode(bytes: bytes, range: start..<range.upperBound) }
        }
        return nil
    }

    // MARK: Skipping

    /// Past blanks and comments, and past commas where `commas` says so.
    private static func skipBlank(_ bytes: [UInt8], _ start: Int, commas: Bool = false) -> Int {
        var offset = start
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            case UInt8(ascii: ",") where commas: offset += 1
            case UInt8(ascii: "/"):
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
                if next == UInt8(ascii: "/") {
                    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
                } else if next == UInt8(ascii: "*") {
                    offset = ByteText(bytes).from(offset + 2).find("*/").map { $0 + 2 } ?? bytes.count
                } else {
                    return offset
                }
            default: return offset
            }
        }
        return offset
    }

    /// Past the string whose quote is at `start`, or nil when it does not end.
    private static func skipString(_ bytes: [UInt8], _ start: Int) -> Int? {
        var offset = start + 1
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\\"): offset += 2
            case UInt8(ascii: "\""): return offset + 1
            default: offset += 1
            }
        }
        return nil
    }

    /// Past the value at `start`, or nil when there is none or it does not end.
    private static func skipValue(_ bytes: [UInt8], _ start: Int) -> Int? {
        var offset = start
        var depth = 0
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                guard let end = skipString(bytes, offset) else { return nil }
                if depth == 0 { return end }
                offset = end
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return offset > start ? offset : nil }
                depth -= 1
                offset += 1
                if depth == 0 { return offset }
            case UInt8(ascii: "/") where depth > 0:
                offset = max(offset + 1, skipBlank(bytes, offset))
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"):
                if depth == 0 { return offset > start ? offset : nil }
                offset += 1
            default: offset += 1
            }
        }
        return depth == 0 && offset > start ? offset : nil
    }
}

/// Escapes in JSON strings.
package enum JSONString {
    /// What stands between a string's quotes, with escapes resolved; a lone surrogate becomes U+FFFD.
    package static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        var units: [UInt16] = []
        var plain: [UInt8] = []
        var result = ""
        func flushPlain() {
            result += String(decoding: plain, as: UTF8.self)
            plain.removeAll(keepingCapacity: true)
        }
        func flushUnits() {
            result += String(decoding: units, as: UTF16.self)
            units.removeAll(keepingCapacity: true)
        }
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            guard bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.endIndex else {
                if !units.isEmpty { flushUnits() }
                plain.append(bytes[offset])
                offset += 1
                continue
            }
            let mark = bytes[offset + 1]
            offset += 2
            if mark == UInt8(ascii: "u"), offset + 4 <= bytes.endIndex,
                let unit = UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
            {
                if !plain.isEmpty { flushPlain() }
                units.append(unit)
                offset += 4
                continue
            }
            if !units.isEmpty { flushUnits() }
            switch mark {
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            default: plain.append(mark)
            }
        }
        flushUnits()
        flushPlain()
        return result
    }
}
