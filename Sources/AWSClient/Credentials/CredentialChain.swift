package import Basics

/// Finds AWS credentials where the AWS SDKs look, in their order: environment, web identity, the shared files' profile
/// (roles, SSO, programs, keys), the container's endpoint, the instance's metadata.
package struct CredentialChain: Sendable {
    package let settings: AWSSettings

    package init(_ settings: AWSSettings) {
        self.settings = settings
    }

    /// - Throws: `notFound` where there are none, `invalid` for a setting that cannot be used, `unavailable` where who
    ///   hands them out does not answer. No message shows a secret.
    package func credentials() async throws(Failure) -> Credentials {
        if let found = Self.environment(settings) { return found }
        if let found = try await webIdentity() { return found }
        let profiles = try settings.profiles()
        if profiles[profiles.current] != nil || profiles.chosen != nil {
            let reader = ProfileCredentials(settings: settings, profiles: profiles)
            if let found = try await reader.credentials(of: profiles.current) { return found }
        }
        if let found = try await ContainerCredentials.credentials(settings) { return found }
        if let found = try await InstanceCredentials.credentials(settings) { return found }
        throw Failure(
            .notFound,
            Text(
                en:
                    "No AWS credentials were found. Set AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with `aws configure` or `aws sso login`.",
                ja:
                    "AWS の認証情報が見つかりません。AWS_PROFILE または AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を設定するか、`aws configure` や `aws sso login` でログインしてください。"
            ))
    }

    static func environment(_ settings: AWSSettings) -> Credentials? {
        guard let id = settings.variable("AWS_ACCESS_KEY_ID"),
            let secret = settings.variable("AWS_SECRET_ACCESS_KEY")
        else { return nil }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: settings.variable("AWS_SESSION_TOKEN"))
    }

    /// The role that a Kubernetes service account or a CI job may take.
    private func webIdentity() async throws(Failure) -> Credentials? {
        guard let file = settings.variable("AWS_WEB_IDENTITY_TOKEN_FILE"), let role = settings.variable("AWS_ROLE_ARN")
        else { return nil }
        return try await STS(settings: settings, region: try settings.region())
            .assumeRole(role, tokenFile: file, session: settings.variable("AWS_ROLE_SESSION_NAME"))
    }
}
