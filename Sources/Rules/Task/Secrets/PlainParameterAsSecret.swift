import Basics
import ECSModel
import RuleKit
import Workload

struct PlainParameterAsSecret: Rule {
    static let about = About(
        id: "TD506", since: "0.1", severity: .medium,
        title: Text(en: "A secret from an unencrypted parameter", ja: "暗号化されていないパラメータのシークレット"),
        why: Text(
            en: """
                A parameter of type `String` is stored in plain text: everyone who may read parameters or the template \
                sees it, without a right on any key.
                """,
            ja: """
                `String` 型のパラメータは平文で保存されます。KMS キーの権限がなくても、パラメータやテンプレートを参照できれば\
                誰でも読み取れます。
                """),
        remedy: Text(
            en: "Keep the value in Secrets Manager, or make a `SecureString` outside the template.",
            ja: "値は Secrets Manager に保存するか、テンプレートの外で `SecureString` として作成してください。"),
        message: Text(
            en: "`{name}` comes from `{parameter}`, a parameter of type `{type}`",
            ja: "`{name}` の参照先 `{parameter}` は `{type}` 型のパラメータです"),
        proof: Text(en: "`{name}` comes from an encrypted store", ja: "`{name}` は暗号化されたストアから渡されます"),
        links: [
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html",
        ],
        answers: ["ECS_48.encrypted-store"],
        fails: [
            """
            Resources:
              Password:
                Type: AWS::SSM::Parameter
                Properties: {Name: /web/db-password, Type: String, Value: '-'}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: arn:aws:iam::123456789012:role/exec
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: ⟦!Ref Password⟧}]}
            """,
            """
            === template.yaml
            Resources:
              Password:
                Type: AWS::SSM::Parameter
                Properties: {Name: /web/db-password, Type: String, Value: '-'}
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [
              {"name": "DB_PASSWORD", "valueFrom": ⟦"arn:aws:ssm:eu-west-1:123456789012:parameter/web/db-password"⟧}]}]}
            """,
        ],
        passes: [
            // Settings that are no secrets come the same way.
            """
            Resources:
              Level:
                Type: AWS::SSM::Parameter
                Properties: {Name: /web/log-level, Type: String, Value: info}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: LOG_LEVEL, ValueFrom: !Ref Level}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [
              {"name": "DB_PASSWORD", "valueFrom": "/web/db-password"}]}]}
            """,
        ],
        proves: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [
              {"name": "DB_PASSWORD", "valueFrom": ⟦"arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"⟧}]}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let stack = task.task.member.stack
        for container in task.containers {
            for secret in container.definition.secrets {
                guard let name = secret.name.value, SecretName.matches(name), let text = secret.value.value,
                    let place = secret.value.place
                else { continue }
                if let parameter = SecretSource.parameter(text, task.system, stack) {
                    guard case .known(let type, let kind) = parameter.properties.string("type"),
                        type.hasPrefix("String")
                    else { continue }
                    let shown = task.system.name(of: parameter) ?? parameter.resource.address
                    report.fault(
                        at: place.span, ["name": name, "parameter": shown, "type": type],
                        related: [
                            .init(kind.span, Text(en: "the parameter is declared here", ja: "パラメータはここで宣言されています"))
                        ])
                } else if SecretSource.isSecretsManager(text, task.system, stack) {
                    report.holds(at: place.span, ["name": name])
                }
            }
        }
    }
}
