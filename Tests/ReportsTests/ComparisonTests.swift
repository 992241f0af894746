import Basics
import Foundation
import RuleKit
import Testing

@testable import Reports

/// What got better and worse between two reviews is what differs in them, and no more.
struct ComparisonTests {
    private static let file = SourceFile(path: "app/Dockerfile", text: "FROM a\nRUN b\nRUN c\nRUN d\n")

    private static func fault(
        _ rule: String, line: Int, _ severity: Severity = .medium, identity: String? = nil, path: String? = nil
    ) -> Finding {
        var span = file.span(file.lineRange(line))
        span.path = path ?? span.path
        var finding = Finding(rule: rule, verdict: .fault, severity: severity, span: span)
        finding.identity = identity ?? "\(rule)-\(line)"
        return finding
    }

    private static func review(
        _ findings: [Finding], listed: [String] = ["DF901", "DF902", "DF903"], evidence: [String] = [],
        name: String = "app", file: String = "app/Dockerfile"
    ) throws -> Review {
        var review = try SampleReview.make()
        let first = review.workloads[0]
        review.workloads = [
            WorkloadReview(
                name: name, dockerfile: file, role: first.role, roleReason: first.roleReason, context: nil,
                unread: nil, findings: findings, sheet: Lazy(value: first.sheet))
        ]
        review.judging = Judging(listed: listed, evidence: evidence)
        return review
    }

    private static func silenced(_ finding: Finding, _ kind: Finding.Suppression.Kind = .pragma) -> Finding {
        var finding = finding
        finding.suppression = Finding.Suppression(kind, span: nil, reason: "so")
        return finding
    }

    private static func hidden(_ finding: Finding) -> Finding {
        var finding = finding
        finding.isShown = false
        return finding
    }

    private static func kinds(_ comparison: ReviewComparison) -> [FindingChange.Kind] {
        comparison.workloads.flatMap(\.changes).map(\.kind)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let old: [Finding]
        let new: [Finding]
        let kinds: [FindingChange.Kind]
        let isWorse: Bool
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "same", old: [fault("DF901", line: 1)], new: [fault("DF901", line: 1)], kinds: [], isWorse: false),
        Case(
            name: "moved", old: [fault("DF901", line: 1, identity: "x")],
            new: [fault("DF901", line: 3, identity: "x")], kinds: [], isWorse: false),
        Case(
            name: "edited", old: [fault("DF901", line: 1, identity: "x")],
            new: [fault("DF901", line: 3, identity: "y")], kinds: [.changed], isWorse: false),
        Case(
            name: "edited, and one more", old: [fault("DF901", line: 1, identity: "x")],
            new: [fault("DF901", line: 1, identity: "y"), fault("DF901", line: 3, identity: "z")],
            kinds: [.changed, .new], isWorse: true),
        Case(
            name: "edited and worse", old: [fault("DF901", line: 1, identity: "x")],
            new: [fault("DF901", line: 1, .high, identity: "y")], kinds: [.raised], isWorse: true),
        Case(
            name: "edited and of another level", old: [hidden(fault("DF901", line: 1, identity: "x"))],
            new: [fault("DF901", line: 1, identity: "y")], kinds: [.newlyJudged], isWorse: false),
        Case(
            name: "beside one that is silenced", old: [silenced(fault("DF901", line: 1, identity: "x"))],
            new: [silenced(fault("DF901", line: 1, identity: "x")), fault("DF901", line: 3, identity: "y")],
            kinds: [.new], isWorse: true),
        Case(name: "new", old: [], new: [fault("DF901", line: 1)], kinds: [.new], isWorse: true),
        Case(name: "gone", old: [fault("DF901", line: 1)], new: [], kinds: [.gone], isWorse: false),
        Case(
            name: "raised", old: [fault("DF901", line: 1)], new: [fault("DF901", line: 1, .high)], kinds: [.raised],
            isWorse: true),
        Case(
            name: "lowered", old: [fault("DF901", line: 1)], new: [fault("DF901", line: 1, .low)], kinds: [.lowered],
            isWorse: false),
        Case(
            name: "silenced", old: [fault("DF901", line: 1)], new: [silenced(fault("DF901", line: 1))],
            kinds: [.silenced], isWorse: false),
        Case(
            name: "no longer in the baseline", old: [silenced(fault("DF901", line: 1), .baseline)],
            new: [fault("DF901", line: 1)], kinds: [.unsilenced], isWorse: false),
        Case(
            name: "silenced and then mended", old: [silenced(fault("DF901", line: 1))], new: [], kinds: [],
            isWorse: false),
        Case(
            name: "of a rule that came", old: [], new: [fault("DF999", line: 1)], kinds: [.newlyJudged], isWorse: false),
        Case(
            name: "listed by another level", old: [hidden(fault("DF901", line: 1))], new: [fault("DF901", line: 1)],
            kinds: [.newlyJudged], isWorse: false),
        Case(
            name: "not listed by another level", old: [fault("DF901", line: 1)],
            new: [hidden(fault("DF901", line: 1))], kinds: [.notJudged], isWorse: false),
        Case(
            name: "two alike, one gone",
            old: [fault("DF901", line: 1, identity: "x"), fault("DF901", line: 2, identity: "x")],
            new: [fault("DF901", line: 1, identity: "x")], kinds: [.gone], isWorse: false),
    ]

    @Test(arguments: cases)
    func findingsAreMatched(_ example: Case) throws {
        let comparison = ReviewComparison(
            from: try Self.review(example.old), to: try Self.review(example.new, listed: ["DF901", "DF999"]))
        #expect(Self.kinds(comparison) == example.kinds)
        #expect(comparison.isWorse == example.isWorse)
        #expect(comparison.rules.added == ["DF999"])
        #expect(comparison.rules.removed == ["DF902", "DF903"])
    }

    @Test func aRuleThatIsOffIsNoProgress() throws {
        let old = try Self.review([Self.fault("DF902", line: 1)])
        let off = ReviewComparison(from: old, to: try Self.review([], listed: ["DF901"]))
        #expect(Self.kinds(off) == [.notJudged])
        // Where it still speaks to the lens, it would have been found.
        let evidence = ReviewComparison(from: old, to: try Self.review([], listed: ["DF901"], evidence: ["DF902"]))
        #expect(Self.kinds(evidence) == [.gone])
    }

    @Test func aToolThatDidNotRunIsNoProgress() throws {
        var finding = Self.fault("SC2086", line: 2)
        finding.foreign = Finding.Foreign(tool: "ShellCheck", message: "Quote it.", link: "https://example.com")
        let old = try Self.review([finding])
        var new = try Self.review([])
        #expect(Self.kinds(ReviewComparison(from: old, to: new)) == [.gone])
        new.tools = [ToolRecord(name: "ShellCheck", state: .absent)]
        #expect(Self.kinds(ReviewComparison(from: old, to: new)) == [.notJudged])
        #expect(Self.kinds(ReviewComparison(from: new, to: old)) == [.newlyJudged])
    }

    @Test func workloadsThatMovedTogetherAreTheSame() throws {
        let old = try Self.review(
            [Self.fault("DF901", line: 1, identity: "a", path: "/ci/1/app/Dockerfile")], name: "/ci/1/app",
            file: "/ci/1/app/Dockerfile")
        let new = try Self.review(
            [Self.fault("DF901", line: 2, identity: "b", path: "/ci/2/app/Dockerfile")], name: "/ci/2/app",
            file: "/ci/2/app/Dockerfile")
        let comparison = ReviewComparison(from: old, to: new)
        #expect(comparison.workloads.map(\.presence) == [.both])
        #expect(Self.kinds(comparison) == [])
        #expect(comparison.workloads[0].keptCount == 1)
    }

    @Test func workloadsComeAndGo() throws {
        let old = try Self.review([Self.fault("DF901", line: 1)])
        let new = try Self.review(
            [Self.fault("DF999", line: 1, path: "web/Dockerfile")], name: "web", file: "web/Dockerfile")
        let comparison = ReviewComparison(from: old, to: new)
        #expect(comparison.workloads.map(\.presence) == [.added, .removed])
        #expect(comparison.workloads.map(\.removedCount) == [0, 1])
        #expect(Self.kinds(comparison) == [.new])
        #expect(comparison.isWorse)
    }

    @Test func aFileThatCannotBeReadAnyMoreIsWorse() throws {
        let old = try Self.review([])
        var new = old
        new.files[0].state = .partly
        #expect(ReviewComparison(from: old, to: new).isWorse)
        #expect(!ReviewComparison(from: new, to: old).isWorse)
    }

    @Test(arguments: AnswerState.allCases, AnswerState.allCases)
    func whatIsBetterOneWayIsNotBetterTheOtherWay(old: AnswerState, new: AnswerState) {
        if AnswerChange.trend(old, new) == .better { #expect(AnswerChange.trend(new, old) == .worse) }
        if old == new { #expect(AnswerChange.trend(old, new) == .other) }
        #expect(!(new == .unknown && AnswerChange.trend(old, new) == .better))
    }

    @Test(arguments: ComparisonFormat.allCases, Language.allCases)
    func aReviewIsTheSameAsItself(format: ComparisonFormat, language: Language) throws {
        let review = try SampleReview.full()
        let comparison = ReviewComparison(from: review, to: review)
        #expect(!comparison.isWorse)
        #expect(comparison.answers.isEmpty)
        let text = try format.render(comparison, language)
        #expect(text.hasSuffix("\n"))
        if format != .json {
            #expect(text.contains(language == .english ? "Nothing changed" : "良化も悪化もありません"))
        }
    }

    @Test(arguments: Language.allCases)
    func colourChangesNoWord(language: Language) throws {
        let comparison = ReviewComparison(
            from: try Self.review([Self.fault("DF902", line: 1)]), to: try Self.review([Self.fault("DF903", line: 2)]))
        let plain = try ComparisonFormat.text.render(comparison, language)
        let coloured = try ComparisonFormat.text.render(comparison, language, ink: Ink(isOn: true))
        #expect(coloured != plain)
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test(arguments: Language.allCases)
    func itReadsWell(language: Language) throws {
        let old = try SampleReview.full()
        var new = old
        new.workloads[0].findings.removeAll { $0.rule == "DF903" && $0.span.start.line == 3 }
        new.files[0].state = .partly
        new.files[0].reason = Text(en: "line 2", ja: "2 行目")
        new.judging.listed.append("DF999")
        var added = Self.fault("DF902", line: 2, .high, path: "Dockerfile")
        added.arguments = ["command": "node server.js"]
        new.workloads[0].findings.append(added)
        let index = try #require(new.workloads[0].findings.firstIndex { $0.rule == "SC2086" })
        new.workloads[0].findings[index] = Self.silenced(new.workloads[0].findings[index], .settings)
        let comparison = ReviewComparison(from: old, to: new)
        expectSnapshot(try ComparisonFormat.text.render(comparison, language), "diff.\(language.rawValue).txt")
        expectSnapshot(try ComparisonFormat.markdown.render(comparison, language), "diff.\(language.rawValue).md")
    }

    @Test func jsonFitsItsSchema() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/schema")
        let schema = try MiniSchema(Data(contentsOf: folder.appending(path: "comparison.schema.json")))
        for example in Self.cases {
            let comparison = ReviewComparison(from: try Self.review(example.old), to: try Self.review(example.new))
            let text = try ComparisonFormat.json.render(comparison, .english)
            #expect(try schema.errors(Data(text.utf8)) == [])
        }
    }
}
