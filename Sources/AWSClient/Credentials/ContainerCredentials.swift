import Basics
import Foundation

/// Credentials of a task's role (ECS) or a pod's identity (EKS), handed out by an endpoint beside the container.
enum ContainerCredentials {
    /// Where plain HTTP may go: this machine, the ECS agent, the EKS agent.
    private static let plainHosts: Set<String> = [
        "169.254.170.2", "169.254.170.23", "fd00:ec2::23", "[fd00:ec2::23]", "localhost", "::1", "[::1]",
    ]

    /// Nil where the environment names no endpoint.
    static func credentials(_ settings: AWSSettings) async throws(Failure) -> Credentials? {
        let url: String
        if let path = settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            url = "http://169.254.170.2" + path
        } else if let full = settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            url = full
        } else {
            return nil
        }
        guard let parsed = URL(string: url), let host = parsed.host?.lowercased(),
            parsed.scheme == "https" || plainHosts.contains(host) || ProxySettings.isLocal(host)
        else {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or lead to this machine or the agent of ECS or EKS.",
                    ja:
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI は https であるか、このマシンまたは ECS や EKS のエージェントを指す必要があります。"))
        }
        var call = HTTPCall(url: url, patience: .seconds(5))
        call.fields["Authorization"] = try token(settings)
        let answer = try await settings.send(call)
        guard answer.status == 200, let node = JSONNode(root: answer.body), let found = Credentials(node) else {
            throw Failure(
                .refused,
                Text(
                    en: "The container's credential endpoint gave no credentials. Does the task have a role?",
                    ja: "コンテナの認証情報エンドポイントから認証情報を取得できません。タスクにロールがあるか確認してください。"),
                cause: "HTTP \(answer.status)")
        }
        return found
    }

    private static func token(_ settings: AWSSettings) throws(Failure) -> String? {
        var token = settings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        if let file = settings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            token = try settings.file(file).map { ByteText($0).trimmed.text }
        }
        // A line break would begin another header field.
        return token.flatMap { $0.utf8.contains(0x0A) || $0.utf8.contains(0x0D) ? nil : $0 }
    }
}
