import AWSClient
import Basics

/// Runs `docker-credential-NAME get`, which reads a server's name and prints its login as JSON.
struct CredentialHelper: Sendable {
    let environment: [String: String]

    /// Nil where the helper keeps no login for that server.
    func login(_ name: String, server: String) async throws(Failure) -> RegistryLogin? {
        // The name becomes a part of a program's name, looked up in PATH.
        guard !name.isEmpty, !name.contains("/"), !name.contains("\0") else {
            throw failed(name, server, "not a helper's name")
        }
        let output: String
        do {
            output = try await BoundedProcess.output(
                "docker-credential-\(name)", ["get"], input: server, environment: environment)
        } catch {
            // The protocol has no code for it: helpers print this sentence of docker-credential-helpers.
            if case .failed(let output, let line) = error,
                (output + line).lowercased().contains("credentials not found")
            {
                return nil
            }
            throw failed(name, server, error.description)
        }
        guard let root = JSONNode(root: Array(output.utf8)), let secret = root["Secret"]?.string else {
            throw failed(name, server, "its output is not the JSON of a login")
        }
        let user = root["Username"]?.string ?? ""
        // So helpers mark an identity token.
        if user == "<token>" { return .identity(secret) }
        return secret.isEmpty ? nil : .basic(user: user, password: secret)
    }

    private func failed(_ name: String, _ server: String, _ cause: String) -> Failure {
        Failure(
            .refused,
            Text(
                en:
                    "The credential helper docker-credential-\(name), which Docker's configuration names, gave no login for \(server).",
                ja: "Docker の設定にある認証情報ヘルパー docker-credential-\(name) から \(server) のログイン情報を取得できません。"),
            cause: cause)
    }
}
