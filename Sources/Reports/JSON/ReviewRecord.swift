import Basics
import Lens
import Parity
import RuleKit
import Workload

/// A review as it is stored.
struct ReviewRecord: Codable, Sendable {
    let schemaVersion: Int
    let plimsoll: String
    let date: Day
    let ruleCount: Int
    let judging: Judging
    let containerFiles: [ContainerFileRecord]
    let workloads: [WorkloadRecord]
    let answers: [AnswerRecord]
    let coverage: [String: Coverage]
    let tools: [ToolRecord]
    let notes: [Text]
    /// More of them, for those who ask for all.
    let details: [Text]
    /// The questions of the answers, by id.
    let questions: [String: QuestionRecord]
    /// The rules of the findings, by id.
    let rules: [String: RuleRecord]
    /// How the workloads and their infrastructure hang together; nil where no definition runs them.
    let graph: SystemGraph?
    /// The environments of its services; nil where no service has two.
    let parity: ParityTable?
    /// The built images that were held against the files; nil where none was named.
    let images: [ImageRecord]?
    /// The lines that places refer to, by path and number, with secrets masked.
    let sources: [String: [String: String]]

    init(_ review: Review) {
        schemaVersion = JSONReport.schemaVersion
        plimsoll = review.version
        date = review.date
        ruleCount = review.ruleCount
        judging = review.judging
        containerFiles = review.files
        var lines = QuotedLines(review)
        workloads = review.workloads.map { WorkloadRecord($0, &lines) }
        let sheet = review.sheet
        answers = AnswerRecord.all(sheet, findings: review.workloads.map(\.findings), &lines)
        coverage = Dictionary(
            uniqueKeysWithValues: Catalogue.sets.map { ($0.id, sheet.coverage(of: $0.groups.flatMap(\.questions))) })
        tools = review.tools
        notes = review.notes
        details = review.details
        let asked = ([sheet] + review.workloads.map(\.sheet)).flatMap { $0.answers.map(\.question) }
        questions = Dictionary(asked.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            .mapValues { QuestionRecord($0) }
        let used = Set(review.workloads.flatMap(\.findings).map(\.rule))
        rules = Dictionary(
            review.registry.rules.filter { used.contains($0.about.id) }.map { ($0.about.id, RuleRecord($0)) },
            uniquingKeysWith: { first, _ in first })
        graph = review.graph.value.flatMap { $0.hasDefinitions ? lines.told($0) : nil }
        parity = review.parity.value.map { lines.told($0) }
        images = review.images.isEmpty ? nil : review.images
        sources = lines.records
    }
}

/// A workload as it is stored.
struct WorkloadRecord: Codable, Sendable {
    let name: String
    let dockerfile: String
    let role: Text
    let roleReason: Text
    let context: String?
    let unread: Text?
    let picture: WorkloadPicture?
    let findings: [FindingRecord]
    let answers: [AnswerRecord]

    init(_ workload: WorkloadReview, _ lines: inout QuotedLines) {
        name = workload.name
        dockerfile = workload.dockerfile
        role = workload.role
        roleReason = workload.roleReason
        context = workload.context
        unread = workload.unread
        picture = workload.picture
        findings = workload.findings.map { FindingRecord($0, in: workload, &lines) }
        answers = AnswerRecord.all(workload.sheet, findings: [workload.findings], isOfOne: true, &lines)
    }
}
