import Basics
import ECSModel
import Testing
import Workload

/// Which folders are root modules, and what becomes of each file.
struct TerraformLoaderTests {
    private static func load(_ files: [String: String]) -> Infrastructure {
        let tree = MemoryTree(files)
        return DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
    }

    private static let cluster = "resource \"aws_ecs_cluster\" \"main\" {\n  name = var.name\n}\nvariable \"name\" {}\n"

    @Test func modulesAreReadThroughTheirCallers() {
        let loaded = Self.load([
            "envs/dev/main.tf": "module \"app\" {\n  source = \"../../modules/app\"\n  name = \"dev\"\n}\n",
            "envs/prod/main.tf":
                "module \"app\" {\n  source = \"../../modules/app\"\n  name = local.n\n}\nlocals { n = \"prod\" }\n",
            "modules/app/main.tf": Self.cluster,
        ])
        #expect(loaded.stacks.map(\.name) == ["envs/dev", "envs/prod"])
        #expect(
            loaded.stacks.map { $0.variants.first?.resources.first?.properties.string("clusterName").value }
                == ["dev", "prod"])
        #expect(loaded.files.map(\.path).sorted() == ["envs/dev/main.tf", "envs/prod/main.tf", "modules/app/main.tf"])
    }

    @Test func filesOfValuesAreVariants() throws {
        let loaded = Self.load([
            "main.tf": Self.cluster, "envs/dev.tfvars": "name = \"dev\"\n", "envs/prod.tfvars": "name = \"prod\"\n",
            "envs/other.tfvars": "unrelated = 1\n", "x.auto.tfvars": "name = \"auto\"\n",
        ])
        let stack = try #require(loaded.stacks.first)
        #expect(loaded.stacks.count == 1)
        #expect(stack.variants.map(\.assumption) == ["prod.tfvars", "dev.tfvars"])
        #expect(stack.variants.map { $0.resources.first?.properties.string("clusterName").value } == ["prod", "dev"])
    }

    @Test func aTaskDefinitionIsFoundByFamilyAndRevision() throws {
        let loaded = Self.load([
            "main.tf": """
            resource "aws_ecs_task_definition" "web" { family = "web" }
            data "aws_ecs_task_definition" "web" { task_definition = aws_ecs_task_definition.web.family }
            resource "aws_ecs_service" "a" {
              task_definition = "${aws_ecs_task_definition.web.family}:${aws_ecs_task_definition.web.revision}"
            }
            resource "aws_ecs_service" "b" {
              task_definition = "${data.aws_ecs_task_definition.web.family}:${max(aws_ecs_task_definition.web.revision, data.aws_ecs_task_definition.web.revision)}"
            }
            """
        ])
        let system = System(loaded.stacks.compactMap(\.variants.first))
        #expect(system.services.map { $0.task?.name } == ["web", "web"])
    }

    @Test func aModuleWithoutCallerIsItsOwnRoot() {
        let loaded = Self.load(["modules/app/main.tf": Self.cluster])
        #expect(loaded.stacks.map(\.name) == ["modules/app"])
    }

    @Test func foldersWithoutAWSAreNoStacks() {
        let loaded = Self.load(["main.tf": "resource \"google_project\" \"x\" {}\n", "a/x.tfvars": "a = 1\n"])
        #expect(loaded.isEmpty)
    }

    @Test func whatIsNotReadIsSaid() throws {
        let loaded = Self.load([
            "main.tf": """
            module "vpc" {
              source = "terraform-aws-modules/vpc/aws"
            }
            resource "aws_ecs_cluster" "main" {
              name = [
            }
            """
        ])
        let state = try #require(loaded.files.first?.state)
        guard case .partly(let text) = state else {
            Issue.record("\(state)")
            return
        }
        #expect(text.en.has("main.tf:1:1: module.vpc is not read"))
        #expect(text.en.has("main.tf:6:1: "))
        #expect(text.ja.has("module.vpc"))
    }

    @Test func filesInJSONAndPlansAreRead() throws {
        let loaded = Self.load([
            "infra/main.tf.json":
                #"{"resource": {"aws_ecs_cluster": {"main": {"name": "x-${var.env}"}}}, "variable": {"env": {"default": "dev"}}}"#,
            "plan.json": #"""
            {"format_version": "1.2", "terraform_version": "1.9.0",
             "planned_values": {"root_module": {
               "resources": [
                 {"address": "aws_ecs_service.web", "mode": "managed", "type": "aws_ecs_service", "name": "web",
                  "values": {"name": "web", "desired_count": 2, "load_balancer": [{"container_name": "web", "container_port": 80}]}}],
               "child_modules": [{"address": "module.task", "resources": [
                 {"address": "module.task.aws_ecs_task_definition.web[0]", "mode": "managed", "type": "aws_ecs_task_definition",
                  "name": "web", "values": {"family": "web", "container_definitions": "[{\"name\":\"web\",\"image\":\"nginx\"}]"}},
                 {"address": "module.task.aws_iam_role.task", "mode": "managed", "type": "aws_iam_role", "values": {}}]}]}},
             "resource_changes": [
               {"address": "aws_ecs_service.web", "change": {"after_unknown": {"task_definition": true, "load_balancer": [{"target_group_arn": true}]}}},
               {"address": "module.task.aws_ecs_task_definition.web[0]", "change": {"after_unknown": {"task_role_arn": true, "arn": true}}}],
             "configuration": {"root_module": {
               "resources": [{"address": "aws_ecs_service.web", "expressions": {
                 "task_definition": {"references": ["module.task.arn", "module.task"]}}}],
               "module_calls": {"task": {"module": {"resources": [
                 {"address": "aws_ecs_task_definition.web", "expressions": {"task_role_arn": {"references": ["aws_iam_role.task.arn", "aws_iam_role.task"]}}}]}}}}}}
            """#,
        ])
        #expect(loaded.stacks.map(\.origin) == [.terraformPlan, .terraform])
        #expect(
            loaded.stacks.last?.variants.first?.resources.first?.properties.string("clusterName").value == "x-dev")
        let resources = try #require(loaded.stacks.first?.variants.first?.resources)
        let system = System([Stack.Variant(resources: resources)])
        let service = try #require(system.services.first)
        #expect(service.service.desiredCount.value == 2)
        #expect(service.service.taskDefinition.value?.known == nil)
        #expect(!service.service.taskDefinition.isAbsent)
        #expect(service.service.loadBalancers.first?.targetGroup.value?.known == nil)
        #expect(service.service.loadBalancers.first?.targetGroup.isAbsent == false)
        let task = try #require(system.tasks.first)
        #expect(task.definition.containers.first?.name.value == "web")
        #expect(task.taskRole?.resource.address == "module.task.aws_iam_role.task")
    }
}
