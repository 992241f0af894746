import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct UserLeftToImage: Rule {
    static let about = About(
        id: "TD208", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "No user, and an image that starts as root", ja: "user の指定がなく、root で起動するイメージ"),
        why: Text(
            en: """
                Neither the task definition nor the image names a user, so that the container runs as root, with the \
                rights of root on every volume and for each hole of the kernel.
                """,
            ja: """
                タスク定義にもイメージにもユーザーの指定がないため、コンテナは root で動きます。ボリュームもカーネルの脆弱性も \
                root の権限で扱われます。
                """),
        remedy: Text(
            en: "Name a user in the Dockerfile with `USER`; for an image of others set `user` in the task definition.",
            ja: "Dockerfile の `USER` で指定してください。他者のイメージでは、タスク定義の `user` を設定します。"),
        message: Text(
            en: "`{container}` has no `user`, and `{image}` starts as root",
            ja: "`{container}` に `user` がなく、`{image}` は root で起動します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: ["ECS.20", "CT.ECS.PR.3"],
        differs: Text(
            en: "Only where the Dockerfile or a well-known image shows that it starts as root.",
            ja: "Dockerfile または既知のイメージから root で起動するとわかる場合だけ報告します。"),
        fails: [
            #"{"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "python:3.13", "command": ["python", "-m", "http.server"]}]}"#,
            """
            === Dockerfile
            FROM node:22
            CMD ["node", "server.js"]
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: ⟦web⟧, Image: !Sub '${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/web:1'}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE>"}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "company/web:1"}, {"name": "p", "image": "python:3.13", "user": "1000"}]}"#,
            // Its workers give up root.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "nginx:1.29"}]}"#,
            """
            === Dockerfile
            FROM node:22
            USER node
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"}]}
            """,
        ]
    )

    /// Servers whose images start as root to bind a port and serve as another user.
    private static let stepsDown: Set<String> = ["nginx", "httpd", "php", "haproxy", "redis", "postgres", "mysql"]

    func check(_ task: TaskSubject, _ report: inout Report) {
        if task.definition.isWindows { return }
        for container in task.containers
        where container.definition.user.isAbsent && container.definition.firelens == nil {
            let place = SecurityPlaces.heading(container.definition)
            if let workload = container.workload {
                guard workload.startsOnECS, PrivilegeDrop.find(workload) == nil,
                    PrivilegeDrop.doubt(workload) == nil, RootMaster.of(workload) == nil,
                    let cause = rootCause(workload)
                else { continue }
                report.fault(
                    at: place, ["container": container.name, "image": cause.shown],
                    related: [.init(cause.place, Text(en: "the image runs as root", ja: "イメージは root で動きます"))])
            } else if let text = container.definition.image.value?.known {
                let image = ImageReference(text)
                guard KnownImage.of(image)?.user == .root, !Self.stepsDown.contains(image.lastName) else { continue }
                report.fault(at: place, ["container": container.name, "image": text])
            }
        }
    }

    private func rootCause(_ workload: Workload) -> (shown: String, place: Span)? {
        guard let config = workload.config, let stage = workload.stage else { return nil }
        let source = workload.dockerfile.source
        if let user = config.user {
            guard let name = user.value.value, ImageUsers.isRoot(name) else { return nil }
            return ("USER \(name)", source.span(user.value.range))
        }
        let first = workload.dockerfile.lineage(of: stage).first ?? stage
        return workload.knownBase?.user == .root ? (first.image.shown, source.span(first.image.range)) : nil
    }
}
