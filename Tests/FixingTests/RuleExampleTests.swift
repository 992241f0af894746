import Basics
import DockerfileSyntax
import Fixing
import RuleKit
import Rules
import Testing
import Workload

/// Every example of every rule that offers a fix, with all rules switched on: what is fixed stays fixed, and line ends
/// and the end of the file stay as they are.
struct RuleExampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let rule: RegisteredRule
        let number: Int
        let text: String

        var testDescription: String { "\(rule.about.id) \(rule.name) \(number)" }
    }

    static let examples: [Example] = Registry.all.rules.flatMap { rule in
        (rule.about.fails + rule.about.fixes.map(\.before)).enumerated().map {
            Example(rule: rule, number: $0 + 1, text: $1)
        }
    }

    static let judge: Judge = {
        var settings = Settings()
        settings.set = .style
        settings.today = Day(year: 2026, month: 9, day: 1)
        return Judge(.all, settings)
    }()

    static func fix(_ files: [String: [UInt8]], _ main: String) -> (files: [String: [UInt8]], outcome: FixOutcome) {
        let tree = MemoryTree(files)
        let found = Discovery.find(in: tree, from: ["", main])
        var fixer = Fixer(
            found.dockerfiles, in: tree, MemoryPlace(), Examiner { judge.judge($0) }, .all,
            FixRequest(asks: true, editsGenerated: true))
        let outcome = fixer.run()
        var files = files
        for change in outcome.changes { files[change.path] = change.after }
        return (files, outcome)
    }

    @Test(arguments: examples)
    func fixingTwiceChangesNothing(_ example: Example) {
        let fixture = Fixture(example.text)
        let once = Self.fix(fixture.files.mapValues { Array($0.utf8) }, fixture.main)
        guard !once.outcome.changes.isEmpty else { return }
        let twice = Self.fix(once.files, fixture.main)
        #expect(twice.outcome.applied.map { "\($0.finding.rule) \($0.fix.edits)" } == [])
    }

    @Test(arguments: examples)
    func lineEndsStay(_ example: Example) {
        let fixture = Fixture(example.text)
        let plain = Self.fix(fixture.files.mapValues { Array($0.utf8) }, fixture.main)
        guard !plain.outcome.changes.isEmpty else { return }
        let long = Self.fix(
            fixture.files.mapValues { Array($0.replacing("\n", with: "\r\n").utf8) }, fixture.main)
        for change in long.outcome.changes {
            guard change.before != nil else { continue }
            let text = String(decoding: change.after, as: UTF8.self)
            let bare = text.replacing("\r\n", with: "")
            #expect(!bare.utf8.contains(0x0A), "\(change.path): \(text.debugDescription)")
            #expect(!text.contains("\r\r"), "\(change.path)")
        }
    }

    @Test(arguments: examples)
    func aMissingLastLineEndStaysMissing(_ example: Example) {
        let fixture = Fixture(example.text)
        var files = fixture.files.mapValues { Array($0.utf8) }
        while files[fixture.main]?.last == 0x0A { files[fixture.main]?.removeLast() }
        let fixed = Self.fix(files, fixture.main)
        for change in fixed.outcome.changes where change.path == fixture.main {
            #expect(change.after.last != 0x0A)
        }
    }
}
