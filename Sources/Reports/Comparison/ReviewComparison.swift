package import Basics
package import Lens
import RuleKit

/// What changed from one review to a later one.
///
/// A finding is the same one when its identity is. What differs only because the rules did, or because something was
/// silenced, is kept apart: the workload is as it was.
package struct ReviewComparison: Sendable {
    package let old: Review
    package let new: Review
    package let workloads: [WorkloadChange]
    package let answers: [AnswerChange]
    package let coverage: [CoverageChange]
    package let files: [FileChange]
    package let rules: RuleChange

    package init(from old: Review, to new: Review) {
        self.old = old
        self.new = new
        let judged = JudgedRules(old: old, new: new)
        let pairing = WorkloadPairing(old.workloads, new.workloads)
        workloads = pairing.pairs.map { WorkloadChange($0, judged, pairing) }
        answers = AnswerChange.all(old.sheet, new.sheet, judged)
        coverage = Catalogue.sets.map { set in
            let questions = set.groups.flatMap(\.questions)
            return CoverageChange(
                set: set, old: old.sheet.coverage(of: questions), new: new.sheet.coverage(of: questions))
        }
        files = FileChange.all(old.files, new.files)
        rules = judged.change
    }

    /// Whether anything got worse by the workloads themselves.
    package var isWorse: Bool {
        workloads.contains { $0.changes.contains { $0.kind.isWorse } } || answers.contains { $0.isWorse }
            || files.contains { $0.isWorse }
    }

    /// The findings with that change; one that workloads share counts once.
    package func findings(_ kinds: Set<FindingChange.Kind>) -> [FindingChange] {
        var seen: Set<FindingChange> = []
        return workloads.flatMap(\.changes).filter { kinds.contains($0.kind) && seen.insert($0.shared).inserted }
    }
}

/// A workload of either review.
package struct WorkloadChange: Sendable {
    package enum Presence: String, Sendable, Codable { case both, added, removed }

    /// Its name in the later review, or in the earlier one where it is gone.
    package let name: String
    package let presence: Presence
    package let changes: [FindingChange]
    /// Findings that are listed in both.
    package let keptCount: Int
    /// Findings that went with a workload that was removed.
    package let removedCount: Int

    init(_ pair: WorkloadPairing.Pair, _ judged: JudgedRules, _ pairing: WorkloadPairing) {
        name = pair.new?.name ?? pair.old?.name ?? ""
        presence = pair.old == nil ? .added : pair.new == nil ? .removed : .both
        removedCount = pair.new == nil ? pair.old?.faults.count ?? 0 : 0
        guard let new = pair.new else {
            changes = []
            keptCount = 0
            return
        }
        let all = FindingChange.all(
            pair.old?.findings ?? [], new.findings, presence == .added ? nil : judged, pairing)
        changes = all.changes
        keptCount = all.kept
    }
}

/// How many criteria of a set of questions are decided.
package struct CoverageChange: Sendable {
    package let set: QuestionSet
    package let old: Coverage
    package let new: Coverage
}

/// A container file that is judged otherwise than before.
package struct FileChange: Sendable {
    package let path: String
    package let old: ContainerFileRecord.State
    package let new: ContainerFileRecord.State
    package let reason: Text?

    package var isWorse: Bool { old == .judged && new != .judged || old == .partly && new == .refused }

    static func all(_ old: [ContainerFileRecord], _ new: [ContainerFileRecord]) -> [FileChange] {
        let states = Dictionary(old.map { ($0.path, $0.state) }, uniquingKeysWith: { first, _ in first })
        return new.compactMap { file in
            guard let before = states[file.path], before != file.state else { return nil }
            return FileChange(path: file.path, old: before, new: file.state, reason: file.reason)
        }
    }
}

/// The rules whose findings only one of the reviews lists, by id.
package struct RuleChange: Sendable {
    package let added: [String]
    package let removed: [String]
}
