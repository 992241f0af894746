import Parity
import Testing

/// Environments are found in each form in which teams keep them, and nowhere else.
@Suite struct FinderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var title: String
        var files: [String: String]
        /// `service: environment, environment`.
        var found: [String]

        var testDescription: String { title }

        init(_ title: String, _ files: [String: String], _ found: [String]) {
            self.title = title
            self.files = files
            self.found = found
        }
    }

    private static func task(_ family: String) -> String {
        #"{"family": "\#(family)", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#
    }
    private static func service(_ name: String) -> String {
        #"{"serviceName": "\#(name)", "desiredCount": 1, "launchType": "FARGATE"}"#
    }
    private static func template(_ top: String, _ family: String) -> String {
        """
        \(top)
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties: {Family: \(family), ContainerDefinitions: [{Name: web, Image: "web:1"}]}
        """
    }
    private static let terraform = """
        variable "size" { type = number }
        resource "aws_ecs_task_definition" "web" {
          family                = "web"
          cpu                   = var.size
          container_definitions = jsonencode([{ name = "web", image = "web:1" }])
        }
        """

    static let forms: [Case] = [
        Case(
            "folders", ["envs/dev/taskdef.json": task("web-dev"), "envs/prod/taskdef.json": task("web-prod")],
            ["web: dev, prod"]),
        Case(
            "folders of teams in Japan",
            ["ecs/stg/taskdef.json": task("web"), "ecs/honban/taskdef.json": task("web")], ["web: stg, honban"]),
        Case(
            "file names", ["ecs/taskdef-dev.json": task("web"), "ecs/taskdef-prod.json": task("web")],
            ["web: dev, prod"]),
        Case(
            "three environments",
            [
                "production/taskdef.json": task("web"), "dev/taskdef.json": task("web"),
                "staging/taskdef.json": task("web"),
            ], ["web: dev, staging, production"]),
        Case(
            "task and service of one folder",
            [
                "dev/taskdef.json": task("web"), "dev/service.json": service("web"),
                "prod/taskdef.json": task("web"), "prod/service.json": service("web"),
            ], ["web: dev, prod", "web: dev, prod"]),
        Case(
            "ecspresso",
            [
                "ecspresso.dev.yml":
                    "region: a\ncluster: dev\nservice: web-dev\ntask_definition: task.dev.json\nservice_definition: service.json",
                "ecspresso.prod.yml":
                    "region: a\ncluster: prod\nservice: web-prod\ntask_definition: task.prod.json\nservice_definition: service.json",
                "task.dev.json": task("web-dev"), "task.prod.json": task("web-prod"),
                "service.json": #"{"desiredCount": 1, "launchType": "FARGATE"}"#,
            ], ["web: dev, prod"]),
        Case(
            "Terraform: a folder for each",
            [
                "terraform/env/dev/main.tf": terraform + "\nlocals { a = 1 }", "terraform/env/prod/main.tf": terraform,
            ], ["web: dev, prod"]),
        Case(
            "Terraform: a file of values for each",
            ["main.tf": terraform, "env/dev.tfvars": "size = 256", "env/prod.tfvars": "size = 512"],
            ["web: dev, prod"]),
        Case(
            "Terraform: a folder of values for each",
            [
                "main.tf": terraform, "env/dev/terraform.tfvars": "size = 256",
                "env/prod/terraform.tfvars": "size = 512",
            ], ["web: dev, prod"]),
        Case(
            "Terraform: for_each",
            [
                "main.tf": """
                resource "aws_ecs_task_definition" "web" {
                  for_each              = toset(["staging", "production"])
                  family                = "web-${each.key}"
                  container_definitions = jsonencode([{ name = "web", image = "web:1" }])
                }
                """
            ], ["web: staging, production"]),
        Case(
            "CloudFormation: files of parameters",
            [
                "web.yaml": template("Parameters: {Size: {Type: String}}", "web"),
                "params/dev.json": #"[{"ParameterKey": "Size", "ParameterValue": "1"}]"#,
                "params/prod.json": #"{"Parameters": {"Size": "2"}}"#,
            ], ["web: dev, prod"]),
        Case(
            "CloudFormation: a file of parameters belongs to the template of its name",
            [
                "web.yaml": template("Parameters: {Size: {Type: String}}", "web"),
                "job.yaml": template("Parameters: {Size: {Type: String}}", "job"),
                "params/web-dev.json": #"["Size=1"]"#, "params/web-prod.json": #"["Size=2"]"#,
            ], ["web: dev, prod"]),
        Case(
            "CloudFormation: AllowedValues",
            ["web.yaml": template("Parameters: {Env: {Type: String, AllowedValues: [dev, prod]}}", "web")],
            ["web: dev, prod"]),
        Case(
            "CloudFormation: a mapping",
            [
                "web.yaml": template(
                    "Parameters: {Env: {Type: String}}\nMappings: {Sizes: {dev: {Cpu: 1}, prod: {Cpu: 2}}}", "web")
            ], ["web: dev, prod"]),
        Case(
            "the SAM CLI",
            [
                "template.yaml": template("Parameters: {Size: {Type: String}}", "web"),
                "samconfig.toml": """
                version = 0.1
                [staging.deploy.parameters]
                parameter_overrides = "Size=1"
                [prod.deploy.parameters]
                parameter_overrides = ["Size=2"]
                """,
            ], ["web: staging, prod"]),
        Case(
            "the CDK",
            [
                "cdk.out/AppDev.template.json":
                    #"{"Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "web", "ContainerDefinitions": [{"Name": "web", "Image": "web:1"}]}}}}"#,
                "cdk.out/AppProd.template.json":
                    #"{"Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "web", "ContainerDefinitions": [{"Name": "web", "Image": "web:1"}]}}}}"#,
            ], ["web: Dev, Prod"]),
        Case(
            "Copilot",
            [
                "copilot/web/manifest.yml":
                    "name: web\ntype: Backend Service\nimage: {location: web}\ncpu: 256\nmemory: 512\nenvironments: {prod: {cpu: 512}}",
                "copilot/environments/test/manifest.yml": "name: test\ntype: Environment",
                "copilot/environments/prod/manifest.yml": "name: prod\ntype: Environment",
            ], ["web: test, prod"]),
        Case(
            "Compose",
            [
                "compose.yaml": "services: {web: {image: \"web:1\"}}",
                "compose.prod.yaml": "services: {web: {environment: {A: b}}}",
            ], ["compose: local, prod"]),
    ]

    @Test(arguments: forms)
    func environmentsAreFound(_ form: Case) {
        let services = ParityFixture.load(form.files).services.map { service in
            "\(service.name): " + service.environments.map(\.name.written).joined(separator: ", ")
        }
        #expect(services.sorted() == form.found)
    }

    static let others: [Case] = [
        Case("one environment", ["envs/prod/taskdef.json": task("web")], []),
        Case("two services", ["web/taskdef.json": task("web"), "job/taskdef.json": task("job")], []),
        Case(
            "one with a word and one without", ["taskdef-dev.json": task("web-dev"), "taskdef.json": task("web")], []),
        Case(
            "two environments of two services",
            ["web/dev/taskdef.json": task("web"), "job/prod/taskdef.json": task("job")], []),
        Case(
            "two services of other names in two environments",
            ["dev/tasks.json": "[\(task("a")), \(task("b"))]", "prod/tasks.json": "[\(task("c")), \(task("d"))]"], []),
        Case(
            "two of one name in an environment",
            [
                "dev/a.json": task("web"), "dev/b.json": task("web"), "prod/c.json": task("web"),
            ], []),
        Case(
            "parameters of which the template knows nothing",
            [
                "web.yaml": template("Parameters: {Size: {Type: String}}", "web"), "dev.json": #"{"Colour": "red"}"#,
                "prod.json": #"{"Colour": "blue"}"#,
            ], []),
        Case(
            "parameters that fit two templates alike",
            [
                "a.yaml": template("Parameters: {Size: {Type: String}}", "a"),
                "b.yaml": template("Parameters: {Size: {Type: String}}", "b"),
                "dev.json": #"{"Size": "1"}"#, "prod.json": #"{"Size": "2"}"#,
            ], []),
        Case(
            "a parameter of other words",
            ["web.yaml": template("Parameters: {Env: {Type: String, AllowedValues: [red, blue]}}", "web")], []),
        Case("a Compose file alone", ["compose.yaml": "services: {web: {image: \"web:1\"}}"], []),
    ]

    @Test(arguments: others)
    func nothingElseIsCompared(_ other: Case) {
        #expect(ParityFixture.load(other.files).services.map(\.name) == other.found)
    }

    @Test func declaredFoldersAreEnvironments() {
        var settings = ParitySettings()
        settings.environments = [
            ParitySettings.Environment(name: EnvironmentName(declared: "production"), paths: ["deploy/green"]),
            ParitySettings.Environment(name: EnvironmentName(declared: "rehearsal"), paths: ["deploy/blue"]),
        ]
        let files = [
            "deploy/green/taskdef.json": Self.task("web"), "deploy/blue/taskdef.json": Self.task("web"),
        ]
        let service = ParityFixture.load(files, settings).services.first
        #expect(service?.environments.map(\.name.written) == ["rehearsal", "production"])
    }
}
