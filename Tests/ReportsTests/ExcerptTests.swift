import Basics
import Foundation
import Testing

@testable import Reports

struct ExcerptTests {
    /// The lines of an excerpt about what stands between `⟦` and `⟧`.
    private static func excerpt(_ marked: String) -> [String] {
        let text = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        let start = marked.prefix { $0 != "⟦" }.utf8.count
        let end = marked.replacing("⟦", with: "").prefix { $0 != "⟧" }.utf8.count
        let source = SourceFile(path: "Dockerfile", text: text)
        return Excerpt.of(source.span(start..<end), in: source).flatMap { line in
            ["\(line.number.map(String.init) ?? "-")|\(line.text)"] + (line.carets.isEmpty ? [] : [" |\(line.carets)"])
        }
    }

    @Test(arguments: [
        ("FROM ⟦debian⟧", ["1|FROM debian", " |     ^^^^^^"]),
        ("a\nRUN ⟦x⟧ y", ["2|RUN x y", " |    ^"]),
        ("RUN \t⟦x⟧", ["1|RUN     x", " |        ^"]),
        ("\t⟦RUN x⟧", ["1|    RUN x", " |    ^^^^^"]),
        ("⟦\tRUN x⟧", ["1|    RUN x", " |    ^^^^^"]),
        ("ENV 名前=⟦値段⟧ x", ["1|ENV 名前=値段 x", " |         ^^^^"]),
        ("FROM a⟦⟧", ["1|FROM a", " |      ^"]),
        ("RUN ⟦a\u{1B}[31m⟧\u{7}", ["1|RUN a·[31m·", " |    ^^^^^^"]),
        ("⟦FROM a\n⟧RUN b", ["1|FROM a", " |^^^^^^"]),
        ("⟦RUN a \\\r\n  b⟧\r\n", ["1|RUN a \\", " |^^^^^^^", "2|  b", " |  ^"]),
        ("⟦a\nb\nc⟧", ["1|a", "2|b", "3|c"]),
        ("⟦a\nb\nc\nd⟧", ["1|a", "2|b", "3|c", "4|d"]),
        ("⟦a\nb\nc\nd\ne\nf⟧", ["1|a", "2|b", "-|…", "6|f"]),
        ("⟦⟧", ["1|", " |^"]),
    ])
    func shows(marked: String, lines: [String]) {
        #expect(Self.excerpt(marked) == lines)
    }

    @Test(arguments: [0, 10, 54, 55, 56, 100, 200, 5_000])
    func longLinesAreCutAroundThePlace(before: Int) throws {
        let lines = Self.excerpt(String(repeating: "a", count: before) + "⟦HERE⟧" + String(repeating: "b", count: 500))
        let text = try #require(lines.first?.dropFirst(2))
        let carets = try #require(lines.last?.dropFirst(2))
        #expect(DisplayWidth.of(text) <= Excerpt.mostColumns)
        let indent = carets.prefix { $0 == " " }.count
        #expect(carets.dropFirst(indent) == "^^^^")
        #expect(text.dropFirst(indent).hasPrefix("HERE"))
    }

    @Test(arguments: [30, 100, 1_000])
    func longLinesOfWideCharactersAreCutAroundThePlace(before: Int) throws {
        let lines = Self.excerpt(String(repeating: "語", count: before) + "⟦HERE⟧" + String(repeating: "文", count: 500))
        let text = try #require(lines.first?.dropFirst(2))
        let carets = try #require(lines.last?.dropFirst(2))
        #expect(DisplayWidth.of(text) <= Excerpt.mostColumns)
        let place = try #require(text.range(of: "HERE"))
        #expect(DisplayWidth.of(text[..<place.lowerBound]) == carets.prefix { $0 == " " }.count)
    }

    @Test func caretsOfALongPlaceEndWithTheLine() throws {
        let lines = Self.excerpt("RUN ⟦" + String(repeating: "x", count: 5_000) + "⟧")
        #expect(lines.allSatisfy { DisplayWidth.of($0.dropFirst(2)) <= Excerpt.mostColumns })
    }

    @Test func aPlaceBehindTheEndOfAFileThatShrankIsNoCrash() {
        let old = SourceFile(path: "Dockerfile", text: "FROM a\nRUN b\nRUN c")
        let new = SourceFile(path: "Dockerfile", text: "FROM a")
        #expect(Excerpt.of(old.span(7..<18), in: new).isEmpty)
        #expect(Excerpt.of(old.span(0..<18), in: new).map(\.number) == [1])
        #expect(Excerpt.of(old.span(0..<18), in: SourceFile(path: "", text: "")).count == 1)
    }
}
