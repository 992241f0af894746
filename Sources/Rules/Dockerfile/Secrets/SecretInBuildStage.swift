import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SecretInBuildStage: Rule {
    static let about = About(
        id: "DF704", since: "0.1", severity: .low,
        title: Text(en: "A secret in a build stage", ja: "ビルドステージに残るシークレット"),
        why: Text(
            en: """
                The stage does not ship, but its secret stays in the build cache, also in an exported one, and \
                provenance attestations record build arguments.
                """,
            ja: """
                このステージは最終イメージに含まれませんが、シークレットはエクスポート先も含むビルドキャッシュに残り、\
                ビルド引数は来歴 (provenance) の証明にも記録されます。
                """),
        remedy: Text(
            en: "Mount it: `RUN --mount=type=secret,id=NAME,env=NAME …`, with `docker build --secret id=NAME`.",
            ja: "`RUN --mount=type=secret,id=NAME,env=NAME …` でマウントし、`docker build --secret id=NAME` で渡してください。"),
        message: Text(
            en: "`{name}` does not ship, but stays in the build cache",
            ja: "`{name}` は最終イメージには入りませんが、ビルドキャッシュに残ります"),
        proof: Text(
            en: "no `ARG`, `ENV` or copied file of any stage looks like a secret",
            ja: "どのステージの `ARG`、`ENV`、コピーされるファイルにも、シークレットと思われるものはありません"),
        links: ["https://docs.docker.com/build/building/secrets/"],
        aliases: ["SecretsUsedInArgOrEnv", "DL3064", "DS-0031"],
        differs: Text(
            en: "Peers judge every stage alike; what does not ship is reported with a lower severity here.",
            ja: "他のツールは全ステージを同じ重大度で扱います。ここでは最終イメージに入らないものを低い重大度で報告します。"),
        answers: ["SEC_05.no-secrets-in-build"],
        yieldsTo: ["DF701"],
        fails: [
            """
            FROM node:22 AS build
            ARG ⟦NPM_TOKEN⟧
            RUN npm ci
            FROM node:22
            COPY --from=build /app /app
            """,
            "FROM node:22 AS build\nCOPY ⟦id_rsa⟧ /root/.ssh/\nFROM scratch\nCOPY --from=build /a /a",
        ],
        passes: [
            "FROM node:22 AS build\nRUN --mount=type=secret,id=t,env=T npm ci\nFROM scratch\nCOPY --from=build /a /a",
            "FROM node:22 AS base\nARG NPM_TOKEN\nFROM base", "FROM node:22 AS build\nARG VERSION\nFROM scratch",
        ],
        proves: [
            """
            === Dockerfile
            FROM node:22 AS build
            COPY . .
            FROM ⟦node:22-slim⟧
            COPY --from=build /app /app
            === server.js
            console.log(1)
            """
        ],
        fixes: [
            (
                "FROM node:22 AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM node:22\nCOPY --from=build /app /app",
                "FROM node:22 AS build\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\nFROM node:22\nCOPY --from=build /app /app"
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        guard let last = workload.stage else { return }
        let shipped = Set(file.lineage(of: last).map(\.index))
        var isClean = true
        for stage in file.stages {
            let arguments = SecretVariables.arguments(in: stage, of: file)
            let settings = SecretVariables.settings(in: stage, of: file)
            if !arguments.isEmpty || !settings.isEmpty { isClean = false }
            if shipped.contains(stage.index) { continue }
            for argument in arguments {
                report.fault(
                    at: argument.pair.key.range, ["name": argument.name],
                    fix: SecretMountFix.fix(argument, in: stage, of: file))
            }
            for setting in settings where setting.related.isEmpty {
                report.fault(at: setting.range, ["name": setting.name])
            }
            for copied in SecretFiles.find(in: stage, of: file) where copied.isCertain {
                isClean = false
                report.fault(at: copied.word.range, ["name": copied.word.shown])
            }
        }
        if isClean, SecretFiles.areAbsent(workload) == true { report.holds(at: last.image.range) }
    }
}
