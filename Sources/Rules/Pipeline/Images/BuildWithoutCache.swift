import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct BuildWithoutCache: Rule {
    static let about = About(
        id: "PL205", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Each build starts from nothing", ja: "毎回ゼロから始まるビルド"),
        why: Text(
            en: """
                The machine is new for each run and has no layers: all packages are fetched and installed again, which \
                costs minutes of each change.
                """,
            ja: """
                実行のたびに新しいマシンが使われレイヤーが残っていないため、すべてのパッケージを取得し直すことになり、変更の\
                たびに数分かかります。
                """),
        remedy: Text(
            en: """
                Export the cache and import it again: `cache-from` and `cache-to` (`type=gha`, or `type=registry` with \
                `image-manifest=true` for ECR), or CodeBuild's Docker server.
                """,
            ja: """
                `cache-from` と `cache-to` (`type=gha`、ECR なら `image-manifest=true` を付けた `type=registry`) でキャッシュを\
                保存・再利用するか、CodeBuild の Docker サーバーを使ってください。
                """),
        message: Text(
            en: "no build cache is kept from one run to the next", ja: "ビルドキャッシュが次の実行に引き継がれません"),
        proof: Text(
            en: "the build cache is stored and used again", ja: "ビルドキャッシュが保存され、次回に利用されます"),
        links: [
            "https://docs.docker.com/build/cache/backends/",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html",
        ],
        answers: ["COST_02.cache-export"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/setup-buildx-action@v3
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
            """,
            """
            === template.yaml
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: !Ref Role
                  Artifacts: {Type: NO_ARTIFACTS}
                  Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0}
                  Source: {Type: GITHUB, Location: 'https://github.com/example/web', BuildSpec: buildspec.yml}
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - ⟦docker build -t example.com/web:1.2.3 .⟧
                  - docker push example.com/web:1.2.3
            """,
        ],
        passes: [
            // A machine of one's own may keep its layers.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: [self-hosted, linux]
                steps: [{run: docker build -t example.com/web:1 .}, {run: docker push example.com/web:1}]
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker pull example.com/web:latest || true
                - docker build --cache-from example.com/web:latest -t example.com/web:1 .
                - docker push example.com/web:1
            """,
            """
            === template.yaml
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: !Ref Role
                  Artifacts: {Type: NO_ARTIFACTS}
                  Cache: {Type: LOCAL, Modes: [LOCAL_DOCKER_LAYER_CACHE]}
                  Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0}
                  Source: {Type: GITHUB, Location: 'https://github.com/example/web', BuildSpec: buildspec.yml}
            === buildspec.yml
            version: 0.2
            phases: {build: {commands: [docker build -t example.com/web:1 ., docker push example.com/web:1]}}
            """,
        ],
        proves: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦docker/build-push-action@v6⟧
                    with:
                      push: true
                      tags: example.com/web:${{ github.sha }}
                      cache-from: type=gha
                      cache-to: type=gha,mode=max
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - ⟦docker buildx build --cache-from type=registry,ref=example.com/web:cache --cache-to type=registry,ref=example.com/web:cache,mode=max -t example.com/web:1 --push .⟧
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let builds = subject.events(.build).filter { $0.activity.build != nil }
        if let kept = builds.first(where: { $0.keepsCache }), builds.allSatisfy({ $0.keepsCache || !$0.isPushed }) {
            return report.holds(at: kept.span)
        }
        guard !subject.pushes.isEmpty, !subject.hasOwnBuilder else { return }
        // Of several builds in one job, the first makes the layers of the others.
        guard let build = builds.first, builds.allSatisfy({ $0.hasNoCache(subject) }) else { return }
        report.fault(at: build.span)
    }
}

extension Event {
    fileprivate var keepsCache: Bool { activity.build.map { !$0.cacheFrom.isEmpty && !$0.cacheTo.isEmpty } ?? false }
    fileprivate var isPushed: Bool { job.steps.contains { $0.activities.contains { $0.kind == .push } } }

    fileprivate func hasNoCache(_ subject: PipelineSubject) -> Bool {
        guard let build = activity.build, build.cacheFrom.isEmpty, build.cacheTo.isEmpty, build.noCache == nil,
            isPlainBuild, job.runner.kind == .ephemeral
        else { return false }
        // Layers may be taken from an archive or another image.
        return !job.steps.contains { step in
            step.activities.contains { $0.kind == .cache && !$0.tool.has("setup-") }
                || step.scriptText.has("docker load") || step.scriptText.has("docker pull")
        } && !subject.projectKeepsLayers(job)
    }
}

extension Step {
    var scriptText: String { if case .script(let script) = work { script.text } else { "" } }
    var action: ActionUse? { if case .action(let use) = work { use } else { nil } }
}

extension PipelineSubject {
    /// A builder that keeps its cache by itself: Docker Build Cloud, Depot, a remote BuildKit.
    fileprivate var hasOwnBuilder: Bool {
        pipeline.jobs.contains { job in
            job.steps.contains { step in
                guard let use = step.action else {
                    return step.scriptText.has("--driver cloud") || step.scriptText.has("--driver remote")
                        || step.scriptText.has("depot ")
                }
                let driver = use.input("driver")?.value.shown ?? ""
                return use.name.has("depot/") || ["cloud", "remote", "kubernetes"].contains(driver)
                    || use.name.has("namespacelabs/") || use.name.has("useblacksmith/") || use.input("endpoint") != nil
            }
        }
    }

    /// Whether the CodeBuild project of a job keeps layers, or may do so; a buildspec without a project may be any's.
    fileprivate func projectKeepsLayers(_ job: Job) -> Bool {
        guard pipeline.form == .codeBuild || pipeline.form == .codePipeline else { return false }
        let projects = all.system.members("AWS::CodeBuild::Project")
        guard !projects.isEmpty else { return true }
        return projects.contains {
            $0.properties["cache"] != nil || $0.properties["environment"]?["dockerServer"] != nil
        }
    }
}
