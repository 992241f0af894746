/// JSON Web Tokens: two JSON objects and a signature, each in base64.
extension Finder {
    private static let kind = SecretKind("json-web-token", "JSON Web Token", "JSON Web Token")

    /// Looks at the first dot of a token.
    mutating func jsonWebToken(dot: Int, _ window: Window, _ origin: Int) {
        guard window[dot] == UInt8(ascii: "."), window[dot + 1] == UInt8(ascii: "e"),
            window[dot + 2] == UInt8(ascii: "y"),
            window[dot + 3] == UInt8(ascii: "J")
        else { return }
        var start = window.start(of: .url, before: dot, limit: 2_048)
        // What stands before may touch it: `token_eyJ…`, `-eyJ…`.
        while start < dot - 8, !(window[start] == UInt8(ascii: "e") && window[start + 1] == UInt8(ascii: "y")) {
            start += 1
        }
        let claimsEnd = window.end(of: .url, from: dot + 1, limit: 8_192)
        guard dot - start >= 16, dot - start < 2_000, claimsEnd - dot > 8, window[claimsEnd] == UInt8(ascii: ".") else {
            return
        }
        let end = window.end(of: .url, from: claimsEnd + 1, limit: 1_024)
        guard end - claimsEnd > 20, let header = Measure.base64(window.bytes(start..<dot)), Self.isObject(header),
            Placeholder.contains(header, Array(#""alg""#.utf8)),
            let claims = Measure.base64(window.bytes((dot + 1)..<claimsEnd)), Self.isObject(claims),
            // The example of jwt.io, which is in half of all tutorials.
            !Placeholder.contains(claims, Array("John Doe".utf8)),
            !Placeholder.contains(claims, Array("1516239022".utf8)),
            !Placeholder.contains(claims, Array(#""some":"payload""#.utf8)),
            Measure.entropy(window.bytes((claimsEnd + 1)..<end)) >= 3.5
        else { return }
        // A token that ran out opens nothing any more, though it tells of what its issuer signed. Without a clock here,
        // what ran out before this program was written counts as run out.
        let hasExpired = Self.number(of: Array(#""exp":"#.utf8), in: claims).map { $0 < 1_735_689_600 } ?? false
        note(Self.kind, hasExpired ? .context : .shape, start..<end, window, origin)
        skipUntil = origin + end
    }

    private static func isObject(_ bytes: [UInt8]) -> Bool {
        bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}")
            && bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }

    /// The number behind a name, in seconds since 1970.
    private static func number(of name: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count > name.count else { return nil }
        for start in 0..<(bytes.count - name.count)
        where bytes[start] == name[0] && bytes[start...].starts(with: name) {
            var value = 0
            for byte in bytes[(start + name.count)...].prefix(12) {
                if byte == 0x20, value == 0 { continue }
                guard ByteSet.digit.has(byte) else { break }
                value = value * 10 + Int(byte - 0x30)
            }
            return value == 0 ? nil : value
        }
        return nil
    }
}
