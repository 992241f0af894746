import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct UpdatesLeaveOutImages: Rule {
    static let about = About(
        id: "PL602", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Updates leave the base images out", ja: "ベースイメージを対象外にした自動更新"),
        why: Text(
            en: "Libraries are kept fresh, while the operating system under them keeps its known holes.",
            ja: "ライブラリは更新されても、その下の OS には既知の脆弱性が残り続けます。"),
        remedy: Text(
            en: "Add an entry for `docker` to the updates, or take away what switches it off.",
            ja: "更新の対象に `docker` を追加するか、無効化している設定を外してください。"),
        message: Text(
            en: "{tool} {how|off=is switched off|disabled=is told to leave images alone|does not look at Dockerfiles}",
            ja: "{tool} {how|off=が無効化されています|disabled=でイメージの更新が無効化されています|の対象に Dockerfile が含まれていません}"),
        links: [
            "https://docs.renovatebot.com/docker/",
            "https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference",
        ],
        answers: ["PERF_04.update-notice", "REL_04.rebuild-trigger"],
        onlyFaults: ["PERF_04.update-notice", "REL_04.rebuild-trigger"],
        fails: [
            """
            === .github/dependabot.yml
            version: 2
            ⟦updates⟧:
              - {package-ecosystem: npm, directory: /, schedule: {interval: weekly}}
            === Dockerfile
            FROM node:22.11.0
            """,
            """
            === renovate.json
            {"extends": ["config:recommended", ⟦"docker:disable"⟧]}
            === Dockerfile
            FROM node:22.11.0
            """,
        ],
        passes: [
            """
            === .github/dependabot.yml
            version: 2
            updates:
              - {package-ecosystem: npm, directory: /, schedule: {interval: weekly}}
              - {package-ecosystem: docker, directory: /, schedule: {interval: weekly}}
            === Dockerfile
            FROM node:22.11.0
            """,
            // Two tools share the work.
            """
            === .github/dependabot.yml
            version: 2
            updates: [{package-ecosystem: npm, directory: /, schedule: {interval: weekly}}]
            === renovate.json
            {"enabledManagers": ["dockerfile"]}
            === Dockerfile
            FROM node:22.11.0
            """,
            """
            === .github/dependabot.yml
            version: 2
            updates: [{package-ecosystem: npm, directory: /, schedule: {interval: weekly}}]
            === Dockerfile
            FROM scratch
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        guard !BaseImages(all).all.isEmpty, all.rebuild == nil,
            all.updates.allSatisfy({ $0.updatesImages == false })
        else { return }
        for tool in all.updates {
            if let place = tool.isSwitchedOff {
                report.fault(at: place.span, ["tool": tool.name, "how": "off"])
            } else if let place = tool.disabled["docker"] {
                report.fault(at: place.span, ["tool": tool.name, "how": "disabled"])
            } else {
                let place = tool.kind == .renovate ? tool.ecosystems.place ?? tool.place : tool.place
                report.fault(at: place.span, ["tool": tool.name, "how": "missing"])
            }
        }
    }
}
