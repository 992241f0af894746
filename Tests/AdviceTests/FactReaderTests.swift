import Basics
import DockerfileSyntax
import Pricing
import RuleKit
import Testing
import Workload

@testable import Advice

struct FactReaderTests {
    private static func read(
        _ files: [String: String], _ section: AdviseSection = AdviseSection(),
        over options: AttestedFacts = AttestedFacts()
    ) throws -> [WorkloadFacts] {
        let tree = MemoryTree(files.mapValues { Array($0.utf8) })
        let found = Discovery.find(in: tree, from: [""])
        let loader = WorkloadLoader(tree: tree)
        let workloads = found.dockerfiles.flatMap { loader.workloads(of: $0) }
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        let estimate = CostEstimate(
            infrastructure, settings: CostSettings(), prices: try PriceFile.builtIn(), shown: { $0 })
        return FactReader(infrastructure, workloads: workloads, estimate: estimate, shown: { $0 })
            .read(section, over: options)
    }

    private static func one(_ files: [String: String]) throws -> WorkloadFacts {
        let all = try read(files)
        #expect(all.count == 1, "\(all.map(\.name))")
        return try #require(all.first)
    }

    private static func task(_ container: String, _ rest: String = "") -> String {
        """
        {"family": "web", "requiresCompatibilities": ["EC2"], "networkMode": "awsvpc", "cpu": "512", "memory": "1024",
         \(rest)
         "containerDefinitions": [
           {"name": "web", "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1", \(container)}]}
        """
    }

    // MARK: Definitions

    static let tasks: [(String, String, String, FactKey, String)] = [
        ("GPU", #""resourceRequirements": [{"type": "GPU", "value": "1"}]"#, "", .gpu, "yes"),
        ("privileged", #""privileged": true"#, "", .privileged, "yes"),
        (
            "devices", #""linuxParameters": {"devices": [{"hostPath": "/dev/kvm"}]}"#, "", .host, "host devices"
        ),
        (
            "capability", #""linuxParameters": {"capabilities": {"add": ["NET_ADMIN"]}}"#, "", .host,
            "added capabilities"
        ),
        ("SYS_PTRACE", #""linuxParameters": {"capabilities": {"add": ["SYS_PTRACE"]}}"#, "", .host, "none"),
        (
            "Docker socket", #""essential": true"#,
            #""volumes": [{"name": "s", "host": {"sourcePath": "/var/run/docker.sock"}}],"#, .host,
            "the Docker socket"
        ),
        (
            "EFS", #""essential": true"#,
            #""volumes": [{"name": "d", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}],"#, .volumes, "EFS"
        ),
        ("scratch", #""essential": true"#, #""volumes": [{"name": "d"}],"#, .volumes, "scratch space"),
        ("disk", #""essential": true"#, #""ephemeralStorage": {"sizeInGiB": 50},"#, .ephemeral, "50 GiB"),
        ("stop", #""stopTimeout": 90"#, "", .stopTimeout, "90 s"),
        ("ARM", #""essential": true"#, #""runtimePlatform": {"cpuArchitecture": "ARM64"},"#, .architecture, "ARM64"),
        (
            "Windows", #""essential": true"#,
            #""runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"},"#, .windows, "Windows"
        ),
        ("CPU", #""essential": true"#, "", .cpu, "0.5 vCPU"),
        ("memory", #""essential": true"#, "", .memory, "1024 MiB"),
        (
            "UDP", #""portMappings": [{"containerPort": 53, "protocol": "udp"}]"#, "", .transports, "UDP"
        ),
        (
            "gRPC", #""portMappings": [{"containerPort": 50051, "appProtocol": "grpc", "name": "g"}]"#, "", .transports,
            "gRPC"
        ),
        ("home", #""essential": true"#, "", .home, "Amazon ECS on EC2"),
        ("a server", #""portMappings": [{"containerPort": 80}]"#, "", .kind, "answers requests"),
    ]

    @Test(arguments: tasks.map(\.0))
    func aTaskDefinitionTells(_ name: String) throws {
        let (_, container, rest, key, value) = try #require(Self.tasks.first { $0.0 == name })
        let facts = try Self.one(["deploy/task.json": Self.task(container, rest)])
        let row = facts.row(key)
        #expect(row.value?.en == value)
        guard case .file(let path, let line)? = row.sources.first else {
            Issue.record("no place")
            return
        }
        #expect(path == "deploy/task.json" && line >= 1)
    }

    @Test func aVariableLeavesItOpen() throws {
        let facts = try Self.one([
            "main.tf": """
            variable "gpu" {}
            variable "cpu" {}
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              cpu = var.cpu
              memory = 1024
              container_definitions = jsonencode([{
                name = "web", image = "nginx:1.29", privileged = var.gpu
                resourceRequirements = [{type = var.gpu, value = "1"}]
              }])
            }
            """
        ])
        #expect(facts.gpu.value == nil && facts.privileged.value == nil && facts.cpu.value == nil)
        #expect(facts.memory.value == 1024)
        let advice = try Sample.advise(facts)
        #expect(advice[.fargate]?.verdict == .unknown)
    }

    @Test func whatTheContainersAskForCountsWhereTheTaskSaysNothing() throws {
        let facts = try Self.one([
            "task.json": """
            {"family": "pair", "containerDefinitions": [
              {"name": "a", "image": "a:1", "cpu": 256, "memory": 300},
              {"name": "b", "image": "b:1", "cpu": 128, "memoryReservation": 200}]}
            """
        ])
        #expect(facts.cpu.value == 384 && facts.memory.value == 500)
        #expect(facts.home.value == .ec2 && facts.host.value == [.bridgeNetwork])
        #expect(facts.containers.value?.count == 2)
    }

    @Test func onInstancesNoCPUNeedBeReserved() throws {
        let facts = try Self.one([
            "task.json": #"{"family": "a", "containerDefinitions": [{"name": "a", "image": "a:1", "memory": 300}]}"#
        ])
        #expect(facts.cpu.value == 0 && facts.row(.cpu).value?.en == "none reserved")
        let advice = try Sample.advise(facts)
        #expect(advice.first == .ec2 && advice[.ec2]?.verdict == .fits)
        #expect(advice[.fargate]?.changes.contains { $0.change?.en.contains("0.25 vCPU / 512 MiB") == true } == true)
    }

    @Test func helpersAreTold() throws {
        let facts = try Self.one([
            "task.json": """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1"},
              {"name": "log_router", "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:3",
               "firelensConfiguration": {"type": "fluentbit"}},
              {"name": "traces", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.43"}]}
            """
        ])
        #expect(facts.containers.value?.map(\.isHelper) == [false, true, true])
    }

    private static let template = """
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: night
              RequiresCompatibilities: [FARGATE]
              NetworkMode: awsvpc
              Cpu: 256
              Memory: 512
              ContainerDefinitions: [{Name: night, Image: 'night:1'}]
        """

    @Test func aScheduleMakesAJob() throws {
        let facts = try Self.one([
            "stack.yaml": Self.template + """

                  Rule:
                    Type: AWS::Events::Rule
                    Properties:
                      ScheduleExpression: cron(0 18 * * ? *)
                      Targets:
                        - Id: night
                          Arn: arn:aws:ecs:us-east-1:123456789012:cluster/main
                          EcsParameters: {TaskDefinitionArn: !Ref Task}
                """
        ])
        #expect(facts.kind.value == .job && facts.schedule.value == ["cron(0 18 * * ? *)"])
        #expect(facts.schedule.sources == [.file(path: "stack.yaml", line: 14)])
    }

    @Test func aServiceWithoutPortsIsAWorker() throws {
        let facts = try Self.one([
            "stack.yaml": Self.template + """

                  Service:
                    Type: AWS::ECS::Service
                    Properties: {ServiceName: night, TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: 3}
                """
        ])
        #expect(
            facts.kind.value == .worker && facts.home.value == .fargate
                && facts.ingress.value == WorkloadFacts.Ingress.none)
        #expect(facts.tasks.value == .init(3, 3) && facts.connection.value == false)
    }

    @Test func aTargetGroupTellsTheProtocol() throws {
        func facts(_ group: String) throws -> WorkloadFacts {
            try Self.one([
                "stack.yaml": Self.template.replacing(
                    "Image: 'night:1'", with: "Image: 'night:1', PortMappings: [{ContainerPort: 80}]")
                        + """

                          Group:
                            Type: AWS::ElasticLoadBalancingV2::TargetGroup
                            Properties: {Port: 80, \(group)}
                          Service:
                            Type: AWS::ECS::Service
                            Properties:
                              ServiceName: night
                              TaskDefinition: !Ref Task
                              LoadBalancers: [{ContainerName: night, ContainerPort: 80, TargetGroupArn: !Ref Group}]
                        """
            ])
        }
        #expect(try facts("Protocol: HTTP").transports.value == [.http])
        #expect(try facts("Protocol: HTTP, ProtocolVersion: GRPC").transports.value == [.grpc])
        #expect(try facts("Protocol: UDP").transports.value == [.udp])
        let plain = try facts("Protocol: TCP").transports
        #expect(plain.value == nil && plain.suspicion?.en.contains("TCP") == true)
        #expect(try facts("Protocol: HTTP").kind.value == .server)
    }

    // MARK: Images

    @Test func aDockerfileAloneTellsWhatItCan() throws {
        let facts = try Self.one([
            "web/Dockerfile": "FROM node:24-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nCMD [\"node\", \"server.js\"]",
            "web/package.json": #"{"dependencies": {"express": "5.1.0"}}"#, "web/server.js": "",
        ])
        #expect(facts.name == "web" && facts.home.value == .nowhere && facts.kind.value == .server)
        #expect(facts.transports.value == [.http] && facts.answersLambda.value == false)
        #expect(facts.start.value == "node" && facts.cpu.value == nil && facts.gpu.value == false)
        #expect(facts.base.sources == [.file(path: "web/Dockerfile", line: 1)])
        #expect(facts.kind.sources == [.file(path: "web/Dockerfile", line: 4)])
    }

    @Test func suspicionsAreNoFacts() throws {
        let cuda = try Self.one(["Dockerfile": "FROM nvidia/cuda:12.8.0-runtime-ubuntu24.04\nCMD [\"serve\"]"])
        #expect(cuda.gpu.value == nil && cuda.gpu.suspicion != nil)
        let volume = try Self.one(["Dockerfile": "FROM debian:13\nVOLUME /data\nCMD [\"serve\"]"])
        #expect(volume.keepsFiles.value == nil && volume.keepsFiles.suspicion != nil)
        let socket = try Self.one([
            "Dockerfile": "FROM node:24\nCOPY . .\nCMD [\"node\", \"a.js\"]",
            "package.json": #"{"dependencies": {"ws": "8.18.0"}}"#, "a.js": "",
        ])
        #expect(socket.transports.value == nil && socket.transports.suspicion?.en.contains("WebSocket") == true)
    }

    @Test func anImageForLambdaIsKnown() throws {
        let base = try Self.one(["Dockerfile": "FROM public.ecr.aws/lambda/python:3.13\nCMD [\"app.handler\"]"])
        #expect(base.answersLambda.value == true)
        let adapter = try Self.one([
            "Dockerfile": """
            FROM python:3.13
            COPY --from=public.ecr.aws/awsguru/aws-lambda-adapter:0.9.1 /lambda-adapter /opt/extensions/lambda-adapter
            CMD ["python", "app.py"]
            """
        ])
        #expect(adapter.answersLambda.value == true)
    }

    @Test func aDatabaseKeepsFilesAndSpeaksTCP() throws {
        let facts = try Self.one([
            "Dockerfile": "FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/", "init.sql": "",
        ])
        #expect(facts.keepsFiles.value == true && facts.transports.value == [.tcp])
    }

    // MARK: People

    @Test func whatPeopleSayCountsMore() throws {
        var section = AdviseSection()
        section.common.traffic = .init(.rare, .option("--traffic"))
        var web = AttestedFacts()
        let span = Span(
            path: "plimsoll.yml", bytes: 0..<1, start: Position(line: 7, column: 3), end: Position(line: 7, column: 4))
        web.gpu = .init(true, .file(span))
        web.compliance = .init([.ownOS], .file(span))
        section.workloads["web"] = web
        var options = AttestedFacts()
        options.traffic = .init(.steady, .option("--traffic"))
        let facts = try #require(
            try Self.read(["task.json": Self.task(#""essential": true"#)], section, over: options).first)
        #expect(facts.gpu.value == true && facts.gpu.sources == [.settings(path: "plimsoll.yml", line: 7)])
        #expect(facts.traffic.value == .steady && facts.traffic.sources == [.option("--traffic")])
        #expect(facts.ownOS.value == true)
    }

    @Test func theSameDefinitionTwiceIsToldOnce() throws {
        let task = Self.task(#""essential": true"#)
        #expect(try Self.read(["a/task.json": task, "b/task.json": task]).count == 1)
        let other = task.replacing("\"1024\"", with: "\"2048\"")
        #expect(try Self.read(["a/task.json": task, "b/task.json": other]).count == 2)
    }

    @Test func nothingIsNothing() throws {
        #expect(try Self.read(["README.md": "# Nothing"]).isEmpty)
    }
}
