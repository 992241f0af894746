import Basics
import Fixing
import Foundation
import Reports
import RuleKit
import Rules
import Testing

@testable import plimsoll

/// `plimsoll fix` on folders on disk.
struct FixRunTests {
    static let faulty = """
        FROM debian:12.5
        # Tools
        RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1
        COPY --chmod=0755 app /app
        USER 10001
        CMD /app serve

        """

    private func run(_ folder: TestFolder, _ change: (inout FixRun.Request) -> Void = { _ in }) async throws -> FixRun {
        var request = FixRun.Request(paths: [folder.path("")])
        request.today = Day(year: 2026, month: 11, day: 21)
        change(&request)
        var run = try FixRun(request)
        await run.run()
        return run
    }

    @Test func sureFixesAreWrittenAndASecondRunHasNothingToDo() async throws {
        let folder = try TestFolder(["Dockerfile": Data(Self.faulty.utf8), "app": Data("#!/bin/sh\n".utf8)])
        let first = try await run(folder)
        #expect(!first.outcome.applied.isEmpty)
        try first.write()
        let text = try String(contentsOfFile: folder.path("Dockerfile"), encoding: .utf8)
        #expect(text.contains("rm -rf /var/lib/apt/lists"))
        #expect(text.contains("# Tools\n"))
        let second = try await run(folder)
        #expect(second.outcome.changes.isEmpty)
    }

    @Test func onlyTheNamedRuleFixes() async throws {
        let folder = try TestFolder(["Dockerfile": Data(Self.faulty.utf8)])
        let found = try await run(folder) { $0.rules = ["apt-lists-left"] }
        #expect(Set(found.outcome.applied.map(\.finding.rule)) == ["DF306"])
        // DL3009 is hadolint's name for it.
        let byPeer = try await run(folder) { $0.rules = ["DL3009"] }
        #expect(byPeer.outcome.applied.map(\.finding.rule).contains("DF306"))
    }

    @Test func anUnknownRuleIsAnErrorWithAHint() async throws {
        let folder = try TestFolder(["Dockerfile": Data(Self.faulty.utf8)])
        let failure = await #expect(throws: Failure.self) { try await run(folder) { $0.rules = ["apt-list-left"] } }
        #expect(failure?.code == .invalid)
        #expect(failure?.message.en.contains("`apt-lists-left`") == true)
    }

    @Test func whatIsSilencedIsNotFixed() async throws {
        let text = Self.faulty.replacing("# Tools", with: "# plimsoll ignore=DF306 the lists are wanted")
        let folder = try TestFolder(["Dockerfile": Data(text.utf8)])
        let found = try await run(folder)
        #expect(!found.outcome.applied.contains { $0.finding.rule == "DF306" })
    }

    @Test func aFileBehindALinkThatLeadsOutsideIsLeftAlone() async throws {
        let outside = try TestFolder(["real": Data(Self.faulty.utf8)])
        let folder = try TestFolder([:])
        try folder.link("Dockerfile", to: outside.path("real"))
        let found = try await run(folder)
        #expect(found.outcome.changes.isEmpty)
        #expect(!found.outcome.refused.isEmpty)
    }

    @Test func aDockerfileInsideAComposeFileIsLeftAlone() async throws {
        let compose = """
            services:
              web:
                build:
                  context: .
                  dockerfile_inline: |
                    FROM debian:12.5
                    RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1
                    USER 10001
                    CMD ["curl", "x"]

            """
        let folder = try TestFolder(["compose.yaml": Data(compose.utf8)])
        let found = try await run(folder)
        #expect(found.outcome.changes.isEmpty)
        #expect(!found.outcome.refused.isEmpty)
    }

    @Test(arguments: [
        (["y", "n"], 1, 1), (["a"], 2, 0), (["s"], 0, 2), (["q"], 0, 1), ([], 0, 1), (["what?", "yes", "no"], 1, 1),
    ])
    func theDialogueDecides(answers: [String], applied: Int, declined: Int) {
        let text = "FROM debian:12.5\nUSER 10001\nCOPY . .\nCMD [\"/app\"]\n"
        var left = answers
        var said = ""
        let dialogue = FixDialogue(
            .english, Ink(isOn: false), .all, shown: { $0 }, say: { said += $0 },
            hear: { left.isEmpty ? nil : left.removeFirst() })
        let span = SourceFile(path: "Dockerfile", text: text).span(0..<4)
        let fix = Fix(.ask, [Edit(0..<4, "from")], note: Text(en: "mind this", ja: "注意"))
        let proposal = FixProposal(
            finding: Finding(rule: "DF201", verdict: .fault, severity: .medium, span: span, fix: fix), fix: fix,
            changes: [
                FileChange(
                    path: "Dockerfile", before: Array(text.utf8), after: Array(("from" + text.dropFirst(4)).utf8))
            ])
        var decisions: [FixDecision] = []
        for _ in 0..<2 {
            decisions.append(dialogue.decide(proposal))
            if case .stop = decisions.last { break }
        }
        #expect(decisions.count { if case .apply = $0 { true } else { false } } == applied)
        #expect(decisions.count { if case .apply = $0 { false } else { true } } == declined)
        #expect(said.contains("DF201 untagged-base-image") && said.contains("mind this") && said.contains("+from"))
    }
}

/// The faulty example becomes clean, as its repaired twin is, when every fix is accepted.
struct ExampleFixTests {
    /// Stricter rules that mend as well must not stand in the way.
    @Test(arguments: [RuleSet.calm, .strict])
    func theFaultyExampleBecomesClean(level: RuleSet) async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-example-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: root.appending(path: "examples/orders"), to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Definitions are judged and not mended.
        try FileManager.default.removeItem(at: folder.appending(path: "deploy"))
        var request = FixRun.Request(paths: [folder.path], level: level)
        request.asks = true
        request.today = Day(year: 2026, month: 11, day: 21)
        var run = try FixRun(request)
        await run.run()
        try run.write()
        var review = ReviewRequest(paths: [folder.path])
        review.usesShellCheck = false
        review.today = request.today
        let left = try await Reviewer(review, progress: Progress(isOn: false, .english)).run().review.faults
        #expect(left.map { "\($0.rule) \($0.span.path):\($0.span.start.line)" } == [])
        var again = try FixRun(request)
        await again.run()
        #expect(again.outcome.changes.isEmpty)
    }
}
