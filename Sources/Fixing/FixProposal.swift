package import RuleKit

/// A fix that was tried and may be applied: what someone is asked about.
package struct FixProposal: Sendable {
    /// The fault, by paths of the tree, as it stands after the fixes before this one.
    package var finding: Finding
    package var fix: Fix
    /// What it does to each file, from how that file stands after the fixes before it.
    package var changes: [FileChange]
}

package enum FixDecision: Sendable {
    case apply, leave
    /// Leave this one and ask no more.
    case stop
}

/// What became of the faults that a fix was wanted for.
package struct FixOutcome: Sendable {
    package struct Refused: Sendable {
        package var finding: Finding
        package var refusal: FixRefusal
    }

    /// In the order in which they were applied.
    package var applied: [FixProposal] = []
    package var refused: [Refused] = []
    /// Offered and not wanted.
    package var declined: [Finding] = []
    /// Mendable by fixes that ask, which were not asked for.
    package var waiting: [Finding] = []
    /// By path; files that are as they were are not among them.
    package var changes: [FileChange] = []

    package init() {}
}
