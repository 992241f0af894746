import Basics
import DockerfileSyntax
import ImageScan
import RuleKit
import Secrets

struct LikelySecret: Rule {
    static let about = About(
        id: "IM204", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "What looks like a secret in the image", ja: "シークレットらしき値がイメージに含まれている"),
        why: Text(
            en:
                "A random value stands where a password or key would: if it is one, everybody who can pull the image has it.",
            ja: "パスワードや鍵が書かれる場所にランダムな値があります。シークレットであれば、イメージをプルできる人全員に知られます。"),
        remedy: Text(
            en:
                "Look at it. If it is a secret, revoke it and rebuild without it; if not, silence the finding with the reason.",
            ja: "内容を確認し、シークレットであれば無効化して再ビルドしてください。そうでなければ理由を書いて抑制します。"),
        message: Text(
            en: """
                {kind|file=`/|`}{name}`{line|=| line }{line}{layer|=| in layer }{layer} holds what looks like a secret (`{value}`)
                """,
            ja: """
                {layer|=|レイヤー }{layer}{layer|=| の }{kind|file=`/|`}{name}`{line|=| }{line}{line|=| 行目}にシークレット\
                らしき値があります (`{value}`)
                """),
        links: ["https://docs.docker.com/build/building/secrets/"],
        fails: [
            """
            === image
            ⟦⟧LAYER COPY config /
            0644 config/app.ini = api_secret = "d8Kq2LxT0vPz6RmWb4YnH1sJ"\\n
            """
        ],
        passes: [
            """
            === image
            LAYER COPY config /
            0644 config/app.ini = api_secret = "changeme"\\n
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.image.isSecretScanned else { return }
        for secret in subject.image.secrets where secret.hit.certainty == .context {
            var arguments = ["kind": "other", "line": "", "layer": "", "value": secret.hit.masked]
            switch secret.place {
            case .file(let path, let layer):
                arguments["kind"] = "file"
                arguments["name"] = path
                arguments["line"] = secret.hit.line.map(String.init) ?? ""
                arguments["layer"] = subject.told(layer)
            case .environment(let name): arguments["name"] = "ENV \(name)"
            case .label(let name): arguments["name"] = "LABEL \(name)"
            case .command(let keyword): arguments["name"] = keyword.rawValue
            case .history(let step): arguments["name"] = "history[\(step)]"
            }
            let span = SecretPlace.span(secret, subject)
            report.fault(at: span, arguments, related: [.init(span, secret.hit.title)])
        }
    }
}
