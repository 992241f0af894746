import Basics
import ECSModel
import Pipelines
import RuleKit

struct DockerfileLintCannotFail: Rule {
    static let about = About(
        id: "PL112", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The check of the Dockerfile stops nothing", ja: "何も止めない Dockerfile のチェック"),
        why: Text(
            en: "Its findings scroll by in a log, and grow in number until nobody reads them.",
            ja: "検出結果はログに流れるだけで、増え続けて誰も読まなくなります。"),
        remedy: Text(
            en: "Let it fail, and list what you accept in its settings or in a baseline.",
            ja: "失敗させるようにし、受け入れるものは設定ファイルやベースラインに記録してください。"),
        message: Text(
            en: "whatever `{tool}` finds, the pipeline goes on", ja: "`{tool}` が何を検出しても、パイプラインは止まりません"),
        proof: Text(en: "`{tool}` checks the Dockerfile", ja: "`{tool}` が Dockerfile をチェックします"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/infrastructure-protection.html",
            "https://docs.docker.com/build/checks/",
        ],
        answers: ["SEC_04.lint"],
        fails: [
            """
            === .gitlab-ci.yml
            lint: {script: [hadolint Dockerfile ⟦|| true⟧]}
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              lint:
                runs-on: ubuntu-24.04
                steps:
                  - uses: hadolint/hadolint-action@v3.1.0
                    ⟦continue-on-error: true⟧
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            lint: {script: [npx eslint . || true]}
            """
        ],
        proves: [
            """
            === .gitlab-ci.yml
            lint: {script: [⟦hadolint Dockerfile⟧]}
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              lint:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦hadolint/hadolint-action@v3.1.0⟧
            """,
        ]
    )

    private static let tools = ["hadolint", "plimsoll", "tally", "dockerfilelint", "dockle", "droast"]

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let checks = subject.events(.lint).filter { event in
            Self.tools.contains { event.activity.tool.lowercased().has($0) }
        }
        if let gate = checks.first(where: \.gates) {
            return report.holds(at: gate.span, ["tool": gate.activity.tool])
        }
        for check in checks {
            guard let place = check.activity.failureIgnored ?? check.step.mayFail ?? check.job.mayFail else { continue }
            report.fault(at: place.span, ["tool": check.activity.tool])
        }
    }
}
