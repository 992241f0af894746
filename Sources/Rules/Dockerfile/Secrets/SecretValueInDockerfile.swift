import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SecretValueInDockerfile: Rule {
    static let about = About(
        id: "DF701", since: "0.1", severity: .critical,
        title: Text(en: "A secret in plain text", ja: "平文のシークレット"),
        why: Text(
            en: """
                Everyone who can read the repository, its history or any copy of the image can use it. Deleting the \
                line does not take it back.
                """,
            ja: """
                リポジトリやその履歴、イメージのコピーを読める人は誰でも使えてしまいます。行を削除しても、\
                漏れたシークレットは取り戻せません。
                """),
        remedy: Text(
            en: """
                Revoke it now. Give the new one to the task by `secrets` from Secrets Manager or Parameter Store, or to \
                the build by `RUN --mount=type=secret`.
                """,
            ja: """
                直ちに無効化してください。新しいシークレットは、タスクには `secrets` で Secrets Manager か Parameter Store \
                から、ビルドには `RUN --mount=type=secret` で渡します。
                """),
        message: Text(
            en: "`{name}` {by|variable=is set to|holds} what looks like a real secret (`{masked}`)",
            ja: "`{name}` に本物と思われるシークレットが{by|variable=設定されています|書かれています} (`{masked}`)"),
        links: [
            "https://docs.docker.com/build/building/secrets/",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        ],
        aliases: ["DS-0031", "CIS-DI-0010", "tally/secrets-in-code"],
        differs: Text(
            en:
                "Judged by the value, whatever the variable is called; placeholders such as `changeme` are not reported.",
            ja: "変数名にかかわらず値で判定します。`changeme` のようなプレースホルダーは報告しません。"),
        answers: ["SEC_05.no-secrets-in-build", "12F_03.no-secrets"],
        fails: [
            "FROM node:22\nENV DATABASE_URL=postgres://app:⟦v9X2kLq7Tz⟧@db.example.com/app",
            "FROM node:22\nENV password ⟦kX92!vqLp0Zr⟧",
        ],
        passes: [
            "FROM node:22\nENV DATABASE_URL=postgres://postgres:postgres@db/app",
            "FROM python:3.13\nENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305",
            "FROM node:22\nENV API_TOKEN=changeme\nARG TOKEN",
            "FROM node:22\nRUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token) npm ci",
            "FROM node:22\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://example.com/a /a",
        ],
        fixes: [
            (
                "FROM node:22\nENV PORT=3000 DB_PASSWORD=Kq7vTz2mXw9LpR4d\nCMD [\"node\", \"a.js\"]",
                "FROM node:22\nENV PORT=3000\nCMD [\"node\", \"a.js\"]"
            ),
            (
                "FROM node:22\nENV password kX92!vqLp0Zr\n",
                "FROM node:22\n"
            ),
            (
                "FROM node:22\nARG API_TOKEN=Kq7vTz2mXw9LpR4d\nRUN curl -H \"X-Token: $API_TOKEN\" https://example.com -o /a",
                "FROM node:22\nRUN --mount=type=secret,id=API_TOKEN,env=API_TOKEN curl -H \"X-Token: $API_TOKEN\" https://example.com -o /a"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var found: [Range<Int>] = []
        for match in SecretContent.scan(file.source.bytes) {
            found.append(match.range)
            fault(match.range, match, file, &report)
        }
        // `ENV name value` has no sign that the scan could see.
        for instruction in file.instructions where instruction.keyword == .env {
            for pair in instruction.pairs where pair.isLegacy {
                guard let value = pair.value, let text = value.value,
                    let match = SecretContent.scan(value: text, named: pair.key.shown),
                    !found.contains(where: { $0.overlaps(value.range) })
                else { continue }
                fault(value.range, match, file, &report)
            }
        }
    }

    private func fix(_ pair: Pair, _ file: Dockerfile) -> Fix? {
        guard let index = file.instructions.firstIndex(where: { $0.range.overlaps(pair.range) }) else { return nil }
        if file.instructions[index].keyword == .env { return SecretMountFix.removal(of: pair, index, from: file) }
        guard file.instructions[index].keyword == .arg, let stage = file.stage(of: index) else { return nil }
        let argument = SecretVariables.Argument(name: pair.key.shown, pair: pair, instruction: index)
        return SecretMountFix.fix(argument, in: stage, of: file, hasValue: true)
    }

    private func fault(_ range: Range<Int>, _ match: SecretMatch, _ file: Dockerfile, _ report: inout Report) {
        let instruction = file.instructions.first { $0.range.overlaps(range) }
        let pair = instruction?.pairs.first { $0.range.overlaps(range) }
        report.fault(
            at: range,
            [
                "masked": match.masked, "by": pair == nil ? "place" : "variable",
                "name": pair?.key.shown ?? instruction?.keyword.rawValue ?? "Dockerfile",
            ], fix: pair.flatMap { fix($0, file) })
    }
}
