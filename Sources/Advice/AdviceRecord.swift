package import Basics
package import Pricing

/// Advice as it is stored: what programs read of it.
package struct AdviceRecord: Encodable, Sendable {
    package let name: String
    package let path: String
    package let line: Int
    /// The service to choose first; absent when none can run the workload.
    package let first: String?
    package let contender: String?
    package let services: [Service]
    package let facts: [FactEntry]
    package let flips: [FlipEntry]
    package let notes: [NoteEntry]
    package let assumptions: [Text]

    package struct Source: Encodable, Sendable {
        /// `file`, `settings` or `option`.
        package let kind: String
        package let path: String?
        package let line: Int?
        package let option: String?
    }

    package struct FactEntry: Encodable, Sendable {
        package let key: String
        package let title: Text
        /// Absent for what is not known.
        package let value: Text?
        package let sources: [Source]
        package let suspicion: Text?
        /// How to tell it, where it is not known.
        package let howToTell: Text?
    }

    package struct LimitEntry: Encodable, Sendable {
        package let id: String
        package let title: Text
        package let link: String
        package let facts: [String]
        package let change: Text?
        package let isSuspected: Bool
    }

    package struct ReasonEntry: Encodable, Sendable {
        package let text: Text
        package let weight: String
        package let facts: [String]
        package let link: String?
    }

    package struct DutyEntry: Encodable, Sendable {
        package let duty: String
        package let title: Text
        package let holder: String
        package let text: Text
    }

    package struct NoteEntry: Encodable, Sendable {
        package let text: Text
        package let link: String?
    }

    package struct Cost: Encodable, Sendable {
        package let usd: CostRecord.Amount.Range<Double>?
        package let jpy: CostRecord.Amount.Range<Int>?
        package let text: Text
        package let without: Text?
        package let date: String?
        package let sources: [String]
    }

    package struct Service: Encodable, Sendable {
        package let service: String
        package let title: Text
        package let verdict: String
        /// What the verdict is when all open points hold.
        package let atBest: String
        package let broken: [LimitEntry]
        package let changes: [LimitEntry]
        package let open: [LimitEntry]
        package let reasonsFor: [ReasonEntry]
        package let reasonsAgainst: [ReasonEntry]
        package let duties: [DutyEntry]
        package let notes: [NoteEntry]
        /// Absent where the service cannot run the workload.
        package let cost: Cost?
    }

    package struct FlipEntry: Encodable, Sendable {
        package let fact: String
        package let condition: Text
        package let service: String
        package let isFirst: Bool
    }

    /// - Parameter rate: yen for a dollar.
    package init(_ advice: Advice, rate: Exact) {
        name = advice.facts.name
        path = advice.facts.path
        line = advice.facts.line
        first = advice.first?.rawValue
        contender = advice.contender?.rawValue
        services = advice.assessments.map { Self.service($0, rate) }
        facts = advice.facts.rows.map(Self.fact)
        flips = advice.flips.map {
            FlipEntry(
                fact: $0.key.rawValue, condition: $0.condition, service: $0.service.rawValue, isFirst: $0.isFirst)
        }
        notes = advice.notes.map(Self.note)
        assumptions = advice.assumptions
    }

    private static func fact(_ row: FactRow) -> FactEntry {
        FactEntry(
            key: row.key.rawValue, title: row.key.title, value: row.value, sources: row.sources.map(source),
            suspicion: row.suspicion, howToTell: row.value == nil ? row.key.howToTell : nil)
    }

    private static func source(_ source: FactSource) -> Source {
        switch source {
        case .file(let path, let line): Source(kind: "file", path: path, line: line, option: nil)
        case .settings(let path, let line): Source(kind: "settings", path: path, line: line, option: nil)
        case .option(let name): Source(kind: "option", path: nil, line: nil, option: name)
        }
    }

    private static func service(_ assessment: Assessment, _ rate: Exact) -> Service {
        Service(
            service: assessment.service.rawValue, title: assessment.service.title,
            verdict: assessment.verdict.rawValue, atBest: assessment.atBest.rawValue,
            broken: assessment.broken.map(limit), changes: assessment.changes.map(limit),
            open: assessment.open.map(limit), reasonsFor: assessment.pros.map(reason),
            reasonsAgainst: assessment.cons.map(reason),
            duties: assessment.duties.map {
                DutyEntry(
                    duty: $0.duty.rawValue, title: $0.duty.title, holder: $0.holder.rawValue, text: $0.text)
            },
            notes: assessment.notes.map(note), cost: cost(assessment.cost, rate))
    }

    private static func limit(_ finding: LimitFinding) -> LimitEntry {
        LimitEntry(
            id: finding.id, title: finding.title, link: finding.link.address, facts: finding.keys.map(\.rawValue),
            change: finding.change, isSuspected: finding.isSuspected)
    }

    private static func reason(_ reason: Reason) -> ReasonEntry {
        let weight =
            switch reason.weight {
            case .light: "light"
            case .ordinary: "ordinary"
            case .strong: "strong"
            }
        return ReasonEntry(
            text: reason.text, weight: weight, facts: reason.keys.map(\.rawValue), link: reason.link?.address)
    }

    private static func note(_ note: Note) -> NoteEntry { NoteEntry(text: note.text, link: note.link?.address) }

    private static func cost(_ cost: CostLine, _ rate: Exact) -> Cost? {
        switch cost {
        case .notCounted: return nil
        case .notPriced(let why):
            return Cost(usd: nil, jpy: nil, text: why, without: nil, date: nil, sources: [])
        case .counted(let amount):
            let money = CostRecord.Amount(amount.money, rate)
            return Cost(
                usd: money.usd, jpy: money.jpy, text: amount.text, without: amount.without,
                date: amount.date.description, sources: amount.sources.map(\.address))
        }
    }
}
