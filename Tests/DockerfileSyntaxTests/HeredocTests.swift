import Basics
import DockerfileSyntax
import ShellSyntax
import Testing

struct HeredocTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// `fd name expands chomps content` of each.
        var heredocs: [String]
        var keywords: [String]
        var problems: [String] = []
        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Case(text: "RUN <<EOF\nx\ny\nEOF\nUSER a", heredocs: ["0 EOF + . x\ny\n"], keywords: ["RUN", "USER"]),
        Case(text: "RUN <<EOF\nx\nEOF\n# after\nUSER a", heredocs: ["0 EOF + . x\n"], keywords: ["RUN", "USER"]),
        Case(text: "RUN <<'EOF'\n$x\nEOF", heredocs: ["0 EOF . . $x\n"], keywords: ["RUN"]),
        Case(text: "RUN <<\"E F\"\nx\nE F", heredocs: ["0 E F . . x\n"], keywords: ["RUN"]),
        Case(text: "RUN <<\\EOF\nx\nEOF", heredocs: ["0 EOF . . x\n"], keywords: ["RUN"]),
        Case(text: "RUN <<-EOF\n\tx\n\tEOF\nUSER a", heredocs: ["0 EOF + - \tx\n"], keywords: ["RUN", "USER"]),
        Case(text: "RUN <<EOF\nx\n\tEOF\nEOF", heredocs: ["0 EOF + . x\n\tEOF\n"], keywords: ["RUN"]),
        Case(text: "RUN <<EOF\r\nx\r\nEOF\r\nUSER a\r\n", heredocs: ["0 EOF + . x\r\n"], keywords: ["RUN", "USER"]),
        Case(text: "RUN 3<<EOF cat\nx\nEOF", heredocs: ["3 EOF + . x\n"], keywords: ["RUN"]),
        Case(
            text: "COPY <<a <<b /d/\n1\na\n2\nb\nUSER u", heredocs: ["0 a + . 1\n", "0 b + . 2\n"],
            keywords: ["COPY", "USER"]),
        Case(text: "ADD --chown=1 <<a /d\n1\na", heredocs: ["0 a + . 1\n"], keywords: ["ADD"]),
        Case(text: "ONBUILD RUN <<EOF\nx\nEOF\nUSER a", heredocs: ["0 EOF + . x\n"], keywords: ["ONBUILD", "USER"]),
        Case(text: "run <<EOF\nx\nEOF", heredocs: ["0 EOF + . x\n"], keywords: ["run"]),
        Case(text: "RUN cat <<EOF && \\\n echo y\nx\nEOF", heredocs: ["0 EOF + . x\n"], keywords: ["RUN"]),
        Case(text: "RUN <<EOF\nUSER a\n\\\nEOF", heredocs: ["0 EOF + . USER a\n\\\n"], keywords: ["RUN"]),
        Case(text: "RUN <<EOF\nEOF\nUSER a", heredocs: ["0 EOF + . "], keywords: ["RUN", "USER"]),
        Case(
            text: "RUN <<EOF\nx\nUSER a", heredocs: ["0 EOF + . x\nUSER a"], keywords: ["RUN"],
            problems: ["unterminatedHeredoc «<<EOF»"]),
        Case(
            text: "RUN <<EOF", heredocs: ["0 EOF + . "], keywords: ["RUN"],
            problems: ["unterminatedHeredoc «<<EOF»"]),
        Case(text: "RUN [\"cat\", \"<<EOF\"]\nUSER a", heredocs: [], keywords: ["RUN", "USER"]),
        Case(text: "CMD cat <<EOF\nUSER a", heredocs: [], keywords: ["CMD", "USER"]),
        Case(text: "RUN cat<<EOF\nUSER a", heredocs: [], keywords: ["RUN", "USER"]),
        Case(text: "RUN cat <<<EOF\nUSER a", heredocs: [], keywords: ["RUN", "USER"]),
        Case(text: "RUN echo $((1 << 2))\nUSER a", heredocs: [], keywords: ["RUN", "USER"]),
        Case(text: "RUN echo '<<EOF'\nUSER a", heredocs: [], keywords: ["RUN", "USER"]),
        // BuildKit gives up on the line, and with it on its here-documents.
        Case(text: "RUN echo don't <<EOF\nUSER a", heredocs: [], keywords: ["RUN", "USER"]),
    ])
    func read(_ example: Case) {
        let file = Dockerfile("FROM a\n" + example.text)
        let found = file.instructions.flatMap(\.heredocs).map {
            "\($0.fileDescriptor) \($0.name) \($0.expands ? "+" : ".") \($0.chomps ? "-" : ".") "
                + file.source.text($0.content)
        }
        #expect(found == example.heredocs)
        #expect(file.keywords == ["FROM"] + example.keywords)
        #expect(file.problemList == example.problems)
    }

    @Test func scriptOfAHeredocHasTheFilesPlaces() throws {
        let marked = Marked("FROM a\nRUN <<-EOF\n\t⟦apt-get update⟧\n\tEOF\n")
        let script = try #require(marked.file.instructions[1].script)
        let command = try #require(script.shell.commands.first)
        #expect(script.sourceRange(command.range) == marked.ranges[0])
    }

    @Test(arguments: [
        ("RUN <<EOF\nset -e\nEOF", EmbeddedScript.Interpreter.sh),
        ("RUN <<EOF\n#!/usr/bin/env bash\nset -e\nEOF", .bash),
        ("RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF", .other("python3")),
        ("SHELL [\"/bin/bash\", \"-c\"]\nRUN <<EOF\nx\nEOF", .bash),
        ("SHELL [\"pwsh\", \"-c\"]\nRUN x", .powershell),
    ])
    func interpreter(text: String, expected: EmbeddedScript.Interpreter) {
        #expect(Dockerfile("FROM a\n" + text).instructions.last?.script?.interpreter == expected)
    }
}
