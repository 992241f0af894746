import Basics
import ECSModel
import Pipelines
import RuleKit

struct PlainBuildVariable: Rule {
    static let about = About(
        id: "PL324", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A secret goes into a plain variable of CodeBuild", ja: "平文の環境変数に渡されるシークレット"),
        why: Text(
            en: """
                The value is hidden in the template and stands in the project: everybody who may call BatchGetProjects or open \
                the console reads it.
                """,
            ja: """
                テンプレートでは隠れていても、値はプロジェクトにそのまま保存されます。BatchGetProjects を呼べる人やコンソールを\
                開ける人なら誰でも読めます。
                """),
        remedy: Text(
            en: "Set `Type` to `SECRETS_MANAGER` or `PARAMETER_STORE`, and give the name of the secret as value.",
            ja: "`Type` を `SECRETS_MANAGER` か `PARAMETER_STORE` にし、値にはシークレットの名前を指定してください。"),
        message: Text(
            en: "`{name}` of `{project}` is stored in plain text", ja: "`{project}` の `{name}` が平文で保存されます"),
        links: [
            "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_EnvironmentVariable.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2",
        ],
        aliases: [
            "CodeBuild.2", "CT.CODEBUILD.PR.2", "CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK",
            "codebuild_project_no_secrets_in_variables",
        ],
        differs: Text(
            en:
                "A value that is written out is the matter of `secret-in-pipeline`; here it comes from a parameter or a secret.",
            ja: "直接書かれた値は `secret-in-pipeline` が扱い、ここではパラメータやシークレットから渡される値を対象にします。"),
        answers: ["SEC_02.short-lived-credentials", "12F_03.no-secrets"],
        yieldsTo: ["PL311"],
        fails: [
            """
            Parameters:
              GitHubToken: {Type: String, NoEcho: true}
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Source: {Type: CODECOMMIT}
                  Environment:
                    Image: aws/codebuild/standard:7.0
                    Type: LINUX_CONTAINER
                    EnvironmentVariables:
                      - {Name: GITHUB_TOKEN, Value: ⟦!Ref GitHubToken⟧}
                      - {Name: STAGE, Value: prod}
            """,
            """
            variable "sonar_token" { sensitive = true }
            resource "aws_codebuild_project" "web" {
              name = "web"
              source { type = "CODECOMMIT" }
              environment {
                image = "aws/codebuild/standard:7.0"
                environment_variable {
                  name  = "SONAR_TOKEN"
                  value = ⟦var.sonar_token⟧
                }
              }
            }
            """,
        ],
        passes: [
            """
            Parameters:
              TokenSecretName: {Type: String}
              GitHubToken: {Type: String}
            Resources:
              Secret: {Type: AWS::SecretsManager::Secret}
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Source: {Type: CODECOMMIT}
                  Environment:
                    Image: aws/codebuild/standard:7.0
                    Type: LINUX_CONTAINER
                    EnvironmentVariables:
                      - {Name: GITHUB_TOKEN, Type: SECRETS_MANAGER, Value: !Ref GitHubToken}
                      - {Name: DEPLOY_TOKEN, Value: !Ref TokenSecretName}
                      - {Name: API_SECRET, Value: !Ref Secret}
                      - {Name: STAGE, Value: !Ref GitHubToken}
            """
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        for project in all.projects {
            for variable in project.variables where variable.source == .plain && SecretName.matches(variable.name) {
                guard variable.value.known == nil, Self.isSecret(variable.value) else { continue }
                report.fault(
                    at: PipelineParts.value(of: variable).span, ["name": variable.name, "project": project.name])
            }
        }
    }

    /// Whether a parameter or a store gives the value, and not only the name of a secret.
    private static func isSecret(_ text: TermText) -> Bool {
        text.parts.contains { part in
            switch part {
            case .literal: return false
            case .reference(let reference): return reference.shown.has("random_password.")
            case .unknown(let unknown):
                if unknown.text.hasPrefix("resolve:secretsmanager:") || unknown.text.hasPrefix("resolve:ssm-secure:") {
                    return true
                }
                guard unknown.kind == .parameter || unknown.kind == .variable else { return false }
                let name = unknown.text.split(separator: ".").last.map(String.init) ?? unknown.text
                return SecretName.matches(name)
            }
        }
    }
}
