import Basics
import ECSModel
import Testing
import Workload

/// The Terraform of the corpus comes out whole: what runs, and how it hangs together.
struct TerraformCorpusTests {
    private static let corpus: String? = {
        var folder = #filePath
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if DiskTree(root: folder + "/shared/corpus").exists("README.md") { return folder + "/shared/corpus" }
        }
        return nil
    }()

    private static func load(_ folder: String) throws -> Infrastructure {
        let tree = DiskTree(root: try #require(corpus) + "/" + folder)
        return DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
    }

    @Test(.enabled(if: corpus != nil, "../shared is absent"))
    func theFullStackApplicationIsOneSystem() throws {
        let loaded = try Self.load("aws-samples__amazon-ecs-fullstack-app-terraform")
        let stacks = loaded.stacks.filter { $0.origin == .terraform }
        #expect(stacks.map(\.name) == ["Infrastructure"])
        #expect(loaded.files.allSatisfy { $0.state == .read })
        #expect(loaded.files.count { $0.path.hasSuffix(".tf") } == 49)
        let variant = try #require(stacks.first?.variants.first)
        let system = System([variant])
        let counts = Dictionary(grouping: variant.resources, by: \.type).mapValues(\.count)
        let expected = [
            ResourceType.service: 2, ResourceType.taskDefinition: 2, ResourceType.cluster: 1,
            ResourceType.repository: 2, ResourceType.targetGroup: 4, ResourceType.loadBalancer: 2,
            ResourceType.securityGroup: 4, ResourceType.role: 4, ResourceType.managedPolicy: 2,
            ResourceType.logGroup: 2, ResourceType.scalableTarget: 2, ResourceType.scalingPolicy: 4,
            ResourceType.alarm: 4, ResourceType.subnet: 6, ResourceType.vpc: 1, ResourceType.natGateway: 1,
            ResourceType.codeBuildProject: 2, ResourceType.deploymentGroup: 2, ResourceType.pipeline: 1,
        ]
        for (type, count) in expected { #expect(counts[type] == count, "\(type)") }
        #expect(variant.resources.allSatisfy { $0.condition == nil })

        for (name, port) in [("server", 3001), ("client", 80)] {
            let address = "module.ecs_service_\(name).aws_ecs_service.ecs_service"
            let service = try #require(system.services.first { $0.resource.address == address })
            #expect(service.service.isFargate == true)
            #expect(service.service.controller.value == "CODE_DEPLOY")
            #expect(service.service.desiredCount.value == 1)
            #expect(service.cluster?.resource.address == "module.ecs_cluster.aws_ecs_cluster.ecs_cluster")
            #expect(service.scalableTarget?.resource.address.hasPrefix("module.ecs_autoscaling_\(name).") == true)
            #expect(service.scalingPolicies.count == 2)
            let target = try #require(service.targets.first)
            #expect(target.entry.containerPort.value == port)
            #expect(target.entry.containerName.value == "Container-\(name)")
            let group = try #require(target.group)
            #expect(
                group.resource.address == "module.target_group_\(name)_blue.aws_alb_target_group.target_group[0]")
            #expect(group.properties.string("healthCheckPort").value == String(port))
            #expect(group.properties.string("healthCheckPath").value == (name == "server" ? "/status" : "/"))
            #expect(
                service.forwarders(to: group).map(\.resource.address)
                    == ["module.alb_\(name).aws_alb_listener.http_listener[0]"])

            let task = try #require(service.task)
            #expect(task.resource.address.hasPrefix("module.ecs_taks_definition_\(name)."))
            #expect(task.definition.cpuUnits.value == 256)
            #expect(task.definition.memoryMiB.value == 512)
            #expect(task.runsOnFargate == true)
            #expect(task.executionRole?.resource.address == "module.ecs_role.aws_iam_role.ecs_task_excecution_role[0]")
            #expect(task.taskRole?.resource.address == "module.ecs_role.aws_iam_role.ecs_task_role[0]")
            #expect(task.services.map(\.resource.address) == [address])
            let container = try #require(task.definition.container("Container-\(name)"))
            #expect(task.definition.containers.count == 1)
            #expect(container.portMappings.map(\.containerPort.value) == [port])
            let image = try #require(container.image.value)
            #expect(
                image.reference
                    == Reference("module.ecr_\(name).aws_ecr_repository.ecr_repository", "repository_url"))
            // JSON in a heredoc stands where it is written; what it is given stands where that is written.
            #expect(container.place.path == "Infrastructure/Modules/ECS/TaskDefinition/main.tf")
            #expect(container.place.span.start == Position(line: 19, column: 7))
            #expect(container.portMappings.first?.containerPort.span?.path == "Infrastructure/variables.tf")
            let logs = try #require(container.logConfiguration)
            let group2 = try #require(logs.option("awslogs-group").value)
            let found = system.resolve(group2, type: ResourceType.logGroup, from: 0)
            #expect(found?.properties.int("retention_in_days").value == 30)
        }
        let role = try #require(
            variant.resources.first { $0.address == "module.ecs_role.aws_iam_role.ecs_task_excecution_role[0]" })
        #expect(role.properties["assumeRolePolicyDocument"]?["Statement"]?.items.count == 1)
        #expect(role.properties["managedPolicyArns"]?.items.isEmpty == false)
    }

    @Test(
        .enabled(if: corpus != nil, "../shared is absent"),
        arguments: ["GoogleCloudPlatform__microservices-demo", "aws-containers__retail-store-sample-app"])
    func otherTreesAreReadWithoutHarm(folder: String) throws {
        let loaded = try Self.load(folder)
        #expect(loaded.stacks.allSatisfy { $0.origin != .terraform || !($0.variants.first?.resources.isEmpty ?? true) })
    }
}
