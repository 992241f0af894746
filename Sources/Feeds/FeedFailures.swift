import AsyncHTTPClient
import Basics

/// What can go wrong between here and a feed, and what to do about it.
enum FeedFailures {
    static func status(_ address: String, _ code: Int) -> Failure {
        if code == 404 || code == 410 {
            return Failure(
                .notFound,
                Text(
                    en:
                        "\(address): is not there (HTTP \(code)). Check the ecosystem's name and the address of the feed.",
                    ja: "\(address): 見つかりません (HTTP \(code))。エコシステム名とフィードのアドレスを確認してください。"))
        }
        if code == 407 {
            return Failure(
                .unavailable,
                Text(
                    en:
                        "\(address): the proxy wants a login. Write it into HTTPS_PROXY as http://user:password@host:port.",
                    ja: "\(address): プロキシの認証が必要です。HTTPS_PROXY に http://user:password@host:port の形式で指定してください。"))
        }
        return Failure(
            .unavailable,
            Text(
                en: "\(address): the server answers HTTP \(code). Try again later.",
                ja: "\(address): サーバーが HTTP \(code) を返しました。しばらくしてから再実行してください。"))
    }

    static func broken(_ address: String) -> Failure {
        Failure(
            .unavailable,
            Text(
                en: "\(address): the download broke off. Run the command again: it goes on where it stopped.",
                ja: "\(address): ダウンロードが中断しました。再実行すると中断した位置から再開します。"))
    }

    static func wrongSum(_ address: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "\(address): what came is not what the server says it sent: the checksum differs. Try again later.",
                ja: "\(address): 受信した内容のチェックサムがサーバーの値と一致しません。しばらくしてから再実行してください。"))
    }

    static func tooLarge(_ address: String, _ limit: Int) -> Failure {
        Failure(
            .tooLarge,
            Text(
                en: "\(address): the server sends more than \(limit) bytes, which no feed has. Check the address.",
                ja: "\(address): サーバーが \(limit) バイトを超えるデータを送信しています。アドレスを確認してください。"))
    }

    static func unsafe(_ address: String, _ hop: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "\(address): leads on to \(hop), which is not HTTPS. Check the address, or the proxy on the way.",
                ja: "\(address): HTTPS ではない \(hop) へリダイレクトされました。アドレスや経路上のプロキシを確認してください。"))
    }

    /// Not asked again after it did not answer for another file.
    static func untried(_ address: String, _ host: String) -> Failure {
        Failure(
            .unavailable,
            Text(
                en: "\(address): not tried, as \(host) did not answer before.",
                ja: "\(address): 先ほど \(host) から応答がなかったため、取得しませんでした。"))
    }

    static var cancelled: Failure {
        Failure(.unavailable, Text(en: "The update was stopped.", ja: "更新は中止されました。"))
    }

    /// What another attempt does not change.
    static func isLasting(_ error: any Error) -> Bool {
        if error is CancellationError { return true }
        let text = String(reflecting: error)
        return text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate")
            || (error as? HTTPClientError).map { lasting.contains($0) } == true
    }

    private static let lasting: [HTTPClientError] = [
        .invalidURL, .emptyHost, .emptyScheme, .alreadyShutdown, .cancelled, .proxyAuthenticationRequired,
        .redirectLimitReached, .redirectCycleDetected,
    ]

    static func network(_ address: String, _ error: any Error) -> Failure {
        if error is CancellationError { return cancelled }
        let cause = String(String(reflecting: error).prefix(300))
        if error as? HTTPClientError == .proxyAuthenticationRequired { return status(address, 407) }
        // The errors of name resolution and of TLS are types of modules that the client keeps to itself.
        if cause.contains("dnsAError: Optional") || cause.contains("UnknownHost") {
            return Failure(
                .unavailable,
                Text(
                    en: "\(address): the host's name cannot be resolved. Check the network, or set HTTPS_PROXY.",
                    ja: "\(address): ホスト名を解決できません。ネットワークを確認するか、HTTPS_PROXY を設定してください。"),
                cause: cause)
        }
        if cause.contains("NIOSSL") || cause.contains("CERTIFICATE") || cause.contains("tlsHandshakeTimeout") {
            return Failure(
                .unavailable,
                Text(
                    en:
                        "\(address): no trusted TLS connection. Install ca-certificates, or set SSL_CERT_FILE for a proxy's.",
                    ja: "\(address): 信頼できる TLS 接続を確立できません。ca-certificates をインストールするか、プロキシの証明書を SSL_CERT_FILE に指定してください。"
                ),
                cause: cause)
        }
        return Failure(
            .unavailable,
            Text(
                en: "\(address): cannot be reached. Check the network, or set HTTPS_PROXY; then run the command again.",
                ja: "\(address): 接続できません。ネットワークを確認するか、HTTPS_PROXY を設定して再実行してください。"),
            cause: cause)
    }
}
