import Basics
package import RuleKit

/// A finding that one review lists and the other does not, or lists otherwise.
package struct FindingChange: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, Codable {
        case new
        case raised
        case gone
        case lowered
        /// It is listed because its rule judges now, and did not before.
        case newlyJudged
        /// It is not listed because its rule, or the tool that told of it, does not judge any more.
        case notJudged
        /// It is still there, and somebody silenced it, or it is in the baseline.
        case silenced
        /// It was there, and nothing silences it any more.
        case unsilenced

        package var isWorse: Bool { self == .new || self == .raised }
        package var isBetter: Bool { self == .gone || self == .lowered }
    }

    package let kind: Kind
    /// As the later review has it, or the earlier one where it is gone.
    package let finding: Finding
    package let oldSeverity: Severity?

    /// Compares what two reviews say of a workload.
    ///
    /// - Parameter judged: nil for a workload that no rule could have judged before.
    static func all(
        _ old: [Finding], _ new: [Finding], _ judged: JudgedRules?, _ pairing: WorkloadPairing
    ) -> (changes: [FindingChange], kept: Int) {
        var earlier = Faults(old, isOld: true, pairing)
        let later = Faults(new, isOld: false, pairing)
        var changes: [FindingChange] = []
        var kept = 0
        for (key, finding) in later.all {
            let before = earlier.take(key)
            if let kind = kind(before, finding, judged) {
                changes.append(
                    FindingChange(kind: kind, finding: finding, oldSeverity: before?.severity))
            } else if finding.isListed {
                kept += 1
            }
        }
        for (_, finding) in earlier.rest where finding.isListed {
            let kind: Kind = judged?.isJudged(finding) == false ? .notJudged : .gone
            changes.append(FindingChange(kind: kind, finding: finding, oldSeverity: finding.severity))
        }
        return (changes, kept)
    }

    private static func kind(_ old: Finding?, _ new: Finding, _ judged: JudgedRules?) -> Kind? {
        guard let old else {
            guard new.isListed else { return nil }
            return judged?.wasJudged(new) == false ? .newlyJudged : .new
        }
        switch (old.isListed, new.isListed) {
        case (true, true): return new.severity == old.severity ? nil : new.severity > old.severity ? .raised : .lowered
        case (true, false): return new.suppression != nil ? .silenced : .notJudged
        case (false, true): return old.suppression != nil ? .unsilenced : .newlyJudged
        case (false, false): return nil
        }
    }
}

extension Finding {
    fileprivate var isListed: Bool { suppression == nil && isShown }
}

/// The faults of a workload, each with what it is recognised by.
private struct Faults {
    let all: [(key: String, finding: Finding)]
    private var left: [String: [Finding]]

    init(_ findings: [Finding], isOld: Bool, _ pairing: WorkloadPairing) {
        all = findings.filter { $0.verdict == .fault }.map { (Self.key($0, isOld: isOld, pairing), $0) }
        left = Dictionary(grouping: all, by: \.key).mapValues { $0.map(\.finding).reversed() }
    }

    /// Takes the first that is left with that key.
    mutating func take(_ key: String) -> Finding? { left[key]?.popLast() }

    /// What nobody took, in order.
    var rest: [(key: String, finding: Finding)] {
        var left = left
        return all.reversed().filter { item in
            guard let last = left[item.key]?.first else { return false }
            left[item.key]?.removeFirst()
            return last == item.finding
        }.reversed()
    }

    private static func key(_ finding: Finding, isOld: Bool, _ pairing: WorkloadPairing) -> String {
        if let identity = finding.identity, !pairing.isMoved { return identity }
        let arguments = finding.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let parts = [finding.rule, pairing.common(finding.span.path, isOld: isOld), finding.foreign?.message ?? ""]
        return (parts + arguments).joined(separator: "\u{0}")
    }
}
