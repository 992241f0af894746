import Basics
import ECSModel
import Templates
import Testing
import Workload

/// The other forms in which definitions are kept: what the CDK writes, Copilot's manifests, files of scaling.
struct DefinitionFormTests {
    private static func load(_ files: [String: String]) -> Infrastructure {
        let tree = MemoryTree(files)
        return DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
    }

    /// Beside templates the folder holds a manifest, a tree of constructs and what was bundled.
    @Test func outputOfTheCDKIsRead() throws {
        let found = Self.load([
            "cdk.out/Shop.template.json": """
            {"Resources": {
              "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "shop",
                "ContainerDefinitions": [{"Name": "web", "Essential": true,
                  "Image": {"Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}:0a1b"}}]}},
              "Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Task"}, "DesiredCount": 2}},
              "CDKMetadata": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2:deflate64:x"}}},
             "Parameters": {"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version"}}}
            """,
            "cdk.out/manifest.json":
                #"{"version": "36.0.0", "artifacts": {"Shop": {"type": "aws:cloudformation:stack"}}}"#,
            "cdk.out/tree.json":
                #"{"version": "tree-0.1", "tree": {"id": "App", "children": {"Task": {"attributes": {"aws:cdk:cloudformation:type": "AWS::ECS::TaskDefinition", "aws:cdk:cloudformation:props": {"containerDefinitions": [{"name": "web", "image": "x"}]}}}}}}"#,
            "cdk.out/Shop.assets.json": #"{"version": "36.0.0", "files": {}, "dockerImages": {}}"#,
            "cdk.json": #"{"app": "node bin/app.js"}"#,
        ])
        #expect(found.stacks.map(\.name) == ["cdk.out/Shop.template.json"])
        #expect(found.files.map(\.path) == ["cdk.out/Shop.template.json"])
        let service = try #require(found.systems().first?.system.services.first)
        #expect(service.task?.name == "shop")
        #expect(service.task?.definition.containers.first?.image.value?.known == nil)
    }

    @Test func manifestsOfCopilotAreRead() throws {
        let found = Self.load([
            "copilot/web/manifest.yml":
                "name: web\ntype: Load Balanced Web Service\nimage: {build: Dockerfile, port: 80}\ncpu: 256\nmemory: 512\ncount: {range: 1-4}\nenvironments:\n  prod: {cpu: 512}\n",
            "copilot/environments/test/manifest.yml": "name: test\ntype: Environment\n",
            "k8s/manifest.yaml": "apiVersion: v1\nkind: Service\nspec: {type: ClusterIP}\n",
        ])
        #expect(found.stacks.map(\.origin) == [.copilot])
        let systems = found.systems()
        #expect(systems.map { $0.system.assumptions } == [[""], ["environment = prod"]])
        #expect(systems.map { $0.system.tasks.first?.definition.cpuUnits.value } == [256, 512])
        let service = try #require(systems.first?.system.services.first)
        #expect(service.task?.definition.containers.first?.name.value == "web")
        #expect(service.scalableTarget?.properties.int("maxCapacity").value == 4)
    }

    @Test func scalingStandsBesideItsService() throws {
        let found = Self.load([
            "ecs/service.json": #"{"serviceName": "web", "desiredCount": 2, "taskDefinition": "web"}"#,
            "ecs/target.json":
                #"{"ServiceNamespace": "ecs", "ResourceId": "service/main/web", "ScalableDimension": "ecs:service:DesiredCount", "MinCapacity": 2, "MaxCapacity": 8}"#,
            "ecs/policy.json":
                #"{"ServiceNamespace": "ecs", "ResourceId": "service/main/web", "ScalableDimension": "ecs:service:DesiredCount", "PolicyName": "cpu", "PolicyType": "TargetTrackingScaling"}"#,
        ])
        let service = try #require(found.systems().first?.system.services.first)
        #expect(service.scalableTarget?.properties.int("maxCapacity").value == 8)
        #expect(service.scalingPolicies.count == 1)
    }

    @Test(
        arguments: [
            ("ecs/taskdef.json", "{\"containerDefinitions\": [}", "taskdef.json:1:"),
            ("a.yaml", "Resources:\n  A: {Type: 'AWS::ECS::Service'\n  B: [", "a.yaml:"),
            ("taskdef.json", "\u{FEFF}{\"containerDefinitions\": [{\"name\": \"a\"", "taskdef.json:1:"),
        ])
    func whatCannotBeReadIsTold(path: String, text: String, start: String) throws {
        let file = try #require(Self.load([path: text]).files.first)
        guard case .refused(let why) = file.state else {
            Issue.record("\(path) is not refused")
            return
        }
        #expect(why.en.has(start))
    }

    @Test func utf16IsTold() throws {
        let tree = MemoryTree(["taskdef.json": [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]])
        let found = DefinitionLoader(tree: tree).load(["taskdef.json"])
        guard case .refused(let why)? = found.files.first?.state else {
            Issue.record("UTF-16 is not refused")
            return
        }
        #expect(why.en.has("UTF-16"))
    }
}
