import Basics
import DockerfileSyntax
import RuleKit

struct DefaultPasswordInEnvironment: Rule {
    static let about = About(
        id: "DF706", since: "0.1", severity: .medium,
        title: Text(en: "A well-known password as default", ja: "よく知られたパスワードが既定値になっている"),
        why: Text(
            en: "Where nobody sets another one, the image runs with a password that everyone guesses first.",
            ja: "別の値が設定されない限り、誰もが最初に試すパスワードのまま動作します。"),
        remedy: Text(
            en: "Leave the variable out, so that a task without the secret fails to start instead of running open.",
            ja: "変数を取り除き、シークレットのないタスクが無防備に動くのではなく、起動に失敗するようにしてください。"),
        message: Text(en: "`{name}` has a default that everyone knows", ja: "`{name}` の既定値は広く知られた値です"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html"],
        aliases: ["SecretsUsedInArgOrEnv", "DL3064", "DS-0031"],
        answers: ["12F_03.no-secrets"],
        fails: [
            "FROM node:22\nENV ⟦DB_PASSWORD=changeme⟧", "FROM postgres:18\nENV ⟦POSTGRES_PASSWORD=postgres⟧ TZ=UTC",
        ],
        passes: [
            "FROM node:22\nENV DB_PASSWORD=", "FROM node:22\nENV DB_USER=postgres",
            "FROM postgres:18 AS test\nENV POSTGRES_PASSWORD=postgres\nFROM node:22",
            "FROM node:22\nENV ALLOW_EMPTY_PASSWORD=yes",
            "FROM node:22\nENV API_TOKEN=dummy SECRET_KEY=your-secret-here AUTH_TOKEN=xxx",
        ],
        fixes: [
            (
                "FROM postgres:18\nENV POSTGRES_PASSWORD=postgres TZ=UTC",
                "FROM postgres:18\nENV TZ=UTC"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        for index in file.lineage(of: last).flatMap(\.instructions) where file.instructions[index].keyword == .env {
            for pair in file.instructions[index].pairs {
                guard SecretName.matches(pair.key.shown), let value = pair.value, !value.raw.contains("$"),
                    let text = value.value, SecretText.kind(of: text) == .wellKnown
                else { continue }
                report.fault(
                    at: pair.range, ["name": pair.key.shown], fix: SecretMountFix.removal(of: pair, index, from: file))
            }
        }
    }
}
