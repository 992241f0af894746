import Basics
import ECSModel
import RuleKit
import Workload

struct PrivilegedContainer: Rule {
    static let about = About(
        id: "TD201", since: "0.1", severity: .critical,
        title: Text(en: "A privileged container", ja: "特権モードのコンテナ"),
        why: Text(
            en: """
                The container has all capabilities and all devices of its instance: whoever takes over the application \
                takes over the instance, its credentials and every other task on it.
                """,
            ja: """
                コンテナがインスタンスのすべてのケーパビリティとデバイスを使えるため、アプリケーションが乗っ取られると、\
                インスタンス、その認証情報、同じインスタンスの他のタスクまで奪われます。
                """),
        remedy: Text(
            en: "Take `privileged` out, and add only the capability or the device that the program needs.",
            ja: "`privileged` を外し、必要なケーパビリティやデバイスだけを追加してください。"),
        message: Text(en: "`{container}` runs privileged", ja: "`{container}` が特権モードで動きます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: ["ECS.4", "CT.ECS.PR.11", "CKV_AWS_334", "ecs_task_definitions_no_privileged_containers"],
        differs: Text(
            en: """
                Left to the validity rules where the task asks for Fargate, which refuses it, and judged in raw \
                definitions and CloudFormation too.
                """,
            ja: """
                Fargate を要求するタスクでは登録自体が拒否されるため、検証ルールに任せます。\
                生のタスク定義と CloudFormation も対象です。
                """),
        answers: ["SEC_01.task-user"],
        fails: [
            """
            {"family": "builder", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": "dind", "image": "docker:27-dind", "memory": 512, "privileged": ⟦true⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 256, Privileged: ⟦'true'⟧}]
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "privileged": false}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "privileged": <FLAG>}]}"#,
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": "web", "image": "web:1", "privileged": true}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        if task.definition.requiresFargate == true { return }
        for container in task.containers {
            guard case .known(true, let place) = container.definition.privileged else { continue }
            report.fault(at: place.span, ["container": container.name])
        }
    }
}
