import AsyncHTTPClient
package import Basics
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What went wrong on the way to a host, in words for people.
package enum NetworkFailure {
    package static func failure(_ error: any Error, host: String, isThroughProxy: Bool) -> Failure {
        if let failure = error as? Failure { return failure }
        return Failure(.unavailable, text(error, host, isThroughProxy), cause: cause(error))
    }

    /// A host of which only one address is known tells it in this way.
    private static func isRefused(_ error: any Error) -> Bool {
        guard let code = (error as? IOError)?.errnoCode else { return false }
        return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(code)
    }

    private static func text(_ error: any Error, _ host: String, _ isThroughProxy: Bool) -> Text {
        let type = String(describing: type(of: error))
        if error is CancellationError || error as? HTTPClientError == .cancelled {
            return Text(en: "The exchange with \(host) was stopped.", ja: "\(host) との通信は中止されました。")
        }
        if type == "NIOConnectionError" || isRefused(error) {
            return isUnknownName(error)
                ? Text(
                    en: "The name \(host) cannot be resolved. Check its spelling and the DNS of this machine.",
                    ja: "\(host) の名前を解決できません。綴りとこのマシンの DNS 設定を確認してください。")
                : Text(
                    en: "\(host) cannot be reached: no server takes the connection.",
                    ja: "\(host) に接続できません。接続を受け付けるサーバーがありません。")
        }
        if type.contains("SSL") || error as? HTTPClientError == .tlsHandshakeTimeout {
            return Text(
                en:
                    "No TLS connection to \(host). Either its certificate is not trusted here (install its authority's certificate on this machine), or it speaks plain HTTP (then name it as insecure).",
                ja:
                    "\(host) と TLS で接続できません。証明書がこのマシンで信頼されていない (認証局の証明書をインストールしてください) か、サーバーが HTTP のみに対応しています (その場合は insecure として指定してください)。"
            )
        }
        switch error as? HTTPClientError {
        case .connectTimeout?, .deadlineExceeded?, .readTimeout?, .getConnectionFromPoolTimeout?:
            return Text(en: "\(host) did not answer in time.", ja: "\(host) が時間内に応答しませんでした。")
        case .invalidProxyResponse?, .proxyAuthenticationRequired?, .httpProxyHandshakeTimeout?,
            .socksHandshakeTimeout?:
            return Text(
                en: "The proxy does not let through to \(host). Check HTTPS_PROXY, or add the host to NO_PROXY.",
                ja: "プロキシ経由で \(host) に接続できません。HTTPS_PROXY を確認するか、ホストを NO_PROXY に追加してください。")
        default:
            return isThroughProxy
                ? Text(
                    en: "The connection to \(host) through the proxy broke.",
                    ja: "プロキシ経由の \(host) への接続が切断されました。")
                : Text(en: "The connection to \(host) broke.", ja: "\(host) への接続が切断されました。")
        }
    }

    /// Whether no address was found; the error's type is of a module that is not imported for this alone.
    private static func isUnknownName(_ error: any Error) -> Bool {
        let children = Mirror(reflecting: error).children
        let attempts = children.first { $0.label == "connectionErrors" }.map { Mirror(reflecting: $0.value).children }
        return attempts?.isEmpty ?? false
    }

    private static func cause(_ error: any Error) -> String {
        if let error = error as? HTTPClientError { return error.shortDescription }
        return String(String(describing: error).prefix(300))
    }
}
