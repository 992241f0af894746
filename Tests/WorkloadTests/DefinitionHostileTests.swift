import Basics
import ECSModel
import Testing
import Workload

/// Definitions that are made to use up time, memory or the stack are refused with a reason, or read as far as they go.
struct DefinitionHostileTests {
    private struct Outcome {
        var seconds: Double
        var infrastructure: Infrastructure

        /// What was said of a file, read in part or refused.
        func reason(_ path: String) -> Text? {
            switch infrastructure.files.first(where: { $0.path == path })?.state {
            case .refused(let text), .partly(let text): text
            case .read, nil: nil
            }
        }

        var resources: [Resource] { infrastructure.stacks.flatMap { $0.variants.flatMap(\.resources) } }
    }

    private static func load(_ files: [String: String]) -> Outcome {
        let tree = MemoryTree(files)
        let start = ProcessorTime.seconds
        let found = DefinitionLoader(tree: tree).load(files.keys.sorted())
        for outcome in found.systems() { _ = SystemGraph(outcome.system, workloads: []) }
        return Outcome(seconds: ProcessorTime.seconds - start, infrastructure: found)
    }

    /// Far more than any takes on a slow machine without optimization, far less than work that grows with the square.
    private static let bound: Double = 20

    private static func many(_ text: String, _ count: Int = 1_000_000) -> String {
        String(repeating: text, count: count)
    }

    // MARK: Refused

    @Test(arguments: [
        ("task.json", #"{"containerDefinitions":"# + many("["), "deep"),
        ("task.json", many(#"{"containerDefinitions":"#, 100_000), "deep"),
        ("task.yaml", "containerDefinitions: " + many("["), "deep"),
        ("task.yaml", "containerDefinitions:\n" + many("- "), "deep"),
        ("stack.yaml", "Resources: {A: {Type: 'AWS::ECS::Cluster', Properties: " + many("!Sub [", 100_000), "deep"),
        ("main.tf", "resource \"aws_ecs_cluster\" \"c\" {\n  a = " + many("[") + "\n}\n", "deep"),
        ("main.tf", "resource \"aws_ecs_cluster\" \"c\" {}\n" + many("a {"), "deep"),
        ("main.tf", "resource \"aws_ecs_cluster\" \"c\" {\n  a = \"" + many("${\"", 300_000) + "\"\n}\n", "deep"),
        ("main.tf", "resource \"aws_ecs_cluster\" \"c\" {\n  a = " + many("(") + "\n}\n", "deep"),
        ("main.tf.json", #"{"resource":{"aws_ecs_cluster":{"c":{"a":"# + many("["), "deep"),
        ("task-definition.json", many(" ", 50 << 20), "bytes"),
        ("ecs-stack.yaml", many("#", 50 << 20), "bytes"),
        ("main.tf", "resource \"aws_ecs_cluster\" \"c\" {}\n" + many("#", 50 << 20), "bytes"),
    ])
    func isRefusedWithItsReason(_ path: String, _ text: String, _ word: String) throws {
        let outcome = Self.load([path: text])
        let reason = try #require(outcome.reason(path))
        #expect(reason.en.contains(word))
        #expect(!reason.ja.isEmpty && reason.ja != reason.en)
        #expect(outcome.seconds < Self.bound)
    }

    @Test(arguments: [
        // Each level stands for ten of the one before: ten thousand million values in all.
        (0..<10).map { level in
            let before = level == 0 ? "x" : "*a\(level - 1)"
            return "a\(level): &a\(level) [\(Array(repeating: before, count: 10).joined(separator: ", "))]\n"
        }.joined(),
        (0..<10).map { level in
            let before = level == 0 ? "{k: v}" : "*a\(level - 1)"
            let keys = (0..<10).map { "k\($0): \(before)" }.joined(separator: ", ")
            return "a\(level): &a\(level) {\(keys)}\n"
        }.joined(),
    ])
    func aliasesThatMultiply(_ bomb: String) throws {
        let outcome = Self.load(["stack.yaml": bomb + "Resources: {A: {Type: 'AWS::ECS::Cluster'}}\n"])
        #expect(try #require(outcome.reason("stack.yaml")).en.contains("aliases"))
        #expect(outcome.resources.isEmpty)
        #expect(outcome.seconds < Self.bound)
    }

    // MARK: Circles

    private static let cluster = "resource \"aws_ecs_cluster\" \"c\" {\n  name = "

    @Test(arguments: [
        ["main.tf": cluster + "local.a\n}\nlocals {\n  a = local.a\n}\n"],
        ["main.tf": cluster + "local.a\n}\nlocals {\n  a = \"${local.b}x\"\n  b = [local.a][0]\n}\n"],
        ["main.tf": cluster + "var.a\n}\nvariable \"a\" { default = var.a }\n"],
        ["main.tf": cluster + "aws_ecs_cluster.c.name\n}\n"],
        ["main.tf": cluster + "aws_ecs_cluster.c[0].setting\n  count = length(aws_ecs_cluster.c)\n}\n"],
        ["main.tf": cluster + "each.key\n  for_each = aws_ecs_cluster.c\n}\n"],
        ["main.tf": cluster + "data.aws_x.y.z\n}\ndata \"aws_x\" \"y\" { z = data.aws_x.y.z }\n"],
        [
            "main.tf": cluster + "module.m.name\n}\nmodule \"m\" {\n  source = \"./m\"\n  name = module.m.name\n}\n",
            "m/main.tf": "variable \"name\" {}\noutput \"name\" { value = var.name }\n",
        ],
        [
            "a/main.tf": cluster
                + "module.b.x\n}\nmodule \"b\" { source = \"../b\" }\noutput \"x\" { value = module.b.x }\n",
            "b/main.tf": "module \"a\" { source = \"../a\" }\noutput \"x\" { value = module.a.x }\n",
        ],
        ["main.tf": cluster + "\"x\"\n}\nmodule \"m\" { source = \"./\" }\nmodule \"n\" { source = \"../n/..\" }\n"],
    ])
    func circlesOfTerraformAreUnknown(_ files: [String: String]) {
        let outcome = Self.load(files)
        #expect(outcome.seconds < Self.bound)
        for resource in outcome.resources {
            #expect(resource.type == ResourceType.cluster)
            let name = resource.properties.text("clusterName")
            #expect(name.value?.known == nil || name.value?.known == "x")
        }
    }

    @Test(arguments: [
        "Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}\nResources: {C: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: !FindInMap [M, a, b]}}}",
        "Conditions: {A: !Condition A}\nResources: {C: {Type: 'AWS::ECS::Cluster', Condition: A, Properties: {ClusterName: !If [A, x, y]}}}",
        "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\nResources: {C: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: !If [B, x, y]}}}",
        "Resources: {C: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: !Ref C}}}",
        "Resources: {C: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: !Sub ['${a}', {a: !Sub '${C.Arn}'}]}}}",
        "Parameters: {P: {Type: String, Default: '${P}'}}\nResources: {C: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: !Sub '${P}'}}}",
    ])
    func circlesOfCloudFormationAreUnknown(_ template: String) throws {
        let outcome = Self.load(["stack.yaml": template])
        #expect(outcome.seconds < Self.bound)
        let resource = try #require(outcome.resources.first)
        let text = resource.properties.text("clusterName").value
        #expect(text?.known == nil)
    }

    // MARK: What grows with each use

    @Test(arguments: [
        // A chain of conditions, each of the next.
        "Conditions:\n" + (0..<50_000).map { "  C\($0): !Not [!Condition C\($0 + 1)]\n" }.joined()
            + "Resources: {C: {Type: 'AWS::ECS::Cluster', Condition: C0}}",
        // A long default that is put in again and again.
        "Parameters: {P: {Type: String, Default: '\(many("p", 500_000))'}}\n"
            + "Resources: {C: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: !Sub '\(many("${P}", 300_000))'}}}",
        "Parameters: {P: {Type: String, Default: '\(many("<p>", 200_000))'}}\n"
            + "Resources: {C: {Type: 'AWS::ECS::Cluster', Properties: {A: [\(many("!Ref P, ", 60_000))]}}}",
        "Mappings: {M: {a: {b: '\(many("p,", 500_000))'}}}\n"
            + "Resources: {C: {Type: 'AWS::ECS::Cluster', Properties: {A: ["
            + many("!Select [0, !Split [',', !FindInMap [M, a, b]]], ", 20_000) + "]}}}",
        // Conditions that compare one parameter with ever more values.
        "Parameters: {P: {Type: String}}\nConditions:\n"
            + (0..<40_000).map { "  C\($0): !Equals [!Ref P, v\($0)]\n" }.joined()
            + "Resources: {C: {Type: 'AWS::ECS::Cluster'}}",
    ])
    func templatesThatMultiply(_ template: String) {
        let outcome = Self.load(["stack.yaml": template])
        #expect(outcome.seconds < Self.bound)
        #expect(outcome.reason("stack.yaml") != nil || outcome.infrastructure.stacks.count == 1)
    }

    private static let doubled =
        "locals {\n  a0 = [\"x\"]\n"
        + (1...80).map { "  a\($0) = [local.a\($0 - 1), local.a\($0 - 1)]\n" }.joined() + "}\n"

    @Test(arguments: [
        // Lists of lists: two to the eightieth values.
        doubled + cluster + "nosuch(local.a80)\n}\n",
        doubled + cluster + "local.a80 == local.a79 ? \"a\" : \"b\"\n}\n",
        doubled + cluster + "join(\",\", flatten(local.a80))\n}\n",
        doubled + cluster + "jsonencode(local.a80)\n  setting = local.a80\n}\n",
        doubled + cluster + "contains(local.a80, local.a79)\n}\n",
        // Texts of texts.
        "locals {\n  a0 = \"xxxxxxxx\"\n"
            + (1...80).map { "  a\($0) = \"${local.a\($0 - 1)}${local.a\($0 - 1)}\"\n" }.joined() + "}\n" + cluster
            + "local.a80\n}\n",
        // A long text, changed a million times.
        "locals {\n  t = \"\(many("x", 500_000))\"\n  r = range(1000)\n"
            + "  l = [for a in local.r : [for b in local.r : upper(local.t)]]\n}\n" + cluster + "local.l[0][0]\n}\n",
        "locals {\n  r = range(1000)\n  l = { for a in local.r : \"k\" => [for b in local.r : { for c in local.r : \"k\" => c... }]... }\n}\n"
            + cluster + "local.l.k[0]\n}\n",
        // Blocks in blocks, a thousand each.
        "locals { r = range(1000) }\n" + cluster + "\"x\"\n"
            + (0..<15).map { "dynamic \"b\($0)\" {\n for_each = local.r\n content {\n" }.joined() + many("}\n}\n", 15)
            + "}\n",
        cluster + "tonumber(\"-9223372036854775808\")\n  a = range(tonumber(\"-9223372036854775808\"))\n"
            + "  b = element([1], tonumber(\"-9223372036854775808\"))\n}\n",
        many("x = ] <<1 <<1 <<1 <<1\n", 40_000),
        "a = ] " + many("<<1 ", 200_000),
        "a = ] " + many("<<A ", 200_000),
    ])
    func terraformThatMultiplies(_ text: String) {
        let outcome = Self.load(["main.tf": text])
        #expect(outcome.seconds < Self.bound)
        #expect(outcome.resources.count <= 1)
    }

    /// What is written once and named the same by all is looked for once.
    @Test func thousandsOfDefinitionsInOneFile() {
        let one =
            #"{"serviceName":"a","desiredCount":1,"taskDefinition":"b"},{"family":"b","containerDefinitions":[]},"#
        let outcome = Self.load(["services.json": "[" + Self.many(one, 4_000) + "{}]"])
        #expect(outcome.resources.count == 8_000)
        #expect(outcome.seconds < Self.bound)
    }

    @Test func aPlanWithThousandsOfKeys() {
        let keys = (0..<20_000).map { "\"k\($0)\":true" }.joined(separator: ",")
        let plan = """
            {"format_version":"1.2","terraform_version":"1.9","planned_values":{"root_module":{"resources":[{"address":
            "aws_ecs_cluster.c","mode":"managed","type":"aws_ecs_cluster","name":"c","values":{"x":{\(keys)}}}]}},
            "resource_changes":[{"address":"aws_ecs_cluster.c","change":{"after_unknown":{"x":{\(keys)}}}}]}
            """
        let outcome = Self.load(["plan.json": plan])
        #expect(outcome.resources.count == 1)
        #expect(outcome.seconds < Self.bound)
    }
}
