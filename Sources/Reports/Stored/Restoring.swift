import Basics
import Lens
import RuleKit

/// Makes a review of a record, with its places in files that hold no more than the lines it quotes.
struct Restoring {
    private let record: ReviewRecord
    private let registry: Registry
    private let files: StoredFiles
    private let findings: [[Finding]]
    private let questions: [String: Question]

    init(_ record: ReviewRecord, _ registry: Registry) throws {
        let files = try StoredFiles(record.sources)
        self.record = record
        self.registry = registry
        self.files = files
        findings = record.workloads.map { $0.findings.map { $0.finding(files) } }
        questions = Dictionary(uniqueKeysWithValues: record.questions.map { ($0.key, $0.value.question($0.key)) })
    }

    func review() throws -> Review {
        let workloads = try record.workloads.enumerated().map { index, workload in
            let path: [any CodingKey] = [StoredKey("workloads"), StoredKey(index)]
            let answers = try sheet(workload.answers, of: index, path + [StoredKey("answers")])
            return WorkloadReview(
                name: workload.name, dockerfile: workload.dockerfile, role: workload.role,
                roleReason: workload.roleReason, context: workload.context, unread: workload.unread,
                findings: findings[index], sheet: Lazy(value: answers), picture: Lazy(value: workload.picture))
        }
        let all = try sheet(record.answers, of: nil, [StoredKey("answers")])
        let files = files
        var review = Review(
            version: record.plimsoll, date: record.date, registry: rules, ruleCount: record.ruleCount,
            files: record.containerFiles, workloads: workloads, sheet: Lazy(value: all), tools: record.tools,
            notes: record.notes + notes, sources: { files[$0] })
        review.details = record.details
        review.judging = record.judging
        review.graph = Lazy(value: record.graph)
        review.parity = Lazy(value: record.parity)
        review.images = record.images ?? []
        review.record = record
        return review
    }

    // MARK: Answers

    private func sheet(
        _ records: [AnswerRecord], of workload: Int?, _ path: [any CodingKey]
    ) throws -> AnswerSheet {
        AnswerSheet(
            answers: try records.enumerated().map { try answer($1, of: workload, path + [StoredKey($0)]) })
    }

    private func answer(_ record: AnswerRecord, of workload: Int?, _ path: [any CodingKey]) throws -> Answer {
        guard let question = questions[record.id] else {
            throw StoredProblem(
                path + [StoredKey("id")],
                Text(
                    en: "there is no question `\(record.id)` in `questions`",
                    ja: "`questions` に質問 `\(record.id)` がありません"))
        }
        return Answer(
            question: question, state: record.state,
            criteria: try record.criteria.enumerated().map { index, part in
                let path = path + [StoredKey("criteria"), StoredKey(index)]
                guard let criterion = question.criteria.first(where: { $0.id == part.id }) else {
                    throw StoredProblem(
                        path + [StoredKey("id")],
                        Text(
                            en: "the question has no criterion `\(part.id)`",
                            ja: "質問に基準 `\(part.id)` がありません"))
                }
                return CriterionAnswer(
                    criterion: criterion, state: part.state,
                    evidence: try part.evidence.enumerated().map {
                        try evidence($1, of: workload, path + [StoredKey("evidence"), StoredKey($0)])
                    },
                    attestation: part.attestation?.attestation(files))
            },
            attestation: record.attestation?.attestation(files))
    }

    private func evidence(
        _ record: AnswerRecord.EvidenceRecord, of workload: Int?, _ path: [any CodingKey]
    ) throws -> Finding {
        guard let workload = workload ?? record.workload, findings.indices.contains(workload),
            findings[workload].indices.contains(record.finding)
        else {
            throw StoredProblem(path, Text(en: "there is no such finding", ja: "該当する指摘がありません"))
        }
        return findings[workload][record.finding]
    }

    // MARK: Around them

    /// The rules of this version, with those of the record in their own words.
    private var rules: Registry {
        let known = Dictionary(
            registry.rules.map { ($0.about.id, $0) }, uniquingKeysWith: { first, _ in first })
        var rules = known
        for (id, stored) in record.rules {
            if let rule = known[id], RuleRecord(rule) == stored { continue }
            rules[id] = stored.standIn(id, known[id])
        }
        return Registry(rules: Array(rules.values))
    }

    /// Reports show the questions of this version's catalogue: the others must not go without a word.
    private var notes: [Text] {
        let unknown = record.questions.keys.filter { Catalogue.question(id: $0) == nil }.sorted()
        guard !unknown.isEmpty else { return [] }
        let list = unknown.joined(separator: ", ")
        return [
            Text(
                en: "The stored review also answers questions that this version does not have: \(list).",
                ja: "保存されたレビュー結果には、このバージョンにない質問への回答も含まれています: \(list)")
        ]
    }
}
