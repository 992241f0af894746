import Basics
import ECSModel
import RuleKit
import Workload

struct PassesAnyRole: Rule {
    static let about = About(
        id: "IF205", since: "0.1", severity: .high,
        title: Text(en: "A role that may hand on every role", ja: "任意のロールを渡せるロール"),
        why: Text(
            en: """
                `iam:PassRole` on `*` lets its holder start something with the account's most powerful role: who has the \
                pipeline or the task has that role too.
                """,
            ja: """
                `*` に対する `iam:PassRole` があると、アカウントで最も強いロールを渡して何かを起動できます。\
                パイプラインやタスクを奪えば、そのロールも手に入ります。
                """),
        remedy: Text(
            en: "Name the execution and task roles that it passes, and ask for `iam:PassedToService`.",
            ja: "渡してよい実行ロールとタスクロールを指定し、条件 `iam:PassedToService` を付けてください。"),
        message: Text(
            en: "`{role}` may pass every role of the account", ja: "`{role}` はアカウントのすべてのロールを渡せます"),
        links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
        aliases: ["CKV_AWS_110"],
        answers: ["ECS_41.no-wildcards"],
        yieldsTo: ["IF203"],
        fails: [
            """
            Resources:
              Pipeline:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: pipeline
                  Policies:
                    - PolicyName: deploy
                      PolicyDocument: {Statement: [{Effect: Allow, Action: ['ecs:UpdateService', ⟦'iam:PassRole'⟧], Resource: '*'}]}
            """,
            #"{"Resources": {"Build": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": {"Effect": "Allow", "Action": ⟦"iam:PassRole"⟧, "Resource": "*"}}}]}}}}"#,
        ],
        passes: [
            """
            Resources:
              Pipeline:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: deploy
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: {StringEquals: {iam:PassedToService: ecs-tasks.amazonaws.com}}}
                          - {Effect: Allow, Action: 'iam:PassRole', Resource: !GetAtt Exec.Arn}
              Exec: {Type: AWS::IAM::Role}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for role in system.members(ResourceType.role) {
            for statement in RoleRights(role, in: system).documents.flatMap(\.document.statements)
            where statement.allows == true && WildStatement.isForAll(statement)
                && !statement.asks("iam:PassedToService") && !statement.asks("iam:ResourceTag")
            {
                for item in statement.actions
                where ["iam:passrole", "iam:pass*", "iam:*"].contains(item.string?.lowercased() ?? "") {
                    report.fault(at: item.span, ["role": TaskRoles.name(role, system)])
                }
            }
        }
    }
}
