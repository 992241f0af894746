/// A value of CBOR (RFC 8949), as much of it as COSE envelopes need: no floating point, no lengths left open.
indirect enum CBOR {
    case unsigned(UInt64)
    /// -1 minus the number.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([(key: CBOR, value: CBOR)])
    case tagged(UInt64, CBOR)
    case simple(UInt8)

    private static let depthLimit = 16
    private static let itemLimit = 10_000

    /// Nil for anything else, and for bytes behind it.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let value = reader.value(depth: 0), reader.offset == bytes.count else { return nil }
        self = value
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var elements: [CBOR]? { if case .array(let elements) = self { elements } else { nil } }

    /// A number of either sign.
    var integer: Int? {
        switch self {
        case .unsigned(let value): Int(exactly: value)
        case .negative(let value): Int(exactly: value).map { -1 - $0 }
        default: nil
        }
    }

    subscript(key: Int) -> CBOR? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key.integer == key }?.value
    }

    subscript(key: String) -> CBOR? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key.text == key }?.value
    }

    /// The head of a byte string or an array of `count`, or a text: all that `Sig_structure` is made of.
    static func head(_ kind: UInt8, _ count: Int) -> [UInt8] {
        let mark = kind << 5
        switch count {
        case ..<24: return [mark | UInt8(truncatingIfNeeded: count)]
        case ..<0x100: return [mark | 24, UInt8(truncatingIfNeeded: count)]
        case ..<0x1_0000:
            return [mark | 25, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        default:
            return [mark | 26]
                + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var offset = 0
        var items = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func value(depth: Int) -> CBOR? {
            items += 1
            guard depth < CBOR.depthLimit, items <= CBOR.itemLimit, offset < bytes.count else { return nil }
            let first = bytes[offset]
            offset += 1
            guard let number = number(first & 31) else { return nil }
            switch first >> 5 {
            case 0: return .unsigned(number)
            case 1: return .negative(number)
            case 2: return take(number).map { .bytes(Array($0)) }
            case 3: return take(number).flatMap { String(validating: $0, as: UTF8.self) }.map { .text($0) }
            case 4:
                var elements: [CBOR] = []
                // Each element takes a byte at least, so that a count beyond what is left is no count.
                guard number <= UInt64(bytes.count - offset) else { return nil }
                for _ in 0..<number {
                    guard let element = value(depth: depth + 1) else { return nil }
                    elements.append(element)
                }
                return .array(elements)
            case 5:
                var members: [(key: CBOR, value: CBOR)] = []
                guard number <= UInt64(bytes.count - offset) else { return nil }
                for _ in 0..<number {
                    guard let key = value(depth: depth + 1), let value = value(depth: depth + 1) else { return nil }
                    members.append((key, value))
                }
                return .map(members)
            case 6: return value(depth: depth + 1).map { .tagged(number, $0) }
            default: return first & 31 < 24 ? .simple(first & 31) : nil
            }
        }

        /// The number in a head, or behind it.
        private mutating func number(_ low: UInt8) -> UInt64? {
            if low < 24 { return UInt64(low) }
            guard low < 28, let rest = take(UInt64(1) << UInt64(low - 24)) else { return nil }
            return rest.reduce(0) { $0 << 8 | UInt64($1) }
        }

        private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
            guard let count = Int(exactly: count), count <= bytes.count - offset else { return nil }
            defer { offset += count }
            return bytes[offset..<offset + count]
        }
    }
}
