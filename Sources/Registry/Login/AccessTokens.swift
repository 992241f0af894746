import AWSClient
import Basics
import Foundation

/// Fetches a token from the server that a registry names (distribution's token and OAuth 2 documents).
struct AccessTokens: Sendable {
    let settings: RegistrySettings
    let address: RegistryAddress

    struct Token: Sendable {
        var value: String
        var expires: Moment
    }

    func token(
        realm: String, _ parameters: [String: String], repository: String, login: RegistryLogin
    ) async throws(Failure) -> Token {
        guard let url = URL(string: realm), let host = url.host, url.scheme == "https" || url.scheme == "http" else {
            throw broken("its realm is no URL")
        }
        // A registry reached by TLS must not have the password sent over plain HTTP.
        guard url.scheme == "https" || address.isPlain || login == .anonymous else {
            throw broken("its token server \(host) is not reached by TLS")
        }
        var fields = [("service", parameters["service"]), ("client_id", "plimsoll")]
        fields.append(("scope", parameters["scope"] ?? "repository:\(repository):pull"))
        let query = fields.compactMap { field in field.1.map { "\(field.0)=\(SigV4.encoded($0))" } }
        let call: HTTPCall
        if case .identity(let token) = login {
            let form = query + ["grant_type=refresh_token", "refresh_token=\(SigV4.encoded(token))"]
            call = HTTPCall(
                method: "POST", url: realm, fields: ["Content-Type": "application/x-www-form-urlencoded"],
                body: Array(form.joined(separator: "&").utf8))
        } else {
            var get = HTTPCall(url: realm + (url.query == nil ? "?" : "&") + query.joined(separator: "&"))
            get.fields["Authorization"] = login.basicField
            call = get
        }
        let now = settings.aws.now()
        let answer = try await Patience(settings).answer(call)
        guard answer.status == 200 else {
            let cause = RegistryError(answer.body).cause ?? "HTTP \(answer.status)"
            guard answer.status == 401 || answer.status == 403 else { throw broken(cause) }
            throw Failure.refused(address, repository, login, cause: cause)
        }
        let root = JSONNode(root: answer.body)
        guard let value = root?["token"]?.string ?? root?["access_token"]?.string, !value.isEmpty,
            value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw broken("its answer holds no token") }
        // A minute where nothing is said (the specification's default), and some seconds for the way.
        let seconds = root?["expires_in"]?.scalar.flatMap { Double($0) }.map { min(max($0, 60), 86_400) } ?? 60
        return Token(value: value, expires: Moment(seconds: now.seconds + Int(seconds) - 5))
    }

    private func broken(_ cause: String) -> Failure {
        Failure(
            .refused,
            Text(
                en: "The server that gives access tokens for \(address.name) gave none.",
                ja: "\(address.name) のアクセストークンを発行するサーバーからトークンを取得できません。"),
            cause: cause)
    }
}
