import Basics
import ECSModel
import Pipelines
import RuleKit

struct BuiltForEachEnvironment: Rule {
    static let about = About(
        id: "PL110", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "The image is built again for each environment", ja: "環境ごとに繰り返されるビルド"),
        why: Text(
            en: """
                What was tested in staging is not what runs in production: between two builds, packages and base images \
                move.
                """,
            ja: """
                ビルドの間にパッケージやベースイメージが変わるため、ステージングでテストしたものと本番で動くものが一致しません。
                """),
        remedy: Text(
            en: "Build once, and deploy the same digest to one environment after the other.",
            ja: "ビルドは 1 回にし、同じダイジェストを各環境に順にデプロイしてください。"),
        message: Text(
            en: "the same image is built again for {environment}",
            ja: "同じイメージが {environment} 向けに再びビルドされます"),
        proof: Text(
            en: "one build goes to {environments} environments", ja: "1 回のビルドが {environments} つの環境にデプロイされます"),
        links: [
            "https://12factor.net/build-release-run",
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/prepare.html",
        ],
        answers: ["OPS_01.same-image", "12F_01.one-image"],
        fails: [
            """
            === .github/workflows/deploy.yml
            on: {push: {branches: [main]}}
            jobs:
              staging:
                environment: staging
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:${{ github.sha }} .
                  - run: docker push example.com/web:${{ github.sha }}
                  - run: aws ecs update-service --cluster staging --service web --force-new-deployment
              production:
                needs: staging
                environment: production
                runs-on: ubuntu-24.04
                steps:
                  - run: ⟦docker build -t example.com/web:${{ github.sha }} .⟧
                  - run: docker push example.com/web:${{ github.sha }}
                  - run: aws ecs update-service --cluster production --service web --force-new-deployment
            """,
            """
            === .gitlab-ci.yml
            stages: [staging, production]
            staging:
              stage: staging
              environment: staging
              script:
                - docker build -t example.com/web:staging-$CI_COMMIT_SHA .
                - docker push example.com/web:staging-$CI_COMMIT_SHA
            production:
              stage: production
              environment: production
              when: manual
              script:
                - ⟦docker build -t example.com/web:production-$CI_COMMIT_SHA .⟧
                - docker push example.com/web:production-$CI_COMMIT_SHA
            """,
        ],
        passes: [
            // Two programs, two images.
            """
            === .gitlab-ci.yml
            stages: [staging, production]
            staging:
              stage: staging
              environment: staging
              script: [docker build -t example.com/mock:1 mock, docker push example.com/mock:1]
            production:
              stage: production
              environment: production
              script: [docker build -t example.com/web:1 web, docker push example.com/web:1]
            """,
            """
            === .github/workflows/deploy.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build --target test -t test .
                  - run: docker build -t example.com/web:${{ github.sha }} .
                  - run: docker push example.com/web:${{ github.sha }}
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            stages: [build, staging, production]
            build:
              stage: build
              script: [⟦docker build -t example.com/web:1.2.3 .⟧, docker push example.com/web:1.2.3]
            staging:
              stage: staging
              environment: staging
              script: [aws ecs update-service --cluster staging --service web --task-definition web]
            production:
              stage: production
              environment: production
              when: manual
              script: [aws ecs update-service --cluster production --service web --task-definition web]
            """
        ]
    )

    /// A build with the environment that its job is for.
    private struct Made {
        var event: Event
        var target: DeployTarget
        var key: String
    }

    func check(_ all: Pipelines, _ report: inout Report) {
        var found: [String: [Made]] = [:]
        for pipeline in all.pipelines {
            let order = Order(pipeline)
            for event in order.events(.build) {
                guard let build = event.activity.build, let key = key(build) else { continue }
                let target = target(of: event, order)
                if !target.isUnknown { found[key, default: []].append(Made(event: event, target: target, key: key)) }
                prove(event, order, &report)
            }
        }
        for (_, builds) in found.sorted(by: { $0.key < $1.key }) {
            guard let first = builds.first,
                let second = builds.first(where: { $0.target.kind != first.target.kind }),
                first.event.job.matrix.isEmpty, second.event.job.matrix.isEmpty
            else { continue }
            let late = second.target.isProduction || !first.target.isProduction ? second : first
            let early = late.event.job.id == second.event.job.id ? first : second
            report.fault(
                at: late.event.span, ["environment": late.target.name],
                related: [
                    .init(
                        early.event.span,
                        Text(en: "built for \(early.target.name) here", ja: "\(early.target.name) 向けのビルド"))
                ])
        }
    }

    /// Builds with equal keys make the same image.
    private func key(_ build: Activity.Build) -> String? {
        let context = build.context ?? TermText(".")
        guard context.known != nil, build.dockerfile.map({ $0.known != nil }) ?? true else { return nil }
        return "\(context.shown)|\(build.dockerfile?.shown ?? "")|\(build.platforms.sorted())"
    }

    /// The environment that a build is for: only what its own job says counts, or the tag that it gives.
    private func target(of event: Event, _ order: Order) -> DeployTarget {
        if case .known(let name, _) = event.job.environment { return DeployTarget(name) }
        // A job that builds and deploys builds for where it deploys to.
        let deploys = order.events(.deploy).filter { $0.job.id == event.job.id }
        if let first = deploys.first, !first.target.isUnknown { return first.target }
        for use in event.activity.images {
            let target = TaggedName(use.name).tag.map { DeployTarget($0) } ?? .unknown
            if !target.isUnknown { return target }
        }
        return .unknown
    }

    private func prove(_ event: Event, _ order: Order, _ report: inout Report) {
        guard order.events(.build).count == 1 else { return }
        let targets = Set(
            order.events(.deploy).filter { order.precedes(event, $0) && !order.isSame(event, $0) }.map(\.target)
        ).filter { !$0.isUnknown }
        if targets.count > 1, Set(targets.map(\.kind)).count > 1 {
            report.holds(at: event.span, ["environments": "\(targets.count)"])
        }
    }
}

extension Order {
    /// Whether two things are done by one job.
    fileprivate func isSame(_ a: Event, _ b: Event) -> Bool { a.job.id == b.job.id }
}
