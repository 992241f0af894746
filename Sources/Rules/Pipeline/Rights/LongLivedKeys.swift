import Basics
import ECSModel
import Pipelines
import RuleKit

struct LongLivedKeys: Rule {
    static let about = About(
        id: "PL312", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "The pipeline has access keys that do not expire", ja: "有効期限のないアクセスキーを使うパイプライン"),
        why: Text(
            en: """
                A key that leaks by a log, a tampered action or a person who leaves works until somebody notices and changes \
                it, from anywhere.
                """,
            ja: """
                ログ、改ざんされたアクション、退職者などから漏れたキーは、誰かが気付いて無効にするまで、どこからでも使えます。
                """),
        remedy: Text(
            en: """
                Take a role for each run: `role-to-assume` with `id-token: write` on GitHub, `id_tokens` on GitLab, the service \
                role in CodeBuild.
                """,
            ja: """
                実行のたびにロールを引き受けてください。GitHub では `role-to-assume` と `id-token: write`、GitLab では `id_tokens`、\
                CodeBuild ではサービスロールを使います。
                """),
        message: Text(
            en: "`{name}` gives the pipeline an access key that does not expire",
            ja: "`{name}` で有効期限のないアクセスキーがパイプラインに渡されています"),
        proof: Text(
            en: "{tool} takes a role for the run{by|oidc= by OpenID Connect|}",
            ja: "{tool} は実行のたびに{by|oidc= OpenID Connect で|}ロールの認証情報を取得します"),
        links: [
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
            "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
            "https://docs.gitlab.com/ci/cloud_services/aws/",
        ],
        answers: ["SEC_02.short-lived-credentials"],
        yieldsTo: ["PL311"],
        fails: [
            """
            === .github/workflows/deploy.yml
            on: push
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - uses: aws-actions/configure-aws-credentials@v5
                    with:
                      aws-access-key-id: ⟦${{ secrets.AWS_ACCESS_KEY_ID }}⟧
                      aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
                      aws-region: eu-west-1
            """,
            """
            === .github/workflows/deploy.yml
            on: push
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                env:
                  AWS_ACCESS_KEY_ID: ⟦${{ secrets.AWS_ACCESS_KEY_ID }}⟧
                  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
                steps: [{run: aws ecs update-service --cluster web --service web --force-new-deployment}]
            """,
            """
            === buildspec.yml
            version: 0.2
            env:
              parameter-store:
                ⟦AWS_ACCESS_KEY_ID⟧: /ci/key-id
                AWS_SECRET_ACCESS_KEY: /ci/key
            phases:
              build:
                commands: [aws s3 ls]
            """,
        ],
        passes: [
            """
            === .github/workflows/deploy.yml
            on: push
            permissions: {id-token: write}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                env: {AWS_REGION: eu-west-1}
                steps:
                  - uses: aws-actions/configure-aws-credentials@v5
                    with:
                      role-to-assume: arn:aws:iam::123456789012:role/deploy
                      aws-region: eu-west-1
            """,
            """
            === .github/workflows/local.yml
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                env: {AWS_ACCESS_KEY_ID: test, AWS_SECRET_ACCESS_KEY: test, AWS_ENDPOINT_URL: 'http://localhost:4566'}
                steps: [{run: npm test}]
            """,
        ],
        proves: [
            """
            === .github/workflows/deploy.yml
            on: push
            permissions: {id-token: write}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦aws-actions/configure-aws-credentials@v5⟧
                    with:
                      role-to-assume: arn:aws:iam::123456789012:role/deploy
                      aws-region: eu-west-1
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        var hasKeys = false
        for item in PipelineParts.actions(pipeline) {
            guard item.action.name.lowercased().hasSuffix("configure-aws-credentials"),
                let key = item.action.input("aws-access-key-id"), PipelineParts.takesSecret(key.value),
                item.action.input("aws-session-token") == nil
            else { continue }
            hasKeys = true
            report.fault(at: key.place.span, ["name": "aws-access-key-id"])
        }
        let variables = PipelineParts.variables(pipeline)
        // With a session's token they are credentials that expire.
        let isTemporary = variables.contains { $0.name == "AWS_SESSION_TOKEN" }
        for variable in variables where variable.name == "AWS_ACCESS_KEY_ID" && !isTemporary {
            let isStored = variable.source != Variable.Source.plain || PipelineParts.takesSecret(variable.value)
            guard isStored || variable.value.known?.hasPrefix("AKIA") == true else { continue }
            hasKeys = true
            report.fault(at: PipelineParts.value(of: variable).span, ["name": variable.name])
        }
        guard !hasKeys else { return }
        let logins = subject.order.events(.login).map(\.activity)
        guard !logins.contains(where: { $0.login?.way == .longLivedKeys }) else { return }
        for activity in logins where activity.login?.way == .oidc {
            return report.holds(at: activity.place.span, ["tool": "`\(activity.tool)`", "by": "oidc"])
        }
    }
}
