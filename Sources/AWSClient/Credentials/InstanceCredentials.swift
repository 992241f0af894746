import Basics

/// Credentials of an EC2 instance's profile, by the metadata service's second version.
enum InstanceCredentials {
    /// Nil where there is no such service, or the instance has no profile.
    static func credentials(_ settings: AWSSettings) async throws(Failure) -> Credentials? {
        if settings.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" { return nil }
        var base = settings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? "http://169.254.169.254"
        if base.hasSuffix("/") { base.removeLast() }
        // Outside EC2 nobody answers at that address, and every command would wait for it.
        let patience = Duration.seconds(1)
        func ask(_ method: String, _ path: String, _ fields: HTTPFields) async -> String? {
            let call = HTTPCall(method: method, url: base + path, fields: fields, limit: 64 << 10, patience: patience)
            guard let answer = try? await settings.send(call), answer.status == 200 else { return nil }
            return ByteText(answer.body).trimmed.text
        }
        guard
            let token = await ask("PUT", "/latest/api/token", ["X-aws-ec2-metadata-token-ttl-seconds": "300"]),
            !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        let fields: HTTPFields = ["X-aws-ec2-metadata-token": token]
        let path = "/latest/meta-data/iam/security-credentials/"
        guard let role = await ask("GET", path, fields)?.split(separator: "\n").first, !role.isEmpty,
            let text = await ask("GET", path + SigV4.encoded(String(role)), fields),
            let node = JSONNode(root: Array(text.utf8))
        else { return nil }
        return Credentials(node)
    }
}
