import ShellSyntax
import Testing

/// That every command is found, in source order, whatever it stands in.
@Suite struct StructureTests {
    static let scripts: [Case<[String]>] = [
        Case("", []), Case("# only a comment", []), Case("\n\n  \n", []), Case("a", ["a"]),
        Case("a; b\nc & d && e || f | g", ["a", "b", "c", "d", "e", "f", "g"]),
        Case("a &&\n\n # why\n b", ["a", "b"]), Case("a |\n b", ["a", "b"]), Case("a |& b", ["a", "b"]),
        Case("(a; b) && { c; d; }", ["a", "b", "c", "d"]),
        Case("if a; then b; elif c; then d; else e; fi; f", ["a", "b", "c", "d", "e", "f"]),
        Case("if a\nthen b\nfi", ["a", "b"]), Case("if ! a; then b; fi", ["a", "b"]),
        Case("for x in 1 2; do a $x; done", ["a $x"]), Case("for x; do a; done", ["a"]),
        Case("for x in 1 2\ndo\na\ndone | b", ["a", "b"]), Case("for ((i=0;i<3;i++)); do a; done", ["a"]),
        Case("while a; do b; done < f", ["a", "b"]), Case("until a\ndo b\ndone", ["a", "b"]),
        Case("select x in a b; do c; done", ["c"]),
        Case("case \"$x\" in a) b ;; c|d) e;; (f) g ;& *) h; esac; i", ["b", "e", "g", "h", "i"]),
        Case("case x in\n# c\n a)\n b\n ;;\nesac", ["b"]), Case("case x in esac", []),
        Case("case x in a) ;; done) b;; esac", ["b"]),
        Case("f() { a; }; f", ["a", "f"]), Case("f () ( a )", ["a"]), Case("function f { a; }", ["a"]),
        Case("function f() { a; }", ["a"]), Case("f()\n{\n a\n}\n", ["a"]),
        Case("echo $(a $(b)) `c`", ["echo $(a $(b)) `c`", "a $(b)", "b", "c"]),
        Case("echo \"x $(a \"$(b)\") y\"", ["echo x $(a \"$(b)\") y", "a $(b)", "b"]),
        Case("x=`\"a\" b`; c", ["", "a b", "c"]), Case("x=$(a) b", ["b", "a"]),
        Case("echo $(case x in y) a;; esac)", ["echo $(case x in y) a;; esac)", "a"]),
        Case("echo $( (a) )", ["echo $( (a) )", "a"]), Case("echo $((a) | b)", ["echo $((a) | b)", "a", "b"]),
        Case("echo ${x:-$(a)}", ["echo ${x:-$(a)}", "a"]), Case("echo $(( $(a) + 1 ))", ["echo $(( $(a) + 1 ))", "a"]),
        Case("[[ a == b && ( c < d ) ]] && e", ["a == b c d", "e"]),
        Case("[[ $x =~ ^(a|b)+$ ]]; e", ["$x =~ ^ a b +$", "e"]),
        Case("(( x > 1 )) && a", ["(( x > 1 ))", "a"]), Case("diff <(a) <(b)", ["diff <(a) <(b)", "a", "b"]),
        Case("a=(1 2 $(b)) c", ["c", "b"]), Case("declare -a x=(1 2); y", ["declare -a x=12", "y"]),
        Case("time { a; }", ["a"]), Case("a > f 2>&1 < g", ["a"]), Case("> f", [""]), Case("A=1", [""]),
        Case("sh -c 'a && b'; c", ["sh -c a && b", "a", "b", "c"]),
        Case("bash -euxo pipefail -c \"a; b\"", ["bash -euxo pipefail -c a; b", "a", "b"]),
        Case("eval 'a b'", ["eval a b", "a b"]), Case("eval a b", ["eval a b", "a b"]),
        Case("sudo bash -c 'a'", ["sudo bash -c a", "a"]), Case("su x -c 'a b'", ["su x -c a b", "a b"]),
        Case("sh -c \"echo \\\"a\\\"; b\"", ["sh -c echo \"a\"; b", "echo a", "b"]),
        Case("bash -c \"a $X; b\"", ["bash -c a $X; b", "a $X", "b"]), Case("sh script.sh -c a", ["sh script.sh -c a"]),
        Case("bash <<'E'\na\nb\nE\nc", ["bash", "a", "b", "c"]), Case("cat <<E\n$(a)\nE\nb", ["cat", "a", "b"]),
        Case("cat <<'E'\n$(a)\nE\nb", ["cat", "b"]), Case("a\r\nb\r\nif c\r\nthen d\r\nfi\r\n", ["a", "b", "c", "d"]),
    ]

    @Test(arguments: scripts) func commandsAreFound(_ example: Case<[String]>) {
        let script = ShellScript.parse(text: example.input, dialect: .bash)
        #expect(script.lines == example.expected)
        #expect(script.problems.isEmpty, "\(script.problems)")
        #expect(script.rangesAreExact)
        #expect(script.commands.indices.allSatisfy { script.commands[$0].index == $0 })
    }

    @Test func constantOfNestedShellKeepsPositions() throws {
        let script = ShellScript.parse(text: "sh -c 'apt-get update && apt-get install -y curl'")
        let inner = try #require(script.commands.last)
        #expect(script.text(inner.range) == "apt-get install -y curl")
        #expect(inner.range.lowerBound == 25)
        let decoded = ShellScript.parse(text: "sh -c \"echo \\\"x\\\"\"")
        #expect(decoded.commands.last?.range == decoded.commands.first?.words.last?.range)
    }

    @Test func statementsHoldTheTree() throws {
        let script = ShellScript.parse(text: "a && ! b | c & if d; then e; fi > f")
        #expect(script.statements.count == 2)
        let first = try #require(script.statements.first)
        #expect(first.terminator == .background)
        #expect(first.links.map(\.connector) == [.start, .and])
        #expect(first.links.map(\.pipeline.negated) == [false, true])
        #expect(first.links.map(\.pipeline.elements.count) == [1, 2])
        #expect(script.text(first.range) == "a && ! b | c")
        guard case .compound(let compound)? = script.statements.last?.links.first?.pipeline.elements.first,
            case .conditional(let branches, let otherwise) = compound.kind
        else {
            Issue.record("no conditional")
            return
        }
        #expect(branches.count == 1)
        #expect(otherwise.isEmpty)
        #expect(compound.redirections.first?.target.literal == "f")
        #expect(script.text(compound.range) == "if d; then e; fi > f")
    }

    @Test func functionsAreListed() {
        let script = ShellScript.parse(text: "a() { b; }\nfunction c { d; }\nif x; then e() (f); fi")
        #expect(script.functions.map(\.name) == ["a", "c", "e"])
        #expect(script.functions.map { script.text($0.range) } == ["a() { b; }", "function c { d; }", "e() (f)"])
    }

    @Test func heredocsHaveBodies() {
        let text = "cat <<A > x; cat <<-'B' | b\none $v\nA\n\ttwo\n\tB\nc <<< here"
        let script = ShellScript.parse(text: text)
        #expect(script.heredocs.map { script.text($0.body) } == ["one $v\n", "\ttwo\n"])
        #expect(script.heredocs.map(\.delimiter) == ["A", "B"])
        #expect(script.heredocs.map(\.isQuoted) == [false, true])
        #expect(script.heredocs.map(\.stripsTabs) == [false, true])
        #expect(script.heredocs[0].parts.count == 3)
        #expect(script.lines == ["cat", "cat", "b", "c"])
        #expect(script.commands[0].redirections.map(\.operator) == [.heredoc, .output])
        #expect(script.heredoc(of: script.commands[1].redirections[0])?.delimiter == "B")
        #expect(script.commands[3].redirections.first?.target.literal == "here")
        #expect(script.problems.isEmpty)
    }

    @Test(arguments: [
        Case("a > f", [">"]), Case("a >> f", [">>"]), Case("a 2>&1", [">&"]), Case("a &> f", ["&>"]),
        Case("a &>> f", ["&>>"]), Case("a < f", ["<"]), Case("a <> f", ["<>"]), Case("a >| f", [">|"]),
        Case("a <&- 3>&-", ["<&", ">&"]), Case("a <<< f", ["<<<"]), Case("exec > >(tee x) 2>&1", [">", ">&"]),
    ]) func redirections(_ example: Case<[String]>) {
        let script = ShellScript.parse(text: example.input)
        #expect(script.commands.first?.redirections.map(\.operator.rawValue) == example.expected)
        #expect(script.problems.isEmpty)
    }

    @Test(
        arguments: [
            Case("[[ a ]]", .doubleBracket), Case("(( 1 ))", .arithmeticCommand),
            Case("function f { a; }", .functionKeyword),
            Case("a <(b)", .processSubstitution), Case("a <<< b", .hereString), Case("a &> b", .redirectBoth),
            Case("a |& b", .pipeBoth), Case("a $'b'", .ansiQuote), Case("a=(b)", .array),
            Case("a ${b^^}", .parameterExpansion), Case("a ${b:1}", .parameterExpansion),
        ] as [Case<ShellExtension.Kind>]) func extensionsAreNoted(_ example: Case<ShellExtension.Kind>)
    {
        #expect(ShellScript.parse(text: example.input).extensions.map(\.kind) == [example.expected])
    }

    @Test func portableScriptHasNoExtensions() {
        let text = "set -e; a=${b:-c}; d \"$(e)\" > f 2>&1; g() { h $((1+2)); }; case i in j) k;; esac"
        #expect(ShellScript.parse(text: text).extensions.isEmpty)
    }
}
