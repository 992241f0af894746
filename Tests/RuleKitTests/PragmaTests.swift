import Basics
import DockerfileSyntax
import RuleKit
import Testing

struct PragmaTests {
    private static func read(_ text: String) -> Pragma? {
        Pragma.read(Dockerfile(SourceFile(path: "Dockerfile", text: text + "\nFROM a\n"))).first
    }

    @Test(arguments: [
        ("# plimsoll ignore=DF201 tested", ["DF201"], "tested", false),
        ("#plimsoll ignore=DF201", ["DF201"], "", false),
        ("## plimsoll: ignore = DF201 , some-slug   two words  ", ["DF201", "some-slug"], "two words", false),
        ("# plimsoll ignore=DF201: after a colon", ["DF201"], "after a colon", false),
        ("# plimsoll ignore=DF201 # after a hash", ["DF201"], "after a hash", false),
        ("# plimsoll ignore=DF201 - after a dash", ["DF201"], "after a dash", false),
        ("# plimsoll ignore=DF201 – 理由", ["DF201"], "理由", false),
        ("# plimsoll ignore=CKV_DOCKER_7,DS-0001 why", ["CKV_DOCKER_7", "DS-0001"], "why", false),
        (
            "# plimsoll ignore=tally/secrets-in-code,slim:ID.10001 why", ["tally/secrets-in-code", "slim:ID.10001"],
            "why", false
        ),
        ("# plimsoll ignore=DF201. A sentence.", ["DF201"], "A sentence.", false),
        ("# plimsoll global ignore=DF201 everywhere", ["DF201"], "everywhere", true),
        ("# plimsoll ignore=", [], "", false),
        ("# plimsoll ignore=,", [], "", false),
    ])
    func reads(text: String, rules: [String], reason: String, isGlobal: Bool) throws {
        let pragma = try #require(Self.read(text))
        #expect(pragma.rules.map(\.text) == rules)
        #expect(pragma.reason == reason)
        #expect(pragma.isGlobal == isGlobal)
    }

    @Test(arguments: [
        "# plimsoll", "# plimsoll ignores=DF201", "# plimsoll ignore DF201", "# ignore=DF201",
        "# the plimsoll ignore=DF201",
        "# Plimsoll ignore=DF201", "#", "# plimsoll global",
    ])
    func leavesOtherCommentsAlone(text: String) {
        #expect(Self.read(text) == nil)
    }

    @Test func namesKeepTheirPlaces() throws {
        let file = Dockerfile(SourceFile(path: "Dockerfile", text: "FROM a\n# plimsoll ignore=DF201,b-c x\nRUN d\n"))
        let pragma = try #require(Pragma.read(file).first)
        #expect(pragma.rules.map { file.source.text($0.range) } == ["DF201", "b-c"])
        #expect(file.source.text(pragma.scope).hasPrefix("RUN d"))
    }

    @Test func aPragmaAfterTheLastInstructionSpeaksOfNothing() throws {
        let file = Dockerfile(SourceFile(path: "Dockerfile", text: "FROM a\nRUN d\n# plimsoll ignore=DF201 x\n"))
        #expect(try #require(Pragma.read(file).first).scope.isEmpty)
    }
}
