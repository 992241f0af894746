import Basics
import DockerfileSyntax
import RuleKit

struct TriggerInApplication: Rule {
    static let about = About(
        id: "DF620", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "ONBUILD in an image that runs", ja: "実行用イメージの ONBUILD"),
        why: Text(
            en: """
                ONBUILD does nothing in this image; it acts only when another Dockerfile builds on it, and \
                unseen there.
                """,
            ja: "ONBUILD はこのイメージでは何もしません。別の Dockerfile がこのイメージを基にしたときに、見えない形で実行されます。"),
        remedy: Text(
            en: "Write the instruction without ONBUILD if it is meant for this image.",
            ja: "このイメージのための命令なら、ONBUILD を外して書いてください。"),
        message: Text(en: "`ONBUILD` has no effect in this image", ja: "`ONBUILD` はこのイメージでは効果がありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#onbuild"],
        fails: [
            """
            FROM node:24
            ⟦ONBUILD COPY . /app⟧
            CMD ["node", "/app"]
            """
        ],
        passes: [
            """
            FROM node:24
            ONBUILD COPY . /app
            """,
            """
            FROM node:24 AS base
            ONBUILD COPY . /app
            FROM base
            CMD ["node"]
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage else { return }
        let instructions = file.instructions[stage.instructions]
        guard instructions.contains(where: { $0.keyword == .cmd || $0.keyword == .entrypoint }) else { return }
        for instruction in instructions where instruction.keyword == .onbuild { report.fault(at: instruction.range) }
    }
}
