import Basics
import DockerfileSyntax
import Testing

struct ContinuationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// Of the first RUN.
        var script: String
        var keywords = ["FROM", "RUN"]
        var problems: [String] = []
        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Case(text: "FROM a\nRUN x \\\n  y", script: "x   y"),
        Case(text: "FROM a\nRUN x \\  \t\n  y", script: "x   y"),
        Case(text: "FROM a\r\nRUN x \\\r\n  y\r\n", script: "x   y"),
        Case(text: "FROM a\nRUN x \\\n# no\n  # no\n  y", script: "x   y"),
        Case(text: "FROM a\nRUN x \\\n\n  y", script: "x   y", problems: ["emptyContinuation «»"]),
        Case(text: "FROM a\nRUN x \\\n  \t\n\n  y", script: "x   y", problems: ["emptyContinuation «  \t»"]),
        Case(text: "FROM a\nRUN x \\\n", script: "x"),
        Case(text: "FROM a\nRUN x \\", script: "x"),
        Case(text: "FROM a\nRUN echo \\\\\nUSER b", script: "echo \\\\", keywords: ["FROM", "RUN", "USER"]),
        Case(text: "# escape=`\nFROM a\nRUN x `\n y\\\nUSER b", script: "x  y\\", keywords: ["FROM", "RUN", "USER"]),
        Case(text: "FROM a\nRUN x \\\\\nRUN y", script: "x \\\\", keywords: ["FROM", "RUN", "RUN"]),
        Case(text: "FROM a\nRUN x \\\\ \\\n y", script: "x \\\\  y"),
        Case(text: "FROM a\nRUN \\\n x", script: "x"),
        Case(text: "FROM a\nRU\\\nN x", script: "x"),
        Case(text: "FROM a\n\\\nRUN x", script: "x"),
        Case(text: "FROM a\nRUN x # no comment", script: "x # no comment"),
        Case(text: "FROM a\nRUN x \\\n # USER b\nUSER c", script: "x USER c"),
    ])
    func joined(_ example: Case) throws {
        let file = Dockerfile(example.text)
        let run = try #require(file.instructions.first { $0.keyword == .run })
        #expect(run.word?.raw == example.script)
        #expect(file.keywords == example.keywords)
        #expect(file.problemList == example.problems)
    }
}
