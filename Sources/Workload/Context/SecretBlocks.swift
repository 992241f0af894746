/// Secrets that are more than one word: keys in PEM form, JSON Web Tokens, passwords in URLs.
enum SecretBlocks {
    /// A found block: the secret's own bytes.
    struct Found {
        var kind: SecretKind
        var range: Range<Int>
    }

    // MARK: Private keys

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)

    /// A PEM block of a private key that starts at `start`, with some of its body; a bare first line is only text about
    /// keys. The body may stand on one line with `\n` written out, as in JSON.
    static func privateKey(_ bytes: [UInt8], at start: Int) -> Found? {
        guard bytes[start...].starts(with: begin) else { return nil }
        let labelEnd = min(bytes.count, start + begin.count + 40)
        var index = start + begin.count
        while index < labelEnd,
            ByteClass.isUpper(bytes[index]) || bytes[index] == 0x20 || ByteClass.isDigit(bytes[index])
        {
            index += 1
        }
        let label = bytes[(start + begin.count)..<index]
        let isKey = label.suffix(11).elementsEqual("PRIVATE KEY".utf8)
        guard isKey || label.elementsEqual("PGP PRIVATE KEY BLOCK".utf8), bytes[index...].starts(with: "-----".utf8)
        else {
            return nil
        }
        let body = index + 5
        // Headers such as `Proc-Type` come first, so the body may begin some lines below.
        let window = bytes[body..<min(bytes.count, body + 600)]
        guard let run = longestBase64(window), run.count >= 40, SecretShape.entropy(run) >= 3.5 else { return nil }
        var close = body
        let limit = min(bytes.count, body + 16_384)
        while close < limit, !(bytes[close] == 0x2D && bytes[close...].starts(with: end)) { close += 1 }
        return Found(
            kind: .privateKey,
            range: start..<(close < limit ? min(bytes.count, close + label.count + 14) : run.endIndex))
    }

    /// The first run of base64 of 40 bytes or more, before the block's end.
    private static func longestBase64(_ window: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var start = window.startIndex
        for index in window.indices {
            if ByteClass.isBase64(window[index]) { continue }
            if index - start >= 40 { return window[start..<index] }
            if window[index...].starts(with: end) { return nil }
            start = index + 1
            // The `n` of a written-out line feed is no base64.
            if window[index] == UInt8(ascii: "\\") { start += 1 }
        }
        return start < window.endIndex ? window[start...] : nil
    }

    // MARK: JSON Web Tokens

    /// Three parts in base64 of which the first is a JSON object that names an algorithm.
    static func jsonWebToken(_ bytes: [UInt8], at start: Int) -> Found? {
        guard bytes[start...].starts(with: "eyJ".utf8) else { return nil }
        let limit = min(bytes.count, start + 8_192)
        var dots: [Int] = []
        var index = start
        while index < limit, ByteClass.isBase64URL(bytes[index]) || bytes[index] == 0x2E {
            if bytes[index] == 0x2E {
                if dots.count == 2 { break }
                dots.append(index)
            }
            index += 1
        }
        guard dots.count == 2, index - dots[1] > 20, dots[1] - dots[0] > 4,
            let header = SecretShape.base64(bytes[start..<dots[0]]),
            header.first == UInt8(ascii: "{"), header.last == UInt8(ascii: "}"),
            header.indices.contains(where: { header[$0...].starts(with: #""alg""#.utf8) }),
            let claims = SecretShape.base64(bytes[(dots[0] + 1)..<dots[1]]), claims.first == UInt8(ascii: "{"),
            // The example of jwt.io, which is in half of all tutorials.
            !claims.indices.contains(where: { claims[$0...].starts(with: "John Doe".utf8) })
        else { return nil }
        return Found(kind: .jsonWebToken, range: start..<index)
    }

    // MARK: URLs

    /// The password in `scheme://user:password@host`, given the place of the colon before the slashes.
    static func connection(_ bytes: [UInt8], colon: Int) -> Found? {
        guard bytes[colon...].starts(with: "://".utf8), colon > 0, ByteClass.isAlphanumeric(bytes[colon - 1]) else {
            return nil
        }
        let start = colon + 3
        if let hook = webhook(bytes, at: start) { return hook }
        let limit = min(bytes.count, start + 512)
        var separator: Int?
        var index = start
        scan: while index < limit {
            switch bytes[index] {
            case UInt8(ascii: "@"): break scan
            case UInt8(ascii: ":"): separator = separator ?? index
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"),
                UInt8(ascii: "`"), UInt8(ascii: "\\"), 0...0x20:
                return nil
            default: break
            }
            index += 1
        }
        guard index < limit, bytes[index] == UInt8(ascii: "@"), let separator, index + 1 < bytes.count,
            ByteClass.isAlphanumeric(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: "[")
                || bytes[index + 1] == UInt8(ascii: "$") || bytes[index + 1] == UInt8(ascii: "{")
        else { return nil }
        let user = bytes[start..<separator]
        let password = bytes[(separator + 1)..<index]
        // A second colon is that of `:pserver:name@host` and the like; in a password it would be written %3A.
        guard password.count >= 4, !password.contains(UInt8(ascii: ":")), !user.elementsEqual(password),
            !SecretPlaceholder.matches(password),
            isNoDefault(password)
        else { return nil }
        return Found(kind: .connectionPassword, range: (separator + 1)..<index)
    }

    /// A password of letters in one case and nothing else is that of a local database in most files.
    private static func isNoDefault(_ password: ArraySlice<UInt8>) -> Bool {
        SecretShape.classes(password) > 1 || password.count >= 16
    }

    private static func webhook(_ bytes: [UInt8], at start: Int) -> Found? {
        let host = Array("hooks.slack.com/services/T".utf8)
        guard bytes[start...].starts(with: host) else { return nil }
        var end = start + host.count
        while end < bytes.count, end - start < 200, ByteClass.isAlphanumeric(bytes[end]) || bytes[end] == 0x2F {
            end += 1
        }
        let parts = bytes[(start + host.count - 1)..<end].split(separator: 0x2F)
        guard parts.count == 3, parts[1].first == UInt8(ascii: "B"), parts[2].count >= 20,
            !SecretPlaceholder.matches(parts[2])
        else { return nil }
        return Found(kind: .slackWebhook, range: parts[2].startIndex..<end)
    }
}
