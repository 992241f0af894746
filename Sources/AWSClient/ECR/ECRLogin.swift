package import Basics
import Foundation

/// What a registry of ECR takes as a password for twelve hours.
package struct ECRToken: Sendable, Hashable {
    package var user: String
    package var password: String
    package var expires: Moment?
}

extension ECRToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "ECRToken(\(user))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Logs in to ECR with AWS credentials, as `aws ecr get-login-password` does.
package struct ECRLogin: Sendable {
    private let settings: AWSSettings

    package init(_ settings: AWSSettings) {
        self.settings = settings
    }

    /// The token for a registry's host, nil where the host is none of ECR.
    ///
    /// - Throws: `notFound` where there are no AWS credentials, `refused` where AWS says no (the message names the
    ///   missing IAM action), `unavailable` where it cannot be reached.
    package func token(_ host: String) async throws(Failure) -> ECRToken? {
        guard let registry = ECRHost(host) else { return nil }
        let credentials = try await CredentialChain(settings).credentials()
        let isGallery = registry == .gallery
        let base = try settings.endpoint(isGallery ? "ECR_PUBLIC" : "ECR") ?? registry.endpoint
        let target =
            isGallery
            ? "SpencerFrontendService.GetAuthorizationToken"
            : "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"
        let call = HTTPCall(
            method: "POST", url: base.hasSuffix("/") ? base : base + "/",
            fields: ["Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target], body: Array("{}".utf8))
        let answer = try await settings.send(
            SigV4.sign(
                call, credentials: credentials, region: registry.region, service: registry.service,
                now: settings.now()))
        let root = JSONNode(root: answer.body)
        guard answer.status == 200 else { throw refused(host, registry, answer.status, root) }
        // The private service answers with a list, the gallery with one.
        let data = root?["authorizationData"]
        guard let one = data?.isArray == true ? data?.elements.first : data,
            let coded = one["authorizationToken"]?.string, let bytes = Data(base64Encoded: coded),
            let pair = String(data: bytes, encoding: .utf8), let colon = pair.firstIndex(of: ":")
        else {
            throw Failure(
                .refused,
                Text(en: "ECR answered without a token for \(host).", ja: "ECR の応答に \(host) のトークンがありません。"))
        }
        return ECRToken(
            user: String(pair[..<colon]), password: String(pair[pair.index(after: colon)...]),
            expires: one["expiresAt"]?.scalar.flatMap { Moment($0) })
    }

    private func refused(_ host: String, _ registry: ECRHost, _ status: Int, _ root: JSONNode?) -> Failure {
        let kind = root?["__type"]?.string.map { String($0.split(separator: "#").last ?? "") } ?? "HTTP \(status)"
        let said = root?["message"]?.string ?? root?["Message"]?.string
        let cause = said.map { "\(kind): \($0)" } ?? kind
        let action = registry == .gallery ? "ecr-public:GetAuthorizationToken" : "ecr:GetAuthorizationToken"
        let isDenied = kind.contains("AccessDenied")
        let isExpired =
            kind.contains("ExpiredToken") || kind.contains("InvalidClientToken")
            || kind.contains("UnrecognizedClient") || kind.contains("InvalidSignature")
        let text =
            isDenied
            ? Text(
                en:
                    "AWS does not let these credentials log in to \(host): allow \(action)\(registry == .gallery ? " and sts:GetServiceBearerToken" : "") on resource *.",
                ja:
                    "この AWS 認証情報では \(host) にログインできません。リソース * に対して \(action)\(registry == .gallery ? " と sts:GetServiceBearerToken" : "") を許可してください。"
            )
            : isExpired
                ? Text(
                    en: "AWS does not accept these credentials for \(host); they are wrong or over. Log in anew.",
                    ja: "AWS が \(host) 用の認証情報を受け付けませんでした。誤っているか、期限が切れています。ログインし直してください。")
                : Text(en: "ECR gave no token for \(host).", ja: "ECR から \(host) のトークンを取得できません。")
        return Failure(.refused, text, cause: cause)
    }
}
