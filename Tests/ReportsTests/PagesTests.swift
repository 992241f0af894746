import Basics
import Foundation
import RuleKit
import Rules
import Testing

@testable import Reports

struct PagesTests {
    private static let pages = Pages.all(.all)
    private static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs")

    @Test func committedPagesAreFresh() {
        let stale = Self.pages.filter { path, text in
            (try? Data(contentsOf: Self.docs.appending(path: path))) != Data(text.utf8)
        }
        #expect(stale.keys.sorted() == [], "run `swift run plimsoll generate-docs` and commit")
        for folder in Pages.folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: Self.docs.appending(path: folder).path))
            let left = (names ?? []).filter { Self.pages["\(folder)/\($0)"] == nil }
            #expect(left == [], "no rule or question of that name is left")
        }
    }

    @Test func everyRuleHasAFamilyAndIsInTheIndex() {
        for rule in Registry.all.rules {
            #expect(RuleFamily.of(rule) != nil, "\(rule.about.id)")
            for language in Language.allCases {
                let index = Self.pages["rules/\(language.rawValue)/README.md"] ?? ""
                #expect(index.contains("[\(rule.about.id)](\(rule.about.id).md)"))
            }
        }
    }

    /// Every relative link of every page leads to a page, and to a heading of it.
    @Test func linksLeadSomewhere() throws {
        for (path, text) in Self.pages {
            for match in text.matches(of: /\]\(([^):]+\.md)(#[^)]*)?\)/) {
                let target = try #require(
                    RelativePath.join(RelativePath.folder(path), String(match.output.1)), "\(path) leads outside")
                let page = try #require(Self.pages[target], "\(path) leads to \(target), which is not there")
                guard let anchor = match.output.2?.dropFirst() else { continue }
                let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
                    .map { $0.drop { "# ".contains($0) }.lowercased() }
                #expect(headings.contains(String(anchor)), "\(path) leads to \(target)#\(anchor)")
            }
        }
    }

    @Test func noTextKeepsAMark() {
        for (path, text) in Self.pages {
            #expect(!text.contains("⟦") && !text.contains("⟧"), "\(path)")
        }
    }

    @Test func tablesHaveAsManyCellsInEachRow() {
        for (path, text) in Self.pages {
            var width: Int?
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                guard line.hasPrefix("| ") else {
                    width = nil
                    continue
                }
                let cells = line.replacing("\\|", with: "").count { $0 == "|" }
                #expect(cells == width ?? cells, "\(path): \(line)")
                width = cells
            }
        }
    }

    @Test(arguments: [
        ("FROM ⟦debian⟧", "```text\nFROM debian\n     ^^^^^^\n```\n"),
        ("ENV 名=⟦値⟧ ⟦x⟧\n", "```text\nENV 名=値 x\n       ^^ ^\n```\n"),
        ("RUN ⟦a \\\n    b⟧ c\n", "```text\nRUN a \\\n    ^^^\n    b c\n    ^\n```\n"),
        ("RUN\t⟦a⟧", "```text\nRUN\ta\n   \t^\n```\n"),
        ("FROM a⟦⟧\nRUN b", "```text\nFROM a\n      ^\nRUN b\n```\n"),
        ("FROM a\n\nRUN b\n", "```text\nFROM a\n\nRUN b\n```\n"),
        ("RUN echo ```", "````text\nRUN echo ```\n````\n"),
        (
            "=== Dockerfile\nFROM ⟦a⟧\n=== run.sh\n⟦x⟧\n",
            "`Dockerfile`\n\n```text\nFROM a\n     ^\n```\n\n`run.sh`\n\n```text\nx\n^\n```\n"
        ),
    ])
    func examplesShowWhatIsMarked(example: String, page: String) {
        #expect(ExampleBlock.render(example) == page)
    }

    @Test(arguments: [
        ("a <b> `<c>`", "a &lt;b> `<c>`"), ("plain", "plain"), ("`<<EOF` and <<EOF", "`<<EOF` and &lt;&lt;EOF"),
    ])
    func proseIsNoHTML(text: String, escaped: String) {
        #expect(Markdown.prose(text) == escaped)
    }

    @Test func pipesDoNotEndACell() {
        #expect(Markdown.cell("`a | b`") == "`a \\| b`")
    }
}
