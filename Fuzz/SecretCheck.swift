import Secrets

/// What the search for secrets promises.
enum SecretCheck {
    private static let paths = [
        "srv/settings.py", "srv/.env", "root/.docker/config.json", "root/.ssh/id_rsa", "etc/shadow", "root/.netrc",
        "root/.npmrc", "srv/main.js", "usr/bin/app", "home/app/.pgpass", "root/.pypirc", "etc/wireguard/wg0.conf",
    ]

    /// The first byte chooses the name of the file that the rest is.
    static func scan(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let path = paths[Int(first) % paths.count]
        let content = Array(bytes.dropFirst())
        let hits = SecretScanner.scan(content, path: path)
        check(hits, content)
        precondition(pushed(StreamCheck.pieces(content, []), path) == hits, "pushed whole, the same is found")
        precondition(pushed(StreamCheck.pieces(content, StreamCheck.cuts(bytes)), path) == hits, "cuts change nothing")
        let text = String(decoding: content.prefix(4_096), as: UTF8.self)
        let bounded = Array(text.utf8)
        check(SecretScanner.commandLine(text, path: "history"), bounded)
        check(SecretScanner.variables([("TOKEN", text)], path: "configuration"), bounded)
    }

    private static func pushed(_ pieces: [ArraySlice<UInt8>], _ path: String) -> [SecretHit] {
        var scanner = SecretScanner(path: path)
        for piece in pieces { piece.withUnsafeBytes { scanner.feed($0) } }
        return scanner.finish()
    }

    private static func check(_ hits: [SecretHit], _ bytes: [UInt8]) {
        precondition(hits.count <= 400, "the number is bounded")
        for hit in hits {
            precondition(hit.offset >= 0 && hit.length > 0 && hit.offset + hit.length <= bytes.count, "hits lie inside")
            precondition((hit.line ?? 1) >= 1 && !hit.kind.isEmpty && hit.fingerprint.utf8.count == 16)
            let value = bytes[hit.offset..<hit.offset + hit.length]
            // Of keys, the line that begins them is shown: it is no part of the secret.
            if hit.masked.hasPrefix("-----BEGIN ") || hit.masked.hasPrefix("PuTTY") { continue }
            guard let stars = hit.masked.utf8.firstIndex(of: UInt8(ascii: "*")) else {
                preconditionFailure("a value is masked")
            }
            let shown = hit.masked[..<stars].utf8.count
            precondition(shown <= 4 && shown * 4 <= max(value.count, 1), "no more than a quarter is shown")
        }
    }
}
