import Basics
import Foundation
import RuleKit
import Testing

@testable import Reports

/// The report has GitLab's documented fields, and a fingerprint for each issue.
struct ExchangeGitLabTests {
    private func issues(_ review: Review) throws -> [[String: Any]] {
        let text = try GitLabReport.render(review, .english)
        #expect(!text.hasPrefix("\u{FEFF}"), "GitLab refuses a byte order mark")
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    @Test func everyIssueHasTheDocumentedFields() throws {
        let issues = try issues(ExchangeReview.of(folder: "examples/orders"))
        #expect(issues.count > 30)
        for issue in issues {
            #expect((issue["description"] as? String)?.isEmpty == false)
            #expect((issue["check_name"] as? String)?.isEmpty == false)
            #expect(["info", "minor", "major", "critical", "blocker"].contains(issue["severity"] as? String))
            let location = try #require(issue["location"] as? [String: Any])
            let path = try #require(location["path"] as? String)
            #expect(path.hasPrefix("examples/orders/"))
            let lines = try #require(location["lines"] as? [String: Int])
            #expect((lines["begin"] ?? 0) >= 1 && (lines["end"] ?? 0) >= (lines["begin"] ?? 0))
        }
        #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count)
    }

    /// Two findings of one identity, or of none, are still two issues.
    @Test func fingerprintsAreUnique() throws {
        let text = "FROM debian:12\nLABEL a=b\n"
        let source = SourceFile(path: "Dockerfile", text: text)
        var review = ExchangeReview.of(["Dockerfile": text]) { findings in
            findings = ["x", "y", "z"].map {
                ExchangeReview.fault("DF902", .high, source, 15..<20, arguments: ["command": $0])
            }
        }
        for identity in ["0123456789abcdef", nil] {
            for index in review.workloads[0].findings.indices {
                review.workloads[0].findings[index].identity = identity
            }
            #expect(Set(try issues(review).compactMap { $0["fingerprint"] as? String }).count == 3)
        }
    }

    @Test func silencedAndKnownAreLeftOut() throws {
        let sample = try ExchangeReview.sample()
        #expect(try issues(sample).count == sample.faults.count)
        #expect(sample.listed.count > sample.faults.count)
    }
}
