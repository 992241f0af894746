import Basics
import DockerfileSyntax
import ImageScan
import Parity
import Pipelines
import RuleKit
import Rules
import Testing
import Workload

/// Every example of every rule: what is marked is reported, and nothing else.
struct ExampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let rule: RegisteredRule
        let text: String
        let number: Int
        let kind: String

        var testDescription: String {
            "\(rule.name) \(kind) \(number) (\(rule.about.location.file):\(rule.about.location.line))"
        }
        var fixture: Fixture { Fixture(text) }
    }

    static func examples(_ kind: String, _ list: (About) -> [String]) -> [Example] {
        Registry.all.rules.flatMap { rule in
            list(rule.about).enumerated().map { Example(rule: rule, text: $1, number: $0 + 1, kind: kind) }
        }
    }

    static let fails = examples("fails", \.fails)
    static let passes = examples("passes", \.passes)
    static let proves = examples("proves", \.proves)
    static let fixes: [Example] = Registry.all.rules.flatMap { rule in
        rule.about.fixes.enumerated().map { Example(rule: rule, text: $1.before, number: $0 + 1, kind: "fixes") }
    }

    @Test(arguments: fails)
    func reportsWhatIsMarked(_ example: Example) {
        expect(.fault, example)
        #expect(!example.fixture.marks.isEmpty, "a failing example marks its fault with ⟦ and ⟧")
    }

    @Test(arguments: passes)
    func staysSilent(_ example: Example) {
        let findings = Harness.findings(example.rule, example.fixture)
        #expect(findings.filter { $0.verdict == .fault }.map(Harness.describe) == [])
    }

    @Test(arguments: proves)
    func tellsWhatHolds(_ example: Example) {
        expect(.holds, example)
        #expect(Harness.findings(example.rule, example.fixture).allSatisfy { $0.verdict != .fault })
    }

    private func expect(_ verdict: Finding.Verdict, _ example: Example) {
        let fixture = example.fixture
        let findings = Harness.findings(example.rule, fixture).filter { $0.verdict == verdict }
        let expected = fixture.marks.map { Harness.describe(fixture.source($0.path).span($0.range), in: fixture) }
        let found = findings.map { Harness.describe($0.span, in: fixture) }
        #expect(found.sorted() == expected.sorted())
        for finding in findings {
            let text = verdict == .holds ? example.rule.about.proof : example.rule.about.message
            let needed = text?.placeholders(.english) ?? []
            #expect(needed.allSatisfy { finding.arguments[$0] != nil }, "the message needs \(needed)")
        }
    }

    @Test(arguments: fixes)
    func mends(_ example: Example) {
        let fixture = example.fixture
        let after = example.rule.about.fixes[example.number - 1].after
        let edits = Harness.findings(example.rule, fixture).compactMap(\.fix).flatMap(\.edits)
        #expect(!edits.isEmpty, "the rule offers no fix")
        var files = fixture.files
        for (path, edits) in Dictionary(grouping: edits, by: { $0.path ?? fixture.main }) {
            let bytes = Edit.apply(edits, to: Array((files[path] ?? "").utf8))
            #expect(bytes != nil, "edits overlap")
            files[path] = bytes.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(files == Fixture(after).files)
        let left = Harness.findings(example.rule, Fixture(after)).filter { $0.verdict == .fault && $0.fix != nil }
        #expect(left.map(Harness.describe) == [], "the fix leaves what it mends")
    }
}

enum Harness {
    /// What one rule says of an example.
    static func findings(_ rule: RegisteredRule, _ fixture: Fixture) -> [Finding] {
        // Rules about pragmas need the others beside them.
        let isAboutPragmas = if case .pragma = rule.check { true } else { false }
        var settings = Settings()
        settings.set = .style
        // Examples about dates must mean the same on every day.
        settings.today = Day(year: 2026, month: 9, day: 1)
        settings.policy = policy(fixture)
        if let source = fixture.tree.source(ImageLock.fileName), let lock = try? ImageLock.read(source) {
            settings.pins = lock.pins
        }
        return judge(Judge(isAboutPragmas ? .all : Registry(rules: [rule]), settings), fixture)
            .filter { $0.rule == rule.about.id }
    }

    /// What the example's settings files ask for.
    private static func policy(_ fixture: Fixture) -> Policy? {
        let tree = fixture.tree
        var settings = Settings()
        if let source = tree.source("plimsoll.yml"), let project = try? ProjectFile.read(source) {
            settings.policy = project.settings.policy
        }
        var foreign = ForeignSettings()
        if let source = tree.source(".hadolint.yaml") { foreign.read(source, of: .hadolint) }
        foreign.apply(to: &settings)
        return settings.policy
    }

    /// Reads the example as a review would: compose files tell contexts, plimsoll.yml tells roles.
    static func judge(_ judge: Judge, _ fixture: Fixture) -> [Finding] {
        let tree = fixture.tree
        let project = ProjectFile.names.lazy.compactMap { tree.source($0) }.first.flatMap { try? ProjectFile.read($0) }
        let loader = WorkloadLoader(tree: tree, roles: project?.roles ?? [:])
        let found = Discovery.find(in: tree, from: ["", fixture.main])
        let main = found.containerFile(fixture.main).flatMap { loader.workloads(of: $0).first }
        let others = found.dockerfiles.filter { $0.path != fixture.main }.flatMap { loader.workloads(of: $0) }
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        let workloads = (main.map { [$0] } ?? []) + others
        var seen: Set<Finding> = []
        let pipelines = PipelineLoader(tree: tree).load(
            found.otherFiles + found.definitionCandidates, infrastructure, workloads: workloads)
        let environments = ParityLoader(tree: tree, settings: project?.parity ?? ParitySettings())
            .load(found, infrastructure)
        var findings = main.map { judge.judge($0) } ?? []
        let definitions = judge.judge(infrastructure, workloads: workloads).flatMap(\.findings)
        let delivery = judge.judge(pipelines).flatMap(\.findings)
        findings += (definitions + delivery).filter { seen.insert($0).inserted }
        findings += judge.judge(environments, infrastructure, workloads: workloads).flatMap(\.findings)
        if let text = fixture.files["image"] {
            let drawn = FixtureImage(text)
            #expect(drawn.problems == [])
            do {
                let image = try drawn.scanned(main)
                let subject = ImageSubject(image, workload: main, budget: project?.budget)
                findings += judge.judge(subject)
            } catch {
                Issue.record("the image of the example: \(error)")
            }
        }
        return findings
    }

    static func describe(_ finding: Finding) -> String {
        "\(finding.rule) \(finding.span.path):\(finding.span.start.line):\(finding.span.start.column) \(finding.arguments)"
    }

    static func describe(_ span: Span, in fixture: Fixture) -> String {
        let text = fixture.source(span.path).text(span.bytes)
        return "\(span.path):\(span.start.line):\(span.start.column)-\(span.end.line):\(span.end.column) «\(text)»"
    }
}

extension RegisteredRule: CustomTestStringConvertible {
    public var testDescription: String { "\(about.id) \(name)" }
}
