import Basics
import ECSModel
import RuleKit
import Workload

struct SecretNamedVariable: Rule {
    static let about = About(
        id: "TD502", since: "0.1", severity: .high,
        title: Text(
            en: "A secret under `environment` instead of `secrets`", ja: "`secrets` ではなく `environment` に置かれたシークレット"),
        why: Text(
            en: """
                The value stands in plain text in every revision: all who may describe the task definition or open the \
                console read it, and it cannot be rotated without a new revision.
                """,
            ja: """
                値がすべてのリビジョンに平文で残ります。タスク定義の参照権限やコンソールへのアクセス権があれば誰でも読み取れ、\
                ローテーションのたびに新しいリビジョンが必要になります。
                """),
        remedy: Text(
            en: "Store it in Secrets Manager or as a SecureString, and name it under `secrets` with `valueFrom`.",
            ja: "Secrets Manager か SecureString に保存し、`secrets` の `valueFrom` で参照してください。"),
        message: Text(
            en: "`{name}` of `{container}` has its value in plain text", ja: "`{container}` の `{name}` の値が平文で書かれています"),
        proof: Text(
            en: "`{container}` takes {count} {count|1=secret|secrets} by reference",
            ja: "`{container}` は {count} 件のシークレットを参照で受け取ります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: ["ECS.8", "CT.ECS.PR.12", "AWS-0036", "ecs_task_definitions_no_environment_secrets"],
        differs: Text(
            en: """
                Security Hub knows three names. Here whole words of any name count, and the value is looked at: files, \
                paths, addresses, switches, placeholders and keys that browsers may see are no secrets.
                """,
            ja: """
                Security Hub が見る名前は 3 つだけです。ここでは任意の名前を単語単位で判定し、値も確認します。ファイル、パス、\
                アドレス、真偽値、プレースホルダー、ブラウザに公開されるキーはシークレットとみなしません。
                """),
        answers: ["SEC_05.secrets-by-reference", "ECS_48.by-reference", "12F_03.no-secrets"],
        yieldsTo: ["TD501", "TD503"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [
              {"name": "DB_PASSWORD", "value": ⟦"hunter2-prod"⟧}, {"name": "DB_HOST", "value": "db"}]}]}
            """,
            """
            Parameters:
              Token: {Type: String, NoEcho: true, Default: s8Gq0plx77}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment: [{Name: API_TOKEN, Value: ⟦!Ref Token⟧}]
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [
              {"name": "DB_PASSWORD_FILE", "value": "/run/secrets/db"}, {"name": "TOKEN_TTL", "value": "3600"},
              {"name": "NEXT_PUBLIC_API_KEY", "value": "pk_abcdefgh1"}, {"name": "DB_PASSWORD", "value": "<DB_PASSWORD>"},
              {"name": "SECRET_KEY", "value": ""}, {"name": "API_TOKEN", "value": "your-token-here"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment: [{Name: SECRET_ARN, Value: !Ref Secret}, {Name: DB_PASSWORD, Value: !Ref Password}]
            """,
        ],
        proves: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "PORT", "value": "8080"}],
              "secrets": [{"name": ⟦"DB_PASSWORD"⟧, "valueFrom": "/web/db-password"}]}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            var isClean = true
            for variable in container.definition.environment {
                guard let name = variable.name.value, SecretName.matches(name) else { continue }
                let arguments = ["name": name, "container": container.name]
                switch variable.value {
                case .known(let text, let place):
                    guard let value = text.known else {
                        isClean = false
                        // What AWS fills in is the matter of another rule; the ARN of a secret is none.
                        if text.reference == nil { unsure(place, arguments, &report) }
                        continue
                    }
                    guard SecretText.kind(of: value) == .real else { continue }
                    isClean = false
                    report.fault(at: place.span, arguments)
                case .unknown(_, let place):
                    isClean = false
                    unsure(place, arguments, &report)
                case .absent, .wrong: continue
                }
            }
            let secrets = container.definition.secrets
            if isClean, let first = secrets.first?.name.span,
                container.definition.term["environment"]?.isUnknown != true
            {
                report.holds(at: first, ["container": container.name, "count": "\(secrets.count)"])
            }
        }
    }

    private func unsure(_ place: Place, _ arguments: [String: String], _ report: inout Report) {
        report.unsure(
            at: place.span,
            because: Text(
                en: "the value is filled in later, and may stand in the definition in plain text",
                ja: "デプロイ時に埋め込まれた値が、タスク定義に平文で残る可能性があります"),
            arguments)
    }
}
