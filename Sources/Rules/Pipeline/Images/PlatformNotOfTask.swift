import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit
import Workload

struct PlatformNotOfTask: Rule {
    static let about = About(
        id: "PL207", since: "0.1", severity: .high,
        title: Text(en: "Built for another architecture than the task's", ja: "タスクと異なるアーキテクチャのビルド"),
        why: Text(
            en: "The container ends at once with `exec format error`, and the deployment does not come to an end.",
            ja: "コンテナが `exec format error` ですぐに終了し、デプロイが完了しません。"),
        remedy: Text(
            en:
                "Build for the architecture of `runtimePlatform` (`--platform`, or a runner of that kind), or change it.",
            ja: "`--platform` や対応するランナーで `runtimePlatform` のアーキテクチャ向けにビルドするか、タスク定義を変更してください。"),
        message: Text(
            en: "the image is built for {built}, and the task definitions ask for {task}",
            ja: "イメージは {built} 向けにビルドされますが、タスク定義の指定は {task} です"),
        proof: Text(
            en: "the image is built for {task}, as the task definitions ask",
            ja: "イメージはタスク定義の指定どおり {task} 向けにビルドされます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html",
        ],
        answers: ["COST_06.runtime-platform"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, platforms: linux/amd64, tags: 'example.com/web:${{ github.sha }}'}
            === taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": "ARM64"}, "requiresCompatibilities": ["FARGATE"],
              "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - ⟦docker buildx build --platform linux/arm64 -t example.com/web:$CI_COMMIT_SHA --push .⟧
            === taskdef.json
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
              "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker buildx build --platform linux/arm64,linux/amd64 -t example.com/web:$CI_COMMIT_SHA --push .
            === taskdef.json
            {"family": "web", "requiresCompatibilities": ["FARGATE"],
              "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            """,
            // Instances decide.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker buildx build --platform linux/arm64 -t example.com/web:$CI_COMMIT_SHA --push .
            === taskdef.json
            {"family": "web", "requiresCompatibilities": ["EC2"],
              "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            """,
            // One task runs on each.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker buildx build --platform linux/arm64 -t example.com/web:$CI_COMMIT_SHA --push .
            === taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": "ARM64"},
              "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            === worker-taskdef.json
            {"family": "worker", "runtimePlatform": {"cpuArchitecture": "X86_64"},
              "containerDefinitions": [{"name": "worker", "image": "<IMAGE1_NAME>"}]}
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - ⟦docker buildx build --platform linux/arm64 -t example.com/web:$CI_COMMIT_SHA --push .⟧
            === taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": "ARM64"}, "requiresCompatibilities": ["FARGATE"],
              "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard !subject.pushes.isEmpty, let task = Self.architecture(of: subject.all.system) else { return }
        let builds = subject.events(.build).compactMap { event in Self.built(event, subject).map { (event, $0) } }
        // Parts of one image that several jobs build are put together later.
        guard builds.count == subject.events(.build).count, builds.allSatisfy({ $0.0.job.matrix.isEmpty }) else {
            return
        }
        for (event, built) in builds {
            if built.contains(task.name) {
                if event.activity.build?.platforms.isEmpty == false {
                    report.holds(at: event.span, ["task": task.name])
                }
                continue
            }
            let isElsewhere = builds.contains { other in other.1.contains(task.name) }
            guard !isElsewhere, !subject.others.contains(where: { $0.has(.build) }) else { continue }
            report.fault(
                at: event.span, ["built": built.sorted().joined(separator: ", "), "task": task.name],
                related: [
                    .init(task.place.span, Text(en: "a task definition that asks for it", ja: "このアーキテクチャを指定しているタスク定義"))
                ])
        }
    }

    /// What all task definitions ask for; nil where one of them leaves it open, or two differ.
    private static func architecture(of system: System) -> (name: String, place: Place)? {
        var found: (name: String, place: Place)?
        for task in system.tasks {
            guard !task.definition.isWindows else { return nil }
            let own: (String, Place)
            switch task.definition.architecture {
            case .known(let name, let place): own = (name.uppercased(), place)
            case .absent where task.runsOnFargate == true: own = ("X86_64", task.resource.place)
            case .absent, .unknown, .wrong: return nil
            }
            if let found, found.name != own.0 { return nil }
            found = found ?? own
        }
        return found
    }

    /// The architectures that a build makes; nil where that is not known.
    private static func built(_ event: Event, _ subject: PipelineSubject) -> Set<String>? {
        guard let build = event.activity.build else { return nil }
        let names = build.platforms.map(Platform.architecture)
        if names.contains(nil) { return nil }
        if !names.isEmpty { return Set(names.compactMap { $0 }.map(Platform.ofTask)) }
        let isHeld = subject.all.workloads.contains { $0.dockerfile.stages.contains { $0.platform != nil } }
        let isSet = (event.job.variables + event.step.variables).contains { $0.name == "DOCKER_DEFAULT_PLATFORM" }
        guard event.isPlainBuild, !isHeld, !isSet, !event.step.scriptText.has("DOCKER_DEFAULT_PLATFORM"),
            let own = event.job.runner.architecture
        else { return nil }
        return [Platform.ofTask(own)]
    }
}
