/// Writes JSON in the order it is told, two spaces a level: documents that are equal byte by byte when their content is.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var level = 0
    private var isFirst = true

    mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        container(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        container(key, UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// A member of an object; nothing for nil.
    mutating func member(_ key: String, _ text: String?) {
        guard let text else { return }
        begin(key)
        string(text)
    }

    mutating func member(_ key: String, _ number: Int) {
        begin(key)
        bytes += String(number).utf8
    }

    mutating func member(_ key: String, _ truth: Bool) {
        begin(key)
        bytes += (truth ? "true" : "false").utf8
    }

    /// An element of an array.
    mutating func element(_ text: String) {
        begin(nil)
        string(text)
    }

    private mutating func container(
        _ key: String?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
    ) {
        begin(key)
        bytes.append(open)
        level += 1
        isFirst = true
        body(&self)
        level -= 1
        if !isFirst { newLine() }
        bytes.append(close)
        isFirst = false
        if level == 0 { bytes.append(0x0A) }
    }

    private mutating func begin(_ key: String?) {
        if level > 0 {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            newLine()
        }
        isFirst = false
        guard let key else { return }
        string(key)
        bytes += [UInt8(ascii: ":"), 0x20]
    }

    private mutating func newLine() {
        bytes.append(0x0A)
        bytes += repeatElement(0x20, count: level * 2)
    }

    private mutating func string(_ text: String) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0x00..<0x20, 0x7F:
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
