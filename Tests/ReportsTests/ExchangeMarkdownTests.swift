import Basics
import RuleKit
import Testing

@testable import Reports

/// The comment is short, tells what is new, and cannot be broken by what it quotes.
struct ExchangeMarkdownTests {
    @Test(arguments: Language.allCases)
    func beginsWithTheMarker(language: Language) throws {
        for review in [try ExchangeReview.sample(), ExchangeReview.of([:])] {
            #expect(MarkdownReport.render(review, language).hasPrefix("<!-- plimsoll-review -->\n## Plimsoll: "))
        }
    }

    @Test(arguments: [1_000, 5_000, 20_000, 65_000], Language.allCases)
    func keepsWithinItsLength(limit: Int, language: Language) {
        let review = ExchangeReview.large(2_000)
        let text = MarkdownReport.render(review, language, limit: limit)
        // The table at the top and the answers are always there.
        let least = MarkdownReport.render(review, language, limit: 0).utf16.count
        #expect(text.utf16.count <= max(limit, least))
        #expect(least < 8_000)
        let left = language == .english ? "findings are left out" : "件の詳細を省略しました"
        #expect(text.contains(left))
        #expect(text.components("<details>") == text.components("</details>"))
        #expect(text.hasSuffix("</sub>\n"))
    }

    @Test func worstAreToldWhereNotAllCanBe() {
        let review = ExchangeReview.large(300)
        let text = MarkdownReport.render(review, .english, limit: 20_000)
        let blocks = ["critical", "high", "medium", "low", "style"].map { text.components("**\($0)** · ") }
        #expect(blocks[0] == 60)
        #expect(blocks[4] == 0)
    }

    @Test func onlyNewFindingsAreListed() throws {
        let text = "FROM debian:12\nLABEL a=1\nLABEL a=2\nLABEL a=3\n"
        let source = SourceFile(path: "Dockerfile", text: text)
        let review = ExchangeReview.of(["Dockerfile": text]) { findings in
            findings = (2...4).map { line in
                var finding = ExchangeReview.fault(
                    "DF902", .high, source, source.lineRange(line), arguments: ["command": "line\(line)"])
                if line != 3 { finding.suppression = .init(.baseline, span: nil, reason: "") }
                return finding
            }
        }
        let comment = MarkdownReport.render(review, .english)
        #expect(comment.contains("## Plimsoll: 1 new finding (1 high)\n\nnew: 1, known: 2\n"))
        #expect(comment.contains("line3") && !comment.contains("line2") && !comment.contains("line4"))
        let japanese = MarkdownReport.render(review, .japanese)
        #expect(japanese.contains("## Plimsoll: 新しい指摘 1 件(高 1)\n\n新規 1 件、既知 2 件\n"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a|b", "a\\|b"), ("`a|b`", "`a\\|b`"), ("<img src=x>", "&lt;img src=x&gt;"),
        ("`<b>`", "`<b>`"), ("one ` tick", "one \\` tick"), ("`a` <b> `c`", "`a` &lt;b&gt; `c`"),
        ("`a`<b>`", "\\`a\\`&lt;b&gt;\\`"), ("@octocat", "@\u{200B}octocat"), ("`@sha256:1`", "`@sha256:1`"),
        ("[x](http://y)", "\\[x\\](http://y)"), ("a\nb\r\nc", "a b  c"), ("snake_case *b*", "snake\\_case \\*b\\*"),
        ("</details>", "&lt;/details&gt;"), ("`|\u{301}`", "`\\|\u{301}`"),
    ])
    func proseInATable(text: String, shown: String) {
        #expect(CommentText.prose(text, inTable: true) == shown)
    }

    @Test(arguments: [
        ("a/Dockerfile:1", "`a/Dockerfile:1`"), ("a`b", "`` a`b ``"), ("a|b", "`a\\|b`"), ("a\nb", "`a b`"),
    ])
    func code(text: String, shown: String) {
        #expect(CommentText.code(text, inTable: true) == shown)
    }

    /// A quoted line ends neither its block nor the folded part around it.
    @Test func quotedSourceStaysQuoted() throws {
        let text = "FROM debian:12\nLABEL a=\"```\" b=</details>@octocat\n"
        let source = SourceFile(path: "Dockerfile", text: text)
        let review = ExchangeReview.of(["Dockerfile": text]) { findings in
            findings = [ExchangeReview.fault("DF902", .high, source, source.lineRange(2))]
        }
        let comment = MarkdownReport.render(review, .english)
        #expect(comment.contains("````text\n2 | LABEL"))
    }
}

extension String {
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
