import Basics
import ECSModel
import Pipelines
import RuleKit

struct PushedBeforeTests: Rule {
    static let about = About(
        id: "PL102", since: "0.1", severity: .medium,
        title: Text(en: "The image is pushed before the tests run", ja: "テスト前のイメージの push"),
        why: Text(
            en: "An image that fails its tests is in the registry all the same, under the tag that others take.",
            ja: "テストに失敗したイメージもレジストリに残り、ほかの人がそのタグで取得してしまいます。"),
        remedy: Text(
            en: "Let the push, or the deployment and the final tag, wait for the tests.",
            ja: "push、あるいはデプロイと最終的なタグ付けを、テストの成功後に行ってください。"),
        message: Text(
            en: "the image is pushed before `{test}` has run, and nothing waits for it",
            ja: "`{test}` の前にイメージが push され、その結果を待つ処理もありません"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/change-management.html",
            "https://docs.docker.com/build/ci/github-actions/test-before-push/",
        ],
        answers: ["REL_03.test-before-push", "OPS_01.pipeline"],
        onlyFaults: ["REL_03.test-before-push", "OPS_01.pipeline"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
              test:
                needs: image
                runs-on: ubuntu-24.04
                steps: [{run: npm test}]
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
            """
            === .gitlab-ci.yml
            stages: [build, test, deploy]
            build:
              stage: build
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - ⟦docker push example.com/web:$CI_COMMIT_SHA⟧
            unit: {stage: test, script: [npm test]}
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t example.com/web:1.2.3 .
                  - ⟦docker push example.com/web:1.2.3⟧
                  - npm test
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
        ],
        passes: [
            // Only what has passed is deployed.
            """
            === .gitlab-ci.yml
            stages: [build, test, deploy]
            build:
              stage: build
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            unit: {stage: test, script: [npm test]}
            deploy: {stage: deploy, script: [aws ecs update-service --cluster main --service web --force-new-deployment]}
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              pre_build: {commands: [npm test]}
              build:
                commands:
                  - docker build -t example.com/web:1.2.3 .
                  - docker push example.com/web:1.2.3
                  - npm run test:e2e
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let tests = subject.events(.test, .imageTest)
        guard !tests.isEmpty, subject.isFollowed, !subject.all.buildsMayTest else { return }
        // A first push may be there for the tests: what they gate then goes on from there.
        let ends = subject.events(.deploy, .promote, .push)
        for push in subject.pushes where !subject.any(tests, precedes: push) {
            guard let test = tests.first, !ends.contains(where: { subject.any(tests, precedes: $0) }) else { continue }
            return report.fault(
                at: push.span, ["test": test.activity.tool],
                related: [.init(test.span, Text(en: "the tests run here", ja: "テストはここで実行されます"))])
        }
    }
}
