import Basics
import ECSModel
import Pipelines
import RuleKit

struct TestCannotFail: Rule {
    static let about = About(
        id: "PL108", since: "0.1", severity: .medium,
        title: Text(en: "Tests whose failure is ignored", ja: "失敗が無視されるテスト"),
        why: Text(
            en: "The pipeline is green when the tests are red, and the image is delivered all the same.",
            ja: "テストが失敗してもパイプラインは成功扱いになり、イメージはそのままデリバリーされます。"),
        remedy: Text(
            en: "Let the tests fail the job; take out the few that are unsteady, instead of ignoring all of them.",
            ja: "テストの失敗でジョブを失敗させてください。不安定なテストは、全体を無視せず個別に外します。"),
        message: Text(
            en: "the failure of `{tool}` is ignored", ja: "`{tool}` が失敗しても無視されます"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/change-management.html",
            "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",
        ],
        answers: ["REL_03.test-before-push"],
        onlyFaults: ["REL_03.test-before-push"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: npm test
                    ⟦continue-on-error: true⟧
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - npm test ⟦|| true⟧
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - pytest ⟦|| true⟧
                  - docker build -t example.com/web:1.2.3 .
                  - docker push example.com/web:1.2.3
            """,
        ],
        passes: [
            // One that may fail beside one that may not.
            """
            === .gitlab-ci.yml
            stages: [test, build]
            unit: {stage: test, script: [npm test]}
            browsers: {stage: test, script: [npm run test:e2e], allow_failure: true}
            build:
              stage: build
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
            // Nothing is delivered from here.
            """
            === .github/workflows/nightly.yml
            on: {schedule: [{cron: '0 3 * * *'}]}
            jobs:
              nightly: {runs-on: ubuntu-24.04, steps: [{run: npm test || true}]}
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let tests = subject.events(.test, .imageTest)
        guard !subject.pushes.isEmpty || !subject.deploys.isEmpty, !tests.contains(where: \.gates) else { return }
        var told: Set<Int> = []
        for test in tests {
            guard let place = test.activity.failureIgnored ?? test.step.mayFail ?? test.job.mayFail,
                told.insert(place.range.lowerBound).inserted
            else { continue }
            report.fault(at: place.span, ["tool": test.activity.tool])
        }
    }
}
