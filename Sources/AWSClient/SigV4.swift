package import Basics
import Crypto

/// AWS Signature Version 4: a request's fields with the signature that AWS checks.
///
/// Facts: "Signature Version 4 signing process" in the AWS General Reference. S3 alone wants paths encoded once; it is
/// not asked here.
package enum SigV4 {
    /// The call with `X-Amz-Date`, `X-Amz-Security-Token` where there is one, and `Authorization`.
    ///
    /// - Parameters:
    ///   - service: as the signature's scope names it, e.g. `ecr`.
    ///   - now: the time that the signature holds from; AWS takes it for five minutes.
    package static func sign(
        _ call: HTTPCall, credentials: Credentials, region: String, service: String, now: Moment
    ) -> HTTPCall {
        var call = call
        let stamp = timestamp(now)
        let day = String(stamp.prefix(8))
        let (host, path, query) = parts(call.url)
        call.fields["X-Amz-Date"] = stamp
        if let token = credentials.sessionToken { call.fields["X-Amz-Security-Token"] = token }

        var fields: [String: String] = ["host": host]
        for field in call.fields.all where !unsigned.contains(field.name.lowercased()) {
            let name = field.name.lowercased()
            let value = field.value.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
            fields[name] = fields[name].map { name == "host" ? value : "\($0),\(value)" } ?? value
        }
        let names = fields.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let signedNames = names.joined(separator: ";")
        let request = [
            call.method, canonicalPath(path), canonicalQuery(query),
            names.map { "\($0):\(fields[$0] ?? "")\n" }.joined(), signedNames, hex(SHA256.hash(data: call.body)),
        ].joined(separator: "\n")
        let scope = "\(day)/\(region)/\(service)/aws4_request"
        let toSign = "AWS4-HMAC-SHA256\n\(stamp)\n\(scope)\n\(hex(SHA256.hash(data: Array(request.utf8))))"

        var key = SymmetricKey(data: Array("AWS4\(credentials.secretAccessKey)".utf8))
        for part in [day, region, service, "aws4_request"] { key = SymmetricKey(data: code(part, key)) }
        call.fields["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), SignedHeaders=\(signedNames), "
            + "Signature=\(hex(code(toSign, key)))"
        return call
    }

    /// What proxies and clients change on the way.
    private static let unsigned: Set<String> = [
        "authorization", "user-agent", "x-amzn-trace-id", "connection", "expect",
    ]

    /// `20150830T123600Z`.
    static func timestamp(_ now: Moment) -> String {
        let clock = now.clock.split(separator: ":").joined()
        let second = (now.seconds % 60 + 60) % 60
        let day = now.day.description.split(separator: "-").joined()
        return "\(day)T\(clock)\(second < 10 ? "0" : "")\(second)Z"
    }

    /// Host with its port, path and query of a URL, as written.
    private static func parts(_ url: String) -> (host: String, path: String, query: String) {
        var rest = url[...]
        let bytes = ByteText(Array(url.utf8))
        if let scheme = bytes.find("://") { rest = rest.dropFirst(scheme + 3) }
        let isDefaultPort = url.hasPrefix("https://") ? ":443" : ":80"
        let hostEnd = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        var host = String(rest[..<hostEnd])
        if host.hasSuffix(isDefaultPort) { host.removeLast(isDefaultPort.count) }
        let target = rest[hostEnd...].prefix { $0 != "#" }
        let pathEnd = target.firstIndex(of: "?") ?? target.endIndex
        return (host.lowercased(), String(target[..<pathEnd]), String(target[pathEnd...].dropFirst()))
    }

    /// Each part of the path encoded once more than it stands in the URL.
    private static func canonicalPath(_ path: String) -> String {
        if path.isEmpty { return "/" }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { encoded(String($0)) }
            .joined(separator: "/")
    }

    /// The query's pairs sorted, each encoded; they stand encoded in the URL.
    private static func canonicalQuery(_ query: String) -> String {
        query.split(separator: "&").map { pair -> (String, String) in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.first ?? "")
            let value = parts.count > 1 ? String(parts[1]) : ""
            return (encoded(decoded(name)), encoded(decoded(value)))
        }
        .sorted { a, b in
            a.0 == b.0
                ? a.1.utf8.lexicographicallyPrecedes(b.1.utf8) : a.0.utf8.lexicographicallyPrecedes(b.0.utf8)
        }
        .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// RFC 3986: letters, digits and `-._~` stay.
    package static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == 0x25, rest.count >= 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func code(_ text: String, _ key: SymmetricKey) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0\(text)" : text
        }.joined()
    }
}
