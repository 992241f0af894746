import Basics
import ECSModel
import RuleKit
import Workload

struct AdministratorRole: Rule {
    static let about = About(
        id: "IF203", since: "0.1", severity: .critical,
        title: Text(en: "A task is administrator of the account", ja: "アカウント管理者の権限を持つタスク"),
        why: Text(
            en: "Whoever takes over the application, or only makes it fetch its credentials, has the whole account.",
            ja: "アプリケーションが乗っ取られたり、認証情報を取得されたりするだけで、アカウント全体を奪われます。"),
        remedy: Text(
            en: "Allow the actions that the application uses, on the resources that it uses.",
            ja: "アプリケーションが使うアクションとリソースだけを許可してください。"),
        message: Text(
            en: "`{role}`, which tasks have, may do everything", ja: "タスクが使う `{role}` にすべての操作が許可されています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
        ],
        aliases: ["IAM.1", "CKV_AWS_62", "CKV_AWS_274", "KICS:3206240f"],
        answers: ["ECS_41.no-wildcards", "ECS_14.least-privilege"],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties: {ManagedPolicyArns: [⟦'arn:aws:iam::aws:policy/AdministratorAccess'⟧]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
            """
            === template.yaml
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: web-task
                  Policies:
                    - PolicyName: all
                      PolicyDocument: {Statement: [{Effect: Allow, Action: ⟦'*'⟧, Resource: '*'}]}
            === taskdef.json
            {"family": "web", "taskRoleArn": "arn:aws:iam::123456789012:role/web-task", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
        ],
        passes: [
            """
            Resources:
              Deploy:
                Type: AWS::IAM::Role
                Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: deny
                      PolicyDocument: {Statement: [{Effect: Deny, Action: '*', Resource: '*'}]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """
        ]
    )

    private static let administrators: Set<String> = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"]

    func check(_ system: System, _ report: inout Report) {
        for use in TaskRoles.all(system) {
            let arguments = ["role": TaskRoles.name(use.role, system)]
            for (name, place) in use.rights.managed where Self.administrators.contains(name) {
                report.fault(at: place.span, arguments, related: [TaskRoles.usedHere(use)])
            }
            for statement in use.rights.documents.flatMap(\.document.statements)
            where statement.allows == true && !statement.hasConditions && WildStatement.isForAll(statement) {
                for action in statement.actions where ["*", "*:*", "iam:*"].contains(action.string ?? "") {
                    report.fault(at: action.span, arguments, related: [TaskRoles.usedHere(use)])
                }
            }
        }
    }
}

enum WildStatement {
    /// Whether a statement is about all resources.
    static func isForAll(_ statement: PolicyStatement) -> Bool {
        statement.resources.contains { $0.string == "*" || $0.string == "arn:aws:*:*:*:*" }
    }
}
