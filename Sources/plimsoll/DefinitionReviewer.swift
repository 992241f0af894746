import Basics
import ECSModel
import Lens
import Reports
import RuleKit
import Workload

/// Judges the definitions of a repository and joins what was found with the workloads whose images they run.
struct DefinitionReviewer {
    let judge: Judge
    let narrowing: Narrowing
    let place: ReviewPlace
    let answering: Lazy<Answering>
    /// Whether findings get their identities.
    let assigns: Bool

    struct Outcome {
        /// The reviews that were given, with what concerns their workloads.
        var reviews: [WorkloadReview]
        /// Definitions that run none of the images made here.
        var others: [WorkloadReview] = []
        var files: [ContainerFileRecord]
        var entries: [Baseline.Entry] = []
    }

    func review(_ infrastructure: Infrastructure, with known: [(Workload, WorkloadReview)]) -> Outcome {
        var outcome = Outcome(
            reviews: known.map(\.1), files: infrastructure.files.map { ContainerFileRecord($0, place) })
        var judged = judge.judge(infrastructure, workloads: known.map(\.0))
        var once = ToldOnce(judge.registry)
        for index in judged.indices {
            if assigns { Identity.assign(&judged[index].findings) { place.tree.source($0, limit: 4 << 20) } }
            once.unite(&judged[index].findings)
        }
        var entries: Set<Baseline.Entry> = []
        for index in judged.indices {
            let file = judged[index].member?.place.path ?? infrastructure.stacks[judged[index].stack].name
            outcome.entries += narrowing.apply(to: &judged[index].findings, dockerfile: file, judge.registry)
                .filter { entries.insert($0).inserted }
            judged[index].findings = judged[index].findings.map { $0.mapPaths(place.shown) }
        }
        let answering = answering
        let members = Dictionary(grouping: judged.filter { $0.member != nil }, by: \.stack)
        let inStack = members.mapValues { $0.flatMap(\.workloads) }
        var more: [[Finding]] = known.map { _ in [] }
        var rest: [Int: [Finding]] = [:]
        var given: [Set<Finding>] = known.map { _ in [] }
        var left: [Int: Set<Finding>] = [:]
        for item in judged {
            // A stack as a whole is about the workloads that its tasks run.
            let runs = item.member == nil ? inStack[item.stack] ?? [] : item.workloads
            let names = Set(runs.map(\.name))
            let targets = names.isEmpty ? [] : known.indices.filter { names.contains(known[$0].0.name) }
            for target in targets { more[target] += item.findings.filter { given[target].insert($0).inserted } }
            if targets.isEmpty {
                rest[item.stack, default: []] += item.findings.filter {
                    left[item.stack, default: []].insert($0).inserted
                }
            }
        }
        for index in more.indices {
            outcome.reviews[index] = outcome.reviews[index].with(more[index]) { answering.value.answer($0) }
        }
        for (number, stack) in infrastructure.stacks.enumerated() {
            let hasTask = members[number]?.contains(where: \.workloads.isEmpty) ?? false
            let findings = rest[number] ?? []
            guard hasTask || !findings.isEmpty else { continue }
            outcome.others.append(review(of: stack, findings))
        }
        return outcome
    }

    private func review(of stack: Stack, _ findings: [Finding]) -> WorkloadReview {
        let answering = answering
        return WorkloadReview(
            name: place.shown(stack.name), dockerfile: place.shown(stack.name),
            role: Text(en: "ECS definitions", ja: "ECS の定義"),
            roleReason: Text(
                en: "no Dockerfile here makes the images that it runs", ja: "実行するイメージの Dockerfile がここにありません"),
            context: nil, unread: nil, findings: findings, sheet: Lazy { answering.value.answer(findings) })
    }
}

extension ContainerFileRecord {
    init(_ file: Infrastructure.File, _ place: ReviewPlace) {
        switch file.state {
        case .read: self.init(path: place.shown(file.path), state: .judged)
        case .partly(let why): self.init(path: place.shown(file.path), state: .partly, reason: why)
        case .refused(let why): self.init(path: place.shown(file.path), state: .refused, reason: why)
        }
    }
}
