import Basics
import ECSModel
import RuleKit
import Workload

struct RoleNotForTasks: Rule {
    static let about = About(
        id: "IF207", since: "0.1", severity: .high,
        title: Text(en: "A role that ECS cannot take", ja: "ECS が引き受けられないロール"),
        why: Text(
            en: "ECS fails to assume the role, so that no task of this revision starts.",
            ja: "ECS がロールを引き受けられず、このリビジョンのタスクは 1 つも起動しません。"),
        remedy: Text(
            en:
                "Let `ecs-tasks.amazonaws.com` assume the role: `ecs.amazonaws.com` and `ec2.amazonaws.com` are others.",
            ja: """
                信頼ポリシーで `ecs-tasks.amazonaws.com` に許可してください。`ecs.amazonaws.com` や `ec2.amazonaws.com` は別の\
                サービスプリンシパルです。
                """),
        message: Text(
            en: "`{role}` does not let `ecs-tasks.amazonaws.com` assume it",
            ja: "`{role}` は `ecs-tasks.amazonaws.com` から引き受けられません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
        ],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ecs.amazonaws.com}, Action: 'sts:AssumeRole'}]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: ⟦!GetAtt Role.Arn⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
            """
            === template.yaml
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: web-exec
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: [ec2.amazonaws.com]}, Action: 'sts:AssumeRole'}]}
            === taskdef.json
            {"family": "web", "executionRoleArn": ⟦"arn:aws:iam::123456789012:role/web-exec"⟧, "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
        ],
        passes: [
            """
            Parameters: {Principal: {Type: String}}
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: [ecs-tasks.amazonaws.com, ec2.amazonaws.com]}, Action: 'sts:AssumeRole'}]}
              Other:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: !Ref Principal}, Action: 'sts:AssumeRole'}]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: !GetAtt Role.Arn
                  ExecutionRoleArn: !GetAtt Other.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for (role, place) in [
            (task.task.executionRole, task.definition.executionRole.place),
            (task.task.taskRole, task.definition.taskRole.place),
        ] {
            guard let role, let place, let trust = role.properties["AssumeRolePolicyDocument"] else { continue }
            let document = PolicyDocument(trust)
            guard document.isWhole, !document.statements.isEmpty,
                document.statements.allSatisfy({ $0.knowsPrincipals && $0.allows != nil }),
                !document.statements.contains(where: { $0.allows == true && $0.principals.contains(where: Self.isECS) })
            else { continue }
            report.fault(
                at: place.span, ["role": TaskRoles.name(role, task.system)],
                related: [.init(trust.span, Text(en: "who may assume the role", ja: "ロールの信頼ポリシー"))])
        }
    }

    private static func isECS(_ principal: (kind: String, name: Term)) -> Bool {
        let name = principal.name.string ?? ""
        return name == "*" || name.hasPrefix("ecs-tasks.amazonaws.com")
    }
}
