import Basics
import RuleKit

/// Which rules and tools had a say in each of two reviews.
struct JudgedRules: Sendable {
    private let old: Side
    private let new: Side

    private struct Side: Sendable {
        let listed: Set<String>
        /// Those that are listed and those that only answer; nil where it is not known.
        let all: Set<String>?
        let tools: Set<String>

        init(_ review: Review) {
            listed = Set(review.judging.listed)
            let all = listed.union(review.judging.evidence)
            self.all = all.isEmpty ? nil : all
            tools = Set(review.tools.filter { $0.state == .ran }.map(\.name))
        }

        func judged(_ finding: Finding) -> Bool {
            if let tool = finding.foreign?.tool { return tools.contains(tool) }
            return all?.contains(finding.rule) ?? true
        }
    }

    init(old: Review, new: Review) {
        self.old = Side(old)
        self.new = Side(new)
    }

    /// Whether the earlier review would have found it.
    func wasJudged(_ finding: Finding) -> Bool { old.judged(finding) }

    /// Whether the later review would have found it.
    func isJudged(_ finding: Finding) -> Bool { new.judged(finding) }

    var change: RuleChange {
        guard old.all != nil, new.all != nil else { return RuleChange(added: [], removed: []) }
        return RuleChange(
            added: new.listed.subtracting(old.listed).sorted(), removed: old.listed.subtracting(new.listed).sorted())
    }
}
