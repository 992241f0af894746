import Basics
import ECSModel
import RuleKit
import Workload

struct SecretValueInTask: Rule {
    static let about = About(
        id: "TD501", since: "0.1", severity: .critical,
        title: Text(en: "A secret value in the task definition", ja: "タスク定義に書かれたシークレットの値"),
        why: Text(
            en: """
                Revisions are never forgotten: everyone who may call DescribeTaskDefinition or read the repository has the \
                value, and it stands in logs and consoles.
                """,
            ja: """
                リビジョンは消えません。DescribeTaskDefinition を呼べる人やリポジトリを読める人なら誰でも値を入手でき、\
                ログやコンソールにも表示されます。
                """),
        remedy: Text(
            en: """
                Revoke the value and make a new one, store it in Secrets Manager or as a SecureString, and name it under \
                `secrets` with `valueFrom`.
                """,
            ja: """
                値を失効させて作り直し、Secrets Manager か SecureString に保存して、`secrets` の `valueFrom` で参照してください。
                """),
        message: Text(
            en: "`{part}` of `{container}` holds what looks like a real secret (`{masked}`)",
            ja: "`{container}` の `{part}` に本物と思われるシークレットが書かれています (`{masked}`)"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: ["ECS.8", "CT.ECS.PR.12", "AWS-0036", "ecs_task_definitions_no_environment_secrets"],
        differs: Text(
            en: """
                Peers look for `password`-like names or for access keys in `environment`. Here values are recognised by \
                their issuer's form and checksum, in labels, commands, health checks and log options too.
                """,
            ja: """
                ほかのツールは `environment` の名前やアクセスキーだけを見ます。ここでは発行元の形式とチェックサムで値を判定し、\
                ラベル、コマンド、ヘルスチェック、ログオプションも対象にします。
                """),
        answers: ["SEC_05.secrets-by-reference", "ECS_48.by-reference", "12F_03.no-secrets"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [
              {"name": "DATABASE_URL", "value": ⟦"postgres://app:t7Kq9vWz2Lm4@db.internal:5432/app"⟧}]}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["serve",
              ⟦"--dsn=postgres://app:t7Kq9vWz2Lm4@db.internal:5432/app"⟧]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration:
                        LogDriver: splunk
                        Options: {splunk-token: ⟦9b7d2f4c-61ae-4e2b-8c3d-5f1a7e90b2d4⟧}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "DATABASE_URL", "value": "postgres://app:${DB_PASSWORD}@db/app"},
                {"name": "DOCS", "value": "postgres://user:password@localhost/db"}, {"name": "A", "value": "<API_KEY>"}],
              "secrets": [{"name": "API_KEY", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web-AbCdEf"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration:
                        LogDriver: splunk
                        Options: {splunk-url: 'https://splunk.example.com'}
                        SecretOptions: [{Name: splunk-token, ValueFrom: !Ref Token}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            for item in TaskTexts.all(container.definition) {
                guard let value = item.text.known, value.utf8.count >= 8 else { continue }
                let match =
                    item.name.isEmpty
                    ? SecretContent.scan(Array(value.utf8)).first : SecretContent.scan(value: value, named: item.name)
                guard let match, match.kind.isCertain || item.name.isEmpty || isMeant(match.kind, item.name) else {
                    continue
                }
                report.fault(
                    at: item.place.span,
                    ["part": item.part, "container": container.name, "masked": match.masked],
                    related: [.init(item.place.span, match.kind.name)])
            }
        }
    }

    /// What only the name tells is a secret where whole words of the name say so.
    private func isMeant(_ kind: SecretKind, _ name: String) -> Bool {
        kind != .assignedSecret || SecretName.matches(name)
    }
}
