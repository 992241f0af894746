import Basics
import ECSModel
import Pipelines
import RuleKit

struct DeployedUnawaited: Rule {
    static let about = About(
        id: "PL111", since: "0.1", severity: .high,
        title: Text(en: "The deployment does not wait for the job that checks", ja: "テストを待たないデプロイ"),
        why: Text(
            en: "Both jobs run at the same time: the service has the new image before the tests have failed.",
            ja: "両方のジョブが同時に動くため、テストが失敗する前に新しいイメージがデプロイされます。"),
        remedy: Text(
            en: "Name the job in `needs`, or put the deployment in a later stage.",
            ja: "`needs` でジョブを指定するか、デプロイを後のステージに移してください。"),
        message: Text(
            en: "the deployment does not wait for `{job}`, which {what|build=pushes the image|test=tests|scans}",
            ja: "このデプロイは、{what|build=イメージを push する|test=テストする|スキャンする} `{job}` を待ちません"),
        proof: Text(
            en: "what is deployed was built, tested and pushed by this pipeline",
            ja: "このパイプラインでビルド、テスト、push されたイメージがデプロイされます"),
        links: [
            "https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-jobs",
            "https://docs.gitlab.com/ci/yaml/needs/",
        ],
        answers: ["ECS_40.application-pipeline", "12F_05.built-in-ci"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              test: {runs-on: ubuntu-24.04, steps: [{run: npm test}]}
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:1.2.3 .
                  - run: docker push example.com/web:1.2.3
                  - run: ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
            """
            === .gitlab-ci.yml
            stages: [test, deploy]
            unit: {stage: test, script: [npm test]}
            build:
              stage: test
              script: [docker build -t example.com/web:1.2.3 ., docker push example.com/web:1.2.3]
            deploy:
              stage: deploy
              needs: [build]
              script: [⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧]
            """,
        ],
        passes: [
            // Two services: each waits for its own.
            """
            === .gitlab-ci.yml
            stages: [build, deploy]
            web: {stage: build, script: [docker build -t example.com/web:1 web, docker push example.com/web:1]}
            api: {stage: build, script: [go test ./..., docker build -t example.com/api:1 api, docker push example.com/api:1]}
            deploy-web:
              stage: deploy
              needs: [web]
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """,
            // The tests belong to requests, the deployment to the branch.
            """
            === .github/workflows/all.yml
            on: [push, pull_request]
            jobs:
              test: {if: github.event_name == 'pull_request', runs-on: ubuntu-24.04, steps: [{run: npm test}]}
              deploy:
                if: github.ref == 'refs/heads/main'
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            stages: [build, deploy]
            build:
              stage: build
              script: [npm test, docker build -t example.com/web:1 ., docker push example.com/web:1]
            deploy:
              stage: deploy
              script: [⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧]
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let order = subject.order
        let tests = subject.events(.test, .imageTest)
        let checks = tests + subject.imageScans
        for deploy in subject.deploys {
            if subject.any(subject.events(.build), precedes: deploy),
                subject.any(tests.filter(\.gates), precedes: deploy),
                subject.any(subject.pushes, precedes: deploy)
            {
                report.holds(at: deploy.span)
            }
        }
        // With several images it is not known which job is about which.
        let images = Set(
            subject.events(.build).map {
                "\($0.activity.build?.context?.shown ?? "") \($0.activity.build?.dockerfile?.shown ?? "")"
            })
        // A deployment without an image may be of a site or of infrastructure, which the tests are not about.
        guard images.count <= 1, subject.order.has(.build) || subject.order.has(.push) else { return }
        for deploy in subject.deploys {
            let free = { (event: Event) in
                event.job.condition == nil && event.step.condition == nil && order.areConcurrent(event.job, deploy.job)
            }
            // Where one deployment waits, the others may be of something else, such as the infrastructure.
            let isAwaited = { (events: [Event]) in
                subject.deploys.contains { subject.any(events, precedes: $0) }
            }
            let missed: (Event, String)?
            if let push = subject.pushes.first(where: free), !isAwaited(subject.pushes) {
                missed = (push, "build")
            } else if let check = checks.first(where: { free($0) && $0.gates }), !isAwaited(checks) {
                missed = (check, check.activity.kind == .scan ? "scan" : "test")
            } else {
                missed = nil
            }
            guard let (event, what) = missed else { continue }
            report.fault(
                at: deploy.span, ["job": event.job.id, "what": what],
                related: [.init(event.job.place.span, Text(en: "this job runs at the same time", ja: "同時に実行されるジョブ"))])
        }
    }
}
