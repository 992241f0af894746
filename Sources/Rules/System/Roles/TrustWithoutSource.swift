import Basics
import ECSModel
import RuleKit
import Workload

struct TrustWithoutSource: Rule {
    static let about = About(
        id: "IF209", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "ECS may take the role for anybody's task", ja: "呼び出し元を限定していないロール"),
        why: Text(
            en: """
                Without a condition on the source, a mistake elsewhere can make ECS use this role on behalf of a resource \
                that is not yours: the confused deputy.
                """,
            ja: """
                呼び出し元の条件がないと、ECS が第三者のリソースのためにこのロールを使ってしまうおそれが\
                あります (混乱した代理問題)。
                """),
        remedy: Text(
            en: "Add conditions on `aws:SourceAccount` and `aws:SourceArn` to the trust policy.",
            ja: "信頼ポリシーに `aws:SourceAccount` と `aws:SourceArn` の条件を追加してください。"),
        message: Text(
            en: "`{role}` trusts ECS without `aws:SourceArn` or `aws:SourceAccount`",
            ja: "`{role}` の信頼ポリシーに `aws:SourceArn` も `aws:SourceAccount` もありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
        ],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ⟦ecs-tasks.amazonaws.com⟧}, Action: 'sts:AssumeRole'}]}
            """,
            #"{"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"Service": [⟦"ecs-tasks.amazonaws.com"⟧]}, "Action": "sts:AssumeRole"}]}}}}}"#,
        ],
        passes: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Service: ecs-tasks.amazonaws.com}
                        Action: sts:AssumeRole
                        Condition: {StringEquals: {aws:SourceAccount: '123456789012'}}
                      - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for role in system.members(ResourceType.role) {
            guard let trust = role.properties["AssumeRolePolicyDocument"] else { continue }
            for statement in PolicyDocument(trust).statements
            where statement.allows == true && !statement.asks("aws:Source") {
                for (_, name) in statement.principals where name.string == "ecs-tasks.amazonaws.com" {
                    report.fault(at: name.span, ["role": TaskRoles.name(role, system)])
                }
            }
        }
    }
}
