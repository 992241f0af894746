import AWSClient
import Basics
import OCIImage

extension Failure {
    /// A registry, or its token server, does not let us read a repository.
    static func refused(
        _ address: RegistryAddress, _ repository: String, _ login: RegistryLogin, isBlob: Bool = false, cause: String?
    ) -> Failure {
        let name = "\(address.name)/\(repository)"
        let text: Text
        if case .repository? = ECRHost(address.name) {
            let action = isBlob ? "ecr:GetDownloadUrlForLayer" : "ecr:BatchGetImage"
            text = Text(
                en:
                    "\(address.name) does not let this AWS identity read \(repository): allow \(action) (with ecr:BatchCheckLayerAvailability) on the repository, in the identity's policy or the repository's own.",
                ja:
                    "この AWS の認証情報では \(address.name) の \(repository) を読み取れません。IAM アイデンティティのポリシーまたはリポジトリポリシーで \(action) (および ecr:BatchCheckLayerAvailability) を許可してください。"
            )
        } else if login == .anonymous {
            let target = address.name == "docker.io" ? "" : " \(address.name)"
            text = Text(
                en:
                    "\(name) does not exist, or it is not open to all. Check the name, or log in with `docker login\(target)`.",
                ja: "\(name) が存在しないか、公開されていません。名前を確認するか、`docker login\(target)` でログインしてください。")
        } else {
            text = Text(
                en:
                    "\(address.name) does not let \(login) read \(repository). It does not exist, the login is wrong or over, or it lacks the right to pull.",
                ja:
                    "\(address.name) が \(login) による \(repository) の読み取りを許可しませんでした。リポジトリが存在しない、ログインが誤っているか期限切れである、またはプルの権限がない可能性があります。"
            )
        }
        return Failure(.refused, text, cause: cause)
    }

    /// A registry asks for fewer requests, or has troubles of its own.
    static func busy(_ address: RegistryAddress, status: Int, _ fields: HTTPFields, cause: String?) -> Failure {
        let cause = cause ?? "HTTP \(status)"
        if status == 429 {
            let when = fields["Retry-After"].map { " (Retry-After: \($0.prefix(40)))" } ?? ""
            return Failure(
                .unavailable,
                Text(
                    en:
                        "\(address.name) wants fewer requests\(when). Log in for a higher limit, or come back later.",
                    ja: "\(address.name) のリクエスト数の上限に達しました\(when)。ログインして上限を上げるか、時間をおいて再試行してください。"),
                cause: cause)
        }
        return Failure(
            .unavailable,
            Text(
                en: "\(address.name) has troubles of its own.", ja: "\(address.name) でサーバー側の障害が発生しています。"),
            cause: cause)
    }

    /// The bytes are not those that the digest names.
    static func digest(_ what: String, _ expected: Digest, _ got: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en:
                    "\(what) is not what its digest says: the registry, or something on the way, changed or damaged it. Nothing of it can be trusted.",
                ja: "\(what) の内容がダイジェストと一致しません。レジストリまたは通信経路で改変または破損した可能性があり、信頼できません。"),
            cause: "expected \(expected), got \(got)")
    }
}
