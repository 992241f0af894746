import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ConstantPlatform: Rule {
    static let about = About(
        id: "DF210", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Platform written into FROM", ja: "FROM に固定されたプラットフォーム"),
        why: Text(
            en:
                "The image is of that platform whatever the build asks for, so that it cannot move to Graviton, for one.",
            ja: "ビルド時の指定にかかわらずそのプラットフォームのイメージになり、Graviton への移行などができません。"),
        remedy: Text(
            en: "Take the flag out and name the platform where the build is started: `docker build --platform`.",
            ja: "フラグを外し、`docker build --platform` のようにビルドの実行時に指定してください。"),
        message: Text(en: "`{flag}` ties the image to one platform", ja: "`{flag}` はイメージを 1 つのプラットフォームに固定します"),
        links: ["https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"],
        aliases: ["FromPlatformFlagConstDisallowed", "DL3029", "droast:DF061"],
        differs: Text(
            en: "Build stages may be tied to a platform, and so may a stage that is named for it.",
            ja: "ビルドステージと、プラットフォーム名を持つステージでは固定を認めます。"),
        answers: ["COST_06.platforms", "SUSTAINABILITY_02.multi-arch"],
        fails: [
            "FROM ⟦--platform=linux/amd64⟧ node:22", "FROM ⟦--platform=linux/amd64⟧ node:22 AS base\nFROM base",
        ],
        passes: [
            "FROM --platform=$BUILDPLATFORM golang:1.26 AS build\nFROM scratch",
            "FROM --platform=linux/amd64 node:22 AS assets\nFROM nginx:1.30\nCOPY --from=assets /dist /srv",
            "FROM --platform=linux/arm64 alpine:3.24 AS base-arm64\nFROM base-arm64", "FROM node:22",
            "FROM --platform=${PLATFORM:-linux/amd64} node:22",
        ],
        fixes: [("FROM --platform=linux/amd64 node:22 AS app\n", "FROM node:22 AS app\n")]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        for stage in workload.shippingStages {
            guard let flag = stage.platform, let value = flag.value, !value.isEmpty, !value.contains("$"),
                !Self.isNamed(stage.name?.raw.lowercased() ?? "", for: value.lowercased())
            else { continue }
            report.fault(at: flag.range, ["flag": flag.text], fix: Platforms.removal(of: flag, in: file, .ask))
        }
    }

    private static func isNamed(_ name: String, for platform: String) -> Bool {
        platform.split(separator: "/").dropFirst().contains { name.contains($0) }
    }
}
