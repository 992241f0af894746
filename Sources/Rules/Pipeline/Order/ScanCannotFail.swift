import Basics
import ECSModel
import Pipelines
import RuleKit

struct ScanCannotFail: Rule {
    static let about = About(
        id: "PL105", since: "0.1", severity: .medium,
        title: Text(en: "A scan that stops nothing", ja: "何も止めないスキャン"),
        why: Text(
            en: "The findings stand in a log that nobody opens, and the image goes on to production.",
            ja: "検出結果は誰も見ないログに残るだけで、イメージはそのまま本番に進みます。"),
        remedy: Text(
            en: """
                Let the scan fail on severe findings that have a fix (`--exit-code 1 --severity CRITICAL,HIGH \
                --ignore-unfixed`), and list accepted ones in its ignore file.
                """,
            ja: """
                修正版のある重大な検出で失敗させ (`--exit-code 1 --severity CRITICAL,HIGH --ignore-unfixed`)、受け入れた\
                ものは無視リストに記録してください。
                """),
        message: Text(
            en: "whatever `{tool}` finds, the pipeline goes on",
            ja: "`{tool}` が何を検出しても、パイプラインは止まりません"),
        proof: Text(
            en: "`{tool}` stops the pipeline before the push", ja: "`{tool}` の検出で、push の前にパイプラインが止まります"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/detective-controls.html",
            "https://trivy.dev/latest/docs/configuration/others/",
        ],
        answers: ["SEC_03.scan-gate", "ECS_50.scan-at-build"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:1.2.3 .
                  - uses: aquasecurity/trivy-action@0.28.0
                    with:
                      image-ref: example.com/web:1.2.3
                      exit-code: ⟦'0'⟧
                  - run: docker push example.com/web:1.2.3
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - trivy image --exit-code 1 example.com/web:$CI_COMMIT_SHA ⟦|| true⟧
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
        ],
        passes: [
            // The table is for people; the second scan decides.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - trivy image example.com/web:$CI_COMMIT_SHA
                - trivy image --exit-code 1 --severity CRITICAL example.com/web:$CI_COMMIT_SHA
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
            // Code scanning decides, by its own settings.
            """
            === .github/workflows/scan.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:1.2.3 .
                  - uses: aquasecurity/trivy-action@0.28.0
                    with: {image-ref: 'example.com/web:1.2.3', format: sarif, output: trivy.sarif}
                  - uses: github/codeql-action/upload-sarif@v3
                    with: {sarif_file: trivy.sarif}
            """,
        ],
        proves: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t example.com/web:1.2.3 .
                  - ⟦trivy image --exit-code 1 example.com/web:1.2.3⟧
                  - docker push example.com/web:1.2.3
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let scans = subject.events(.scan).filter { [.image, .unknown, .files].contains($0.activity.scan?.target) }
        let gates = scans.filter { $0.activity.scan?.failing == .fails && $0.gates && !$0.isConditional }
        if let gate = gates.first(where: { $0.activity.scan?.target == .image }), !subject.pushes.isEmpty,
            subject.pushes.allSatisfy({ subject.any(gates, precedes: $0) })
        {
            return report.holds(at: gate.span, ["tool": gate.activity.tool])
        }
        let isUploaded = subject.pipeline.jobs.contains { $0.steps.contains(where: \.uploadsFindings) }
        // What another scan of the same kind may stop.
        let gated = Set(
            scans.compactMap { $0.activity.scan?.failing != .neverFails && $0.gates ? $0.activity.scan?.target : nil })
        for scan in scans {
            guard let facts = scan.activity.scan, facts.failing != .unknown || !scan.gates,
                facts.failing == .neverFails || !scan.gates, !gated.contains(facts.target)
            else { continue }
            let place =
                facts.failing == .neverFails
                ? facts.failingPlace ?? scan.activity.place
                : scan.activity.failureIgnored ?? scan.step.mayFail ?? scan.job.mayFail ?? scan.activity.place
            let arguments = ["tool": scan.activity.tool]
            if isUploaded {
                report.unsure(
                    at: place.span,
                    because: Text(
                        en: "its findings are uploaded, and a setting outside the files decides what they stop",
                        ja: "検出結果はアップロードされ、何を止めるかはファイル外の設定で決まります"),
                    arguments)
            } else {
                report.fault(at: place.span, arguments)
            }
        }
    }
}

extension Step {
    /// It hands findings to a service that may stop a merge by its own settings.
    fileprivate var uploadsFindings: Bool {
        switch work {
        case .action(let use): use.name.has("upload-sarif") || use.name.has("defectdojo")
        case .script(let script):
            script.text.has("code-scanning/sarifs") || script.text.has("batch-import-findings")
                || script.text.has("import-scan")
        case .service: false
        }
    }
}
