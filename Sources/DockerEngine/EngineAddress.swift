package import Basics

/// Where a Docker Engine listens.
package enum EngineAddress: Sendable, Hashable {
    case socket(String)
    case http(host: String, port: Int)

    /// Reads `DOCKER_HOST`: `unix:///run/user/1000/docker.sock`, `tcp://127.0.0.1:2375`. Nil or empty is the usual socket.
    package init(_ text: String?) throws(Failure) {
        guard let text, !text.isEmpty else {
            self = .socket("/var/run/docker.sock")
            return
        }
        if text.hasPrefix("unix://"), text.utf8.count > 7 {
            self = .socket(String(text.dropFirst(7)))
            return
        }
        for prefix in ["tcp://", "http://"] where text.hasPrefix(prefix) {
            let rest = text.dropFirst(prefix.count).prefix { $0 != "/" }
            guard let colon = rest.lastIndex(of: ":"), let port = Int(rest[rest.index(after: colon)...]),
                colon > rest.startIndex
            else { break }
            self = .http(host: String(rest[..<colon]), port: port)
            return
        }
        if text.hasPrefix("ssh://") {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "An engine behind SSH (`\(text)`) is not asked directly. Pipe the image instead: `docker -H \(text) save NAME | plimsoll image -`.",
                    ja:
                        "SSH 経由のエンジン (`\(text)`) には直接接続できません。`docker -H \(text) save NAME | plimsoll image -` のようにパイプで渡してください。"
                ))
        }
        throw Failure(
            .invalid,
            Text(
                en: "DOCKER_HOST `\(text)` is not understood. Use unix:///path or tcp://host:port.",
                ja: "DOCKER_HOST `\(text)` を解釈できません。unix:///path または tcp://host:port の形式で指定してください。"))
    }
}
