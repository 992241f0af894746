import Basics
import ECSModel
import RuleKit
import Workload

struct WholeSecretInjected: Rule {
    static let about = About(
        id: "TD507", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A whole JSON secret in one variable", ja: "JSON シークレット全体を受け取る変数"),
        why: Text(
            en: """
                The secret is a JSON object, and without a key in `valueFrom` the variable holds all of it: a password \
                that begins with a brace fails at the first login.
                """,
            ja: """
                シークレットは JSON オブジェクトです。`valueFrom` にキーがないと変数には JSON 全体が入り、\
                パスワードとして使うと最初の接続で失敗します。
                """),
        remedy: Text(
            en: "Name the key: `ARN:password::`.", ja: "`ARN:password::` のようにキーを指定してください。"),
        message: Text(
            en: "`{name}` gets the whole JSON of `{secret}`", ja: "`{name}` に `{secret}` の JSON 全体が渡されます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html"],
        fails: [
            """
            Resources:
              Database:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {SecretStringTemplate: '{"username": "app"}', GenerateStringKey: password}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: ⟦!Ref Database⟧}]}
            """
        ],
        passes: [
            """
            Resources:
              Database:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {SecretStringTemplate: '{"username": "app"}', GenerateStringKey: password}}
              Plain:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {PasswordLength: 32}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Secrets:
                        - {Name: DB_PASSWORD, ValueFrom: !Sub '${Database}:password::'}
                        - {Name: DB_SECRET, ValueFrom: !Ref Database}
                        - {Name: API_PASSWORD, ValueFrom: !Ref Plain}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [
              {"name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"}]}]}
            """,
        ]
    )

    /// Names of one value, not of a document.
    private static let single = [
        "password", "passwd", "pass", "pwd", "username", "user", "host", "port", "apikey", "api_key",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        let stack = task.task.member.stack
        for container in task.containers {
            for variable in container.definition.secrets {
                guard let name = variable.name.value, let text = variable.value.value,
                    let place = variable.value.place,
                    Self.single.contains(where: { name.lowercased().hasSuffix($0) }),
                    SecretSource.namesKey(text) == false,
                    let secret = SecretSource.secret(text, task.system, stack),
                    let template = secret.properties["generateSecretString"]?["secretStringTemplate"]
                else { continue }
                report.fault(
                    at: place.span, ["name": name, "secret": secret.resource.address],
                    related: [.init(template.span, Text(en: "the secret is JSON", ja: "シークレットは JSON です"))])
            }
        }
    }
}
