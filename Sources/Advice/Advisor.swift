import Basics
import RuleKit

/// Makes advice of facts: the same facts give the same advice.
package enum Advisor {
    /// So much more must speak for a service that does not fit as it is, for it to be named beside the first choice.
    private static let worthChanging = 3

    package static func advise(_ facts: WorkloadFacts, costs: CostCounter) -> Advice {
        let ranked = rank(facts, costs)
        let (first, contender) = choice(ranked)
        return Advice(
            facts: facts, assessments: ranked, first: first, contender: contender,
            flips: flips(facts, first: first, contender: contender), notes: notes(facts),
            assumptions: costs.assumptions(facts))
    }

    /// All services in their order.
    static func rank(_ facts: WorkloadFacts, _ costs: CostCounter?) -> [Assessment] {
        CandidateSheet.all.map { sheet in
            var assessment = assess(facts, sheet)
            if let costs, assessment.broken.isEmpty { assessment.cost = costs.cost(of: facts, on: sheet.service) }
            return assessment
        }
        .sorted { $0.comes(before: $1) }
    }

    private static func assess(_ facts: WorkloadFacts, _ sheet: CandidateSheet) -> Assessment {
        var broken: [LimitFinding] = []
        var changes: [LimitFinding] = []
        var open: [LimitFinding] = []
        for limit in sheet.limits {
            func finding(_ keys: [FactKey], _ change: Text? = nil, _ isSuspected: Bool = false) -> LimitFinding {
                LimitFinding(
                    id: limit.id, title: limit.title, link: limit.link, keys: keys, change: change,
                    isSuspected: isSuspected, isRemote: limit.isRemote)
            }
            switch limit.check(facts) {
            case .holds, .notApplicable: continue
            case .broken(let keys): broken.append(finding(keys))
            case .change(let keys, let text): changes.append(finding(keys, text))
            case .open(let keys, let isSuspected): open.append(finding(keys, nil, isSuspected))
            }
        }
        return Assessment(
            service: sheet.service, broken: broken, changes: changes, open: open, reasons: sheet.reasons(facts),
            duties: sheet.duties, notes: sheet.notes(facts), cost: .notCounted)
    }

    private static func choice(_ ranked: [Assessment]) -> (ComputeService?, ComputeService?) {
        guard let first = ranked.first, first.atBest != .doesNotFit else { return (nil, nil) }
        let better = ranked.dropFirst().filter {
            $0.atBest != .doesNotFit && $0.balance >= first.balance + worthChanging
        }
        return (first.service, better.max { $0.balance < $1.balance }?.service)
    }

    private static func notes(_ facts: WorkloadFacts) -> [Note] {
        let programmes = facts.compliance.value?.filter { $0 != .none && $0 != .ownOS } ?? []
        guard !programmes.isEmpty else { return [] }
        let names = FactWords.list(programmes, FactWords.compliance)
        return [
            Note(
                "Whether a service is in scope of \(names.en) is not checked here: see AWS's list.",
                "各サービスが \(names.ja) の対象かどうかは判定していません。AWS の一覧で確認してください。",
                "https://aws.amazon.com/compliance/services-in-scope/")
        ]
    }

    // MARK: What would change the answer

    private static func flips(
        _ facts: WorkloadFacts, first: ComputeService?, contender: ComputeService?
    ) -> [Flip] {
        var flips: [Flip] = []
        for probe in Probe.all {
            var other = facts
            probe.apply(&other)
            guard other != facts else { continue }
            let (changed, changedContender) = choice(rank(other, nil))
            let isFirst = changed != first
            guard let service = isFirst ? changed : changedContender, isFirst || service != contender,
                !flips.contains(where: { $0.key == probe.key && $0.service == service })
            else { continue }
            flips.append(
                Flip(key: probe.key, condition: probe.condition, service: service, isFirst: isFirst))
        }
        return flips
    }
}
