import Basics

/// One way to authenticate that a server offers in `WWW-Authenticate` (RFC 9110, 11.6.1).
struct Challenge: Sendable, Hashable {
    /// In lower case: `bearer`, `basic`.
    var scheme: String
    /// Names in lower case.
    var parameters: [String: String]

    /// Every challenge of a field's value: `Bearer realm="https://…",service="…",scope="…", Basic realm="…"`.
    static func parse(_ value: String) -> [Challenge] {
        var challenges: [Challenge] = []
        var rest = Array(value.utf8)[...]
        func skip() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") } }
        func word() -> String {
            let bytes = rest.prefix { !" \t,=\"".utf8.contains($0) }
            rest = rest.dropFirst(bytes.count)
            return String(decoding: bytes, as: UTF8.self)
        }
        func quoted() -> String {
            var bytes: [UInt8] = []
            rest = rest.dropFirst()
            while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
                    bytes.append(next)
                } else {
                    bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        while true {
            skip()
            let name = word().lowercased()
            guard !name.isEmpty else { return challenges }
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
            guard rest.first == UInt8(ascii: "=") else {
                challenges.append(Challenge(scheme: name, parameters: [:]))
                continue
            }
            rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
            let value = rest.first == UInt8(ascii: "\"") ? quoted() : word()
            guard let last = challenges.indices.last else { continue }
            challenges[last].parameters[name] = value
        }
    }
}
