import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct ArchitectureMismatch: Rule {
    static let about = About(
        id: "TD604", since: "0.1", severity: .high,
        title: Text(en: "The image is built for another architecture", ja: "アーキテクチャが異なるイメージ"),
        why: Text(
            en: "The container ends at once with `exec format error`, and the deployment goes round in circles.",
            ja: "コンテナが `exec format error` ですぐに終了し、デプロイが成功しません。"),
        remedy: Text(
            en: "Build for the architecture of `runtimePlatform`, or change `cpuArchitecture` to that of the image.",
            ja: "`runtimePlatform` のアーキテクチャに合わせてビルドするか、`cpuArchitecture` をイメージに合わせてください。"),
        message: Text(
            en: "`{container}` is built for {image}, and the task runs on {task}",
            ja: "`{container}` は {image} 向けにビルドされていますが、タスクは {task} で動きます"),
        proof: Text(
            en: "`{container}` is built for {image}, as the task asks",
            ja: "`{container}` のイメージはタスクの指定どおり {image} 向けです"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html",
        ],
        answers: ["COST_06.runtime-platform"],
        fails: [
            """
            === Dockerfile
            FROM --platform=linux/amd64 node:22
            USER node
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": ⟦"ARM64"⟧}, "requiresCompatibilities": ["FARGATE"],
              "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """,
            """
            === Dockerfile
            FROM --platform=linux/arm64 node:22
            CMD ["node", "server.js"]
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions: [{Name: ⟦web⟧, Image: !Sub '${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/web:1'}]
            """,
        ],
        passes: [
            // Only the build runs on the builder's own architecture.
            """
            === Dockerfile
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            RUN go build -o /app
            FROM alpine:3.22
            COPY --from=build /app /app
            CMD ["/app"]
            === taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": "ARM64"}, "requiresCompatibilities": ["FARGATE"],
              "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """,
            """
            === Dockerfile
            FROM --platform=linux/arm64 node:22
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "requiresCompatibilities": ["EC2"],
              "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM --platform=linux/arm64 node:22
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": ⟦"ARM64"⟧}, "requiresCompatibilities": ["FARGATE"],
              "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        if task.definition.isWindows { return }
        let own: (name: String, place: Place?)
        switch task.definition.architecture {
        case .known(let name, let place): own = (name.uppercased(), place)
        // Fargate's default; on EC2 the instance decides.
        case .absent where task.task.runsOnFargate == true: own = ("X86_64", nil)
        case .absent, .unknown, .wrong: return
        }
        for container in task.containers {
            guard let workload = container.workload, let found = platform(workload) else { continue }
            guard found.name != own.name else {
                if let place = own.place {
                    report.holds(at: place.span, ["container": container.name, "image": found.name])
                }
                continue
            }
            report.fault(
                at: own.place?.span ?? SecurityPlaces.heading(container.definition),
                ["container": container.name, "image": found.name, "task": own.name],
                related: [
                    .init(
                        workload.dockerfile.source.span(found.range),
                        Text(en: "the image is built for \(found.name) here", ja: "イメージはここで \(found.name) 向けに固定されています"))
                ])
        }
    }

    /// The platform that the image's lowest stage is held to.
    private func platform(_ workload: Workload) -> (name: String, range: Range<Int>)? {
        guard let stage = workload.stage, let first = workload.dockerfile.lineage(of: stage).first,
            let flag = first.platform, let value = flag.value
        else { return nil }
        let name: String
        switch value.lowercased() {
        case "linux/amd64", "linux/x86_64", "amd64": name = "X86_64"
        case "linux/arm64", "linux/arm64/v8", "linux/aarch64", "arm64": name = "ARM64"
        default: return nil
        }
        return (name, flag.range)
    }
}
