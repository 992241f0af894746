package import Basics

/// How a service suits a workload.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
    case fits
    case fitsWithChanges = "fits-with-changes"
    /// A fact that decides about a hard limit is not known.
    case unknown
    /// A documented hard limit is broken.
    case doesNotFit = "does-not-fit"

    package var title: Text {
        switch self {
        case .fits: Text(en: "fits", ja: "適する")
        case .fitsWithChanges: Text(en: "fits with changes", ja: "変更すれば適する")
        case .unknown: Text(en: "unknown", ja: "未確定")
        case .doesNotFit: Text(en: "does not fit", ja: "適さない")
        }
    }
}

/// What one limit says of a workload.
package struct LimitFinding: Sendable, Hashable {
    package let id: String
    package let title: Text
    package let link: Link
    package let keys: [FactKey]
    /// What must change for the limit to be kept.
    package let change: Text?
    /// Of an open one: whether something speaks for its being broken.
    package let isSuspected: Bool
    /// Whether ordinary workloads stay far below the limit.
    package let isRemote: Bool
}

/// One service held against one workload.
package struct Assessment: Sendable, Hashable {
    package let service: ComputeService
    package let broken: [LimitFinding]
    package let changes: [LimitFinding]
    /// Limits of which a fact is not known.
    package let open: [LimitFinding]
    package let reasons: [Reason]
    package let duties: [Responsibility]
    package let notes: [Note]
    package internal(set) var cost: CostLine

    package var verdict: Verdict {
        if !broken.isEmpty { return .doesNotFit }
        if !open.isEmpty { return .unknown }
        return changes.isEmpty ? .fits : .fitsWithChanges
    }

    /// What the verdict is when all that is not known turns out well.
    package var atBest: Verdict {
        if !broken.isEmpty { return .doesNotFit }
        return changes.isEmpty ? .fits : .fitsWithChanges
    }

    package var pros: [Reason] { reasons.filter(\.isFor) }
    package var cons: [Reason] { reasons.filter { !$0.isFor } }

    /// How much more speaks for it than against it; what is open speaks lightly against it. Used to order, never shown:
    /// the reasons are.
    var balance: Int {
        reasons.reduce(0) { $0 + ($1.isFor ? $1.weight.rawValue : -$1.weight.rawValue) } - open.count { !$0.isRemote }
    }

    /// Verdicts first, doubts that have a ground next, then reasons, then the work that is left with the team.
    func comes(before other: Assessment) -> Bool {
        let (own, others) = (rank, other.rank)
        if own != others { return own < others }
        if balance != other.balance { return balance > other.balance }
        if teamDuties != other.teamDuties { return teamDuties < other.teamDuties }
        return order < other.order
    }

    private var rank: Int {
        let doubt = open.contains(where: \.isSuspected) ? 1 : 0
        return switch atBest {
        case .fits: doubt
        case .fitsWithChanges: 2 + doubt
        case .unknown, .doesNotFit: 4
        }
    }

    /// Twice the duties of the team and once those that are shared.
    private var teamDuties: Int {
        duties.reduce(0) { $0 + ($1.holder == .team ? 2 : $1.holder == .shared ? 1 : 0) }
    }

    private var order: Int { ComputeService.allCases.firstIndex(of: service) ?? 0 }
}

/// One fact that, were it otherwise, would put another service first.
package struct Flip: Sendable, Hashable {
    package let key: FactKey
    /// `the traffic is rare (--traffic rare)`.
    package let condition: Text
    package let service: ComputeService
    /// Whether it would come first; else it would be worth its changes.
    package let isFirst: Bool
}

/// Advice on one workload.
package struct Advice: Sendable, Hashable {
    package let facts: WorkloadFacts
    /// All services, the first choice first.
    package let assessments: [Assessment]
    /// The service to choose first; nil when none can run the workload.
    package let first: ComputeService?
    /// A service that needs changes, or of which something is open, and that has much more to say for itself.
    package let contender: ComputeService?
    package let flips: [Flip]
    /// What holds for all services.
    package let notes: [Note]
    /// What the costs were counted with.
    package let assumptions: [Text]

    package subscript(service: ComputeService) -> Assessment? { assessments.first { $0.service == service } }
}
