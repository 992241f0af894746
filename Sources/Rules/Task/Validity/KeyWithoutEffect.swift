import Basics
import ECSModel
import RuleKit
import Workload

struct KeyWithoutEffect: Rule {
    static let about = About(
        id: "TD121", since: "0.1", severity: .medium,
        title: Text(en: "Key that Terraform drops", ja: "Terraform に無視されるキー"),
        why: Text(
            en:
                "Terraform's AWS provider reads `container_definitions` into the fields that it knows and drops all others without a word. The setting looks made, and never reaches ECS.",
            ja:
                "Terraform の AWS プロバイダーは、`container_definitions` のうち知っているフィールドだけを読み、残りを警告なしに捨てます。設定したつもりでも ECS には届きません。"
        ),
        remedy: Text(
            en: "Correct the key, or move it to where ECS has it; remove it where it is of no use.",
            ja: "キーを修正するか正しい階層に移してください。不要なら削除してください。"),
        message: Text(
            en: "`{path}` is no key that ECS knows, so that Terraform drops it{hint}",
            ja: "`{path}` は ECS に存在しないキーのため、Terraform に無視されます{hint}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
            "https://github.com/hashicorp/terraform-provider-aws/issues/43217",
        ],
        fails: [
            """
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              container_definitions = jsonencode([{
                name       = "web"
                image      = "web:1"
                memory     = 512
                ⟦enviroment⟧ = [{ name = "A", value = "1" }]
              }])
            }
            """,
            """
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              container_definitions = <<JSON
            [{"name": "web", "image": "web:1", "memory": 512, ⟦"networkMode"⟧: "awsvpc",
              "logConfiguration": {"logDriver": "awslogs", ⟦"mode"⟧: "non-blocking",
                "options": {"awslogs-group": "web", "awslogs-region": "us-east-1"}}}]
            JSON
            }
            """,
        ],
        passes: [
            """
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              skip_destroy          = true
              container_definitions = jsonencode([{
                Name         = "web"
                image        = "web:1"
                memory       = 512
                dockerLabels = { anything = "goes" }
                systemControls = []
              }])
            }
            """,
            // The API and CloudFormation refuse such a key: another rule says so.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512, "enviroment": []}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard TaskShape.isTerraform(task) else { return }
        for violation in TaskShape.violations(task) where TaskShape.isDropped(violation, in: task) {
            report.fault(
                at: violation.place.span,
                [
                    "path": violation.path, "hint": violation.shownHint,
                ])
        }
    }
}
