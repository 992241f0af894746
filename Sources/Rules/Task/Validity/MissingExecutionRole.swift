import Basics
import ECSModel
import RuleKit
import Workload

struct MissingExecutionRole: Rule {
    static let about = About(
        id: "TD104", since: "0.1", severity: .high,
        title: Text(en: "No execution role though ECS needs it", ja: "必要な実行ロールの未指定"),
        why: Text(
            en:
                "ECS pulls images from ECR, writes logs and fetches secrets with the execution role. Without it registration fails.",
            ja: "ECR からのイメージの取得、ログの書き込み、シークレットの取得には実行ロールが使われます。ないと登録に失敗します。"),
        remedy: Text(
            en: "Give `executionRoleArn` a role that may do this.",
            ja: "`executionRoleArn` に、その権限を持つロールを指定してください。"),
        message: Text(
            en: "`executionRoleArn` is missing, though `{path}` needs it{said}",
            ja: "`{path}` に必要な `executionRoleArn` がありません{said}"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
              "memory": "512", "containerDefinitions": [
                {"name": "web", "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"⟧}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 128,
              ⟦"secrets"⟧: [{"name": "KEY", "valueFrom": "key"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions:
                    - Name: web
                      Image: nginx
                      LogConfiguration: {LogDriver: ⟦awslogs⟧, Options: {awslogs-group: web, awslogs-region: us-east-1}}
            """,
        ],
        passes: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "executionRoleArn": "<EXECUTION_ROLE>",
              "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
                "secrets": [{"name": "KEY", "valueFrom": "key"}]}]}
            """,
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{"name": "web", "image": "public.ecr.aws/nginx/nginx:1", "secrets": []}]}"#,
            // The instance's role writes the logs on EC2.
            #"{"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs"}}]}"#,
            // A bare list of containers: the role stands elsewhere.
            #"[{"name": "web", "image": "web:1", "secrets": [{"name": "KEY", "valueFrom": "key"}]}]"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        guard validity.isWhole, task.definition.executionRole.isAbsent else { return }
        let said = "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
        for container in validity.containers {
            let definition = container.definition
            if let entry = definition.term.entry("secrets"), !definition.secrets.isEmpty {
                report.refuse("secrets", container.path + ".secrets", at: entry.keyPlace, said: said)
            }
            if let log = definition.logConfiguration, !log.secretOptions.isEmpty,
                let entry = log.term.entry("secretOptions")
            {
                report.refuse(
                    "secrets", container.path + ".logConfiguration.secretOptions", at: entry.keyPlace, said: said)
            }
            guard validity.isFargate else { continue }
            if case .known("awslogs", let place)? = definition.logConfiguration?.driver {
                report.refuse(
                    "logs", container.path + ".logConfiguration", at: place,
                    said: "Fargate requires task definition to have execution role ARN to support log driver awslogs.")
            }
            if case .known(let image, let place) = definition.image, image.shown.contains(".dkr.ecr.") {
                report.refuse(
                    "image", container.path + ".image", at: place,
                    said: "Fargate requires task definition to have execution role ARN to support ECR images.")
            }
        }
    }
}
