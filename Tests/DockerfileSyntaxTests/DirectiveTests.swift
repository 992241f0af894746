import Basics
import DockerfileSyntax
import Testing

struct DirectiveTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var directives: [String]
        var escape: Character = "\\"
        var comments = 0
        var problems: [String] = []
        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Case(text: "# syntax=docker/dockerfile:1\nFROM a", directives: ["syntax=docker/dockerfile:1"]),
        Case(text: "#syntax = a:1  \n#\tcheck=skip=all\nFROM a", directives: ["syntax=a:1", "check=skip=all"]),
        Case(text: "\u{FEFF}# syntax=a\nFROM a", directives: ["syntax=a"]),
        Case(text: "  # SYNTAX=a\nFROM a", directives: ["syntax=a"]),
        Case(text: "# escape=`\nFROM a", directives: ["escape=`"], escape: "`"),
        Case(text: "# escape=`\r\nFROM a\r\n", directives: ["escape=`"], escape: "`"),
        Case(text: "# hello\n# escape=`\nFROM a", directives: [], comments: 2),
        Case(text: "\n# escape=`\nFROM a", directives: [], comments: 1),
        Case(text: "FROM a\n# escape=`\n", directives: [], comments: 1),
        Case(text: "# colour=red\n# escape=`\nFROM a", directives: [], comments: 2),
        Case(text: "# syntax=\nFROM a", directives: [], comments: 1),
        Case(
            text: "# syntax=a\n# syntax=b\nFROM a", directives: ["syntax=a", "syntax=b"],
            problems: ["duplicateDirective «# syntax=b»"]),
        Case(text: "# escape=^\nFROM a", directives: ["escape=^"], problems: ["invalidDirective «^»"]),
    ])
    func read(_ example: Case) {
        let file = Dockerfile(example.text)
        #expect(file.directives.map { "\($0.name)=\($0.value)" } == example.directives)
        #expect(file.escape == example.escape.asciiValue)
        #expect(file.comments.count == example.comments)
        #expect(file.problemList == example.problems)
        #expect(file.keywords == ["FROM"])
    }
}
