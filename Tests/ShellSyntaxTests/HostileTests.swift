import ShellSyntax
import Testing

/// Broken and malicious input: a problem each, never a crash, never more than linear time.
@Suite struct HostileTests {
    static let broken: [Case<[Problem.Kind]>] = [
        Case("echo 'a", [.unterminatedSingleQuote]), Case("echo \"a", [.unterminatedDoubleQuote]),
        Case("echo $'a", [.unterminatedAnsiQuote]), Case("echo $(a", [.unterminatedSubstitution]),
        Case("echo `a", [.unterminatedBacktick]),
        Case("echo ${a", [.unterminatedParameter]), Case("echo $((1", [.unterminatedArithmetic]),
        Case("cat <<E\na", [.unterminatedHeredoc]),
        Case("cat <<E", [.unterminatedHeredoc]), Case("[[ a", [.unterminatedTest]), Case("a=(b", [.unterminatedArray]),
        Case("if a; b; fi", [.missingThen]), Case("if a; then b", [.missingFi]), Case("while a; b; done", [.missingDo]),
        Case("while a; do b", [.missingDone]), Case("case a b) c;; esac", [.missingIn]),
        Case("case a in b) c", [.missingEsac]),
        Case("{ a", [.missingBrace]), Case("(a", [.missingParenthesis]), Case("a &&", [.missingCommand]),
        Case("a | ; b", [.missingCommand]),
        Case("a ||\n", [.missingCommand]), Case("a >", [.missingRedirectionTarget]), Case("a )", [.unexpectedToken]),
        Case("fi", [.unexpectedToken]),
        Case("; a", [.unexpectedToken]), Case("a;; b", [.unexpectedToken]),
        Case("if a; then while b; do c; fi; d", [.missingDone]),
        Case("f() ", [.missingCommand]), Case("!", [.missingCommand]),
        Case("for x in a b", [.missingDo, .missingDone]),
    ]

    @Test(arguments: broken) func problemsAreReported(_ example: Case<[Problem.Kind]>) {
        let script = ShellScript.parse(text: example.input, dialect: .bash)
        #expect(script.problems.map(\.kind) == example.expected)
        for problem in script.problems { #expect(problem.range.upperBound <= script.bytes.count) }
    }

    @Test func readingGoesOnBehindAProblem() {
        #expect(ShellScript.parse(text: "a ) b; fi; c").lines == ["a", "b", "c"])
        #expect(ShellScript.parse(text: "if a; then while b; do c; fi; d").lines == ["a", "b", "c", "d"])
    }

    @Test(arguments: [
        "(", "$(", "`", "\"", "'", "${", "$((", "((", "{ ", "if ", "while ", "case x in ", "for x in ", "[[ ", "<<E\n",
        "a=(", "f() ", "function f ", "! ", "| ", "&&", ";", ")", "}", "\\", "\\\n", "\"$(", "${a:-", "<(", "@(", "*(",
        "a 'b' ", "$((a)", "((a \"(\" ))\n", "cat <<E <<F\n", "eval ", "sh -c 'a' ", "sudo ", "\"${a:-\"", "fi ", "do ",
        "\\\n#\n", "a\r", "x=1 ", "$'\\x", "~{,", "[", "\u{0}", "é",
    ]) func repeatedToken(_ token: String) {
        let bytes = Array(String(repeating: token, count: 100_000).utf8)
        for embedding in [Embedding.file, .dockerfile(escape: UInt8(ascii: "\\"))] {
            let script = ShellScript.parse(bytes, dialect: .bash, embedding: embedding)
            #expect(script.commands.allSatisfy { $0.range.upperBound <= bytes.count })
        }
    }

    @Test func deepNestingIsGivenUp() {
        let script = ShellScript.parse(text: String(repeating: "(", count: 100_000))
        #expect(script.problems.map(\.kind) == [.tooDeep])
        let shallow = String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40)
        #expect(ShellScript.parse(text: shallow.replacing("((", with: "( (")).problems.isEmpty)
    }

    @Test func randomBytes() {
        var generator = SplitMix(state: 42)
        let alphabet = Array("ab =;&|<>(){}[]$`'\"\\\n\t#!*?~-+,.:/@%^0EOF\r".utf8)
        let pieces = [
            "if ", "then ", "fi ", "do ", "done ", "case ", "in ", "esac ", "<<E\n", "E\n", "$(", "${", "$((", "))",
            "&&",
        ]
        for round in 0..<2000 {
            var bytes: [UInt8] = []
            while bytes.count < round % 200 {
                if generator.next() % 4 == 0 {
                    bytes += Array(pieces[Int(generator.next() % UInt64(pieces.count))].utf8)
                } else if generator.next() % 50 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: generator.next()))
                } else {
                    bytes.append(alphabet[Int(generator.next() % UInt64(alphabet.count))])
                }
            }
            let embedding = round.isMultiple(of: 2) ? Embedding.file : .dockerfile(escape: UInt8(ascii: "\\"))
            let script = ShellScript.parse(bytes, dialect: .bash, embedding: embedding)
            #expect(script.commands.allSatisfy { 0..<bytes.count + 1 ~= $0.range.upperBound })
            #expect(script.commands.indices.allSatisfy { script.commands[$0].index == $0 })
            _ = script.variablesAssigned
            _ = script.execTargets
            _ = script.traps
        }
    }

    @Test func aMegabyteIsRead() {
        let line = "apt-get update && apt-get install -y foo=\"$VER\" 'bar' && rm -rf /var/lib/apt/lists/* # done\n"
        let count = 1_000_000 / line.utf8.count
        let script = ShellScript.parse(text: String(repeating: line, count: count))
        #expect(script.commands.count == count * 3)
        #expect(script.packageCalls.count == count * 2)
        #expect(script.problems.isEmpty)
    }
}

/// A small generator with a seed, so that a failure can be repeated.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
