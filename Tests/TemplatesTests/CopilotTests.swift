import Basics
import ECSModel
import Templates
import Testing

/// Manifests of AWS Copilot as task definitions and services.
struct CopilotTests {
    private static let text = """
        name: shop
        type: Load Balanced Web Service
        http:
          path: /
          healthcheck: {path: /healthz, grace_period: 2m}
        image:
          build: ./shop/Dockerfile
          port: 8080
          healthcheck:
            command: [CMD-SHELL, curl -f http://localhost:8080]
            interval: 15s
        cpu: 256
        memory: 512
        platform: linux/arm64
        count: 1
        exec: true
        command: server --port 8080
        variables:
          LOG_LEVEL: info
          TABLE: {from_cfn: table}
        secrets:
          TOKEN: /shop/token
          DB: {secretsmanager: 'shop/db'}
        storage:
          readonly_fs: true
          volumes:
            data: {path: /data, read_only: false, efs: true}
        sidecars:
          proxy:
            image: public.ecr.aws/nginx/nginx:1.27
            port: 80
            essential: false
            depends_on: {shop: healthy}
        taskdef_overrides:
          - path: ContainerDefinitions[0].Ulimits[-].Name
            value: nofile
          - path: ContainerDefinitions[1].StopTimeout
            value: 60
        environments:
          prod:
            count:
              range: 2-10
              cpu_percentage: 70
            network: {vpc: {placement: private}}
            variables: {LOG_LEVEL: warn}
        """

    private static func manifest(_ text: String) throws -> CopilotManifest? {
        CopilotManifest(try Document.read(SourceFile(path: "copilot/shop/manifest.yml", text: text)))
    }

    @Test func theTaskDefinitionHoldsWhatCopilotMakes() throws {
        let variants = try #require(try Self.manifest(Self.text)).variants
        #expect(variants.map(\.environment) == ["", "prod"])
        let resources = try #require(variants.first).resources
        #expect(resources.map(\.type) == [ResourceType.taskDefinition, ResourceType.service])
        let task = TaskDefinition(try #require(resources.first).properties)
        #expect(task.requiresFargate == true)
        #expect(task.cpuUnits.value == 256)
        #expect(task.memoryMiB.value == 512)
        #expect(task.executionRole.value?.known == nil && !task.executionRole.isAbsent)
        #expect(task.term["runtimePlatform"]?["cpuArchitecture"]?.string == "ARM64")
        #expect(task.containers.map(\.name.value) == ["shop", "proxy"])
        let main = try #require(task.containers.first)
        #expect(main.image.value?.known == nil)
        #expect(main.image.span?.start.line == 7)
        #expect(main.portMappings.map(\.containerPort.value) == [8080])
        #expect(main.readonlyRootFilesystem.value == true)
        #expect(main.term.strings("command").value == ["server", "--port", "8080"])
        #expect(main.term["healthCheck"]?.int("interval").value == 15)
        #expect(main.term["healthCheck"]?.int("timeout").value == 5)
        #expect(main.logConfiguration?.term["logDriver"]?.string == "awslogs")
        #expect(main.term["ulimits"]?.isUnknown == true)
        let environment = try #require(main.term["environment"]?.items)
        #expect(environment.map { $0["value"]?.string } == ["info", nil])
        let secrets = try #require(main.term["secrets"]?.items)
        #expect(secrets.map { $0["valueFrom"]?.text?.knownSuffix } == ["/shop/token", "shop/db"])
        let proxy = try #require(task.containers.last)
        #expect(proxy.term.int("stopTimeout").value == 60)
        #expect(proxy.term["essential"]?.span.start.line == 32)
        #expect(proxy.term["dependsOn"]?.items.first?["condition"]?.string == "HEALTHY")
        #expect(proxy.image.value?.known == "public.ecr.aws/nginx/nginx:1.27")
    }

    @Test func theServiceHoldsWhatCopilotMakes() throws {
        let variants = try #require(try Self.manifest(Self.text)).variants
        let services = variants.map { variant in
            variant.resources.filter { $0.type == ResourceType.service }.map { Service($0.properties) }
        }
        let base = try #require(services.first?.first)
        let prod = try #require(services.last?.first)
        #expect(base.desiredCount.value == 1)
        #expect(base.isFargate == true)
        #expect(base.gracePeriod.value == 120)
        #expect(base.assignPublicIP.value == "ENABLED")
        #expect(base.minimumHealthyPercent.value == 100)
        #expect(base.circuitBreaker?.bool("rollback").value == true)
        #expect(base.loadBalancers.map(\.containerPort.value) == [8080])
        #expect(prod.desiredCount.isUnknown)
        #expect(prod.assignPublicIP.value == "DISABLED")
        let target = try #require(variants.last?.resources.last)
        #expect(target.type == ResourceType.scalableTarget)
        #expect(target.properties.int("minCapacity").value == 2)
        #expect(target.properties.int("maxCapacity").value == 10)
    }

    @Test(
        arguments: [
            ("name: web\ntype: Worker Service\nimage: {location: 'web:1'}\ncount: {spot: 2}\n", true),
            ("name: web\ntype: Backend Service\nimage: {build: Dockerfile}\n", true),
            ("name: web\ntype: Scheduled Job\non: {schedule: '@daily'}\nimage: {build: .}\n", true),
            ("name: web\ntype: Request-Driven Web Service\nimage: {build: .}\n", false),
            ("name: test\ntype: Environment\n", false), ("type: Backend Service\n", false), ("- a\n", false),
        ])
    func whatRunsOnECSIsTaken(text: String, isTaken: Bool) throws {
        #expect((try Self.manifest(text) != nil) == isTaken)
    }

    @Test func spotHasNoLaunchType() throws {
        let text = "name: web\ntype: Worker Service\nimage: {location: 'web:1'}\ncount: {spot: 2}\n"
        let service = try #require(try Self.manifest(text)?.variants.first?.resources.last)
        #expect(Service(service.properties).isFargate == nil)
        #expect(Service(service.properties).desiredCount.value == 2)
        #expect(Service(service.properties).loadBalancers.isEmpty)
    }
}
