@testable import Secrets

/// Makes values of the shape of secrets: no whole one stands in these sources, so that no host takes them for real.
struct Sample {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    static let smalls = capitals.lowercased()
    static let digits = "0123456789"
    static let letters62 = digits + capitals + smalls
    static let hexadecimal = "0123456789abcdef"
    static let url = letters62 + "-_"
    static let base32 = capitals + "234567"
    static let base64 = letters62 + "+/"

    mutating func text(_ count: Int, _ alphabet: String = letters62) -> String {
        let bytes = Array(alphabet.utf8)
        while true {
            let text = (0..<count).map { _ in bytes[Int(next() >> 33) % bytes.count] }
            // A hyphen at an end or no digit at all is a rare case that a table need not meet.
            let isGood = text.first.map { $0 != 0x2D } ?? true && text.last.map { $0 != 0x2D } ?? true
            if isGood,
                count < 12 || alphabet == Self.digits || alphabet == Self.capitals
                    || text.contains(where: { $0 < 0x3A })
            {
                return String(decoding: text, as: UTF8.self)
            }
        }
    }

    /// Thirty characters and their CRC-32 in base 62, as GitHub and npm make them.
    mutating func checked(_ prefix: String) -> String {
        let body = text(30)
        return prefix + body + Self.base62(Self.crc32(Array(body.utf8)))
    }

    static func base62(_ number: UInt32) -> String {
        let digits = Array(letters62.utf8)
        var number = Int(number)
        var text: [UInt8] = []
        for _ in 0..<6 {
            text.insert(digits[number % 62], at: 0)
            number /= 62
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Bit by bit from the definition, apart from the code under test.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var register: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            for bit in 0..<8 {
                let mix = (register ^ UInt32(byte >> UInt8(bit))) & 1
                register >>= 1
                if mix == 1 { register ^= 0xEDB8_8320 }
            }
        }
        return register ^ 0xFFFF_FFFF
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 40) } }

    static func encode(_ bytes: [UInt8], isURL: Bool = false) -> String {
        let digits = Array(
            (isURL ? capitals + smalls + Self.digits + "-_" : capitals + smalls + Self.digits + "+/").utf8)
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let group = bytes[index..<min(bytes.count, index + 3)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count { text.append(digits[word >> (18 - 6 * place) & 63]) }
            if !isURL { for _ in group.count..<3 { text.append(UInt8(ascii: "=")) } }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A private key in PEM form: the frame of an RSA key around random numbers.
    mutating func key(_ label: String = "RSA PRIVATE KEY", escape: String = "\n") -> String {
        let content: [UInt8] =
            switch label {
            case "EC PRIVATE KEY": [2, 1, 1, 4, 32] + bytes(90)
            case "PRIVATE KEY": [2, 1, 0, 0x30, 13] + bytes(600)
            default: [2, 1, 0, 2, 0x82, 1, 1] + bytes(700)
            }
        let head: [UInt8] =
            content.count < 128
            ? [0x30, UInt8(content.count)] : [0x30, 0x82, UInt8(content.count >> 8), UInt8(content.count & 255)]
        return Self.block(label, label == "OPENSSH PRIVATE KEY" ? openSSH() : head + content, escape)
    }

    private mutating func openSSH() -> [UInt8] {
        Array("openssh-key-v1\0".utf8) + [0, 0, 0, 4] + Array("none".utf8) + [0, 0, 0, 4] + Array("none".utf8)
            + bytes(300)
    }

    static func block(_ label: String, _ bytes: [UInt8], _ escape: String = "\n") -> String {
        var lines: [String] = []
        var rest = encode(bytes)[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        return (["-----" + "BEGIN \(label)-----"] + lines + ["-----" + "END \(label)-----", ""]).joined(
            separator: escape)
    }

    /// A JSON Web Token with a made-up signature.
    mutating func webToken(claims: String = #"{"sub":"svc-42","iss":"login.corp.net","exp":4102444800}"#) -> String {
        let header = Self.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8), isURL: true)
        return header + "." + Self.encode(Array(claims.utf8), isURL: true) + "." + Self.encode(bytes(32), isURL: true)
    }

    /// A secret key of age: 32 bytes in bech32.
    mutating func age() -> String {
        let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
        var values = bytes(52).map { $0 & 31 }
        // The last group holds one bit of the key.
        values[51] &= 16
        let prefix = Array(("age-secret" + "-key-").utf8)
        let check =
            Measure.polymod(prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 } + values + [0, 0, 0, 0, 0, 0]) ^ 1
        values += (0..<6).map { UInt8(check >> UInt32(5 * (5 - $0)) & 31) }
        return
            (String(decoding: prefix, as: UTF8.self) + "1"
            + String(decoding: values.map { alphabet[Int($0)] }, as: UTF8.self))
            .uppercased()
    }
}
