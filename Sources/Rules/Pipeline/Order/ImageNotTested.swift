import Basics
import ECSModel
import Pipelines
import RuleKit

struct ImageNotTested: Rule {
    static let about = About(
        id: "PL103", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The tests never run on the built image", ja: "ビルド済みイメージでテストしていない"),
        why: Text(
            en: """
                A missing library, a wrong user or a start command that fails shows only in the image, and so for the \
                first time when ECS starts it.
                """,
            ja: """
                ライブラリの不足、ユーザーの誤り、起動コマンドの失敗はイメージでしか現れず、ECS が起動して初めてわかります。
                """),
        remedy: Text(
            en: "Start the built image in the pipeline and ask its health check, before it is pushed.",
            ja: "パイプラインでビルド済みイメージを起動し、push の前にヘルスチェックに応答することを確認してください。"),
        message: Text(
            en: "the tests run on the source, and nothing starts the image that is built",
            ja: "テストの対象はソースだけで、ビルドしたイメージは一度も起動されません"),
        proof: Text(
            en: "the built image is tested before it is pushed", ja: "ビルド済みイメージのテスト後に push されます"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/change-management.html",
            "https://docs.docker.com/build/ci/github-actions/test-before-push/",
        ],
        answers: ["REL_03.tests-on-image", "OPS_01.pipeline"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: npm ci && npm test
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
            === Dockerfile
            FROM node:22
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              pre_build: {commands: [npm ci, npm test]}
              build:
                commands:
                  - ⟦docker build -t example.com/web:1.2.3 .⟧
                  - docker push example.com/web:1.2.3
            === Dockerfile
            FROM node:22
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - npm test
                - ./scripts/smoke.sh
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            === Dockerfile
            FROM node:22
            """,
            // The image is tried in the first environment.
            """
            === .gitlab-ci.yml
            stages: [build, staging]
            build:
              stage: build
              script:
                - npm test
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            staging:
              stage: staging
              script:
                - aws ecs update-service --cluster main --service web-staging --force-new-deployment
                - aws ecs wait services-stable --cluster main --services web-staging
            === Dockerfile
            FROM node:22
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - ⟦docker run --rm example.com/web:$CI_COMMIT_SHA npm test⟧
                - docker push example.com/web:$CI_COMMIT_SHA
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let trials = subject.events(.imageTest).filter(\.gates)
        if !subject.pushes.isEmpty, subject.pushes.allSatisfy({ subject.any(trials, precedes: $0) }),
            let trial = trials.first(where: { trial in
                subject.events(.build).contains { subject.order.precedes($0, trial) }
            })
        {
            return report.holds(at: trial.span)
        }
        // Where nothing is tested at all, another rule says so.
        guard trials.isEmpty, !subject.order.has(.imageTest), !subject.order.has(.verify), subject.order.has(.test),
            !subject.pushes.isEmpty, subject.isFollowed,
            !subject.others.contains(where: { $0.has(.imageTest) || !$0.isFollowed }),
            let build = subject.events(.build).first, !subject.testsInPushedImage
        else { return }
        report.fault(at: build.span)
    }
}

extension PipelineSubject {
    /// Tests run in a job whose own image is one that is pushed here.
    fileprivate var testsInPushedImage: Bool {
        let pushed = Set(pushes.flatMap(\.activity.names).map(\.name.repository))
        return events(.test).contains { test in
            test.job.runner.image.map { pushed.contains(TaggedName($0).repository) } ?? false
        }
    }
}
