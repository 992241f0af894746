import Basics
import ECSModel
import Pipelines
import RuleKit

struct AppliedUnseen: Rule {
    static let about = About(
        id: "PL510", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Infrastructure is changed without a plan that was seen", ja: "計画を確認しないインフラの変更"),
        why: Text(
            en:
                "What is applied is worked out at that moment: a database that is to be replaced is gone before anybody reads of it.",
            ja: "適用内容がその場で決まるため、データベースの置き換えのような変更も、誰の目にも触れないまま実行されます。"),
        remedy: Text(
            en: "Make a plan in a step before (`terraform plan -out`), show it in the request, and apply that file.",
            ja: "先に計画を作成し (`terraform plan -out`)、レビューで確認できるようにして、そのファイルを適用してください。"),
        message: Text(
            en: "applied with `-auto-approve`, and nothing makes a plan before",
            ja: "`-auto-approve` で適用され、その前に計画が作成されません"),
        proof: Text(en: "a plan is made before it is applied", ja: "計画の作成後に適用されます"),
        links: [
            "https://developer.hashicorp.com/terraform/tutorials/automation/automate-terraform",
            "https://docs.aws.amazon.com/prescriptive-guidance/latest/terraform-aws-provider-best-practices/structure.html",
        ],
        answers: ["ECS_39.infrastructure-pipeline"],
        fails: [
            """
            === .gitlab-ci.yml
            apply:
              script:
                - terraform init
                - ⟦terraform apply -auto-approve⟧
            """,
            """
            === .github/workflows/infra.yml
            on: {push: {branches: [main]}}
            jobs:
              apply:
                runs-on: ubuntu-24.04
                steps:
                  - run: terraform init
                  - run: ⟦terraform apply -auto-approve -input=false⟧
            """,
        ],
        passes: [
            // The request has shown the plan.
            """
            === .github/workflows/infra.yml
            on: {push: {branches: [main]}}
            jobs: {apply: {runs-on: ubuntu-24.04, steps: [{run: terraform apply -auto-approve}]}}
            === .github/workflows/plan.yml
            on: pull_request
            jobs: {plan: {runs-on: ubuntu-24.04, steps: [{run: terraform plan}]}}
            """,
            """
            === .gitlab-ci.yml
            review:
              script: [terraform apply -auto-approve]
              environment: review
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            stages: [plan, apply]
            plan: {stage: plan, script: [terraform plan -out plan.bin], artifacts: {paths: [plan.bin]}}
            apply: {stage: apply, when: manual, script: [⟦terraform apply plan.bin⟧]}
            """,
            """
            === .github/workflows/infra.yml
            on: {push: {branches: [main]}}
            jobs:
              apply:
                runs-on: ubuntu-24.04
                steps:
                  - run: terraform plan -out plan.bin
                  - run: ⟦terraform apply -auto-approve plan.bin⟧
            """,
        ]
    )

    private static let tools = ["terraform", "tofu", "terragrunt"]

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let applies = subject.deploys.filter {
            Self.tools.contains($0.activity.tool) && $0.text.has(" apply")
        }
        // Others are only looked at where something is applied here.
        guard !applies.isEmpty else { return }
        let plans = ([subject.pipeline] + subject.others).contains { pipeline in
            pipeline.jobs.contains { job in
                job.steps.contains { step in
                    step.unread.contains { Self.plans($0.source.text($0.range)) } || Self.plans(step.scriptText)
                        || Self.plans(step.action?.name ?? "")
                }
            }
        }
        for apply in applies {
            if plans {
                report.holds(at: apply.span)
            } else if apply.text.has("-auto-approve"), !apply.isElsewhere, subject.isFollowed,
                !subject.others.contains(where: { !$0.isFollowed })
            {
                report.fault(at: apply.span)
            }
        }
    }

    /// `terraform plan`, `terraform -chdir=x plan`, `dflook/terraform-plan`.
    private static func plans(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            guard tools.contains(where: { line.has($0) }) else { return false }
            return line.has(" plan") || line.has("-plan") || line.has(" show")
        }
    }
}
