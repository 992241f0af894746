import Basics
import ECSModel
import Testing
import Workload

/// Every definition of the corpus is read: none is passed over in silence.
struct DefinitionCorpusTests {
    private static let corpus: String? = {
        var folder = #filePath
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if DiskTree(root: folder + "/shared/corpus").exists("README.md") { return folder + "/shared/corpus" }
        }
        return nil
    }()

    private static let words = [
        "ontainerDefinitions", "container_definitions", "AWS::ECS::", "\"aws_ecs_", "task_definition:",
        "service_definition:", "scalableDimension", "ScalableDimension",
    ]

    /// Files that hold such a word and yet define nothing, with the reason.
    private static let others: Set<String> = [
        // CodeDeploy's: which service gets which task definition, both as placeholders.
        "aws-samples__amazon-ecs-fullstack-app-terraform/Infrastructure/Templates/appspec.yaml"
    ]

    @Test(.enabled(if: corpus != nil, "../shared is absent"))
    func everyDefinitionIsReadOrRefusedWithAReason() throws {
        let tree = DiskTree(root: try #require(Self.corpus))
        let found = Discovery.find(in: tree)
        let loaded = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        let known = Set(loaded.files.map(\.path))
        var count = 0
        for path in found.definitionCandidates where !Self.others.contains(path) {
            guard let text = tree.text(path, limit: 8 << 20), Self.words.contains(where: { text.has($0) }) else {
                continue
            }
            count += 1
            #expect(known.contains(path), "\(path) is passed over")
        }
        #expect(count >= 14)
        for file in loaded.files {
            if case .refused(let why) = file.state { #expect(!why.en.isEmpty && !why.ja.isEmpty) }
        }
        // All of these can be read.
        let refused = loaded.files.filter { if case .refused = $0.state { true } else { false } }
        #expect(refused.map(\.path) == [])
    }

    @Test(.enabled(if: corpus != nil, "../shared is absent"))
    func rawTaskDefinitionsAreJudged() throws {
        let tree = DiskTree(root: try #require(Self.corpus) + "/aws-samples__aws-containers-task-definitions")
        let loaded = DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
        let tasks = try #require(loaded.systems().first?.system.tasks)
        #expect(tasks.count == loaded.files.count)
        #expect(tasks.allSatisfy { !$0.definition.containers.isEmpty })
        #expect(tasks.allSatisfy { task in task.definition.containers.allSatisfy { !$0.image.isAbsent } })
    }

    /// What a pipeline fills in is neither right nor wrong.
    @Test(.enabled(if: corpus != nil, "../shared is absent"))
    func placeholdersOfAPipelineAreUnknown() throws {
        let path = "Infrastructure/Templates/taskdef.json"
        let tree = DiskTree(root: try #require(Self.corpus) + "/aws-samples__amazon-ecs-fullstack-app-terraform")
        let loaded = DefinitionLoader(tree: tree).load([path])
        let task = try #require(loaded.systems().first?.system.tasks.first)
        #expect(loaded.files.map(\.state) == [.read])
        #expect(task.definition.family.value == nil)
        #expect(task.definition.cpuUnits.value == 256)
        let port = try #require(task.definition.containers.first?.portMappings.first)
        #expect(port.containerPort.isUnknown)
        #expect(task.definition.containers.first?.image.value?.known == nil)
    }
}
