/// Writes the fields of a record: numbers in groups of seven bits, texts with their length before them.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func number(_ value: Int) {
        var rest = UInt(bitPattern: value)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func text(_ value: String) {
        number(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    /// Nil and the empty text are told apart.
    mutating func text(_ value: String?) {
        guard let value else { return number(0) }
        number(value.utf8.count + 1)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func block(_ value: [UInt8]) {
        number(value.count)
        bytes.append(contentsOf: value)
    }

    mutating func list<Element>(_ values: [Element], _ write: (inout RecordWriter, Element) -> Void) {
        number(values.count)
        for value in values { write(&self, value) }
    }

    /// Lists of versions are long and alike: of each, what differs from the one before.
    mutating func versions(_ values: [String]) {
        number(values.count)
        var last = ""
        for value in values {
            let shared = zip(last.utf8, value.utf8).prefix { $0 == $1 }.count
            number(shared)
            number(value.utf8.count - shared)
            bytes.append(contentsOf: value.utf8.dropFirst(shared))
            last = value
        }
    }
}

/// Reads what `RecordWriter` wrote. A broken record gives nil, never a crash: databases are files that anybody can
/// write.
struct RecordReader {
    private let bytes: ArraySlice<UInt8>
    private var offset: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        offset = bytes.startIndex
    }

    mutating func number() -> Int? {
        var value: UInt = 0
        var shift: UInt = 0
        while offset < bytes.endIndex, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            value |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(bitPattern: value) }
            shift += 7
        }
        return nil
    }

    /// A number of things of which each takes at least one byte.
    private mutating func count() -> Int? {
        guard let count = number(), count >= 0, count <= bytes.endIndex - offset else { return nil }
        return count
    }

    mutating func block() -> ArraySlice<UInt8>? {
        guard let count = count() else { return nil }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    mutating func text() -> String? {
        block().map { String(decoding: $0, as: UTF8.self) }
    }

    /// The outer nil: broken; the inner one: written as nil.
    mutating func optionalText() -> String?? {
        guard let count = number(), count >= 0, count <= bytes.endIndex - offset + 1 else { return nil }
        if count == 0 { return .some(nil) }
        guard offset + count - 1 <= bytes.endIndex else { return nil }
        defer { offset += count - 1 }
        return .some(String(decoding: bytes[offset..<offset + count - 1], as: UTF8.self))
    }

    mutating func list<Element>(_ read: (inout RecordReader) -> Element?) -> [Element]? {
        guard let count = count() else { return nil }
        var values: [Element] = []
        values.reserveCapacity(min(count, 1024))
        for _ in 0..<count {
            guard let value = read(&self) else { return nil }
            values.append(value)
        }
        return values
    }

    mutating func versions() -> [String]? {
        guard let count = count() else { return nil }
        var values: [String] = []
        values.reserveCapacity(min(count, 1024))
        var last: [UInt8] = []
        for _ in 0..<count {
            guard let shared = number(), shared >= 0, shared <= last.count, let rest = block() else { return nil }
            last.removeSubrange(shared...)
            last.append(contentsOf: rest)
            values.append(String(decoding: last, as: UTF8.self))
        }
        return values
    }
}
