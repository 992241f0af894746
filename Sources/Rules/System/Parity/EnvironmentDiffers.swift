import Basics
import ECSModel
import Parity
import RuleKit
import Workload

struct EnvironmentDiffers: Rule {
    static let about = About(
        id: "PA102", since: "0.1", severity: .medium,
        title: Text(en: "An environment runs the service in another way", ja: "環境によってサービスの動かし方が異なる"),
        why: Text(
            en: """
                The platform, the containers, the health check, the user or a variable of the other environments was never \
                tried together with what production has.
                """,
            ja: """
                プラットフォーム、コンテナ、ヘルスチェック、ユーザー、環境変数などが環境によって異なると、本番の組み合わせは\
                本番で初めて試されることになります。
                """),
        remedy: Text(
            en:
                "Make the environments alike, or declare the difference with its reason under `parity:` in plimsoll.yml.",
            ja: "環境をそろえるか、理由を添えて plimsoll.yml の `parity:` に差異を宣言してください。"),
        message: Text(
            en: "`{field}` of `{service}` differs: {values}", ja: "`{service}` の `{field}` が環境間で異なります: {values}"),
        proof: Text(
            en: "The environments of `{service}` ({names}) differ only in what may differ",
            ja: "`{service}` の各環境 ({names}) の違いは、異なってもよい値だけです"),
        links: ["https://12factor.net/dev-prod-parity"],
        answers: ["12F_10.listed-differences"],
        fails: [
            """
            === envs/staging/taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": ⟦"ARM64"⟧},
             "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === envs/production/taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": "X86_64"},
             "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            """
            === taskdef-dev.json
            {"family": "web-dev", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1"}]}
            === taskdef-prod.json
            {"family": "web-prod", "containerDefinitions": [{"name": "web", "image": "web:1",
             "healthCheck": {"command": ["CMD", "wget", "-q", "http://localhost/health"]}}]}
            """,
            """
            === dev/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "environment": [{"name": "PORT", "value": "80"}, {"name": "MAIL_FROM", "value": "shop@example.com"}]}]}
            === prod/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1",
             "environment": [{"name": "PORT", "value": "80"}]}]}
            """,
            """
            === main.tf
            variable "architecture" { type = string }
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              runtime_platform {
                cpu_architecture        = var.architecture
                operating_system_family = "LINUX"
              }
              container_definitions = jsonencode([{ name = "web", image = "web:1" }])
            }
            === env/dev.tfvars
            architecture = ⟦"ARM64"⟧
            === env/prod.tfvars
            architecture = "X86_64"
            """,
            """
            === deploy/web.yaml
            Parameters:
              Architecture: {Type: String}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: web
                  RuntimePlatform: {CpuArchitecture: !Ref Architecture}
                  ContainerDefinitions: [{Name: web, Image: "web:1"}]
            === deploy/parameters/staging.json
            [{"ParameterKey": "Architecture", "ParameterValue": ⟦"ARM64"⟧}]
            === deploy/parameters/production.json
            [{"ParameterKey": "Architecture", "ParameterValue": "X86_64"}]
            """,
        ],
        passes: [
            """
            === envs/staging/taskdef.json
            {"family": "web", "cpu": "256", "containerDefinitions": [{"name": "web", "image": "web:2",
             "environment": [{"name": "DB_HOST", "value": "db.staging.example.com"}]}]}
            === envs/production/taskdef.json
            {"family": "web", "cpu": "1024", "containerDefinitions": [{"name": "web", "image": "web:1",
             "environment": [{"name": "DB_HOST", "value": "db.example.com"}]}]}
            """,
            """
            === plimsoll.yml
            parity:
              allow:
                - field: task.runtimePlatform.**
                  reason: staging tries the move to Graviton
            === envs/staging/taskdef.json
            {"family": "web", "runtimePlatform": {"cpuArchitecture": "ARM64"},
             "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === envs/production/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            """
            === envs/staging/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "environment": [{"name": "DEBUG", "value": "1"}]}]}
            === envs/production/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": []}]}
            """,
        ],
        proves: [
            """
            === envs/staging/taskdef.json
            {"family": "web", "cpu": "256", "containerDefinitions": [{"name": "web", "image": "web:2"}]}
            === envs/production/taskdef.json
            {"family": "web", "cpu": "1024", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1"}]}
            """
        ]
    )

    func check(_ all: ServiceEnvironments, _ report: inout Report) {
        report.differences(all) { !$0.isBacking && !$1.isRepository && $1.weight == .hard }
        for service in all.services where !service.isBacking && service.differing.isEmpty {
            let environment = service.environments[service.reference]
            // Compose files are no definitions of ECS.
            guard let task = environment.task, task.resource.origin != .compose,
                let container = task.definition.containers.first
            else { continue }
            let place = container.term.heading
            let unknown = service.rows.filter { $0.outcome == .unknown }.map(\.field)
            if unknown.isEmpty {
                let names = service.environments.map(\.name.written).joined(separator: ", ")
                report.holds(at: place.span, ["service": service.name, "names": names])
            } else {
                let list = unknown.prefix(3).joined(separator: ", ") + (unknown.count > 3 ? ", …" : "")
                report.unsure(
                    at: place.span,
                    because: Text(
                        en: "not known in all environments: \(list)", ja: "一部の環境で値がわかりません: \(list)"))
            }
        }
    }
}
