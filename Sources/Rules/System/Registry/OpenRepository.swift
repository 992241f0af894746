import Basics
import ECSModel
import RuleKit
import Workload

struct OpenRepository: Rule {
    static let about = About(
        id: "IF103", since: "0.1", severity: .critical,
        title: Text(en: "Every AWS account may use the repository", ja: "すべての AWS アカウントに開かれたリポジトリ"),
        why: Text(
            en: """
                A statement for everybody without a condition lets any account of AWS pull the images, with the code and \
                all that was left in them, or push others in their place.
                """,
            ja: """
                条件のない全員向けのステートメントがあると、任意の AWS アカウントがイメージを pull でき、コードや残された情報が\
                漏れます。push が許可されていれば差し替えられます。
                """),
        remedy: Text(
            en: "Name the accounts or roles, or ask for your organisation with `aws:PrincipalOrgID`.",
            ja: "アカウントやロールを指定するか、条件 `aws:PrincipalOrgID` で組織内に限定してください。"),
        message: Text(
            en: "`{repository}` is open to every account", ja: "`{repository}` がすべてのアカウントに公開されています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html",
        ],
        aliases: ["CKV_AWS_32", "AWS-0032", "ecr_repositories_not_publicly_accessible"],
        fails: [
            """
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties:
                  RepositoryPolicyText:
                    Version: "2012-10-17"
                    Statement: [{Effect: Allow, Principal: {AWS: ⟦'*'⟧}, Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']}]
            """,
            #"{"Resources": {"Repository": {"Type": "AWS::ECR::Repository", "Properties": {"RepositoryPolicyText": ⟦"{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"ecr:*\"}]}"⟧}}}}"#,
            """
            resource "aws_ecr_repository" "web" { name = "web" }
            resource "aws_ecr_repository_policy" "web" {
              repository = aws_ecr_repository.web.name
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecr:BatchGetImage", Principal = ⟦"*"⟧ }] })
            }
            """,
        ],
        passes: [
            """
            resource "aws_ecr_repository" "web" { name = "web" }
            resource "aws_ecr_repository_policy" "web" {
              repository = aws_ecr_repository.web.name
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecr:BatchGetImage",
                Principal = { AWS = "arn:aws:iam::123456789012:root" } }] })
            }
            """,
            """
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties:
                  RepositoryPolicyText:
                    Statement:
                      - {Effect: Allow, Principal: '*', Action: 'ecr:BatchGetImage', Condition: {StringEquals: {aws:PrincipalOrgID: o-abc}}}
                      - {Effect: Deny, Principal: '*', Action: 'ecr:PutImage'}
                      - {Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:root'}, Action: 'ecr:BatchGetImage'}
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for repository in Repositories.all(system) {
            guard let text = repository.properties["repositoryPolicyText"] else { continue }
            for statement in PolicyDocument(text).statements
            where statement.allows == true && !statement.hasConditions {
                for (kind, name) in statement.principals where kind == "*" || kind == "AWS" {
                    guard name.string == "*" else { continue }
                    report.fault(at: name.span, ["repository": Repositories.name(repository, system)])
                }
            }
        }
    }
}
