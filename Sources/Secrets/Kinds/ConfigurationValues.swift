/// Values in base64 under the names of configuration files, and headers of HTTP.
extension Finder {
    private static let kubeKind = SecretKind(
        "kubeconfig-client-key", "client key of a kubeconfig", "kubeconfig のクライアント鍵")
    private static let bearerKind = SecretKind(
        "authorization-header", "credentials in an Authorization header", "Authorization ヘッダーの認証情報")

    /// `client-key-data: …`: a private key in base64.
    mutating func keyData(at start: Int, _ window: Window, _ origin: Int) {
        guard let value = base64Value(after: start + 15, window, limit: 16_000) else { return }
        guard let text = Measure.base64(window.bytes(value)), text.starts(with: "-----BEGIN ".utf8) else { return }
        let isKey = text.withUnsafeBufferPointer { text in
            text.baseAddress.flatMap { PEMBlock(at: 0, Window(base: $0, low: 0, high: text.count)) } != nil
        }
        guard isKey else { return }
        note(Self.kubeKind, .verified, value, window, origin)
        skipUntil = origin + value.upperBound
    }

    /// `"auth": "…"`: a name and a password in base64, as in Docker's configuration.
    mutating func dockerLogin(at start: Int, _ window: Window, _ origin: Int) {
        guard window.has(Array("\"auth\"".utf8), at: start),
            let value = base64Value(after: start + 6, window, limit: 5_000),
            Self.isLogin(window.bytes(value))
        else { return }
        note(NamedValue.registryKind, .shape, value, window, origin)
        skipUntil = origin + value.upperBound
    }

    /// A Docker configuration in base64, as Kubernetes keeps it.
    mutating func dockerConfiguration(at start: Int, _ window: Window, _ origin: Int) {
        let name = window.end(of: .name, from: start, limit: 24)
        guard let value = base64Value(after: name, window, limit: 20_000),
            let text = Measure.base64(window.bytes(value)),
            text.first == UInt8(ascii: "{"),
            Placeholder.contains(text, Array("\"auth".utf8)) || Placeholder.contains(text, Array("\"password\"".utf8))
        else { return }
        note(NamedValue.registryKind, .shape, value, window, origin)
        skipUntil = origin + value.upperBound
    }

    /// `Authorization: Bearer …` or `Basic …`; tokens with a shape of their own are found by it.
    mutating func authorization(at start: Int, _ window: Window, _ origin: Int) {
        var index = start + 13
        let stop = min(window.high, index + 12)
        while index < stop, " \t:=\"'\\,>".utf8.contains(window[index]) { index += 1 }
        guard index > start + 13 else { return }
        let scheme = window.end(of: .letter, from: index, limit: 10)
        let word = window.bytes(index..<scheme).map { $0 | 0x20 }
        let isBasic = word.elementsEqual("basic".utf8)
        guard isBasic || word.elementsEqual("bearer".utf8) || word.elementsEqual("token".utf8), window[scheme] == 0x20
        else { return }
        let end = window.end(of: [.anyBase64, .dot, .tilde, .colon], from: scheme + 1, limit: 600)
        let range = (scheme + 1)..<end
        let value = window.bytes(range)
        guard value.count >= 8, !Placeholder.matches(value) else { return }
        if isBasic {
            guard Self.isLogin(value) else { return }
            return note(Self.bearerKind, .shape, range, window, origin)
        }
        guard value.count >= 20, Measure.entropy(value) >= 3.5, !Measure.isWordy(value), Measure.classes(value) >= 2
        else { return }
        note(Self.bearerKind, .context, range, window, origin)
    }

    /// `user:password` in base64.
    static func isLogin(_ value: ArraySlice<UInt8>) -> Bool {
        guard let text = Measure.base64(value), let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let password = text[(colon + 1)...]
        return colon > 0 && password.count >= 4 && text.allSatisfy { (0x20...0x7E).contains($0) }
            && !Placeholder.matches(password)
    }

    /// The run of base64 after a name, its quote and its colon.
    private func base64Value(after index: Int, _ window: Window, limit: Int) -> Range<Int>? {
        var index = index
        let stop = min(window.high, index + 40)
        while index < stop, " \t:=\"'|>\r\n".utf8.contains(window[index]) { index += 1 }
        let end = window.end(of: .base64, from: index, limit: limit)
        return end - index >= 8 ? index..<end : nil
    }
}
