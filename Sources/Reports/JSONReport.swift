import Basics
import Foundation
import Lens
import RuleKit

/// The review as JSON, by the schema in `docs/schema/review.schema.json`.
///
/// `schemaVersion` goes up by one whenever a reader of the old form could be misled.
package enum JSONReport {
    package static let schemaVersion = 1

    package static func render(_ review: Review) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(Document(review))
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    struct Document: Encodable {
        let schemaVersion = JSONReport.schemaVersion
        let plimsoll: String
        let date: Day
        let ruleCount: Int
        let containerFiles: [File]
        let workloads: [Workload]
        let answers: [AnswerRecord]
        let coverage: [String: Coverage]
        let tools: [Tool]
        let notes: [Text]
        let rules: [String: RuleRecord]

        init(_ review: Review) {
            plimsoll = review.version
            date = review.date
            ruleCount = review.ruleCount
            containerFiles = review.files.map { File(path: $0.path, state: $0.state, reason: $0.reason) }
            workloads = review.workloads.map { Workload($0) }
            answers = review.sheet.answers.map { AnswerRecord($0) }
            coverage = Dictionary(
                uniqueKeysWithValues: Catalogue.sets.map {
                    ($0.id, review.sheet.coverage(of: $0.groups.flatMap(\.questions)))
                })
            tools = review.tools.map { Tool(name: $0.name, state: $0.state, detail: $0.detail) }
            notes = review.notes
            let used = Set(review.workloads.flatMap(\.findings).map(\.rule))
            rules = Dictionary(
                uniqueKeysWithValues: review.registry.rules.filter { used.contains($0.about.id) }
                    .map { ($0.about.id, RuleRecord($0)) })
        }
    }

    struct File: Encodable {
        let path: String
        let state: ContainerFileRecord.State
        let reason: Text?
    }

    struct Tool: Encodable {
        let name: String
        let state: ToolRecord.State
        let detail: String?
    }

    struct Workload: Encodable {
        let name: String
        let dockerfile: String
        let role: Text
        let roleReason: Text
        let context: String?
        let findings: [FindingRecord]
        let answers: [AnswerRecord]

        init(_ workload: WorkloadReview) {
            name = workload.name
            dockerfile = workload.dockerfile
            role = workload.role
            roleReason = workload.roleReason
            context = workload.context
            findings = workload.findings.map { FindingRecord($0) }
            answers = workload.sheet.answers.map { AnswerRecord($0) }
        }
    }

    struct Place: Encodable, Hashable {
        let path: String
        let start: Position
        let end: Position

        init(_ span: Span) {
            path = span.path
            start = span.start
            end = span.end
        }
    }

    struct FindingRecord: Encodable {
        struct Related: Encodable {
            let place: Place
            let note: Text
        }
        struct FixRecord: Encodable {
            let safety: Fix.Safety
            let edits: [EditRecord]
        }
        struct EditRecord: Encodable {
            let path: String
            let startByte: Int
            let endByte: Int
            let replacement: String
        }
        struct SuppressionRecord: Encodable {
            let place: Place?
            let reason: String
        }
        struct ForeignRecord: Encodable {
            let tool: String
            let message: String
            let link: String
        }

        let rule: String
        let verdict: Finding.Verdict
        let severity: Severity
        /// False for evidence from rules beyond the set that was asked for.
        let shown: Bool
        let place: Place
        let arguments: [String: String]
        let related: [Related]
        let reason: Text?
        let fix: FixRecord?
        let suppression: SuppressionRecord?
        let foreign: ForeignRecord?

        init(_ finding: Finding) {
            rule = finding.rule
            verdict = finding.verdict
            severity = finding.severity
            shown = finding.isShown
            place = Place(finding.span)
            arguments = finding.arguments
            related = finding.related.map { Related(place: Place($0.span), note: $0.note) }
            reason = finding.reason
            fix = finding.fix.map { fix in
                FixRecord(
                    safety: fix.safety,
                    edits: fix.edits.map {
                        EditRecord(
                            path: $0.path ?? finding.span.path, startByte: $0.range.lowerBound,
                            endByte: $0.range.upperBound, replacement: $0.replacement)
                    })
            }
            suppression = finding.suppression.map {
                SuppressionRecord(place: $0.span.map { Place($0) }, reason: $0.reason)
            }
            foreign = finding.foreign.map {
                ForeignRecord(tool: $0.tool, message: $0.message, link: $0.link)
            }
        }
    }

    struct AnswerRecord: Encodable {
        struct CriterionRecord: Encodable {
            let id: String
            let state: AnswerState
            /// Each statement that it rests on: its rule and all places.
            let evidence: [EvidenceRecord]
            let needs: Text?
            let attestedBy: String?
        }
        struct EvidenceRecord: Encodable {
            let rule: String
            let verdict: Finding.Verdict
            let places: [Place]
        }

        let id: String
        let state: AnswerState
        let attestedBy: String?
        let criteria: [CriterionRecord]

        init(_ answer: Answer) {
            id = answer.question.id
            state = answer.state
            attestedBy = answer.attestation?.owner
            criteria = answer.criteria.map { part in
                CriterionRecord(
                    id: part.criterion.id, state: part.state,
                    evidence: part.evidence.map {
                        EvidenceRecord(
                            rule: $0.rule, verdict: $0.verdict,
                            places: ([$0.span] + $0.related.map(\.span)).map { Place($0) })
                    },
                    needs: part.state == .unknown ? part.criterion.needs : nil,
                    attestedBy: part.attestation?.owner)
            }
        }
    }

    struct RuleRecord: Encodable {
        let slug: String
        let title: Text
        let message: Text
        let proof: Text?
        let why: Text
        let remedy: Text
        let aliases: [String]
        let links: [String]

        init(_ rule: RegisteredRule) {
            slug = rule.slug
            title = rule.about.title
            message = rule.about.message
            proof = rule.about.proof
            why = rule.about.why
            remedy = rule.about.remedy
            aliases = rule.about.aliases
            links = rule.about.links
        }
    }
}
