import Basics
import RuleKit
import Testing

struct JudgeTests {
    @Test func oneCauseIsOneFinding() {
        // AnyRun yields to CurlUsed where they overlap, and only there.
        #expect(Toy.findings("FROM a\nRUN make\nRUN curl x\nRUN wget x\n") == ["DF901 2", "DF902 3", "DF901 4"])
    }

    @Test func yieldingNeedsTheOtherRuleToJudge() {
        #expect(Toy.findings("FROM a\nRUN curl x\n", Toy.settings(.calm)) == ["DF901 2"])
    }

    @Test func commandsAreFoundBehindWrappersAndLists() {
        let text = "FROM a\nRUN set -e; sudo curl x \\\n && env A=1 /usr/bin/curl y\n"
        #expect(Toy.findings(text) == ["DF902 2", "DF902 3"])
    }

    @Test(arguments: [
        ("# plimsoll ignore=curl-used slow mirror", ["DF902 3~"]),
        ("# plimsoll ignore=DF902", ["DF902 3~"]),
        ("# plimsoll ignore=peer-2: known", ["DF902 3~"]),
        ("# plimsoll ignore=DF901", ["PG904 2", "DF902 3"]),
        ("# plimsoll ignore=nothing-of-that-name", ["PG904 2", "DF902 3"]),
        ("# plimsoll: ignore=DF902,DF901", ["DF902 3~", "PG904 2"]),
        ("# no pragma: ignore=DF902", ["DF902 3"]),
    ])
    func pragmasSilenceTheInstructionBelow(comment: String, expected: [String]) {
        #expect(Toy.findings("FROM a\n\(comment)\nRUN curl x\n").sorted() == expected.sorted())
    }

    @Test func pragmasInsideAnInstructionAreForIt() {
        #expect(
            Toy.findings("FROM a\nRUN make && \\\n# plimsoll ignore=DF902 why\ncurl x\nRUN curl y\n") == [
                "DF902 4~", "DF902 5",
            ])
    }

    @Test func globalPragmasAreForTheFile() {
        #expect(
            Toy.findings("FROM a\nRUN curl x\n# plimsoll global ignore=DF902 why\nRUN curl y\n") == [
                "DF902 2~", "DF902 4~",
            ])
    }

    @Test func silencedFindingsKeepTheReasonAndItsPlace() throws {
        let text = "FROM a\n# plimsoll ignore=DF902 - the mirror is ours  \nRUN curl x\n"
        let suppression = try #require(Toy.judge(text, Toy.settings(.strict)).first?.suppression)
        #expect(suppression.reason == "the mirror is ours")
        #expect(suppression.span?.start.line == 2)
    }

    @Test func findingsStandInTheOrderOfTheFile() {
        var settings = Toy.settings(.style)
        settings.rules["curl-used"] = .init(isOn: false)
        #expect(
            Toy.findings("FROM a\nRUN x\nRUN curl y\nRUN z\n", settings) == [
                "WL903 1", "DF901 2", "DF901 3", "DF901 4",
            ])
    }

    @Test func severityComesFromTheSettings() {
        var settings = Toy.settings(.calm)
        settings.rules["DF901"] = .init(severity: .critical)
        #expect(Toy.judge("FROM a\nRUN x\n", settings).map(\.severity) == [.critical])
        #expect(Toy.judge("FROM a\nRUN x\n", Toy.settings(.calm)).map(\.severity) == [.low])
    }
}
