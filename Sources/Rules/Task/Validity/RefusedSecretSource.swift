import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedSecretSource: Rule {
    static let about = About(
        id: "TD114", since: "0.1", severity: .high,
        title: Text(en: "Secret source of the wrong form", ja: "形式に誤りのあるシークレットの参照"),
        why: Text(
            en:
                "`valueFrom` is an ARN or the name of a parameter. Any other text is refused, or the task fails to start when ECS fetches it.",
            ja: "`valueFrom` には ARN かパラメータ名を指定します。それ以外は登録時に拒否されるか、取得に失敗してタスクが起動しません。"),
        remedy: Text(
            en:
                "Write the whole ARN of the secret, with a JSON key as `ARN:key::`, or the ARN or name of the parameter.",
            ja: "シークレットの ARN 全体 (JSON のキーを取り出すなら `ARN:key::`)、またはパラメータの ARN か名前を指定してください。"),
        message: Text(
            en:
                "`{path}` {kind|empty=is empty|service=is the ARN of something that is neither a secret nor a parameter|incomplete=is no whole ARN|fields=must have `key:stage:version` behind the secret's name, each of which may be empty|is no ARN, and no name that a parameter can have}",
            ja:
                "`{path}` {kind|empty=が空です|service=の ARN はシークレットでもパラメータでもありません|incomplete=の ARN が不完全です|fields=はシークレット名の後に `キー:ステージ:バージョン` の形 (それぞれ空でも可) が必要です|は ARN でもパラメータ名でもありません}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        ],
        fails: [
            """
            {"family": "web", "executionRoleArn": "role", "containerDefinitions": [{"name": "web", "image": "web:1",
              "memory": 64, "secrets": [{"name": "A", "valueFrom": ⟦"my secret"⟧}, {"name": "B", "valueFrom": ⟦""⟧},
                {"name": "C", "valueFrom": ⟦"arn:aws:s3:::bucket/key"⟧},
                {"name": "D", "valueFrom": ⟦"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf:password"⟧}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: A, ValueFrom: ⟦'arn:aws:ssm:us-east-1:parameter/x'⟧}]}
            """,
        ],
        passes: [
            """
            {"family": "web", "executionRoleArn": "role", "containerDefinitions": [{"name": "web", "image": "web:1",
              "secrets": [{"name": "A", "valueFrom": "/web/prod/key"}, {"name": "B", "valueFrom": "web.key"},
                {"name": "C", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/web/key"},
                {"name": "D", "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf"},
                {"name": "E", "valueFrom": "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db-AbCdEf:password::"},
                {"name": "F", "valueFrom": "{{ secretsmanager_arn `db` }}:password::"},
                {"name": "G", "valueFrom": "arn:aws:ssm:<REGION>:<ACCOUNT>:parameter/x"}]}]}
            """,
            """
            Resources:
              Secret: {Type: AWS::SecretsManager::Secret, Properties: {Name: db}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: A, ValueFrom: !Ref Secret},
                        {Name: B, ValueFrom: !Sub '${Secret}:password::'}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in TaskValidity(task).containers {
            for (index, secret) in container.definition.secrets.enumerated() {
                judge(secret.term, "\(container.path).secrets[\(index)].valueFrom", &report)
            }
            for (index, secret) in (container.definition.logConfiguration?.secretOptions ?? []).enumerated() {
                judge(secret, "\(container.path).logConfiguration.secretOptions[\(index)].valueFrom", &report)
            }
        }
    }

    private func judge(_ secret: Term, _ path: String, _ report: inout Report) {
        guard case .known(let text, let place) = secret.string("valueFrom"), let kind = Self.fault(of: text) else {
            return
        }
        report.refuse(kind, path, at: place)
    }

    /// What is wrong with a source that is wholly known.
    private static func fault(of text: String) -> String? {
        if text.isEmpty { return "empty" }
        guard text.hasPrefix("arn:") else {
            // Names of parameters: letters, digits, `.`, `-`, `_` and `/`; a version may follow behind `:`.
            return text.utf8.allSatisfy { isNamed($0) } ? nil : "name"
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 6, !parts[3].isEmpty, parts[4].count == 12, parts[4].allSatisfy(\.isNumber) else {
            return parts.count >= 6 && parts[2] != "ssm" && parts[2] != "secretsmanager" ? "service" : "incomplete"
        }
        switch parts[2] {
        case "ssm": return parts[5].hasPrefix("parameter/") ? nil : "service"
        case "secretsmanager":
            guard parts[5] == "secret", parts.count >= 7, !parts[6].isEmpty else { return "incomplete" }
            return parts.count == 7 || parts.count == 10 ? nil : "fields"
        default: return "service"
        }
    }

    private static func isNamed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-_/:".utf8.contains(byte)
        }
    }
}
