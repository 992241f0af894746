import Basics
import ECSModel
import RuleKit
import Workload

struct RoleForEveryone: Rule {
    static let about = About(
        id: "IF208", since: "0.1", severity: .critical,
        title: Text(en: "Every AWS account may assume the role", ja: "すべての AWS アカウントが引き受けられるロール"),
        why: Text(
            en: "Anybody with an account of AWS takes the role by its ARN and has all its rights.",
            ja: "AWS アカウントを持つ人なら誰でも、ARN を指定してロールを引き受け、すべての権限を使えます。"),
        remedy: Text(
            en: "Name the service, the account or the role that has to assume it.",
            ja: "引き受ける必要のあるサービス、アカウント、ロールを指定してください。"),
        message: Text(en: "everybody may assume `{role}`", ja: "`{role}` は誰でも引き受けられます"),
        links: [
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
        ],
        aliases: ["CKV_AWS_60"],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: ⟦'*'⟧}, Action: 'sts:AssumeRole'}]}
            """,
            #"{"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": ⟦"*"⟧, "Action": "sts:AssumeRole"}]}}}}}"#,
        ],
        passes: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - {Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole', Condition: {StringEquals: {aws:PrincipalOrgID: o-1}}}
                      - {Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: 'sts:AssumeRole'}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for role in system.members(ResourceType.role) {
            guard let trust = role.properties["AssumeRolePolicyDocument"] else { continue }
            for statement in PolicyDocument(trust).statements
            where statement.allows == true && !statement.hasConditions {
                for (kind, name) in statement.principals where kind == "*" || kind == "AWS" {
                    guard name.string == "*" else { continue }
                    report.fault(at: name.span, ["role": TaskRoles.name(role, system)])
                }
            }
        }
    }
}
