import Basics
import ImageScan
import RuleKit
import Secrets

struct SecretInLayer: Rule {
    static let about = About(
        id: "IM201", since: "0.1", severity: .critical,
        title: Text(en: "Secret in a layer", ja: "レイヤーにシークレットが含まれている"),
        why: Text(
            en: """
                Everybody who can pull the image can read each of its layers, those too whose files a later layer deleted. \
                Old tags keep it.
                """,
            ja: """
                イメージをプルできる人は、すべてのレイヤーを読み取れます。後のレイヤーで削除されたファイルも同様で、\
                古いタグにも残り続けます。
                """),
        remedy: Text(
            en: """
                Revoke it, then rebuild without it: give it to a build step by `RUN --mount=type=secret`, to the application \
                from Secrets Manager, and delete the tags that hold it.
                """,
            ja: """
                まず無効化し、含まない状態で再ビルドしてください。ビルド時は `RUN --mount=type=secret`、実行時は \
                Secrets Manager で渡し、シークレットを含むタグは削除します。
                """),
        message: Text(
            en: """
                `/{file}` in layer {layer} holds a secret at {line|=byte |line }{line}{offset} (`{value}`){hidden|=|; layer }{hidden}\
                {how|deleted= deleted the file|replaced= replaced the file|}{hidden|=|, and it is still readable}
                """,
            ja: """
                レイヤー {layer} の `/{file}` {line|=の先頭から |}{line}{offset}{line|= バイト目| 行目}にシークレットがあります (`{value}`)\
                {hidden|=|。レイヤー }{hidden}{how|deleted= で削除済みですが、|replaced= で置き換え済みですが、|}\
                {hidden|=|まだ読み取れます}
                """),
        proof: Text(en: "No layer holds a secret", ja: "どのレイヤーにもシークレットはありません"),
        links: ["https://docs.docker.com/build/building/secrets/"],
        aliases: ["CIS-DI-0010"],
        differs: Text(
            en: """
                dockle looks at names of the files that are left in the end. This rule reads what is in the files of every \
                layer, the deleted ones too, and checks tokens by their shape and checksum.
                """,
            ja: """
                dockle は最終状態に残ったファイルの名前だけを調べます。このルールは削除済みのものを含む全レイヤーの中身を読み、\
                トークンを形式とチェックサムで確認します。
                """),
        answers: ["SEC_05.no-secrets-in-image", "12F_03.no-secrets"], onlyFaults: ["12F_03.no-secrets"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦COPY .netrc /root/.netrc⟧
            RUN rm /root/.netrc
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            LAYER COPY .netrc /root/.netrc # buildkit
            0600 root/.netrc = machine git.example.org login build password qX7bT2vLm9Zk4RpW\\n
            LAYER RUN /bin/sh -c rm /root/.netrc # buildkit
            0000 root/.wh..netrc
            """
        ],
        passes: [
            """
            === image
            LAYER COPY config /
            0644 config/app.env = DATABASE_URL=postgres://app:${DB_PASSWORD}@db:5432/app\\n
            """
        ],
        proves: [
            """
            === image
            ⟦⟧LAYER COPY a /
            0644 a = nothing of value
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.image.isSecretScanned else { return }
        var isFound = false
        for secret in subject.image.secrets {
            guard case .file(let path, let layer) = secret.place, secret.hit.certainty > .context else { continue }
            isFound = true
            let how =
                switch secret.change {
                case .deleted: "deleted"
                case .replaced, .repeated: "replaced"
                case nil: ""
                }
            report.fault(
                at: subject.span(ofLayer: layer),
                [
                    "file": path, "line": secret.hit.line.map(String.init) ?? "",
                    "offset": secret.hit.line == nil ? String(secret.hit.offset) : "",
                    "value": secret.hit.masked, "layer": subject.told(layer),
                    "hidden": secret.change.map { subject.told($0.layer) } ?? "", "how": how,
                ], related: [.init(subject.span(ofLayer: layer), secret.hit.title)])
        }
        guard !isFound else { return }
        let likely = subject.image.secrets.count { if case .file = $0.place { true } else { false } }
        if likely > 0 {
            report.unsure(
                at: subject.span,
                because: Text(
                    en: "\(likely) values look like secrets, and a person has to judge them",
                    ja: "シークレットらしき値が \(likely) 個あり、人による確認が必要です"))
        } else {
            report.holds(at: subject.span)
        }
    }
}
