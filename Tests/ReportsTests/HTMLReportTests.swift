import Basics
import Foundation
import Lens
import RuleKit
import Testing
import Workload

@testable import Reports

/// The page as a document: sound markup, nothing let in that could act, nothing lost.
@Suite struct HTMLReportTests {
    enum Sample: String, CaseIterable, Sendable {
        case orders, repaired, hostile, stages, system, empty, small

        var review: Review {
            get throws {
                switch self {
                case .orders: HTMLExample.folder("examples/orders")
                case .repaired: HTMLExample.folder("examples/orders-repaired")
                case .hostile: HTMLExample.hostile
                case .stages: HTMLExample.stages
                case .system: SystemExample.review()
                case .empty: HTMLExample.files([:])
                case .small: try SampleReview.make()
                }
            }
        }
    }

    /// Without printing the page when it fails.
    private func expect(
        _ page: String, holds text: String, _ expected: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let holds = page.contains(text)
        #expect(holds == expected, "\(text.debugDescription)", sourceLocation: sourceLocation)
    }

    @Test(arguments: Sample.allCases)
    func theDocumentIsSound(_ sample: Sample) throws {
        let page = HTMLDocument(try HTMLReport.render(sample.review, .english))
        #expect(page.failure == nil)
        #expect(Set(page.ids).count == page.ids.count, "an id stands twice")
        for reference in Set(page.references) { #expect(page.ids.contains(reference), "#\(reference) leads nowhere") }
        for address in page.addresses { #expect(address.hasPrefix("https://") || address.hasPrefix("http://")) }
        #expect(page.headings.first?.level == 1)
        #expect(page.headings.count { $0.level == 1 } == 1)
        for (before, after) in zip(page.headings, page.headings.dropFirst()) {
            #expect(after.level <= before.level + 1, "a level of headings is left out in \(after.panel)")
        }
    }

    @Test(arguments: Sample.allCases)
    func nothingInThePageCanActOrAsk(_ sample: Sample) throws {
        let page = HTMLDocument(try HTMLReport.render(sample.review, .japanese))
        let harmful: Set<String> = [
            "img", "iframe", "object", "embed", "form", "base", "link", "audio", "video", "image",
        ]
        #expect(page.elements.isDisjoint(with: harmful))
        #expect(!page.attributes.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "src" })
    }

    @Test func whatTheHostileRepositoryWroteIsShownAsText() throws {
        let page = try HTMLReport.render(HTMLExample.hostile, .english)
        let document = HTMLDocument(page)
        for text in ["<svg/onload=window.hacked=1>", "<img src=x onerror=alert(1)>"] {
            expect(document.text, holds: text)
        }
        #expect(page.components(separatedBy: "<script>").count == 2, "there is one script")
        #expect(page.components(separatedBy: "<script").count == 3, "and the texts of the other language")
        for text in ["\u{202E}", "\u{1B}", "Zx9pQ2mLw8Rt"] { expect(page, holds: text, false) }
    }

    @Test func thePolicyForbidsRequestsAndKnowsItsOwnCode() throws {
        let page = try HTMLReport.render(SampleReview.make(), .english)
        expect(page, holds: "default-src 'none'; style-src '\(SHA256.source(HTMLStyle.text))'; script-src")
        expect(page, holds: "<script>\(HTMLScript.text)</script>")
        expect(page, holds: "<style>\(HTMLStyle.text)</style>")
        #expect(!HTMLScript.text.contains("</") && !HTMLStyle.text.contains("</"))
        for word in ["fetch(", "XMLHttpRequest", "innerHTML", "eval(", "http:", "https:", "url(", "@import"] {
            #expect(!HTMLScript.text.contains(word) && !HTMLStyle.text.contains(word))
        }
    }

    @Test func noSecretOfTheExampleIsInThePage() throws {
        let folder = HTMLExample.root + "/examples/orders"
        var secrets: [String] = []
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: folder + "/" + file).map({ Array($0) }) else {
                continue
            }
            for match in SecretContent.scan(bytes) {
                let text = String(decoding: bytes[match.range], as: UTF8.self)
                // The head and foot of a key say nothing.
                secrets += text.split(separator: "\n").map(String.init).filter {
                    $0.count > 7 && !$0.hasPrefix("-----")
                }
            }
        }
        #expect(secrets.count >= 3)
        let page = try HTMLReport.render(HTMLExample.folder("examples/orders"), .english)
        for secret in secrets { expect(page, holds: secret, false) }
    }

    @Test(arguments: Language.allCases) func theExamplesFitIn600Kilobytes(_ language: Language) throws {
        var review = HTMLExample.folder("examples")
        review.graph = SystemExample.review().graph
        let page = try HTMLReport.render(review, language)
        #expect(page.utf8.count < 600_000)
    }

    @Test func bothLanguagesAreInThePageAndOneIsSet() throws {
        let review = try SampleReview.make()
        let english = try HTMLReport.render(review, .english)
        let japanese = try HTMLReport.render(review, .japanese)
        expect(english, holds: "<html lang=\"en\">")
        expect(japanese, holds: "<html lang=\"ja\">")
        for page in [english, japanese] {
            for text in ["runs below a shell", "がシェル経由で起動されます"] { expect(page, holds: text) }
        }
        // A text that is the same is there once.
        expect(english, holds: "<i>ShellCheck", false)
    }

    @Test func everyQuestionAndEveryListedFaultHasAPlace() throws {
        let review = HTMLExample.folder("examples/orders")
        let page = HTMLDocument(try HTMLReport.render(review, .english))
        for question in Catalogue.all { #expect(page.ids.contains(question.id)) }
        for finding in review.faults { #expect(page.ids.contains("finding-\(finding.identity ?? "")")) }
        for number in review.workloads.indices { #expect(page.ids.contains("workload-\(number)")) }
    }

    @Test func silencedFindingsAreListedWithTheirReason() throws {
        let page = HTMLDocument(try HTMLReport.render(SampleReview.make(), .english))
        expect(page.text, holds: "Silenced: 1")
        expect(page.text, holds: "the wrapper handles signals")
    }

    @Test func addressesOfAStoredReviewAreLinksOnlyWhenTheyAreAddresses() throws {
        var review = try SampleReview.make()
        let finding = Finding(
            rule: "X\"><b>1", verdict: .fault, severity: .low, span: review.workloads[0].findings[0].span,
            foreign: Finding.Foreign(tool: "Tool", message: "m", link: "javascript:alert(1)"))
        review.workloads[0].findings.append(finding)
        let page = HTMLDocument(try HTMLReport.render(review, .english))
        #expect(page.failure == nil)
        #expect(!page.addresses.contains { $0.hasPrefix("javascript") })
        expect(page.text, holds: "javascript:alert(1)")
    }
}
