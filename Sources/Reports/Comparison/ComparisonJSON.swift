import Basics
import Lens
import RuleKit

/// A comparison as JSON, by the schema in `docs/schema/comparison.schema.json`.
enum ComparisonJSON {
    static let schemaVersion = 1

    static func render(_ comparison: ReviewComparison) throws -> String {
        try JSONReport.encode(Document(comparison))
    }

    private struct Document: Encodable {
        let schemaVersion = ComparisonJSON.schemaVersion
        let isWorse: Bool
        let old: Side
        let new: Side
        let rules: Rules
        let workloads: [Workload]
        let answers: [Answer]
        let containerFiles: [File]
        let coverage: [String: CoverageRecord]

        init(_ comparison: ReviewComparison) {
            isWorse = comparison.isWorse
            old = Side(comparison.old)
            new = Side(comparison.new)
            rules = Rules(added: comparison.rules.added, removed: comparison.rules.removed)
            let words = ComparisonWords(comparison: comparison, language: .english)
            workloads = comparison.workloads.map { Workload($0, words) }
            answers = comparison.answers.map { Answer($0) }
            containerFiles = comparison.files.map { File(path: $0.path, old: $0.old, new: $0.new, isWorse: $0.isWorse) }
            coverage = Dictionary(
                comparison.coverage.map { ($0.set.id, CoverageRecord(old: $0.old, new: $0.new)) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    private struct Side: Encodable {
        let plimsoll: String
        let date: Day
        let findings: Int

        init(_ review: Review) {
            plimsoll = review.version
            date = review.date
            findings = review.faults.count
        }
    }

    private struct Rules: Encodable {
        let added: [String]
        let removed: [String]
    }

    private struct Workload: Encodable {
        let name: String
        let presence: WorkloadChange.Presence
        let unchanged: Int
        let changes: [Change]

        init(_ workload: WorkloadChange, _ words: ComparisonWords) {
            name = workload.name
            presence = workload.presence
            unchanged = workload.keptCount
            changes = workload.changes.map { Change($0, words) }
        }
    }

    private struct Change: Encodable {
        let change: FindingChange.Kind
        let rule: String
        let slug: String?
        let severity: Severity
        let oldSeverity: Severity?
        let identity: String?
        let place: PlaceRecord
        let message: Text

        init(_ change: FindingChange, _ words: ComparisonWords) {
            self.change = change.kind
            rule = change.finding.rule
            slug = words.rule(change)?.slug
            severity = change.finding.severity
            oldSeverity = change.oldSeverity
            identity = change.finding.identity
            place = PlaceRecord(change.finding.span)
            message = Text(en: words.message(change, .english), ja: words.message(change, .japanese))
        }
    }

    private struct Answer: Encodable {
        let id: String
        let old: AnswerState
        let new: AnswerState
        let trend: AnswerChange.Trend
        let byRules: Bool
        let criteria: [Criterion]

        init(_ change: AnswerChange) {
            id = change.question.id
            old = change.old
            new = change.new
            trend = change.trend
            byRules = change.isByRules
            criteria = change.criteria.map {
                Criterion(id: $0.criterion.id, old: $0.old, new: $0.new, trend: $0.trend, byRules: $0.isByRules)
            }
        }
    }

    private struct Criterion: Encodable {
        let id: String
        let old: AnswerState
        let new: AnswerState
        let trend: AnswerChange.Trend
        let byRules: Bool
    }

    private struct File: Encodable {
        let path: String
        let old: ContainerFileRecord.State
        let new: ContainerFileRecord.State
        let isWorse: Bool
    }

    private struct CoverageRecord: Encodable {
        let old: Coverage
        let new: Coverage
    }
}
