import Basics
import RuleKit

/// Compares what was judged before and after some fixes.
struct Comparison {
    /// The rules whose faults give way to another's at the same place: they may appear when that one is mended.
    let yieldsTo: [String: [String]]

    init(_ registry: Registry) {
        yieldsTo = Dictionary(
            registry.rules.filter { !$0.about.yieldsTo.isEmpty }.map { ($0.about.id, $0.about.yieldsTo) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Why the fixes are no gain; nil when each of them mends its fault and nothing is worse.
    ///
    /// Faults are counted by rule: places move with every edit. Each accepted fix lowers a count, so that fixing ends.
    func objection(
        to mended: [Finding], before: [Examination], after: [Examination]
    ) -> FixRefusal? {
        for (old, new) in zip(before, after) {
            guard old.workloads.count == new.workloads.count else { return .unreadable }
            for (old, new) in zip(old.workloads, new.workloads) {
                if new.problems > old.problems || new.unread > old.unread { return .unreadable }
                if let rule = worse(old, new) { return .worse(rule) }
            }
        }
        var wanted: [String: Int] = [:]
        for finding in mended { wanted[finding.rule, default: 0] += 1 }
        for (rule, count) in wanted {
            let left = Self.count(rule, after)
            guard Self.count(rule, before) - left >= count else { return .stillThere }
        }
        let isTaste = mended.allSatisfy { $0.severity == .style }
        if isTaste, Self.count(nil, before) <= Self.count(nil, after) { return .stillThere }
        return nil
    }

    /// A rule that finds more than before.
    private func worse(_ old: Examination.Item, _ new: Examination.Item) -> String? {
        var counts: [String: Int] = [:]
        for finding in old.faults { counts[finding.rule, default: 0] += 1 }
        var rules: [String] = []
        for finding in new.faults where finding.severity >= .low {
            counts[finding.rule, default: 0] -= 1
            if counts[finding.rule, default: 0] < 0 { rules.append(finding.rule) }
        }
        for rule in rules {
            // What gave way to a fault that is gone was there all the time.
            var allowed = (yieldsTo[rule] ?? []).reduce(0) { $0 + max(0, counts[$1, default: 0]) }
            // A file cut into more stages names its base more often: what was said of the base is said of each.
            let wasSaid = allowed > 0 || old.faults.contains { $0.rule == rule }
            if wasSaid, isAboutBases(rule, new) { allowed += max(0, new.bases.count - old.bases.count) }
            if rules.count(where: { $0 == rule }) > allowed { return rule }
        }
        return nil
    }

    private func isAboutBases(_ rule: String, _ item: Examination.Item) -> Bool {
        item.faults.allSatisfy { fault in
            fault.rule != rule
                || item.bases.contains { $0.path == fault.span.path && $0.bytes.overlaps(fault.span.bytes) }
        }
    }

    private static func count(_ rule: String?, _ examinations: [Examination]) -> Int {
        examinations.reduce(0) { sum, examination in
            sum + examination.workloads.reduce(0) { $0 + $1.faults.count { rule == nil || $0.rule == rule } }
        }
    }
}
