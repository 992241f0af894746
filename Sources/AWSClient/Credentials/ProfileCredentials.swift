import Basics

/// The credentials of a profile in the shared files, with the profiles that its role stands on.
struct ProfileCredentials: Sendable {
    let settings: AWSSettings
    let profiles: Profiles

    /// Nil where the profile says nothing of credentials.
    func credentials(of name: String) async throws(Failure) -> Credentials? {
        try await credentials(of: name, seen: [])
    }

    /// - Parameter seen: the profiles whose roles this one is the source of.
    private func credentials(of name: String, seen: [String]) async throws(Failure) -> Credentials? {
        guard let profile = profiles[name] else {
            throw invalid(
                name,
                Text(
                    en: "it is neither in ~/.aws/config nor in ~/.aws/credentials",
                    ja: "~/.aws/config にも ~/.aws/credentials にもありません"))
        }
        // A profile may be the source of its own role: then its keys are meant.
        if let role = profile["role_arn"], seen.last != name {
            guard !seen.contains(name), seen.count < 8 else {
                throw invalid(
                    name, Text(en: "its source_profile leads back to itself", ja: "source_profile が循環しています"))
            }
            return try await assume(role, profile, name, seen: seen + [name])
        }
        if profile["sso_account_id"] != nil || profile["sso_session"] != nil {
            return try await SSOCredentials.credentials(profile, name, profiles, settings)
        }
        if let id = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"], !id.isEmpty {
            return Credentials(
                accessKeyID: id, secretAccessKey: secret, sessionToken: profile["aws_session_token"])
        }
        if let command = profile["credential_process"] {
            return try await ProcessCredentials.credentials(command, profile: name, settings)
        }
        return nil
    }

    private func assume(
        _ role: String, _ profile: [String: String], _ name: String, seen: [String]
    ) async throws(Failure) -> Credentials {
        let region: String? =
            if let own = profile["region"] { own } else { try settings.region() }
        let sts = STS(settings: settings, region: region)
        if let file = profile["web_identity_token_file"] {
            return try await sts.assumeRole(role, tokenFile: file, session: profile["role_session_name"])
        }
        guard profile["mfa_serial"] == nil else {
            throw invalid(
                name,
                Text(
                    en:
                        "its role asks for an MFA code, which cannot be typed here; put temporary keys into the environment: `aws configure export-credentials --profile \(name) --format env`",
                    ja:
                        "ロールに MFA コードが必要ですが、ここでは入力できません。`aws configure export-credentials --profile \(name) --format env` で一時的なキーを環境変数に設定してください"
                ))
        }
        guard let source = try await source(profile, name, seen: seen) else {
            throw invalid(
                name,
                Text(
                    en: "role_arn needs source_profile or credential_source with credentials",
                    ja: "role_arn には認証情報を持つ source_profile または credential_source が必要です"))
        }
        return try await sts.assumeRole(role, as: source, profile)
    }

    private func source(
        _ profile: [String: String], _ name: String, seen: [String]
    ) async throws(Failure) -> Credentials? {
        if let source = profile["source_profile"] { return try await credentials(of: source, seen: seen) }
        switch profile["credential_source"]?.lowercased() {
        case "environment": return CredentialChain.environment(settings)
        case "ecscontainer": return try await ContainerCredentials.credentials(settings)
        case "ec2instancemetadata": return try await InstanceCredentials.credentials(settings)
        default: return nil
        }
    }

    private func invalid(_ name: String, _ why: Text) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "The AWS profile \(name) cannot be used: \(why.en).",
                ja: "AWS プロファイル \(name) は使用できません。\(why.ja)。"))
    }
}
