import Basics
import Foundation
import RuleKit
import Testing

@testable import Reports

/// A finding whose evidence lies in two files shows the lines of both.
@Suite struct EvidenceTests {
    private static let lines = ["Image: !Sub", "EXPOSE 8080"]

    @Test(arguments: [ReportFormat.text, .html, .markdown, .sarif, .json], Language.allCases)
    func bothFilesAreQuoted(_ format: ReportFormat, _ language: Language) throws {
        var review = SystemExample.review()
        review.workloads[0].findings.removeAll { $0.rule != "X2" }
        let text = try format.render(review, language)
        for line in Self.lines {
            // HTML marks a part of the line.
            let isThere = text.replacing("<mark>", with: "").replacing("</mark>", with: "").contains(line)
            #expect(isThere, "\(format): \(line)")
        }
        for place in ["api/Dockerfile", "template.yaml"] {
            let isThere = text.contains(place)
            #expect(isThere, "\(format): \(place)")
        }
    }

    @Test(arguments: [ReportFormat.text, .html, .markdown])
    func theOwnPlaceIsQuotedOnce(_ format: ReportFormat) throws {
        var review = SystemExample.review()
        review.workloads[0].findings.removeAll { $0.rule != "X2" }
        let plain = review
        let span = review.workloads[0].findings[0].span
        let own = Finding.Related(span, Text(en: "when Env = prod", ja: "Env = prod の場合"))
        review.workloads[0].findings[0].related.insert(own, at: 0)
        let (before, after) = (try format.render(plain, .english), try format.render(review, .english))
        let count = { (text: String, part: String) in text.components(separatedBy: part).count - 1 }
        #expect(count(after, Self.lines[0]) == count(before, Self.lines[0]))
        #expect(count(after, "the image says so") == 1)
        switch format {
        case .text:
            let isBeside = after.split(separator: "\n").contains { $0.hasSuffix("^ when Env = prod") }
            #expect(isBeside)
        case .markdown:
            let isBeside = after.contains("says X2 (when Env = prod)  \n")
            #expect(isBeside)
        default: #expect(count(after, "when Env = prod") == 1)
        }
    }

    @Test func aLabelThatHasNoRoomStandsBelow() throws {
        var review = SystemExample.review()
        review.workloads[0].findings.removeAll { $0.rule != "X2" }
        let note = String(repeating: "word ", count: 30)
        review.workloads[0].findings[0].related = [
            Finding.Related(review.workloads[0].findings[0].span, Text(en: note, ja: note))
        ]
        let text = TerminalReport(review, language: .english, detail: .normal, ink: Ink(isOn: false), width: 80)
        let lines = text.render().split(separator: "\n").filter { $0.contains("word word") }
        #expect(lines.count > 1 && lines[0].hasPrefix("    = word"))
        for line in lines { #expect(line.utf8.count <= 80) }
    }

    @Test func markdownQuotesAFewPlacesAndNamesMore() throws {
        var review = SystemExample.review()
        review.workloads[0].findings.removeAll { $0.rule != "X2" }
        let related = try #require(review.workloads[0].findings[0].related.first)
        review.workloads[0].findings[0].related = Array(repeating: related, count: 9)
        let text = MarkdownReport.render(review, .english)
        #expect(text.components(separatedBy: "the image says so").count - 1 == MarkdownReport.mostRelated)
        #expect(text.components(separatedBy: "EXPOSE 8080").count - 1 == MarkdownReport.mostQuoted)
    }
}
