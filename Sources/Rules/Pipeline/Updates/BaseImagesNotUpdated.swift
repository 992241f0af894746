import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct BaseImagesNotUpdated: Rule {
    static let about = About(
        id: "PL601", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Nothing tells of new base images", ja: "ベースイメージの更新に気づくしくみがない"),
        why: Text(
            en: "A fix in the base arrives when somebody happens to look, which may be after the attack.",
            ja: "ベースイメージの修正に気づくのが、たまたま誰かが確認したとき、あるいは攻撃の後になります。"),
        remedy: Text(
            en: "Add a configuration of Renovate or Dependabot for Docker, or rebuild on a schedule.",
            ja: "Docker を対象にした Renovate か Dependabot を設定するか、スケジュールで再ビルドしてください。"),
        message: Text(
            en: "no file here has Renovate, Dependabot or a schedule look after `{image}`",
            ja: "`{image}` を更新する Renovate や Dependabot の設定も、定期的な再ビルドもありません"),
        proof: Text(
            en: "{tool} {tool|a clock=rebuilds images regularly|proposes new base images}",
            ja: "{tool|a clock=イメージが定期的に再ビルドされます|更新ツールがベースイメージの更新を提案します}"),
        links: [
            "https://docs.renovatebot.com/docker/",
            "https://docs.github.com/en/code-security/dependabot/ecosystems-supported-by-dependabot/supported-ecosystems-and-repositories",
        ],
        answers: ["PERF_04.update-notice", "REL_04.rebuild-trigger"],
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs: {test: {runs-on: ubuntu-24.04, steps: [{run: npm test}]}}
            === Dockerfile
            FROM ⟦node:22.11.0⟧
            CMD ["node", "server.js"]
            """,
            """
            === .gitlab-ci.yml
            test: {script: [npm test]}
            === Dockerfile
            FROM ⟦node:22.11.0⟧ AS build
            RUN npm ci
            FROM gcr.io/distroless/nodejs22-debian12
            COPY --from=build /app /app
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            test: {script: [npm test]}
            === Dockerfile
            FROM scratch
            COPY app /app
            """,
            // It is there, and another rule tells what it leaves out.
            """
            === .github/dependabot.yml
            version: 2
            updates: [{package-ecosystem: npm, directory: /, schedule: {interval: weekly}}]
            === .github/workflows/ci.yml
            on: push
            jobs: {test: {runs-on: ubuntu-24.04, steps: [{run: npm test}]}}
            === Dockerfile
            FROM node:22.11.0
            """,
        ],
        proves: [
            """
            === .github/dependabot.yml
            version: 2
            ⟦updates⟧:
              - {package-ecosystem: docker, directory: /, schedule: {interval: weekly}}
            === Dockerfile
            FROM node:22.11.0
            """,
            """
            === renovate.json
            {⟦"extends"⟧: ["config:recommended"]}
            === Dockerfile
            FROM node:22.11.0
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        let images = BaseImages(all)
        guard let first = images.all.first else { return }
        if let tool = all.updates.first(where: { $0.updatesImages == true }) {
            return report.holds(at: tool.place.span, ["tool": tool.name])
        }
        if let clock = all.rebuild { return report.holds(at: clock.place.span, ["tool": "a clock"]) }
        if let tool = all.updates.first(where: { $0.updatesImages == nil }) {
            return report.unsure(
                at: tool.place.span,
                because: Text(
                    en: "a preset outside the files decides what it looks at",
                    ja: "対象はファイル外のプリセットで決まります"),
                ["tool": tool.name, "image": first.name])
        }
        if all.updates.isEmpty, !all.pipelines.isEmpty { report.fault(at: first.span, ["image": first.name]) }
    }
}
