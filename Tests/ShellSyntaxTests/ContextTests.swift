import ShellSyntax
import Testing

/// What is known around a command. Each command in a case is a letter; the expectation names those that qualify.
@Suite struct ContextTests {
    private func names(_ text: String, _ dialect: Dialect = .posix, where matches: (Command) -> Bool) -> String {
        ShellScript.parse(text: text, dialect: dialect).commands.filter(matches).map { $0.program ?? "" }
            .filter { $0.count == 1 }.joined()
    }

    @Test(arguments: [
        Case("a && b && c", "abc"), Case("a; b", "b"), Case("a || b", "b"), Case("a || b && c", "bc"),
        Case("a | b", "b"), Case("set -e; a; b", "ab"), Case("set -e; a && b; c", "bc"), Case("set -e; a | b; c", "bc"),
        Case("set -eo pipefail; a | b; c", "abc"), Case("set -e; if a; then b; fi; c", "bc"), Case("! a", ""),
        Case("set -e; a || true; b", "b"), Case("set -e; set +e; a; b", "b"), Case("a & b", "b"), Case("a &", ""),
        Case("{ a; b; } && c", "bc"), Case("(a; b)", "b"), Case("(set -e; a); b", "b"),
        Case("set -e; (a; b); c", "abc"),
        Case("x=$(a)", "a"), Case("e x $(a)", "e"), Case("set -e; x=$(a; b); c", "abc"), Case("sh -c 'a; b'", "b"),
        Case("sh -ec 'a; b'; c", "c"), Case("set -e; sh -ec 'a; b'; c", "abc"), Case("while a; do b; done", "b"),
        Case("set -e; while a; do b; c; done; d", "bcd"), Case("set -e; f() { a; b; }; f", "abf"),
        Case("set -e; { a; b; } || c", "c"), Case("case x in y) a;; z) b; c;; esac", "ac"),
    ]) func failureIsFatal(_ example: Case<String>) {
        #expect(names(example.input) { $0.context.failureIsFatal } == example.expected)
    }

    @Test func bashForgetsErrexitInSubstitutions() {
        #expect(names("set -e; x=$(a; b)", .bash) { $0.context.failureIsFatal } == "b")
    }

    @Test(arguments: [
        Case("a && b; c", "a"), Case("if a; then b; fi", "a"), Case("while a; b; do c; done", "ab"), Case("! a", "a"),
        Case("{ a; b; } || c", "ab"), Case("a; b", ""),
    ]) func conditions(_ example: Case<String>) {
        #expect(names(example.input) { $0.context.isCondition } == example.expected)
    }

    @Test(arguments: [
        Case("if a; then b; else c; fi; d", "bc"), Case("a || b; c", "b"), Case("test -f x && b; c", "b"),
        Case("for i in 1; do a; done", "a"), Case("case x in y) a;; esac", "a"), Case("a && b", ""),
    ]) func conditional(_ example: Case<String>) {
        #expect(names(example.input) { $0.context.isConditional } == example.expected)
    }

    @Test(arguments: [
        Case("a; b", "b"), Case("a && b", "b"), Case("a | b", "b"), Case("if a; then b; else c; fi", "bc"),
        Case("b $(a)", "b"), Case("a; b &", ""), Case("f() { a; }; b", "b"),
    ]) func final(_ example: Case<String>) {
        #expect(names(example.input) { $0.context.isFinal } == example.expected)
    }

    @Test func places() {
        let text = "f() { a; }; for i in 1; do b $(c); done; sh -c 'd'; (e; (g)); h || true; j & k | l"
        #expect(names(text) { $0.context.isInFunction } == "a")
        #expect(names(text) { $0.context.isInLoop } == "bc")
        #expect(names(text) { $0.context.isInSubstitution } == "c")
        #expect(names(text) { $0.context.isInNestedShell } == "d")
        #expect(names(text) { $0.context.subshellDepth == 2 } == "g")
        #expect(names(text) { $0.context.failureIsTolerated } == "h")
        #expect(names(text) { $0.context.runsInBackground } == "j")
        #expect(names(text) { $0.context.pipelineCount == 2 } == "kl")
        #expect(names(text) { $0.context.pipelineCount == 2 && $0.context.isLastOfPipeline } == "l")
    }

    @Test func connectors() {
        let commands = ShellScript.parse(text: "a && b || c; d & e | f").commands
        #expect(commands.map(\.context.before) == [.start, .and, .or, .sequence, .background, .pipe])
        #expect(commands.map(\.context.after) == [.and, .or, .sequence, .background, .pipe, .end])
        #expect(commands[4].context.pipelineID == commands[5].context.pipelineID)
        #expect(Set(commands.map(\.context.pipelineID)).count == 5)
    }

    @Test(
        arguments: [
            Case("set -e; a", [.errexit]), Case("set -eux; a", [.errexit, .nounset, .xtrace]),
            Case("set -euo pipefail; a", [.errexit, .nounset, .pipefail]),
            Case("set -o errexit -o pipefail; a", [.errexit, .pipefail]),
            Case("set -ex; set +x; a", [.errexit]), Case("set -e +e; a", []), Case("set -- -e; a", []),
            Case("(set -e); a", []), Case("{ set -e; }; a", [.errexit]), Case("set -e | b; a", []),
            Case("#!/bin/sh -eu\na", [.errexit, .nounset]), Case("#!/usr/bin/env -S bash -e\na", [.errexit]),
            Case("bash -ec 'b'; a", []), Case("set -e && a", [.errexit]), Case("set -o posix; a", []),
        ] as [Case<ShellOptions>]) func options(_ example: Case<ShellOptions>)
    {
        let script = ShellScript.parse(text: example.input)
        #expect(script.commands.last { $0.program == "a" }?.context.options == example.expected)
    }

    @Test func initialOptions() {
        let options = ShellOptions(arguments: ["-eo", "pipefail", "-c"])
        #expect(options == [.errexit, .pipefail])
        let script = ShellScript.parse(text: "a | b; c", options: options)
        #expect(script.commands.allSatisfy { $0.context.options == options && $0.context.failureIsFatal })
        let nested = ShellScript.parse(text: "bash -euxo pipefail -c 'a'").commands
        #expect(nested.last?.context.options == [.errexit, .nounset, .xtrace, .pipefail])
    }

    @Test func shebangDecidesTheDialect() {
        #expect(ShellScript.parse(text: "#!/usr/bin/env bash\na").dialect == .bash)
        #expect(ShellScript.parse(text: "#!/bin/sh\na", dialect: .bash).dialect == .posix)
        #expect(ShellScript.parse(text: "#!/usr/bin/python3\na").shebang?.interpreter == "/usr/bin/python3")
        #expect(ShellScript.parse(text: "a", dialect: .bash).dialect == .bash)
    }
}
