import Basics
import Foundation
import Reports
import Testing

struct TerminalReportTests {
    @Test(arguments: Language.allCases)
    func normal(language: Language) throws {
        let report = TerminalReport(
            try SampleReview.make(), language: language, detail: .normal, ink: Ink(isOn: false), width: 100)
        expectSnapshot(report.render(), "terminal.\(language.rawValue).txt")
    }

    @Test(arguments: Language.allCases)
    func quiet(language: Language) throws {
        let report = TerminalReport(
            try SampleReview.make(), language: language, detail: .quiet, ink: Ink(isOn: false), width: 100)
        expectSnapshot(report.render(), "terminal.quiet.\(language.rawValue).txt")
    }

    @Test(arguments: Language.allCases)
    func verbose(language: Language) throws {
        let text = TerminalReport(
            try SampleReview.make(), language: language, detail: .verbose, ink: Ink(isOn: false), width: 100
        ).render()
        // The catalogue changes more often than the form: the findings are enough.
        let end = text.range(of: language == .english ? "Container files:" : "コンテナ関連ファイル:")
        let start = try #require(end?.lowerBound)
        expectSnapshot(String(text[..<start]), "terminal.verbose.\(language.rawValue).txt")
    }

    @Test func colourChangesNoWord() throws {
        let review = try SampleReview.make()
        let plain = TerminalReport(review, language: .english, detail: .verbose, ink: Ink(isOn: false)).render()
        let coloured = TerminalReport(review, language: .english, detail: .verbose, ink: Ink(isOn: true)).render()
        #expect(coloured != plain)
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test(arguments: [60, 80, 140])
    func paragraphsKeepToTheWidth(width: Int) throws {
        let text = TerminalReport(
            try SampleReview.make(), language: .japanese, detail: .normal, ink: Ink(isOn: false), width: width
        ).render()
        let paragraphs = text.split(separator: "\n").filter { $0.hasPrefix("    理由") || $0.hasPrefix("         ") }
        #expect(!paragraphs.isEmpty)
        for line in paragraphs { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    }
}
