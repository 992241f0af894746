import Basics
import Foundation
import Lens
import RuleKit
import Testing

@testable import Reports

/// A stored review tells what the live one told.
struct StoredReviewTests {
    static let cases = ReportFormat.allCases.flatMap { format in Language.allCases.map { (format, $0) } }

    private static func stored(_ review: Review, registry: Registry = SampleReview.registry) throws -> Review {
        try StoredReview.read(Array(JSONReport.render(review).utf8), name: "r.json", registry: registry)
    }

    @Test(arguments: cases)
    func theStoredReviewReadsAsTheLiveOne(format: ReportFormat, language: Language) throws {
        let live = try SampleReview.full()
        #expect(try format.render(Self.stored(live), language) == format.render(live, language))
    }

    @Test(arguments: [TerminalReport.Detail.quiet, .verbose], Language.allCases)
    func theTerminalShowsTheSame(detail: TerminalReport.Detail, language: Language) throws {
        let live = try SampleReview.full()
        let text = { (review: Review) in
            TerminalReport(review, language: language, detail: detail, ink: Ink(isOn: true)).render()
        }
        #expect(text(try Self.stored(live)) == text(live))
    }

    /// Without the record that it carries, a stored review is written as it was but for the bytes of edits.
    @Test func nothingIsLostOnTheWay() throws {
        let live = try SampleReview.full()
        var stored = try Self.stored(live)
        stored.record = nil
        let bytes = /"(start|end)Byte" : [0-9]+/
        #expect(
            try JSONReport.render(stored).replacing(bytes, with: "")
                == JSONReport.render(live).replacing(bytes, with: ""))
    }

    @Test func answersAreTheStoredOnes() throws {
        let live = try SampleReview.full()
        let text = try JSONReport.render(live)
        var document = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        var answers = try #require(document["answers"] as? [[String: Any]])
        answers[3]["state"] = "met"
        document["answers"] = answers
        let data = try JSONSerialization.data(withJSONObject: document)
        let stored = try StoredReview.read(Array(data), name: "r.json", registry: SampleReview.registry)
        #expect(stored.sheet.answers[3].state == .met)
        #expect(live.sheet.answers[3].state != .met)
    }

    @Test func rulesThatAreGoneAreToldInTheirOwnWords() throws {
        let live = try SampleReview.full()
        let stored = try Self.stored(live, registry: Registry([any Rule.Type]()))
        for (format, language) in Self.cases {
            #expect(try format.render(stored, language) == format.render(live, language), "\(format)")
        }
        let rule = try #require(stored.registry.rule("DF902"))
        #expect(rule.slug == "shell-form-start")
        #expect(rule.about.severity == .high)
    }

    @Test func secretsAreNotStored() throws {
        let secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
        let file = SourceFile(path: "Dockerfile", text: "FROM a\r\nENV TOKEN=\(secret) 日本=語 \\\r\n  B=c\r\n")
        var review = try SampleReview.make()
        review.sources = { $0 == "Dockerfile" ? file : nil }
        review.workloads[0].findings = [
            Finding(rule: "DF903", verdict: .fault, severity: .low, span: file.span(8..<file.bytes.count - 2))
        ]
        let text = try JSONReport.render(review)
        #expect(!text.contains(secret))
        #expect(text.contains("ghp_****"))
        for language in Language.allCases {
            #expect(
                try ReportFormat.text.render(Self.stored(review), language)
                    == ReportFormat.text.render(review, language))
        }
    }

    @Test func aLongPlaceIsStoredByTheLinesThatAreShown() throws {
        let file = SourceFile(path: "Dockerfile", text: String(repeating: "RUN a\n", count: 500))
        var review = try SampleReview.make()
        review.sources = { $0 == "Dockerfile" ? file : nil }
        review.workloads[0].findings = [
            Finding(rule: "DF903", verdict: .fault, severity: .low, span: file.span(6..<file.bytes.count))
        ]
        let lines = ReviewRecord(review).sources["Dockerfile"]
        #expect(lines?.keys.sorted() == ["2", "3", "500"])
        #expect(
            try ReportFormat.text.render(Self.stored(review), .english) == ReportFormat.text.render(review, .english))
    }

    @Test(arguments: [
        ("日本語 x", 1, 1), ("日本語 x", 3, 5), ("\tRUN a\r\nb", 2, 8), ("a\n\n\nbc", 1, 6), ("é🞶a", 2, 3),
    ])
    func positionsBecomeTheSameBytes(text: String, first: Int, last: Int) throws {
        let file = SourceFile(path: "f", text: text)
        var review = try SampleReview.make()
        review.sources = { _ in file }
        var lines = QuotedLines(review)
        let starts = file.bytes.indices.filter { file.bytes[$0] & 0xC0 != 0x80 }
        let range = starts[min(first, starts.count - 1)]..<(last < starts.count ? starts[last] : file.bytes.count)
        let places = lines.quote(range, of: "f")
        let stored = try StoredFiles(lines.records)
        let back = stored.range("f", places.start, places.end)
        let quoted = try #require(stored["f"])
        #expect(quoted.text(back) == file.text(range))
        #expect(quoted.position(at: back.lowerBound) == places.start)
        #expect(quoted.position(at: back.upperBound) == places.end)
    }
}
