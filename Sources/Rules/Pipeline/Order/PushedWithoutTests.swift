import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct PushedWithoutTests: Rule {
    static let about = About(
        id: "PL101", since: "0.1", severity: .medium,
        title: Text(en: "An image is pushed that nothing has tested", ja: "テストのないイメージの push"),
        why: Text(
            en: "What is broken is found in the running service, by its users.",
            ja: "不具合は、本番のサービスで利用者が最初に気づくことになります。"),
        remedy: Text(
            en: "Run the tests in the pipeline, in a step or job that must succeed before the push.",
            ja: "パイプラインにテストを追加し、成功しなければ push に進まないようにしてください。"),
        message: Text(
            en: "nothing in `{pipeline}` tests before the image is pushed",
            ja: "`{pipeline}` では、テストなしにイメージが push されます"),
        proof: Text(
            en: "tests must succeed before the image is pushed", ja: "テストの成功後にだけイメージが push されます"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/change-management.html",
            "https://docs.docker.com/build/ci/github-actions/test-before-push/",
        ],
        answers: ["REL_03.test-before-push"],
        fails: [
            """
            === .github/workflows/release.yml
            name: release
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v4
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
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
                  - docker build -t example.com/web:$CODEBUILD_RESOLVED_SOURCE_VERSION .
                  - ⟦docker push example.com/web:$CODEBUILD_RESOLVED_SOURCE_VERSION⟧
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
        ],
        passes: [
            // A build whose Dockerfile runs the tests fails with them.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            === Dockerfile
            FROM node:22
            COPY . .
            RUN npm ci && npm test
            """,
            // What the script does is not known.
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - ./ci/build-all.sh
                  - docker build -t example.com/web:1 .
                  - docker push example.com/web:1
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
            // Another workflow tests; whether this one waits for it is a setting of the repository.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
            === .github/workflows/test.yml
            on: pull_request
            jobs: {test: {runs-on: ubuntu-24.04, steps: [{run: npm ci && npm test}]}}
            === Dockerfile
            FROM node:22
            COPY . .
            CMD ["node", "server.js"]
            """,
        ],
        proves: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              test: {runs-on: ubuntu-24.04, steps: [{run: ⟦npm test⟧}]}
              image:
                needs: test
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
            """,
            """
            === .gitlab-ci.yml
            stages: [test, build]
            unit: {stage: test, script: [⟦go test ./...⟧]}
            build:
              stage: build
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard let push = subject.pushes.first else { return }
        let tests = subject.events(.test, .imageTest)
        let gates = tests.filter(\.gates)
        if let test = gates.first(where: { subject.order.precedes($0, push) }),
            subject.pushes.allSatisfy({ subject.any(gates, precedes: $0) })
        {
            return report.holds(at: test.span)
        }
        guard tests.isEmpty, subject.order.has(.build), subject.isFollowed, !subject.all.buildsMayTest,
            subject.all.workloads.contains(where: \.role.runs)
        else { return }
        let arguments = ["pipeline": subject.pipeline.name]
        if subject.others.contains(where: { $0.has(.test) || $0.has(.imageTest) || !$0.isFollowed }) {
            report.unsure(
                at: push.span,
                because: Text(
                    en: "another pipeline may test; whether this one waits for it is a setting outside the files",
                    ja: "別のパイプラインでテストしている可能性があり、その成功が条件かどうかはファイル外の設定で決まります"),
                arguments)
        } else {
            report.fault(at: push.span, arguments)
        }
    }
}
