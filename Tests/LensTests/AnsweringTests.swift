import Basics
import Lens
import RuleKit
import Rules
import Testing

/// How findings and attestations become answers: nothing is met without positive evidence.
struct AnsweringTests {
    // MARK: One criterion

    @Test(
        arguments: [
            ([], .unknown),
            ([.holds], .met),
            ([.holds, .holds], .met),
            ([.fault], .notMet),
            ([.holds, .fault], .notMet),
            ([.unsure], .unknown),
            ([.holds, .unsure], .unknown),
            ([.fault, .unsure], .notMet),
            ([.notApplicable], .notApplicable),
            ([.notApplicable, .holds], .met),
            ([.notApplicable, .unsure], .unknown),
        ] as [([Finding.Verdict], AnswerState)])
    func verdictsDecideACriterion(verdicts: [Finding.Verdict], state: AnswerState) throws {
        let answer = try Toy.answer("ONE", verdicts.map { Toy.finding("DF901", $0) })
        #expect(answer.criteria.map(\.state) == [state])
        #expect(answer.state == state)
    }

    @Test func silencedFaultsDoNotDecide() throws {
        var fault = Toy.finding("DF901", .fault)
        fault.suppression = .init(span: nil, reason: "tested")
        #expect(try Toy.answer("ONE", [fault]).state == .unknown)
        #expect(try Toy.answer("ONE", [fault, Toy.finding("DF901", .holds)]).state == .met)
    }

    @Test func rulesThatNameNoCriterionSayNothing() throws {
        #expect(try Toy.answer("ONE", [Toy.finding("DF903", .fault), Toy.finding("DF999", .fault)]).state == .unknown)
    }

    @Test func evidenceOfAFaultIsTheFaultAlone() throws {
        let answer = try Toy.answer("ONE", [Toy.finding("DF901", .holds), Toy.finding("DF901", .fault)])
        #expect(answer.criteria.first?.evidence.map(\.verdict) == [.fault])
    }

    // MARK: Several criteria

    @Test(
        arguments: [
            ([], .unknown),
            ([("DF901", .holds), ("DF902", .holds)], .met),
            ([("DF901", .holds)], .unknown),
            ([("DF901", .holds), ("DF902", .fault)], .partly),
            ([("DF901", .fault), ("DF902", .fault)], .notMet),
            ([("DF901", .fault)], .notMet),
            ([("DF901", .holds), ("DF902", .notApplicable)], .met),
            ([("DF901", .notApplicable), ("DF902", .notApplicable)], .notApplicable),
            ([("DF901", .notApplicable)], .unknown),
            ([("DF901", .holds), ("DF902", .unsure)], .unknown),
        ] as [([(String, Finding.Verdict)], AnswerState)])
    func criteriaDecideAQuestion(findings: [(String, Finding.Verdict)], state: AnswerState) throws {
        #expect(try Toy.answer("TWO", findings.map { Toy.finding($0, $1) }).state == state)
    }

    @Test func coverageCountsCriteriaThatApply() throws {
        let answer = try Toy.answer("TWO", [Toy.finding("DF901", .holds)])
        #expect(answer.coverage == Coverage(decided: 1, of: 2))
        #expect(answer.coverage.percent == 50)
        let applicable = try Toy.answer("TWO", [Toy.finding("DF901", .holds), Toy.finding("DF902", .notApplicable)])
        #expect(applicable.coverage == Coverage(decided: 1, of: 1))
        #expect(Coverage(decided: 999, of: 1000).percent == 99)
        #expect(Coverage(decided: 0, of: 0).percent == 100)
    }

    // MARK: Attestations

    @Test func anAttestationSpeaksWhereEvidenceIsSilent() throws {
        let word = Toy.attestation("ONE.a", .met)
        let answer = try Toy.answer("ONE", [], [word])
        #expect(answer.state == .met && answer.criteria.first?.attestation == word)
        #expect(try Toy.answer("ONE", [Toy.finding("DF901", .unsure)], [word]).state == .met)
    }

    @Test func evidenceOutranksAnAttestation() throws {
        let words = [Toy.attestation("ONE.a", .met), Toy.attestation("ONE", .met)]
        let answer = try Toy.answer("ONE", [Toy.finding("DF901", .fault)], words)
        #expect(answer.state == .notMet && answer.attestation == nil && answer.criteria.first?.attestation == nil)
        let no = try Toy.answer("ONE", [Toy.finding("DF901", .holds)], [Toy.attestation("ONE.a", .notMet)])
        #expect(no.state == .met)
    }

    @Test func aWholeQuestionCanBeAttested() throws {
        let word = Toy.attestation("TWO", .partly)
        let answer = try Toy.answer("TWO", [Toy.finding("DF901", .holds)], [word])
        #expect(answer.state == .partly && answer.attestation == word)
        #expect(answer.coverage == Coverage(decided: 2, of: 2))
    }

    @Test(arguments: [("2026-06-01", AnswerState.met), ("2026-05-31", .unknown), ("2027-01-01", .met)])
    func anExpiredAttestationIsIgnored(expires: String, state: AnswerState) throws {
        let day = try #require(Day(expires))
        #expect(try Toy.answer("ONE", [], [Toy.attestation("ONE.a", .met, expires: day)]).state == state)
    }

    @Test func theLaterOfTwoAttestationsCounts() throws {
        let words = [Toy.attestation("ONE.a", .met), Toy.attestation("ONE.a", .notMet)]
        #expect(try Toy.answer("ONE", [], words).state == .notMet)
    }

    // MARK: Several workloads

    @Test(
        arguments: [
            ([.met, .met], .met), ([.met, .notMet], .partly), ([.notMet, .notMet], .notMet),
            ([.met, .unknown], .unknown),
            ([.met, .notApplicable], .met), ([.notApplicable, .notApplicable], .notApplicable),
            ([.notMet, .unknown], .notMet), ([.partly, .met], .partly), ([.partly, .unknown], .partly), ([], .unknown),
        ] as [([AnswerState], AnswerState)])
    func statesJoin(states: [AnswerState], state: AnswerState) {
        #expect(Answering.state(of: states) == state)
        #expect(Answering.state(of: states.reversed()) == state)
    }

    @Test(
        arguments: [
            ([.met, .met], .met), ([.met, .notMet], .notMet), ([.met, .unknown], .unknown),
            ([.partly, .unknown], .partly),
            ([.unknown, .notMet], .notMet), ([.met, .notApplicable], .met), ([.notApplicable], .notApplicable),
        ] as [([AnswerState], AnswerState)])
    func aCriterionIsAsGoodAsItsWorstWorkload(states: [AnswerState], state: AnswerState) {
        #expect(Answering.worst(states) == state)
        #expect(Answering.worst(states.reversed()) == state)
    }

    @Test func criteriaOfSeveralWorkloadsMakeOneAnswer() {
        let answering = Toy.answering([])
        let first = answering.answer([Toy.finding("DF901", .holds), Toy.finding("DF902", .fault)])
        let second = answering.answer([Toy.finding("DF901", .holds), Toy.finding("DF902", .holds)])
        #expect(answering.combine([first, second]).answer("TWO")?.state == .partly)
        #expect(answering.combine([second, second]).answer("TWO")?.state == .met)
    }

    @Test func anAttestationHoldsForAllWorkloads() {
        let answering = Toy.answering([Toy.attestation("TWO", .met)])
        let silent = answering.answer([])
        #expect(answering.combine([silent, silent]).answer("TWO")?.state == .met)
        let fault = answering.answer([Toy.finding("DF901", .fault)])
        #expect(answering.combine([silent, fault]).answer("TWO")?.state == .notMet)
    }

    @Test func aRepositoryIsMetWhenEveryWorkloadIs() throws {
        let answering = Toy.answering([])
        let good = answering.answer([Toy.finding("DF901", .holds)])
        let bad = answering.answer([Toy.finding("DF901", .fault)])
        let silent = answering.answer([])
        #expect(answering.combine([good, good]).answer("ONE")?.state == .met)
        #expect(answering.combine([good, bad]).answer("ONE")?.state == .notMet)
        #expect(answering.combine([good, silent]).answer("ONE")?.state == .unknown)
        #expect(answering.combine([]).answer("ONE")?.state == .unknown)
        #expect(answering.combine([bad]).answer("ONE")?.state == .notMet)
        let both = try #require(answering.combine([good, bad]).answer("ONE")?.criteria.first)
        #expect(both.evidence.map(\.verdict) == [.fault], "the evidence is that of the worst")
    }

    // MARK: The rules that there are

    @Test(arguments: Registry.all.rules)
    func criteriaThatRulesNameExist(rule: RegisteredRule) {
        for id in rule.about.answers { #expect(Catalogue.criterion(id: id) != nil, "no criterion \(id)") }
        #expect(Set(rule.about.answers).count == rule.about.answers.count)
        for id in rule.about.onlyFaults { #expect(rule.about.answers.contains(id), "\(id) is not among the answers") }
    }

    @Test func nothingIsMetOfAnEmptyReview() {
        let sheet = Answering(.all, today: Toy.today).answer([])
        #expect(sheet.answers.count == Catalogue.all.count)
        #expect(sheet.answers.allSatisfy { $0.state == .unknown })
    }
}

/// A small catalogue of its own: one question of one criterion, one of two.
private enum Toy {
    static let today = Day(year: 2026, month: 6, day: 1)
    private static let text = Text(en: "toy", ja: "テスト用")

    private static func criterion(_ id: String) -> Criterion { Criterion(id, text, by: [.files], needs: text) }

    private static let questions = [
        Question("ONE", title: text, why: text, links: [], criteria: [criterion("ONE.a")]),
        Question("TWO", title: text, why: text, links: [], criteria: [criterion("TWO.a"), criterion("TWO.b")]),
    ]

    private static let registry = Registry([FirstToy.self, SecondToy.self, MuteToy.self])

    static func answering(_ attestations: [Attestation]) -> Answering {
        Answering(registry, questions: questions, attestations: attestations, today: today)
    }

    static func answer(_ id: String, _ findings: [Finding], _ attestations: [Attestation] = []) throws -> Answer {
        try #require(answering(attestations).answer(findings).answer(id))
    }

    static func finding(_ rule: String, _ verdict: Finding.Verdict) -> Finding {
        Finding(
            rule: rule, verdict: verdict, severity: .medium,
            span: SourceFile(path: "Dockerfile", text: "FROM a").span(0..<4))
    }

    static func attestation(
        _ id: String, _ state: AnswerState, expires: Day = Day(year: 2026, month: 12, day: 31)
    )
        -> Attestation
    {
        Attestation(
            id: id, answer: state, owner: "platform", date: Day(year: 2026, month: 1, day: 1), expires: expires,
            note: "")
    }

    static func about(_ id: String, answers: [String]) -> About {
        About(
            id: id, since: "0.1", severity: .medium, title: text, why: text, remedy: text, message: text, links: [],
            answers: answers, fails: [], passes: [])
    }
}

private struct FirstToy: Rule {
    static let about = Toy.about("DF901", answers: ["ONE.a", "TWO.a"])
    func check(_ use: PragmaUse, _ report: inout Report) {}
}

private struct SecondToy: Rule {
    static let about = Toy.about("DF902", answers: ["TWO.b"])
    func check(_ use: PragmaUse, _ report: inout Report) {}
}

private struct MuteToy: Rule {
    static let about = Toy.about("DF903", answers: [])
    func check(_ use: PragmaUse, _ report: inout Report) {}
}
