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
