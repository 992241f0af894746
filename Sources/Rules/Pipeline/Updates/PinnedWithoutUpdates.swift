import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct PinnedWithoutUpdates: Rule {
    static let about = About(
        id: "PL604", since: "0.1", severity: .medium,
        title: Text(en: "A base is pinned by digest and nothing moves the pin", ja: "固定したまま更新されないダイジェスト"),
        why: Text(
            en: """
                The digest keeps each fix of the base out, also from rebuilds: the image ages from the day it was pinned.
                """,
            ja: "再ビルドしてもベースイメージの修正が取り込まれず、固定した日からイメージが古くなっていきます。"),
        remedy: Text(
            en: "Keep the digest, and add Renovate (`docker:pinDigests`) or Dependabot, which propose the next one.",
            ja: "ダイジェストは残し、新しいものを提案する Renovate (`docker:pinDigests`) か Dependabot を追加してください。"),
        message: Text(
            en: "`{image}` is pinned, and no tool proposes a newer digest",
            ja: "`{image}` は固定されていますが、新しいダイジェストを提案するツールがありません"),
        links: [
            "https://docs.renovatebot.com/docker/",
            "https://docs.docker.com/build/building/best-practices/",
        ],
        answers: ["REL_04.rebuild-trigger", "PERF_04.update-notice"],
        onlyFaults: ["REL_04.rebuild-trigger", "PERF_04.update-notice"],
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs: {test: {runs-on: ubuntu-24.04, steps: [{run: npm test}]}}
            === Dockerfile
            FROM ⟦node:22@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa⟧
            """,
            """
            === buildspec.yml
            version: 0.2
            phases: {build: {commands: [docker build -t example.com/web:1 .]}}
            === Dockerfile
            FROM ⟦node:22@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa⟧
            """,
        ],
        passes: [
            """
            === renovate.json
            {"extends": ["config:best-practices"]}
            === Dockerfile
            FROM node:22@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            """,
            // Something of one's own may move it.
            """
            === .github/workflows/pins.yml
            on: {schedule: [{cron: '0 3 * * 1'}]}
            jobs: {pins: {runs-on: ubuntu-24.04, steps: [{run: ./scripts/move-pins.sh}]}}
            === Dockerfile
            FROM node:22@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        guard all.updates.isEmpty, !all.hasSchedule, !all.pipelines.isEmpty,
            // Schedules of GitLab are settings of the project.
            !all.pipelines.contains(where: { $0.form == .gitLab })
        else { return }
        var told: Set<String> = []
        for base in BaseImages(all).all
        where base.isPinned && base.isNearPipeline && told.insert(base.span.path).inserted {
            report.fault(at: base.span, ["image": base.name])
        }
    }
}
