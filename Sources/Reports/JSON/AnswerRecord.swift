import Basics
import Lens
import RuleKit

/// An answer as it is stored.
struct AnswerRecord: Codable, Sendable {
    struct CriterionRecord: Codable, Sendable {
        let id: String
        let state: AnswerState
        let evidence: [EvidenceRecord]
        let attestation: AttestationRecord?
    }

    /// A finding that a criterion rests on, by its place in the list of its workload.
    struct EvidenceRecord: Codable, Sendable {
        /// The workload's place in the list; nil in the answers of one workload.
        let workload: Int?
        let finding: Int
        let rule: String
        let verdict: Finding.Verdict
    }

    let id: String
    let state: AnswerState
    let criteria: [CriterionRecord]
    let attestation: AttestationRecord?

    /// The answers of a sheet whose evidence lies in the lists of findings.
    ///
    /// - Parameter isOfOne: whether they are the answers of one workload, so that evidence need not name it.
    static func all(
        _ sheet: AnswerSheet, findings: [[Finding]], isOfOne: Bool = false, _ lines: inout QuotedLines
    ) -> [AnswerRecord] {
        let index = EvidenceIndex(findings)
        return sheet.answers.map { answer in
            AnswerRecord(
                id: answer.question.id, state: answer.state,
                criteria: answer.criteria.map { part in
                    CriterionRecord(
                        id: part.criterion.id, state: part.state,
                        evidence: part.evidence.compactMap { index.record($0, isOfOne: isOfOne) },
                        attestation: part.attestation.map { AttestationRecord($0, &lines) })
                },
                attestation: answer.attestation.map { AttestationRecord($0, &lines) })
        }
    }
}

/// Where a finding stands in the lists of a review.
private struct EvidenceIndex {
    /// What stays the same when a finding is silenced or given an identity after it has answered.
    private struct Key: Hashable {
        let rule: String
        let verdict: Finding.Verdict
        let span: Span
        let arguments: [String: String]
        let message: String?

        init(_ finding: Finding) {
            rule = finding.rule
            verdict = finding.verdict
            span = finding.span
            arguments = finding.arguments
            message = finding.foreign?.message
        }
    }

    private var places: [Key: (workload: Int, finding: Int)] = [:]

    init(_ findings: [[Finding]]) {
        for (workload, list) in findings.enumerated() {
            for (index, finding) in list.enumerated() where places[Key(finding)] == nil {
                places[Key(finding)] = (workload, index)
            }
        }
    }

    func record(_ finding: Finding, isOfOne: Bool) -> AnswerRecord.EvidenceRecord? {
        places[Key(finding)].map {
            AnswerRecord.EvidenceRecord(
                workload: isOfOne ? nil : $0.workload, finding: $0.finding, rule: finding.rule, verdict: finding.verdict
            )
        }
    }
}

/// A person's word as it is stored.
struct AttestationRecord: Codable, Sendable {
    let id: String
    let answer: AnswerState
    let owner: String
    let date: Day
    let expires: Day
    let note: String
    let place: PlaceRecord?

    init(_ attestation: Attestation, _ lines: inout QuotedLines) {
        id = attestation.id
        answer = attestation.answer
        owner = attestation.owner
        date = attestation.date
        expires = attestation.expires
        note = Masking.text(attestation.note)
        place = attestation.span.map { PlaceRecord($0) }
        if let span = attestation.span { lines.quote(span) }
    }

    func attestation(_ files: StoredFiles) -> Attestation {
        Attestation(
            id: id, answer: answer, owner: owner, date: date, expires: expires, note: note,
            span: place.map { files.span($0) })
    }
}
