import Basics
package import RuleKit

/// A finding that one review lists and the other does not, or lists otherwise.
package struct FindingChange: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, Codable {
        case new
        case raised
        case gone
        case lowered
        /// It is still there, in a text that was edited.
        case changed
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

    /// What it has in common with the same change in another workload of one Dockerfile: which of several alike it is
    /// may differ.
    var shared: FindingChange {
        var finding = finding
        finding.identity = nil
        return FindingChange(kind: kind, finding: finding, oldSeverity: oldSeverity)
    }

    /// Compares what two reviews say of a workload.
    ///
    /// - Parameter judged: nil for a workload that no rule could have judged before.
    static func all(
        _ old: [Finding], _ new: [Finding], _ judged: JudgedRules?, _ pairing: WorkloadPairing
    ) -> (changes: [FindingChange], kept: Int) {
        var earlier = Faults(old, isOld: true, pairing)
        var changes: [FindingChange] = []
        var kept = 0
        func tell(_ kind: Kind?, _ before: Finding?, _ finding: Finding) {
            if let kind {
                changes.append(FindingChange(kind: kind, finding: finding, oldSeverity: before?.severity))
            } else if finding.isListed {
                kept += 1
            }
        }
        var rest: [Finding] = []
        for (key, finding) in Faults(new, isOld: false, pairing).all {
            guard let before = earlier.take(key) else {
                rest.append(finding)
                continue
            }
            tell(kind(before, finding), before, finding)
        }
        // What is left of one rule in one file on both sides is the same fault in a text that was edited.
        var open = Dictionary(grouping: earlier.rest.filter { $0.suppression == nil }) {
            Place($0, isOld: true, pairing)
        }.mapValues { Array($0.reversed()) }
        for finding in rest {
            let before = finding.suppression == nil ? open[Place(finding, isOld: false, pairing)]?.popLast() : nil
            if let before {
                tell(kind(before, finding) ?? (finding.isListed ? .changed : nil), before, finding)
            } else if finding.isListed {
                tell(judged?.wasJudged(finding) == false ? .newlyJudged : .new, nil, finding)
            }
        }
        let gone = Set(open.values.flatMap { $0 })
        for finding in earlier.rest where finding.isListed && gone.contains(finding) {
            tell(judged?.isJudged(finding) == false ? .notJudged : .gone, finding, finding)
        }
        return (changes, kept)
    }

    /// What findings of one rule in one file share.
    private struct Place: Hashable {
        let rule: String
        let path: String
        let tool: String?

        init(_ finding: Finding, isOld: Bool, _ pairing: WorkloadPairing) {
            rule = finding.rule
            path = pairing.common(finding.span.path, isOld: isOld)
            tool = finding.foreign?.tool
        }
    }

    private static func kind(_ old: Finding, _ new: Finding) -> Kind? {
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
    private var left: [String: ArraySlice<Finding>]

    init(_ findings: [Finding], isOld: Bool, _ pairing: WorkloadPairing) {
        all = findings.filter { $0.verdict == .fault }.map { (Self.key($0, isOld: isOld, pairing), $0) }
        left = Dictionary(grouping: all, by: \.key).mapValues { $0.map(\.finding).reversed()[...] }
    }

    /// Takes the first that is left with that key.
    mutating func take(_ key: String) -> Finding? { left[key]?.popLast() }

    /// What nobody took, in order.
    var rest: [Finding] {
        var left = left
        return all.reversed().filter { left[$0.key]?.popFirst() != nil }.map(\.finding).reversed()
    }

    private static func key(_ finding: Finding, isOld: Bool, _ pairing: WorkloadPairing) -> String {
        if let identity = finding.identity, !pairing.isMoved { return identity }
        let arguments = finding.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let parts = [finding.rule, pairing.common(finding.span.path, isOld: isOld), finding.foreign?.message ?? ""]
        return (parts + arguments).joined(separator: "\u{0}")
    }
}
