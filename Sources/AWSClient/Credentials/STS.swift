import Basics

/// The Security Token Service: roles in exchange for keys or for a token of another identity provider.
struct STS: Sendable {
    let settings: AWSSettings
    let region: String?

    /// With keys that may take the role; `profile` names external id, session and duration.
    func assumeRole(
        _ role: String, as source: Credentials, _ profile: [String: String]
    ) async throws(Failure) -> Credentials {
        var parameters = [
            ("Action", "AssumeRole"), ("RoleArn", role), ("RoleSessionName", session(profile["role_session_name"])),
            ("Version", "2011-06-15"),
        ]
        if let id = profile["external_id"] { parameters.append(("ExternalId", id)) }
        if let seconds = profile["duration_seconds"] { parameters.append(("DurationSeconds", seconds)) }
        let call = try call(parameters)
        let signed = SigV4.sign(
            call, credentials: source, region: region ?? "us-east-1", service: "sts", now: settings.now())
        return try credentials(await settings.send(signed), role, action: "sts:AssumeRole")
    }

    /// With a token in a file; the request itself is not signed.
    func assumeRole(_ role: String, tokenFile: String, session name: String?) async throws(Failure) -> Credentials {
        guard let bytes = try settings.file(tokenFile) else {
            throw Failure(
                .notFound,
                Text(
                    en: "\(tokenFile), the web identity token file, is not there.",
                    ja: "Web ID トークンファイル \(tokenFile) がありません。"))
        }
        let call = try call([
            ("Action", "AssumeRoleWithWebIdentity"), ("RoleArn", role), ("RoleSessionName", session(name)),
            ("Version", "2011-06-15"), ("WebIdentityToken", ByteText(bytes).trimmed.text),
        ])
        return try credentials(await settings.send(call), role, action: "sts:AssumeRoleWithWebIdentity")
    }

    private func session(_ name: String?) -> String { name ?? "plimsoll-\(settings.now().seconds)" }

    private func call(_ parameters: [(String, String)]) throws(Failure) -> HTTPCall {
        let base = try settings.endpoint("STS") ?? "https://sts.\(region ?? "us-east-1").\(AWSPartition(region).suffix)"
        let body = parameters.map { "\($0.0)=\(SigV4.encoded($0.1))" }.joined(separator: "&")
        return HTTPCall(
            method: "POST", url: base.hasSuffix("/") ? base : base + "/",
            fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"], body: Array(body.utf8))
    }

    private func credentials(_ answer: HTTPAnswer, _ role: String, action: String) throws(Failure) -> Credentials {
        let text = ByteText(answer.body)
        if answer.status == 200, let id = Self.element("AccessKeyId", text),
            let secret = Self.element("SecretAccessKey", text)
        {
            return Credentials(
                accessKeyID: id, secretAccessKey: secret, sessionToken: Self.element("SessionToken", text),
                expires: Self.element("Expiration", text).flatMap { Moment($0) })
        }
        let cause = [Self.element("Code", text), Self.element("Message", text)].compactMap(\.self).joined(
            separator: ": ")
        throw Failure(
            .refused,
            Text(
                en:
                    "AWS does not hand out the role \(role). Its trust policy and the caller's policy must both allow \(action).",
                ja:
                    "AWS がロール \(role) の引き受けを許可しませんでした。ロールの信頼ポリシーと呼び出し元のポリシーの両方で \(action) を許可してください。"),
            cause: cause.isEmpty ? "HTTP \(answer.status)" : cause)
    }

    /// The text of the first element of that name; keys and tokens hold none of XML's own characters but `&`.
    private static func element(_ name: String, _ text: ByteText) -> String? {
        guard let start = text.find("<\(name)>") else { return nil }
        let rest = text.from(start + name.utf8.count + 2)
        guard let end = rest.find("</") else { return nil }
        return rest.upTo(end).trimmed.text.split(separator: "&amp;", omittingEmptySubsequences: false)
            .joined(separator: "&")
    }
}
