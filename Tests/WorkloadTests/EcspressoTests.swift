import Basics
import ECSModel
import Templates
import Testing
import Workload

/// Configurations of ecspresso, and the files that they join.
struct EcspressoTests {
    private static func load(_ files: [String: String]) -> Infrastructure {
        let tree = MemoryTree(files)
        return DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
    }

    private static let task =
        #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:{{ must_env `TAG` }}"}]}"#
    private static let service =
        #"{"desiredCount": {{ env `COUNT` `2` }}, "launchType": "FARGATE", "taskDefinition": "old:3"}"#

    @Test(
        arguments: [
            (
                "ecspresso.yml",
                "region: eu-west-1\ncluster: main\nservice: web\nservice_definition: ecs-service-def.json\ntask_definition: ecs-task-def.json\ntimeout: 10m\nplugins:\n  - name: tfstate\n    config: {path: terraform.tfstate}\n"
            ),
            (
                "prod.yaml",
                "region: '{{ must_env `AWS_REGION` }}'\ncluster: main\nservice: web\nservice_definition: ./ecs-service-def.json\ntask_definition: ./ecs-task-def.json\n"
            ),
            (
                "ecspresso.json",
                #"{"region": "a", "cluster": "main", "service": "web", "service_definition": "ecs-service-def.json", "task_definition": "ecs-task-def.json"}"#
            ),
        ])
    func twoFilesAreOneStack(name: String, config: String) throws {
        let found = Self.load([
            "ecs/" + name: config, "ecs/ecs-task-def.json": Self.task, "ecs/ecs-service-def.json": Self.service,
        ])
        #expect(found.stacks.map(\.origin) == [.ecspresso])
        #expect(found.files.count == 3)
        #expect(found.files.allSatisfy { $0.state == .read })
        let system = try #require(found.systems().first?.system)
        let service = try #require(system.services.first)
        // The revision that a copied answer names is not the one that runs.
        #expect(service.task?.name == "web")
        #expect(service.service.name.value?.known == "web")
        #expect(service.service.cluster.value?.known == "main")
        #expect(service.service.desiredCount.isUnknown)
        #expect(service.service.isFargate == true)
        let image = try #require(service.task?.definition.containers.first?.image.value)
        #expect(image.knownPrefix == "web:")
        #expect(image.known == nil)
    }

    @Test func aTaskWithoutAServiceIsEnough() throws {
        let found = Self.load([
            "batch/ecspresso.yml": "region: a\ncluster: main\ntask_definition: task.json\n",
            "batch/task.json": Self.task,
        ])
        let system = try #require(found.systems().first?.system)
        #expect(system.tasks.map(\.name) == ["web"])
        #expect(system.services.isEmpty)
    }

    /// Two configurations may share their definitions.
    @Test func environmentsShareDefinitions() {
        let config = "region: a\ncluster: %\nservice: web\ntask_definition: task.json\nservice_definition: sv.json\n"
        let found = Self.load([
            "dev.yml": config.replacing("%", with: "dev"), "prod.yml": config.replacing("%", with: "prod"),
            "task.json": Self.task, "sv.json": Self.service,
        ])
        #expect(found.stacks.map(\.name) == ["dev.yml", "prod.yml"])
        #expect(
            found.systems().first?.system.services.map { $0.service.cluster.value?.known } == ["dev", "prod"])
    }

    private static func state(_ found: Infrastructure, _ path: String) -> String {
        switch found.files.first(where: { $0.path == path })?.state {
        case .read: "read"
        case .partly(let why): "partly: \(why.en)"
        case .refused(let why): "refused: \(why.en)"
        case nil: "none"
        }
    }

    @Test func whatIsMissingIsTold() {
        let found = Self.load([
            "a/ecspresso.yml":
                "region: a\nservice: web\ntask_definition: none.json\nservice_definition: '{{ env `X` `y` }}'\n",
            "b/ecspresso.yml": "region: a\ntask_definition: broken.json\n", "b/broken.json": "{",
            "c/ecspresso.yml": "region: a\ntask_definition: ../../outside.json\n",
            "d/ecspresso.yml": "region: a\ntask_definition: list.json\n", "d/list.json": "[1]",
        ])
        #expect(Self.state(found, "a/ecspresso.yml").contains("none.json"))
        #expect(Self.state(found, "b/ecspresso.yml") == "read")
        #expect(Self.state(found, "b/broken.json").hasPrefix("refused: b/broken.json:1:"))
        #expect(Self.state(found, "c/ecspresso.yml").contains("../../outside.json"))
        #expect(Self.state(found, "d/list.json").contains("an object is expected"))
    }

    private static let jsonnet = [
        "ecspresso.jsonnet": "{ region: 'a', cluster: 'c', service: 'web', task_definition: 'task.jsonnet' }",
        "task.jsonnet": "local web = import 'web.libsonnet';\n{ family: 'web', containerDefinitions: [web] }",
        "web.libsonnet": "{ name: 'web', image: 'web:1' }",
    ]

    @Test func jsonnetIsToldWhereItCannotBeRendered() {
        let found = Self.load(Self.jsonnet)
        #expect(found.stacks.isEmpty)
        #expect(Self.state(found, "ecspresso.jsonnet").contains("`jsonnet` program is not installed"))
        #expect(Self.state(found, "task.jsonnet").hasPrefix("partly: "))
        #expect(Self.state(found, "web.libsonnet") == "none")
    }

    @Test func jsonnetIsRenderedByWhatIsGiven() async throws {
        let tree = MemoryTree(Self.jsonnet)
        let found = await DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates) {
            path, text in
            #expect(!text.isEmpty)
            return path == "task.jsonnet"
                ? .json(Array(#"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#.utf8))
                : .json(
                    Array(#"{"region": "a", "cluster": "c", "service": "web", "task_definition": "task.jsonnet"}"#.utf8)
                )
        }
        #expect(found.files.allSatisfy { $0.state == .read })
        let task = try #require(found.systems().first?.system.tasks.first)
        #expect(task.name == "web")
        // `family` is written in the second line.
        #expect(task.definition.family.span?.start.line == 2)
    }

    @Test func aFailedRenderingIsTold() async {
        let tree = MemoryTree(Self.jsonnet)
        let found = await DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates) { _, _ in
            .failed("RUNTIME ERROR: no such function")
        }
        #expect(Self.state(found, "task.jsonnet").contains("no such function"))
    }

    @Test func whatSharesWordsIsNoConfiguration() {
        let found = Self.load([
            "a.yml": "service: x\ntask_definition: 3\n", "b.yml": "task_definition: a.json\n",
            "jobs.yml": "jobs:\n  deploy:\n    steps:\n      - with: {task_definition: a.json, service: web}\n",
        ])
        #expect(found.stacks.isEmpty)
        #expect(found.files.isEmpty)
    }
}
