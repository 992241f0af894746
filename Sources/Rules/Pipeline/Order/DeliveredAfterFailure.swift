import Basics
import ECSModel
import Pipelines
import RuleKit

struct DeliveredAfterFailure: Rule {
    static let about = About(
        id: "PL109", since: "0.1", severity: .high,
        title: Text(en: "Delivered even when the tests have failed", ja: "テストが失敗しても実行されるデリバリー"),
        why: Text(
            en: """
                The step runs whatever came before: an image that failed its tests or its scan is pushed or deployed. \
                CodeBuild runs `post_build` also after a failed `build`.
                """,
            ja: """
                それまでの結果にかかわらず実行されるため、テストやスキャンに失敗したイメージが push やデプロイされます。CodeBuild は \
                `build` が失敗しても `post_build` を実行します。
                """),
        remedy: Text(
            en: """
                Take the condition away; in a buildspec set `on-failure: ABORT` for the phase, or leave when \
                `CODEBUILD_BUILD_SUCCEEDING` is 0.
                """,
            ja: """
                条件を外してください。buildspec ではフェーズに `on-failure: ABORT` を設定するか、`CODEBUILD_BUILD_SUCCEEDING` が \
                0 のときに終了します。
                """),
        message: Text(
            en: "this {what|deploy=deployment|push} runs even when `{gate}` has failed",
            ja: "この{what|deploy=デプロイ|push}は `{gate}` が失敗しても実行されます"),
        links: [
            "https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html",
            "https://docs.github.com/en/actions/reference/workflows-and-actions/expressions",
        ],
        answers: ["REL_03.test-before-push", "SEC_03.scan-gate"],
        onlyFaults: ["REL_03.test-before-push", "SEC_03.scan-gate"],
        fails: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t example.com/web:1.2.3 .
                  - trivy image --exit-code 1 example.com/web:1.2.3
              post_build:
                commands:
                  - ⟦docker push example.com/web:1.2.3⟧
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              test: {runs-on: ubuntu-24.04, steps: [{run: npm test}]}
              deploy:
                needs: test
                if: always()
                runs-on: ubuntu-24.04
                steps: [{run: ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧}]
            """,
        ],
        passes: [
            // Without an image there is nothing to push.
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - npm test
                  - docker build -t example.com/web:1.2.3 .
              post_build:
                commands:
                  - docker push example.com/web:1.2.3
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                on-failure: ABORT
                commands:
                  - docker build -t example.com/web:1.2.3 .
                  - trivy image --exit-code 1 example.com/web:1.2.3
              post_build:
                commands:
                  - docker push example.com/web:1.2.3
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t example.com/web:1.2.3 .
                  - trivy image --exit-code 1 example.com/web:1.2.3
              post_build:
                commands:
                  - if [ "$CODEBUILD_BUILD_SUCCEEDING" = 0 ]; then exit 1; fi
                  - docker push example.com/web:1.2.3
            """,
            // It asks how the tests went.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              test: {runs-on: ubuntu-24.04, steps: [{run: npm test}]}
              deploy:
                needs: test
                if: ${{ always() && needs.test.result == 'success' }}
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for end in subject.events(.push, .deploy) where end.runsRegardless && !end.activity.isConditional {
            guard let gate = gate(of: end, subject) else { continue }
            report.fault(
                at: end.span,
                ["what": end.activity.kind == .deploy ? "deploy" : "push", "gate": gate.activity.tool],
                related: [.init(gate.span, Text(en: "what may have failed before", ja: "先に失敗している可能性があるステップ"))])
        }
    }

    /// What may have failed and would not stop it.
    private func gate(of end: Event, _ subject: PipelineSubject) -> Event? {
        subject.events(.test, .imageTest, .scan).first { gate in
            guard gate.gates, gate.activity.scan.map({ $0.failing == .fails }) ?? true,
                subject.order.precedes(gate, end)
            else { return false }
            if subject.pipeline.form == .gitHubActions || subject.pipeline.form == .gitLab {
                // A job starts anew: what it needs from the one that failed is there or not.
                return true
            }
            // In the phases of one build, what was not built can neither be pushed nor deployed. A failed phase before
            // `build` ends the build at once.
            guard gate.job.id == end.job.id, gate.step.name != end.step.name, gate.step.name.lowercased() == "build"
            else { return false }
            return subject.events(.build).contains {
                $0.job.id == end.job.id && $0.activity.build != nil && subject.order.precedes($0, gate)
            }
        }
    }
}

extension Event {
    /// It runs also after a failure, and nothing there asks whether there was one.
    fileprivate var runsRegardless: Bool {
        let conditions = [step.condition, job.condition].compactMap { $0 }
        guard step.runsAfterFailure || conditions.contains(where: \.runsAfterFailure) else { return false }
        for condition in conditions {
            let text = condition.text.lowercased()
            // Of rules it shows only at their place whether they are for failures.
            if pipeline.form == .gitLab, condition.runsAfterFailure, text != "when: always" { return false }
            // `failure()` is how a rollback is started; results and outcomes are asked for by name.
            if [".result", ".outcome", ".conclusion", "success()", "failure()", "on_failure"].contains(where: {
                text.has($0)
            }) {
                return false
            }
        }
        return !job.steps.contains { step in
            if case .script(let script) = step.work { script.text.has("CODEBUILD_BUILD_SUCCEEDING") } else { false }
        }
    }
}
