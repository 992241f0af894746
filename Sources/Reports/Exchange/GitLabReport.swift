package import Basics
import Foundation
import RuleKit

/// The open findings as a GitLab Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
///
/// GitLab compares the reports of two branches by fingerprint, so that what is silenced or known is left out.
package enum GitLabReport {
    package static func render(_ review: Review, _ language: Language) throws -> String {
        var used: [String: Int] = [:]
        let issues = review.open.map { item in
            let finding = item.finding
            let base = finding.identity ?? Identity.hash(key(finding))
            // GitLab drops an issue whose fingerprint it has seen.
            let count = used[base, default: 0]
            used[base] = count + 1
            return Issue(
                description: item.message(language), check_name: finding.rule,
                fingerprint: count == 0 ? base : Identity.hash("\(base) \(count)"),
                severity: severity(finding.severity),
                location: Issue.Location(
                    path: finding.span.path,
                    lines: Issue.Lines(begin: finding.span.start.line, end: finding.span.end.line)))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(issues), as: UTF8.self) + "\n"
    }

    private static func key(_ finding: Finding) -> String {
        [finding.rule, finding.span.path, "\(finding.span.start.line)", finding.foreign?.message ?? ""]
            .joined(separator: "\u{0}")
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical: "blocker"
        case .high: "critical"
        case .medium: "major"
        case .low: "minor"
        case .style: "info"
        }
    }

    /// The keys are GitLab's.
    private struct Issue: Encodable {
        struct Location: Encodable {
            let path: String
            let lines: Lines
        }
        struct Lines: Encodable {
            let begin: Int
            let end: Int
        }

        let description: String
        let check_name: String
        let fingerprint: String
        let severity: String
        let location: Location
    }
}
