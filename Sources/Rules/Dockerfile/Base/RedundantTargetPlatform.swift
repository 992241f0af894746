import Basics
import DockerfileSyntax
import RuleKit

struct RedundantTargetPlatform: Rule {
    static let about = About(
        id: "DF211", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Target platform named in FROM", ja: "FROM でのターゲットプラットフォームの明示"),
        why: Text(
            en: "Every stage is of the target platform unless it says otherwise: the flag changes nothing.",
            ja: "各ステージは指定がなければターゲットプラットフォームになるため、このフラグに効果はありません。"),
        remedy: Text(en: "Take the flag out.", ja: "フラグを削除してください。"),
        message: Text(en: "`{flag}` is what holds anyway", ja: "`{flag}` は既定の動作と同じです"),
        links: ["https://docs.docker.com/reference/build-checks/redundant-target-platform/"],
        aliases: ["RedundantTargetPlatform", "DL3065", "droast:DF083"],
        fails: [
            "FROM ⟦--platform=$TARGETPLATFORM⟧ alpine:3.24", "FROM ⟦--platform=${TARGETPLATFORM}⟧ alpine:3.24 AS a",
        ],
        passes: [
            "FROM --platform=$BUILDPLATFORM golang:1.26 AS build\nFROM alpine:3.24", "FROM alpine:3.24",
            "FROM --platform=${TARGETPLATFORM:-linux/arm64} alpine:3.24",
        ],
        fixes: [("FROM --platform=$TARGETPLATFORM alpine:3.24\n", "FROM alpine:3.24\n")]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard let flag = stage.platform, let value = flag.value,
                Platforms.isVariable(value, "TARGETPLATFORM")
            else { continue }
            report.fault(at: flag.range, ["flag": flag.text], fix: Platforms.removal(of: flag, in: file, .safe))
        }
    }
}
