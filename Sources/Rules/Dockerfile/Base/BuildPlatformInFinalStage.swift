import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct BuildPlatformInFinalStage: Rule {
    static let about = About(
        id: "DF212", since: "0.1", severity: .medium,
        title: Text(en: "Final stage of the building machine's platform", ja: "最終ステージがビルド環境のプラットフォームになっている"),
        why: Text(
            en: """
                Built for another platform, the image still holds programs of the machine that built it: \
                a task on Graviton ends with `exec format error`.
                """,
            ja: "別のプラットフォーム向けにビルドしても中身はビルド環境のままになり、Graviton 上のタスクなどが `exec format error` で停止します。"),
        remedy: Text(
            en: "Keep `$BUILDPLATFORM` for stages that only compile, and start what ships from an image without it.",
            ja: "`$BUILDPLATFORM` はコンパイル専用のステージだけに使い、配布するステージからは外してください。"),
        message: Text(
            en: "what ships is of the building machine's platform", ja: "配布されるイメージがビルド環境のプラットフォームになります"),
        links: ["https://docs.docker.com/build/building/multi-platform/#cross-compilation"],
        answers: ["COST_06.platforms", "SUSTAINABILITY_02.multi-arch"],
        fails: [
            "FROM ⟦--platform=$BUILDPLATFORM⟧ python:3.14",
            "FROM ⟦--platform=${BUILDPLATFORM}⟧ python:3.14 AS base\nFROM base AS build\nFROM base",
        ],
        passes: [
            "FROM --platform=$BUILDPLATFORM golang:1.26 AS build\nFROM alpine:3.24\nCOPY --from=build /app /app",
            "FROM --platform=$BUILDPLATFORM node:24 AS site\nRUN npm run build\nFROM scratch\nCOPY --from=site /dist /",
            "FROM --platform=$TARGETPLATFORM python:3.14", "FROM --platform=$BUILDPLATFORM scratch",
        ],
        fixes: [("FROM --platform=$BUILDPLATFORM python:3.14 AS app\n", "FROM python:3.14 AS app\n")]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        for stage in workload.shippingStages where stage.base != .scratch {
            guard let flag = stage.platform, let value = flag.value, Platforms.isVariable(value, "BUILDPLATFORM")
            else { continue }
            report.fault(at: flag.range, fix: Platforms.removal(of: flag, in: file, .ask))
        }
    }
}
