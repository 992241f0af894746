import Basics
import ECSModel
import Templates
import Testing

/// Definitions as they are found in the wild, and what of them is not known.
struct RawDefinitionTests {
    private static func resources(_ text: String, json: Bool = true) throws -> [Resource] {
        let source = SourceFile(path: json ? "taskdef.json" : "taskdef.yaml", text: text)
        return RawDefinition.resources(of: try Document.read(source, limits: DocumentLimits(placeholders: true)))
    }

    private static func task(_ text: String) throws -> TaskDefinition {
        let first = try #require(try resources(text).first)
        #expect(first.type == ResourceType.taskDefinition)
        return TaskDefinition(first.properties)
    }

    @Test(arguments: [
        #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "nginx:1.27"}]}"#,
        #"{"taskDefinition": {"family": "web", "revision": 3, "containerDefinitions": [{"name": "web", "image": "nginx:1.27"}]}}"#,
        #"[{"name": "web", "image": "nginx:1.27", "essential": true}]"#,
        #"{"name": "web", "image": "nginx:1.27", "cpu": 10}"#,
    ])
    func eachFormIsFound(text: String) throws {
        let container = try #require(try Self.task(text).containers.first)
        #expect(container.name.value == "web")
        #expect(container.image.value?.known == "nginx:1.27")
    }

    @Test(arguments: [
        #"{"serviceName": "web", "desiredCount": 2}"#,
        #"{"services": [{"serviceName": "web", "desiredCount": 2}], "failures": []}"#,
        #"{"service": {"serviceName": "web", "desiredCount": 2}}"#,
    ])
    func servicesAreFound(text: String) throws {
        let found = try Self.resources(text)
        #expect(found.map(\.type) == [ResourceType.service])
        #expect(found.first.map { Service($0.properties).desiredCount.value } == 2)
    }

    @Test(arguments: [
        #"{"name": "app", "version": "1.0.0", "scripts": {}}"#, #"[1, 2]"#, "null", #"{"image": "x"}"#,
        #"{"name": "service", "image": {"repository": "x"}}"#,
    ])
    func otherFilesAreNone(text: String) throws {
        #expect(try Self.resources(text).isEmpty)
    }

    @Test func templatesThatAreNotJSONAreRead() throws {
        let task = try Self.task(
            """
            {"family": "<FAMILY>", "cpu": <CPU>, "memory": "512", "executionRoleArn": null,
             "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>", "memory": ${MEMORY},
               "portMappings": [{"containerPort": <PORT>}]}]}
            """)
        #expect(task.family.isUnknown)
        #expect(task.cpuUnits.isUnknown)
        #expect(task.memoryMiB.value == 512)
        #expect(task.executionRole.isAbsent)
        let container = try #require(task.containers.first)
        #expect(container.image.value?.known == nil)
        #expect(container.image.value?.shown == "${IMAGE1_NAME}")
        #expect(container.memory.isUnknown)
        #expect(container.portMappings.first?.containerPort.isUnknown == true)
    }

    @Test(arguments: [
        ("arn:aws:iam::[account_id]:role/x", "arn:aws:iam::${account_id}:role/x"),
        ("{{ must_env `IMAGE` }}:v1", "${must_env `IMAGE`}:v1"), ("app:$TAG", "app:${TAG}"), ("a < b > c", "a < b > c"),
        ("awk '{print $1}'", "awk '{print $1}'"), ("plain", "plain"), ("@@TAG@@", "${TAG}"), ("100%", "100%"),
    ])
    func placeholdersAreSeen(text: String, shown: String) {
        #expect(Placeholders.read(text).shown == shown)
    }

    @Test func unknownKeysAreToldWithWhatWasMeant() throws {
        let term = try #require(
            try Self.resources(
                #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "a", "enviroment": [], "memory": "x"}]}"#
            ).first?.properties)
        var check = ShapeCheck(.taskDefinition)
        let found = check.check(term)
        #expect(found.map(\.path) == ["containerDefinitions[0].enviroment", "containerDefinitions[0].memory"])
        #expect(found.map(\.hint) == ["environment", ""])
    }

    @Test(.enabled(if: corpus != nil)) func corpusIsRead() throws {
        let tree = DiskTree(root: corpus ?? "")
        let folder = "aws-samples__aws-containers-task-definitions"
        for path in ["consul/ConsulServer.json", "gunicorn/gunicorn_fargate.json", "kibana/kibana_ec2.json"] {
            let source = try #require(tree.source("\(folder)/\(path)"))
            let found = RawDefinition.resources(of: try Document.read(source))
            #expect(found.count == 1, "\(path)")
        }
    }
}
