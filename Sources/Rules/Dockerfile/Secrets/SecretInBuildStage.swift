import Basics
import DockerfileSyntax
import RuleKit

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
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        let shipped = Set(file.lineage(of: last).map(\.index))
        for stage in file.stages where !shipped.contains(stage.index) {
            for argument in SecretVariables.arguments(in: stage, of: file) {
                report.fault(at: argument.pair.key.range, ["name": argument.name])
            }
            for setting in SecretVariables.settings(in: stage, of: file) where setting.related.isEmpty {
                report.fault(at: setting.range, ["name": setting.name])
            }
            for copied in SecretFiles.find(in: stage, of: file) where copied.isCertain {
                report.fault(at: copied.word.range, ["name": copied.word.shown])
            }
        }
    }
}
