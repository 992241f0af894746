import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct RootUserInTask: Rule {
    static let about = About(
        id: "TD207", since: "0.1", severity: .high,
        title: Text(en: "The task definition makes the user root", ja: "タスク定義がユーザーを root にしている"),
        why: Text(
            en: """
                `user` wins over the image's `USER`: whoever takes over the application is root in the container, whatever \
                the Dockerfile says.
                """,
            ja: """
                `user` はイメージの `USER` より優先されます。Dockerfile の指定にかかわらず、アプリケーションが乗っ取られると\
                攻撃者はコンテナ内の root になります。
                """),
        remedy: Text(
            en: "Take `user` out where the image has a user of its own, else name one without rights.",
            ja: "イメージに専用のユーザーがあれば `user` を外し、なければ権限のないユーザーを指定してください。"),
        message: Text(
            en: "`{container}` runs as `{user}`{image|own=, though its image has a user of its own|}",
            ja: "`{container}` が `{user}` として動きます{image|own= (イメージには専用のユーザーがあります)|}"),
        proof: Text(en: "`{container}` runs as `{user}`", ja: "`{container}` は `{user}` として動きます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: [
            "ECS.20", "ECS.1", "CT.ECS.PR.3", "ecs_task_definitions_host_networking_mode_users",
            "ECS_TASK_DEFINITION_USER_FOR_HOST_MODE_CHECK",
        ],
        differs: Text(
            en: """
                Peers fault every container without `user`. This rule looks at the Dockerfile of the image, whose `USER` \
                is in force then; `user-left-to-image` speaks of images that nothing tells of.
                """,
            ja: """
                ほかのツールは `user` のないコンテナを一律に指摘します。このルールは、その場合に有効になるイメージの \
                `USER` を Dockerfile から確認します。情報のないイメージは `user-left-to-image` が扱います。
                """),
        answers: ["SEC_01.task-user"],
        fails: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "user": ⟦"0:0"⟧}]}"#,
            """
            === Dockerfile
            FROM node:22
            USER node
            CMD ["node", "server.js"]
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: !Sub '${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/web:1', User: ⟦root⟧}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "user": "<USER>"}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            // It only gets the files ready and ends before the application starts.
            """
            {"family": "web", "containerDefinitions": [
              {"name": "prepare", "image": "busybox:1.37", "essential": false, "user": "root", "command": ["chown", "1000", "/data"]},
              {"name": "web", "image": "web:1", "user": "1000", "dependsOn": [{"containerName": "prepare", "condition": "SUCCESS"}]}]}
            """,
            // The router of FireLens has to be root by AWS's own examples.
            """
            {"family": "web", "containerDefinitions": [
              {"name": "router", "image": "fluent-bit:3", "user": "0", "firelensConfiguration": {"type": "fluentbit"}}]}
            """,
        ],
        proves: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "user": ⟦"1000:1000"⟧}]}"#,
            """
            === Dockerfile
            FROM node:22
            USER node
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        if task.definition.isWindows { return }
        for container in task.containers {
            let own = container.workload?.config?.user
            switch container.definition.user {
            case .known(let user, let place):
                guard ImageUsers.isRoot(user) else {
                    report.holds(at: place.span, ["container": container.name, "user": user])
                    continue
                }
                // FireLens asks for root, and a container that ends in time serves nobody.
                if container.definition.firelens != nil || Self.prepares(container, task) { continue }
                var arguments = ["container": container.name, "user": user, "image": "none"]
                var related: [Finding.Related] = []
                if let own, let name = own.value.value, !ImageUsers.isRoot(name), let workload = container.workload {
                    arguments["image"] = "own"
                    related = [
                        .init(
                            workload.dockerfile.source.span(own.value.range),
                            Text(en: "the image's user, which `user` replaces", ja: "`user` で置き換えられるイメージのユーザー"))
                    ]
                }
                report.fault(at: place.span, arguments, related: related)
            case .unknown(_, let place):
                report.unsure(
                    at: place.span,
                    because: Text(en: "the user is filled in later", ja: "ユーザーはデプロイ時に決まります"),
                    ["container": container.name])
            case .absent:
                guard let workload = container.workload, let own, let name = own.value.value,
                    !ImageUsers.isRoot(name)
                else { continue }
                report.holds(
                    at: SecurityPlaces.heading(container.definition), ["container": container.name, "user": name],
                    related: [
                        .init(
                            workload.dockerfile.source.span(own.value.range),
                            Text(en: "the image's user", ja: "イメージのユーザー"))
                    ])
            case .wrong: continue
            }
        }
    }

    /// Whether another container waits for its end.
    private static func prepares(_ container: TaskSubject.Container, _ task: TaskSubject) -> Bool {
        task.containers.contains { other in
            other.definition.dependsOn.contains {
                $0.container.value == container.name
                    && ["SUCCESS", "COMPLETE"].contains($0.condition.value?.uppercased() ?? "")
            }
        }
    }
}
