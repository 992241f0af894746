import Basics
import Testing

struct TextTests {
    @Test func whatStrangersWroteStaysInOneLine() {
        #expect("a b".inOneLine == "a b")
        #expect("a\r\n::error::b\tc".inOneLine == "a ::error::b c")
        #expect("\u{1B}[31mred\u{7F}\u{202E}\u{FEFF}".inOneLine == "·[31mred···")
        #expect(Text(en: "x\ny", ja: "日\n本").inOneLine == Text(en: "x y", ja: "日 本"))
    }

    @Test(arguments: [
        ("`{image}` has no tag", ["image": "debian"], "`debian` has no tag"),
        ("{a}{b}{a}", ["a": "1", "b": "2"], "121"),
        ("{unknown} stays", ["a": "1"], "{unknown} stays"),
        ("no braces", ["a": "1"], "no braces"),
        ("open { only", ["a": "1"], "open { only"),
        ("{a}", ["a": "{b}", "b": "never put in twice"], "{b}"),
        ("{a}", [:], "{a}"),
    ])
    func placeholdersTakeArguments(pattern: String, arguments: [String: String], result: String) {
        #expect(Text(en: pattern, ja: "")(.english, arguments) == result)
        #expect(Text(en: "", ja: pattern)(.japanese, arguments) == result)
    }

    @Test(arguments: [("1", "1 file"), ("2", "2 files"), ("", " files")])
    func aNumberChoosesTheWord(_ files: String, _ shown: String) {
        let text = Text(en: "{files} {files|1=file|files}", ja: "{files} 個")
        #expect(text(.english, ["files": files]) == shown)
        #expect(text.placeholders(.english) == text.placeholders(.japanese))
    }

    @Test func aChoiceWithoutItsArgumentIsTheLastWord() {
        #expect(Text(en: "{by|base=no |}x", ja: "")(.english) == "x")
    }

    @Test func placeholdersAreListedOnceAndSorted() {
        let text = Text(en: "{b} {a} {b}", ja: "{a} と {")
        #expect(text.placeholders(.english) == ["a", "b"])
        #expect(text.placeholders(.japanese) == ["a"])
    }

    @Test(
        arguments: [
            ("ja_JP.UTF-8", Language.japanese), ("ja", .japanese), ("en_US.UTF-8", .english), ("C", .english),
            ("", .english), (nil, .english),
        ] as [(String?, Language)])
    func languageOfALocale(locale: String?, language: Language) {
        #expect(Language(locale: locale) == language)
    }
}

struct LazyTests {
    @Test func worksItOutOnceOnManyThreads() async {
        let counter = Counter()
        let lazy = Lazy { counter.next() }
        let values = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<64 { group.addTask { lazy.value } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(values == Array(repeating: 1, count: 64))
        #expect(counter.next() == 2)
    }

    @Test func takesAValueThatIsThere() {
        #expect(Lazy(value: 7).value == 7)
    }
}
