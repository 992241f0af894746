import Basics
import DockerfileSyntax
import ImageScan
import RuleKit
import Secrets

struct SecretInImageEnvironment: Rule {
    static let about = About(
        id: "IM202", since: "0.1", severity: .critical,
        title: Text(en: "Secret in the image's configuration", ja: "イメージの設定にシークレットが含まれている"),
        why: Text(
            en: """
                `ENV`, `LABEL`, `CMD` and the like stand in plain text in the image: `docker inspect` shows them to everybody \
                who can pull it, and each process of each container inherits the variables.
                """,
            ja: """
                `ENV`、`LABEL`、`CMD` などは平文でイメージに残ります。イメージをプルできる人は `docker inspect` で読み取れ、環境変数は\
                コンテナ内の全プロセスに引き継がれます。
                """),
        remedy: Text(
            en: "Revoke it, rebuild without it, and let the task definition take it from Secrets Manager by `secrets`.",
            ja: "無効化したうえで含まない状態で再ビルドし、タスク定義の `secrets` で Secrets Manager から渡してください。"),
        message: Text(
            en: "`{kind} {name}` of the image's configuration holds a secret (`{value}`)",
            ja: "イメージの設定の `{kind} {name}` にシークレットがあります (`{value}`)"),
        proof: Text(
            en: "No variable, label or command of the image's configuration holds a secret",
            ja: "イメージの環境変数、ラベル、コマンドにシークレットはありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html"],
        aliases: ["CIS-DI-0010"],
        answers: ["SEC_05.no-secrets-in-image", "12F_03.no-secrets"],
        onlyFaults: ["SEC_05.no-secrets-in-image", "12F_03.no-secrets"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            COPY app /app
            ⟦ENV DATABASE_URL=postgres://app:qX7bT2vLm9Zk4RpW@db.internal:5432/app⟧
            === image
            ENV DATABASE_URL=postgres://app:qX7bT2vLm9Zk4RpW@db.internal:5432/app
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY app /app # buildkit
            0755 app (1 MB)
            """,
            """
            === image
            ⟦⟧ENV DATABASE_URL=postgres://app:qX7bT2vLm9Zk4RpW@db.internal:5432/app
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            """,
            // Nobody's history tells what this runs.
            """
            === image
            ⟦⟧CMD ["/app", "--database", "postgres://app:qX7bT2vLm9Zk4RpW@db.internal:5432/app"]
            LAYER ADD rootfs.tar /
            0755 app (1 MB)
            """,
        ],
        passes: [
            """
            === image
            ENV DATABASE_URL=postgres://app@db.internal:5432/app
            ENV PATH=/usr/local/bin:/usr/bin:/bin
            LABEL org.opencontainers.image.revision=4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f
            """
        ],
        proves: [
            """
            === image
            ⟦⟧ENV PATH=/usr/local/bin:/usr/bin:/bin
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.image.isSecretScanned else { return }
        var isFound = false
        for secret in subject.image.secrets where secret.hit.certainty > .context {
            let (kind, name): (String, String)
            switch secret.place {
            case .environment(let variable): (kind, name) = ("ENV", variable)
            case .label(let label): (kind, name) = ("LABEL", label)
            case .command(let keyword): (kind, name) = (keyword.rawValue, "…")
            case .file, .history: continue
            }
            isFound = true
            let span = SecretPlace.span(secret, subject)
            report.fault(
                at: span, ["kind": kind, "name": name, "value": secret.hit.masked],
                related: [.init(span, secret.hit.title)])
        }
        if !isFound { report.holds(at: subject.span) }
    }
}
