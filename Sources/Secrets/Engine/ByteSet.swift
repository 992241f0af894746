/// A set of ASCII bytes as flags, so that one look at a table says whether a byte belongs to a token.
struct ByteSet: OptionSet, Sendable {
    let rawValue: UInt16

    static let digit = ByteSet(rawValue: 1)
    static let aToF = ByteSet(rawValue: 2)
    static let gToZ = ByteSet(rawValue: 4)
    static let capitalAToF = ByteSet(rawValue: 8)
    static let capitalGToZ = ByteSet(rawValue: 16)
    static let underscore = ByteSet(rawValue: 32)
    static let hyphen = ByteSet(rawValue: 64)
    static let plusSlash = ByteSet(rawValue: 128)
    static let dot = ByteSet(rawValue: 256)
    static let equals = ByteSet(rawValue: 512)
    static let tilde = ByteSet(rawValue: 1024)
    static let percent = ByteSet(rawValue: 2048)
    static let colon = ByteSet(rawValue: 4096)

    static let lower: ByteSet = [.aToF, .gToZ]
    static let capital: ByteSet = [.capitalAToF, .capitalGToZ]
    static let letter: ByteSet = [.lower, .capital]
    static let alphanumeric: ByteSet = [.digit, .letter]
    static let word: ByteSet = [.alphanumeric, .underscore]
    static let lowerHexadecimal: ByteSet = [.digit, .aToF]
    static let hexadecimal: ByteSet = [.digit, .aToF, .capitalAToF]
    static let lowerDigit: ByteSet = [.digit, .lower]
    static let capitalDigit: ByteSet = [.digit, .capital]
    static let url: ByteSet = [.word, .hyphen]
    static let dottedURL: ByteSet = [.url, .dot]
    static let base64: ByteSet = [.alphanumeric, .plusSlash, .equals]
    static let anyBase64: ByteSet = [.base64, .url]
    static let name: ByteSet = [.word, .hyphen, .dot]

    private static let table: [UInt16] = (0..<256)
        .map { index in
            let byte = UInt8(truncatingIfNeeded: index)
            return switch byte {
            case 0x30...0x39: digit.rawValue
            case 0x61...0x66: aToF.rawValue
            case 0x67...0x7A: gToZ.rawValue
            case 0x41...0x46: capitalAToF.rawValue
            case 0x47...0x5A: capitalGToZ.rawValue
            case UInt8(ascii: "_"): underscore.rawValue
            case UInt8(ascii: "-"): hyphen.rawValue
            case UInt8(ascii: "+"), UInt8(ascii: "/"): plusSlash.rawValue
            case UInt8(ascii: "."): dot.rawValue
            case UInt8(ascii: "="): equals.rawValue
            case UInt8(ascii: "~"): tilde.rawValue
            case UInt8(ascii: "%"): percent.rawValue
            case UInt8(ascii: ":"): colon.rawValue
            default: 0
            }
        }

    @inline(__always)
    func has(_ byte: UInt8) -> Bool { Self.table[Int(byte)] & rawValue != 0 }

    /// The bytes of the set with capitals folded, as grams hold them.
    var folded: [UInt8] {
        var result: Set<UInt8> = []
        for byte in UInt8(0x21)...0x7E where has(byte) { result.insert(byte | 0x20) }
        return result.sorted()
    }
}
