import ShellSyntax
import Testing

/// What the builder does to a RUN before any shell reads it.
@Suite struct DockerfileEmbeddingTests {
    static let cases: [Case<[String]>] = [
        Case("a \\\n && b", ["a", "b"]), Case("a \\  \t\n && b", ["a", "b"]), Case("a \\\r\n && b\r\n", ["a", "b"]),
        Case("a \\\n# comment\n  # more 'quote\n && b", ["a", "b"]), Case("a \\\n\n  \n && b", ["a", "b"]),
        Case("a 'x\\\n y'", ["a x y"]), Case("a \"x\\\n# gone\n y\"", ["a x y"]), Case("a # comment \\\n && b", ["a"]),
        Case("a b\\\n c", ["a b c"]), Case("a b\\\nc", ["a bc"]), Case("a \\\\\nb", ["a \\", "b"]), Case("a \\", ["a"]),
        Case("a; \\\n# x\n\\\n# y\n b", ["a", "b"]), Case("if a; then \\\n b; \\\n fi", ["a", "b"]),
    ]

    @Test(arguments: cases) func continuations(_ example: Case<[String]>) {
        let script = ShellScript.parse(text: example.input, embedding: .dockerfile(escape: UInt8(ascii: "\\")))
        #expect(script.lines == example.expected)
        #expect(script.problems.isEmpty, "\(script.problems)")
        #expect(script.rangesAreExact)
    }

    @Test func backtickEscapes() {
        let script = ShellScript.parse(text: "a `\n b; c 'd\\e'", embedding: .dockerfile(escape: UInt8(ascii: "`")))
        #expect(script.lines == ["a b", "c d\\e"])
    }

    @Test func onlyTheRangeIsRead() throws {
        let bytes = Array("FROM x\nRUN apt-get update\nCMD y".utf8)
        let script = ShellScript.parse(bytes, in: 11..<25, embedding: .dockerfile(escape: UInt8(ascii: "\\")))
        #expect(script.lines == ["apt-get update"])
        #expect(script.commands[0].words[1].range == 19..<25)
        #expect(ShellScript.parse(bytes, in: 900..<1000).commands.isEmpty)
    }

    @Test func wordEndsBeforeContinuation() {
        let text = "apt-get install foo\\\n bar"
        let script = ShellScript.parse(text: text, embedding: .dockerfile(escape: UInt8(ascii: "\\")))
        #expect(script.commands[0].words.map { script.text($0.range) } == ["apt-get", "install", "foo", "bar"])
    }
}
