import ShellSyntax
import Testing

/// Where words begin and end, and what their value is; `nil` marks a word that is not constant.
@Suite struct WordTests {
    static let words: [Case<[String?]>] = [
        Case("a b  c\td", ["a", "b", "c", "d"]),
        Case("echo 'a b' c", ["echo", "a b", "c"]),
        Case("echo \"a b\"c", ["echo", "a bc"]),
        Case("echo a\\ b", ["echo", "a b"]),
        Case("echo 'it'\\''s'", ["echo", "it's"]),
        Case("echo \"a\\\"b\\$c\\x\"", ["echo", "a\"b$c\\x"]),
        Case("echo '' \"\"", ["echo", "", ""]),
        Case("echo $'a\\tb\\x41\\'\\101'", ["echo", "a\tbA'A"]),
        Case("echo a#b #c", ["echo", "a#b"]),
        Case("echo \"#x\" '#y'", ["echo", "#x", "#y"]),
        Case("echo a\\\nb", ["echo", "ab"]),
        Case("echo a \\\n  b", ["echo", "a", "b"]),
        Case("echo a \\\r\n  b\r\n", ["echo", "a", "b"]),
        Case("echo \"a\\\nb\"", ["echo", "ab"]),
        Case("echo 'a\\\nb'", ["echo", "a\\\nb"]),
        Case("echo \"a\nb\"", ["echo", "a\nb"]),
        Case("echo $x", ["echo", nil]),
        Case("echo pre$x-post", ["echo", nil]),
        Case("echo $ $% a$", ["echo", "$", "$%", "a$"]),
        Case("echo \"$(date)\"", ["echo", nil]),
        Case("echo `date` b", ["echo", nil, "b"]),
        Case("echo $((1+2)) b", ["echo", nil, "b"]),
        Case("rm -rf /var/lib/apt/lists/*", ["rm", "-rf", "/var/lib/apt/lists/*"]),
        Case("echo {a,b} ~/x [ab]", ["echo", "{a,b}", "~/x", "[ab]"]),
        Case("ls @(a|b) c", ["ls", "@(a|b)", "c"]),
        Case("find . -name x -exec rm {} \\;", ["find", ".", "-name", "x", "-exec", "rm", "{}", ";"]),
        Case("find . \\( -a -o -b \\) -print", ["find", ".", "(", "-a", "-o", "-b", ")", "-print"]),
        Case("echo 日本語 'é'", ["echo", "日本語", "é"]),
        Case("[ -f x ]", ["[", "-f", "x", "]"]),
        Case("a>b c", ["a", "c"]),
        Case("a 2>&1 b", ["a", "b"]),
        Case("a 22 b", ["a", "22", "b"]),
        Case("a b2>c", ["a", "b2"]),
        Case("echo \\\\", ["echo", "\\"]),
        Case("echo $\"hello\"", ["echo", "hello"]),
        Case("x=1 y='2 3' cmd z=4", ["cmd", "z=4"]),
        Case("echo ${a:-b c} d", ["echo", nil, "d"]),
        Case("echo \"${a:-\"b }\"}\" d", ["echo", nil, "d"]),
        Case("echo if then", ["echo", "if", "then"]),
        Case("echo }", ["echo", "}"]),
    ]

    @Test(arguments: words) func values(_ example: Case<[String?]>) {
        let script = ShellScript.parse(text: example.input)
        #expect(script.commands.first?.words.map(\.literal) == example.expected)
        #expect(script.problems.isEmpty)
        #expect(script.rangesAreExact)
    }

    static let variables: [Case<[String]>] = [
        Case("$VERSION", ["VERSION"]), Case("${VERSION:-x}", ["VERSION"]), Case("a${A}b$B", ["A", "B"]),
        Case("\"$A-${B%.*}\"", ["A", "B"]), Case("${A:-${B:-$C}}", ["A", "B", "C"]), Case("$@", ["@"]),
        Case("\"${10}$1\"", ["10", "1"]), Case("$((A + $B))", ["B"]), Case("'$A'", []), Case("\\$A", []),
        Case("${#A}${!B}", ["A", "B"]), Case("${A[0]}", ["A"]), Case("${A//a/$B}", ["A", "B"]),
        Case("$(echo $A)", []), Case("$?$$$!$#", ["?", "$", "!", "#"]),
    ]

    @Test(arguments: variables) func variablesAreNamed(_ example: Case<[String]>) throws {
        let script = ShellScript.parse(text: "echo " + example.input)
        let word = try #require(script.commands.first?.words.last)
        #expect(word.variables == example.expected)
        #expect(script.text(word.range) == example.input)
    }

    static let operations: [Case<String?>] = [
        Case("${A}", nil), Case("${A:-x}", ":-"), Case("${A-x}", "-"), Case("${A:=x}", ":="), Case("${A:?x}", ":?"),
        Case("${A+x}", "+"), Case("${A#x}", "#"), Case("${A##x}", "##"), Case("${A%x}", "%"), Case("${A%%x}", "%%"),
        Case("${A/x/y}", "/"), Case("${A//x/y}", "//"), Case("${A^}", "^"), Case("${A,,}", ",,"), Case("${A:1:2}", ":"),
        Case("${A@Q}", "@"), Case("${#A}", "length"), Case("${!A}", "indirect"), Case("${#}", nil),
    ]

    @Test(arguments: operations) func operationIsRead(_ example: Case<String?>) throws {
        let word = try #require(ShellScript.parse(text: "echo \(example.input)").commands.first?.words.last)
        let parameter = try #require(word.soleParameter)
        #expect(parameter.operation == example.expected)
        #expect(parameter.text == example.input)
    }

    static let flags: [Case<Word.Flags>] = [
        Case("a", []), Case("'a'", .quoted), Case("a*", .glob), Case("'*'", .quoted), Case("a?b", .glob),
        Case("[ab]", .glob), Case("[", []), Case("{a,b}", .braces), Case("{1..3}", .braces), Case("{a}", []),
        Case("~/x", .tilde), Case("a~", []), Case("$x", .splits), Case("\"$x\"", .quoted),
        Case("$(x)", [.splits, .substitution]), Case("\"$(x)\"", [.quoted, .substitution]), Case("\\*", .quoted),
        Case("\"a\"*", [.quoted, .glob]), Case("@(a|b)", .glob),
    ]

    @Test(arguments: flags) func flagsAreSet(_ example: Case<Word.Flags>) throws {
        let word = try #require(ShellScript.parse(text: "echo \(example.input)").commands.first?.words.last)
        #expect(word.flags == example.expected)
        #expect(word.isQuoted == example.expected.contains(.quoted))
    }

    @Test(
        arguments: [
            Case("a", "a"), Case("'a b'", "a b"), Case("\"a b\"", "a b"), Case("a\\ b", nil), Case("a'b'", nil),
            Case("\"a\\\"b\"", nil), Case("\"$x\"", nil), Case("ab\\\n", "ab"),
        ] as [Case<String?>]) func contentIsFound(_ example: Case<String?>) throws
    {
        let script = ShellScript.parse(text: "echo \(example.input)")
        let word = try #require(script.commands.first?.words.last)
        #expect(word.contentRange.map { script.text($0) } == example.expected)
    }

    @Test(
        arguments: [
            Case("a=b", "b"), Case("a=\"$x\"", "\"$x\""), Case("a=b$x", "b$x"), Case("a=", nil), Case("a", nil),
        ] as [Case<String?>]) func valueBehindEquals(_ example: Case<String?>) throws
    {
        let script = ShellScript.parse(text: "export \(example.input)")
        let value = try #require(script.commands.first?.words.last).afterEquals
        #expect(value?.text == example.expected)
        #expect(value.map { script.text($0.range) } == example.expected)
    }
}
