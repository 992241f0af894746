import Basics
import DockerfileSyntax
import Testing

struct ExpansionTests {
    /// Words of a WORKDIR behind `ENV v=a/b/c.tar.gz e=`, with an empty base so that nothing else is set.
    @Test(arguments: [
        ("$v", "a/b/c.tar.gz"), ("${v}", "a/b/c.tar.gz"), ("x$v-y", "xa/b/c.tar.gz-y"), ("$", "$"), ("a$/b", "a$/b"),
        ("\\$v", "$v"), ("'$v'", "$v"), ("\"$v\"", "a/b/c.tar.gz"), ("\"\\$v\"", "$v"), ("\"a\\b\"", "a\\b"),
        ("a\\ b", "a b"), ("'a\\b'", "a\\b"),
        ("${u:-d}", "d"), ("${u-d}", "d"), ("${e:-d}", "d"), ("${e-d}", ""), ("${v:-d}", "a/b/c.tar.gz"),
        ("${u:+d}", ""), ("${u+d}", ""), ("${e:+d}", ""), ("${e+d}", "d"), ("${v:+d}", "d"),
        ("${v:?no}", "a/b/c.tar.gz"), ("${v?no}", "a/b/c.tar.gz"),
        ("${u:-${v}}", "a/b/c.tar.gz"), ("${u:-${w:-x}}", "x"), ("${u:-'}'}", "}"),
        ("${v#*/}", "b/c.tar.gz"), ("${v##*/}", "c.tar.gz"), ("${v%.*}", "a/b/c.tar"), ("${v%%.*}", "a/b/c"),
        ("${v#x}", "a/b/c.tar.gz"), ("${v#?}", "/b/c.tar.gz"), ("${v%\\*}", "a/b/c.tar.gz"),
        ("${v/b/X}", "a/X/c.tar.gz"), ("${v/a/}", "/b/c.tar.gz"), ("${v//./_}", "a/b/c_tar_gz"),
        ("${v//\\//-}", "a-b-c.tar.gz"), ("${v/\\*/-}", "a/b/c.tar.gz"),
        ("$u", ""), ("a${u}b", "ab"), ("$10", ""),
    ])
    func value(word: String, expected: String) {
        let file = Dockerfile("FROM scratch\nENV v=a/b/c.tar.gz e=\nWORKDIR \(word)")
        #expect(file.instructions[2].word?.value == expected)
        #expect(file.problemList == [])
    }

    @Test(arguments: ["${v", "${}", "${{v}", "${:v}", "${v@Q}", "${v:/a/b}", "\"x", "'x", "${v:-'x}", "${v/a}"])
    func broken(word: String) {
        let file = Dockerfile("FROM scratch\nENV v=a\nWORKDIR \(word)")
        #expect(file.instructions[2].word?.value == nil)
        #expect(file.problems.map(\.code) == [.missingBraceInVariable])
    }

    @Test func theEscapeDirectiveChangesTheEscape() {
        let file = Dockerfile("# escape=`\nFROM scratch\nENV v=a\nWORKDIR C:\\$v\\`$v")
        #expect(file.instructions[2].word?.value == "C:\\a\\$v")
    }

    @Test func deepNestingEnds() {
        let text = String(repeating: "${a:-", count: 5000) + "x" + String(repeating: "}", count: 5000)
        #expect(Dockerfile("FROM scratch\nWORKDIR \(text)").instructions.count == 2)
    }

    @Test(arguments: [
        // A global ARG serves FROM, and a stage that names it.
        ("ARG A=1\nFROM x:$A\nWORKDIR $A", ["A"], nil as String?),
        ("ARG A=1\nFROM scratch\nARG A\nWORKDIR $A", [], "1"),
        ("ARG A=1\nFROM scratch\nARG A=2\nWORKDIR $A", [], "2"),
        ("ARG A=1\nARG B=$A.2\nFROM scratch\nARG B\nWORKDIR $B", [], "1.2"),
        // No default: given at build time.
        ("FROM scratch\nARG A\nWORKDIR $A", [], nil),
        ("FROM scratch\nARG A\nARG A=3\nWORKDIR $A", [], "3"),
        // ENV after ARG.
        ("FROM scratch\nARG A=1\nENV A=2\nWORKDIR $A", [], "2"),
        ("FROM scratch\nARG A=1\nENV A=${A}2\nWORKDIR $A", [], "12"),
        // One ENV sees what was before it.
        ("FROM scratch\nENV A=1\nENV A=2 B=$A\nWORKDIR $B", [], "1"),
        // From the parent stage, ARG and ENV.
        ("FROM scratch AS a\nENV A=1\nFROM a\nWORKDIR $A", [], "1"),
        ("FROM scratch AS a\nARG A=1\nFROM a\nWORKDIR $A", [], "1"),
        ("FROM scratch AS a\nENV A=1\nFROM scratch\nWORKDIR /$A", ["A"], "/"),
        // Platform ARGs must be named.
        ("FROM scratch\nARG TARGETARCH\nWORKDIR $TARGETARCH", [], nil),
        ("FROM scratch\nWORKDIR /$TARGETARCH", ["TARGETARCH"], "/"),
        // A base may set anything.
        ("FROM debian\nWORKDIR $HOME", ["HOME"], nil),
        ("FROM scratch\nENV \"A\"=1\nWORKDIR $A", [], "1"),
        ("FROM scratch\nWORKDIR $HTTP_PROXY", [], nil),
        ("FROM scratch\nWORKDIR ${A:-/b}", [], "/b"),
    ])
    func scope(text: String, undefined: [String], value: String?) {
        let file = Dockerfile(text)
        #expect(file.undefinedVariables.map(\.name) == undefined)
        #expect(file.instructions.last?.word?.value == value)
    }

    @Test func undefinedNamesWhatIsNear() throws {
        let marked = Marked("FROM scratch\nARG VERSION=1\nWORKDIR /opt/⟦$VERSOIN⟧/x")
        let found = try #require(marked.file.undefinedVariables.first)
        #expect(found.near == "VERSION")
        #expect(found.range == marked.ranges[0])
        #expect(!found.mayComeFromBase && !found.isGlobalArgument)
    }
}
