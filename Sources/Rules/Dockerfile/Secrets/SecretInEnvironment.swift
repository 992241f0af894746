import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SecretInEnvironment: Rule {
    static let about = About(
        id: "DF702", since: "0.1", severity: .high,
        title: Text(en: "A secret in the image's configuration", ja: "イメージ設定に含まれるシークレット"),
        why: Text(
            en: """
                `ENV` and `LABEL` are stored in the image: `docker inspect` shows them to everyone who can pull it, and \
                every process of the container inherits the variables.
                """,
            ja: """
                `ENV` と `LABEL` はイメージに保存されます。pull できる人は誰でも `docker inspect` で読み取れ、\
                環境変数はコンテナのすべてのプロセスに引き継がれます。
                """),
        remedy: Text(
            en: """
                Leave the variable out of the Dockerfile. On ECS the task definition's `secrets` sets it from Secrets \
                Manager or Parameter Store; a build takes it by `RUN --mount=type=secret`.
                """,
            ja: """
                Dockerfile から変数を取り除いてください。ECS ではタスク定義の `secrets` で Secrets Manager か \
                Parameter Store から設定し、ビルドで必要なら `RUN --mount=type=secret` で渡します。
                """),
        message: Text(en: "`{name}` puts a secret into the image", ja: "`{name}` によりシークレットがイメージに入ります"),
        links: [
            "https://docs.docker.com/build/building/secrets/",
            "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        ],
        aliases: ["SecretsUsedInArgOrEnv", "DL3064", "DS-0031", "CIS-DI-0010"],
        differs: Text(
            en: """
                Whole words of the name count, and the value is looked at: files, paths, addresses, switches, empty \
                values and keys that browsers may see (`VITE_…`, `NEXT_PUBLIC_…`) are no secrets. Passwords such as \
                `changeme` are left to `default-password-in-environment`.
                """,
            ja: """
                名前は単語単位で判定し、値も確認します。ファイル、パス、アドレス、真偽値、空の値、ブラウザに公開される\
                キー (`VITE_…`、`NEXT_PUBLIC_…`) はシークレットとみなしません。`changeme` のようなパスワードは \
                `default-password-in-environment` が扱います。
                """),
        answers: ["SEC_05.no-secrets-in-build", "12F_03.no-secrets"],
        yieldsTo: ["DF701", "DF703"],
        fails: [
            "FROM node:22\nENV ⟦DB_PASSWORD=hunter2-prod⟧",
            "FROM node:22\nARG NPM_TOKEN\nENV ⟦NPM_TOKEN=$NPM_TOKEN⟧",
            "FROM node:22\nARG DB_PASS\nENV A=1 ⟦DATABASE_URL=postgres://app:$DB_PASS@db/app⟧",
            "FROM node:22\nARG API_TOKEN\nLABEL ⟦build.auth=${API_TOKEN}⟧",
        ],
        passes: [
            "FROM node:22\nENV GOPRIVATE=example.com DB_PASSWORD_FILE=/run/secrets/db TOKEN_TTL=3600",
            "FROM node:22\nENV DB_PASSWORD=", "FROM node:22\nENV ALLOW_EMPTY_PASSWORD=yes SECRET_PATH=/a",
            "FROM node:22\nENV VITE_API_KEY=abcdefgh1 NEXT_PUBLIC_API_KEY=abcdefgh1",
            "FROM node:22\nENV STRIPE_PUBLIC_KEY=pk_12345678 TOKENIZERS_PARALLELISM=false",
            "FROM node:22\nENV DB_PASSWORD=changeme", "FROM node:22\nENV API_TOKEN_URL=https://example.com/token",
            "FROM node:22\nENV NPM_TOKEN=$NPM_TOKEN",
            "FROM node:22 AS build\nENV API_TOKEN=s8Gq0plx\nFROM scratch\nCOPY --from=build /a /a",
            "FROM node:22\nENV SECRET_ID=prod/db COMPASS=north",
            "FROM python:3.13\nARG SECRET_KEY=dummy-key-for-build\nENV SECRET_KEY=${SECRET_KEY}",
        ],
        fixes: [
            (
                "FROM node:22\nENV A=1 \\\n    DB_PASSWORD=hunter2-prod\nCMD [\"node\", \"a.js\"]",
                "FROM node:22\nENV A=1\nCMD [\"node\", \"a.js\"]"
            )
        ]
    )

    /// A value of its own goes; one from a build argument is that rule's matter, unless nothing else speaks of it.
    private func fix(_ use: SecretVariables.Setting, _ file: Dockerfile) -> Fix? {
        guard use.argument == nil, let index = file.instructions.firstIndex(where: { $0.range.overlaps(use.range) }),
            let pair = file.instructions[index].pairs.first(where: { $0.range == use.range })
        else { return nil }
        return SecretMountFix.removal(of: pair, index, from: file)
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        for stage in file.lineage(of: last) {
            for use in SecretVariables.settings(in: stage, of: file) {
                report.fault(at: use.range, ["name": use.name], fix: fix(use, file), related: use.related)
            }
        }
    }
}
