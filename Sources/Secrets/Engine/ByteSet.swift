/// A set of ASCII bytes as two words of bits: one shift says whether a byte belongs to a token.
struct ByteSet: Sendable, ExpressibleByArrayLiteral {
    /// The bytes below 64, and the 64 above them.
    var low: UInt64
    var high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    init(arrayLiteral sets: ByteSet...) {
        self = sets.reduce(ByteSet(low: 0, high: 0)) { $0.union($1) }
    }

    func union(_ other: ByteSet) -> ByteSet { ByteSet(low: low | other.low, high: high | other.high) }

    // Computed, so that they are constants where they are used.
    static var digit: ByteSet { ByteSet(low: 0x03FF_0000_0000_0000, high: 0) }
    static var aToF: ByteSet { ByteSet(low: 0, high: 0x0000_007E_0000_0000) }
    static var capitalAToF: ByteSet { ByteSet(low: 0, high: 0x7E) }
    static var lower: ByteSet { ByteSet(low: 0, high: 0x07FF_FFFE_0000_0000) }
    static var capital: ByteSet { ByteSet(low: 0, high: 0x07FF_FFFE) }
    static var underscore: ByteSet { ByteSet(low: 0, high: 1 << 31) }
    static var hyphen: ByteSet { ByteSet(low: 1 << 45, high: 0) }
    static var plusSlash: ByteSet { ByteSet(low: 1 << 43 | 1 << 47, high: 0) }
    static var dot: ByteSet { ByteSet(low: 1 << 46, high: 0) }
    static var equals: ByteSet { ByteSet(low: 1 << 61, high: 0) }
    static var percent: ByteSet { ByteSet(low: 1 << 37, high: 0) }
    static var colon: ByteSet { ByteSet(low: 1 << 58, high: 0) }
    static var tilde: ByteSet { ByteSet(low: 0, high: 1 << 62) }

    static var letter: ByteSet { lower.union(capital) }
    static var alphanumeric: ByteSet { letter.union(digit) }
    static var word: ByteSet { alphanumeric.union(underscore) }
    static var lowerHexadecimal: ByteSet { digit.union(aToF) }
    static var hexadecimal: ByteSet { lowerHexadecimal.union(capitalAToF) }
    static var lowerDigit: ByteSet { digit.union(lower) }
    static var capitalDigit: ByteSet { digit.union(capital) }
    static var url: ByteSet { word.union(hyphen) }
    static var dottedURL: ByteSet { url.union(dot) }
    static var base64: ByteSet { alphanumeric.union(plusSlash).union(equals) }
    static var anyBase64: ByteSet { base64.union(url) }
    static var name: ByteSet { word.union(hyphen).union(dot) }

    @inline(__always)
    func has(_ byte: UInt8) -> Bool {
        let word = byte & 0x40 == 0 ? low : high
        return byte < 0x80 && word &>> UInt64(byte & 0x3F) & 1 != 0
    }

    /// The bytes of the set with capitals folded, as grams hold them.
    var folded: [UInt8] {
        var result: Set<UInt8> = []
        for byte in UInt8(0x21)...0x7E where has(byte) { result.insert(byte | 0x20) }
        return result.sorted()
    }
}
