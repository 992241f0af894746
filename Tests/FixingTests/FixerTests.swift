import Basics
import DockerfileSyntax
import Fixing
import RuleKit
import Testing
import Workload

/// The loop, with a judge that finds words: what each word becomes is its fix.
struct FixerTests {
    struct Word: Sendable {
        var rule: String
        var text: String
        var becomes: String
        var safety = Fix.Safety.safe
        var severity = Severity.medium
    }

    static func fixer(
        _ text: String, _ words: [Word], asks: Bool = false, rules: Set<String>? = nil, generated: Bool = false
    ) -> Fixer {
        let tree = MemoryTree(["Dockerfile": text])
        let examiner = Examiner { workload in
            let source = workload.dockerfile.source
            let text = source.text(0..<source.bytes.count)
            return words.flatMap { word in
                text.ranges(of: word.text).map { range in
                    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
                    let place = start..<start + word.text.utf8.count
                    return Finding(
                        rule: word.rule, verdict: .fault, severity: word.severity, span: source.span(place),
                        fix: Fix(word.safety, [Edit(place, word.becomes)]))
                }
            }
        }
        return Fixer(
            Discovery.find(in: tree).dockerfiles, in: tree, MemoryPlace(), examiner, Registry(rules: []),
            FixRequest(asks: asks, editsGenerated: generated, rules: rules))
    }

    static func result(_ outcome: FixOutcome) -> String? {
        outcome.changes.first.map { String(decoding: $0.after, as: UTF8.self) }
    }

    @Test func sureFixesAreAppliedAndOthersWait() {
        var fixer = Self.fixer(
            "FROM a\nRUN one two\n",
            [Word(rule: "A", text: "one", becomes: "1"), Word(rule: "B", text: "two", becomes: "2", safety: .ask)])
        let outcome = fixer.run()
        #expect(Self.result(outcome) == "FROM a\nRUN 1 two\n")
        #expect(outcome.waiting.map(\.rule) == ["B"])
    }

    @Test func aFixThatLeavesItsFindingIsRefused() {
        var fixer = Self.fixer("FROM a\nRUN one\n", [Word(rule: "A", text: "one", becomes: "one one")])
        let outcome = fixer.run()
        #expect(outcome.changes.isEmpty)
        #expect(outcome.refused.map(\.finding.rule) == ["A"])
    }

    @Test func aFixThatBringsAnotherFindingIsRefusedAloneAndInABatch() {
        let words = [
            Word(rule: "A", text: "one", becomes: "bad"), Word(rule: "B", text: "two", becomes: "2"),
            Word(rule: "C", text: "bad", becomes: "one"),
        ]
        var fixer = Self.fixer("FROM a\nRUN one\nRUN two\n", words)
        let outcome = fixer.run()
        #expect(Self.result(outcome) == "FROM a\nRUN one\nRUN 2\n")
        #expect(outcome.refused.map(\.finding.rule) == ["A"])
        guard case .worse("C")? = outcome.refused.first?.refusal else {
            Issue.record("the reason is the new finding")
            return
        }
    }

    @Test func aFixThatBreaksTheFileIsRefused() {
        var fixer = Self.fixer("FROM a\nRUN one\n", [Word(rule: "A", text: "RUN", becomes: "RNU")])
        let outcome = fixer.run()
        #expect(outcome.changes.isEmpty)
        guard case .unreadable? = outcome.refused.first?.refusal else {
            Issue.record("the reason is the syntax")
            return
        }
    }

    @Test func rulesOfTasteThatContradictEachOtherEnd() {
        let words = [
            Word(rule: "A", text: "one", becomes: "two", severity: .style),
            Word(rule: "B", text: "two", becomes: "one", severity: .style),
        ]
        var fixer = Self.fixer("FROM a\nRUN one\n", words)
        #expect(fixer.run().changes.isEmpty)
    }

    @Test func whatWasRefusedIsTriedAgainWhenTheFileHasChanged() {
        // `one` cannot go before `two` has gone: together they are bad.
        let words = [
            Word(rule: "A", text: "one", becomes: "1"), Word(rule: "B", text: "two", becomes: "2", safety: .ask),
            Word(rule: "C", text: "1 two", becomes: "x"),
        ]
        var fixer = Self.fixer("FROM a\nRUN one two\n", words, asks: true)
        #expect(Self.result(fixer.run()) == "FROM a\nRUN 1 2\n")
    }

    @Test func aDecisionIsAskedOnceAndKept() {
        let word = Word(rule: "A", text: "one", becomes: "1", safety: .ask)
        var fixer = Self.fixer("FROM a\nRUN one\nRUN one\nRUN one\n", [word], asks: true)
        var asked = 0
        let outcome = fixer.run { _ in
            asked += 1
            return asked == 2 ? .apply : .leave
        }
        #expect(asked == 3)
        #expect(outcome.applied.count == 1 && outcome.declined.count == 2)
    }

    @Test func stopAsksNoMore() {
        let word = Word(rule: "A", text: "one", becomes: "1", safety: .ask)
        var fixer = Self.fixer("FROM a\nRUN one\nRUN one\n", [word], asks: true)
        var asked = 0
        let outcome = fixer.run { _ in
            asked += 1
            return .stop
        }
        #expect(asked == 1)
        #expect(outcome.changes.isEmpty)
        #expect(outcome.waiting.count == 1)
    }

    @Test func onlyTheWantedRulesFix() {
        let words = [Word(rule: "A", text: "one", becomes: "1"), Word(rule: "B", text: "two", becomes: "2")]
        var fixer = Self.fixer("FROM a\nRUN one two\n", words, rules: ["B"])
        #expect(Self.result(fixer.run()) == "FROM a\nRUN one 2\n")
    }

    @Test(arguments: [false, true])
    func generatedFilesAreLeftAloneUnlessAskedFor(generated: Bool) {
        let text = "# generated: do not edit\nFROM a\nRUN one\n"
        var fixer = Self.fixer(text, [Word(rule: "A", text: "one", becomes: "1")], generated: generated)
        let outcome = fixer.run()
        #expect(outcome.changes.isEmpty != generated)
        #expect(outcome.refused.isEmpty == generated)
    }

    @Test func aHugeNumberOfFixesEndsSoon() {
        let text = "FROM a\n" + String(repeating: "RUN one\n", count: 3000)
        var fixer = Self.fixer(text, [Word(rule: "A", text: "one", becomes: "1")])
        #expect(fixer.run().applied.count == 3000)
    }
}
