import Basics
import Crypto

/// Credentials of IAM Identity Center, with the token that `aws sso login` left behind.
enum SSOCredentials {
    static func credentials(
        _ profile: [String: String], _ name: String, _ profiles: Profiles, _ settings: AWSSettings
    ) async throws(Failure) -> Credentials {
        let session = profile["sso_session"].flatMap { profiles.session($0) } ?? [:]
        guard let account = profile["sso_account_id"], let role = profile["sso_role_name"],
            let region = session["sso_region"] ?? profile["sso_region"],
            let key = profile["sso_session"] ?? profile["sso_start_url"]
        else {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "The AWS profile \(name) lacks some of sso_session (or sso_start_url), sso_region, sso_account_id and sso_role_name.",
                    ja:
                        "AWS プロファイル \(name) に sso_session (または sso_start_url)、sso_region、sso_account_id、sso_role_name のいずれかがありません。"
                ))
        }
        let file = "~/.aws/sso/cache/\(SigV4.hex(Insecure.SHA1.hash(data: Array(key.utf8)))).json"
        guard let bytes = try settings.file(file), let root = JSONNode(root: bytes),
            let token = root["accessToken"]?.string, let expiry = root["expiresAt"]?.string.flatMap({ Moment($0) }),
            settings.now() < expiry
        else { throw expired(name, cause: nil) }
        let base =
            try settings.endpoint("SSO") ?? "https://portal.sso.\(region).\(AWSPartition(region).suffix)"
        let answer = try await settings.send(
            HTTPCall(
                url:
                    "\(base)/federation/credentials?role_name=\(SigV4.encoded(role))&account_id=\(SigV4.encoded(account))",
                fields: ["x-amz-sso_bearer_token": token]))
        if answer.status == 200, let node = JSONNode(root: answer.body)?["roleCredentials"],
            let found = Credentials(node)
        {
            return found
        }
        throw expired(name, cause: "HTTP \(answer.status)")
    }

    private static func expired(_ name: String, cause: String?) -> Failure {
        Failure(
            .refused,
            Text(
                en: "The SSO session of the AWS profile \(name) is over. Run `aws sso login --profile \(name)`.",
                ja: "AWS プロファイル \(name) の SSO セッションが切れています。`aws sso login --profile \(name)` を実行してください。"),
            cause: cause)
    }
}
