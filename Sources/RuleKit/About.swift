package import Basics

/// What a rule says of itself: its texts, its ids, and the examples that are its documentation and its tests.
///
/// An example is a Dockerfile. `⟦` and `⟧` stand around what must be reported, and are taken out before it is read.
/// Lines of the form `=== path` begin further files, so that an example can be a small repository.
///
/// A class: each of a rule's reports refers to it, and there are tens of thousands in a review.
package final class About: Sendable {
    /// `DF` or `WL` and three digits. Never given away again, even when the rule goes.
    package let id: String
    /// The version of Plimsoll in which the rule came: a review can be asked to judge as of a version.
    package let since: String
    package let severity: Severity
    /// The smallest set of rules that holds it.
    package let set: RuleSet
    /// The fault in a few words, as a heading.
    package let title: Text
    /// What happens to people who leave it, in a sentence or two.
    package let why: Text
    /// What to do, in a sentence.
    package let remedy: Text
    /// The finding in one line; `{name}` takes an argument of the finding.
    package let message: Text
    /// The line that tells positive evidence, for rules that can prove that all is well.
    package let proof: Text?
    package let links: [String]
    /// What others call it: hadolint `DL3006`, BuildKit `StageNameCasing`, trivy `DS-0001`, checkov `CKV_DOCKER_7`,
    /// dockle `CIS-DI-0001`.
    package let aliases: [String]
    /// How it differs from the rules named in `aliases`, for the page that compares.
    package let differs: Text?
    /// The criteria of the lens that it speaks to, e.g. `SEC_01.user`.
    package let answers: [String]
    /// Those of `answers` that its evidence does not prove: there its faults count, and its `holds` does not.
    package let onlyFaults: [String]
    /// Ids of rules whose fault at the same place makes this one superfluous: one cause is one finding.
    package let yieldsTo: [String]
    package let fails: [String]
    package let passes: [String]
    /// Examples where the rule proves that all is well, with the evidence marked.
    package let proves: [String]
    /// Texts before and after the rule's fix.
    package let fixes: [(before: String, after: String)]
    /// Where it is written, for failing tests.
    package let location: (file: String, line: Int)

    package init(
        id: String, since: String, severity: Severity, set: RuleSet = .calm, title: Text, why: Text, remedy: Text,
        message: Text, proof: Text? = nil, links: [String], aliases: [String] = [], differs: Text? = nil,
        answers: [String] = [], onlyFaults: [String] = [], yieldsTo: [String] = [], fails: [String], passes: [String],
        proves: [String] = [],
        fixes: [(before: String, after: String)] = [], file: String = #fileID, line: Int = #line
    ) {
        self.id = id
        self.since = since
        self.severity = severity
        self.set = set
        self.title = title
        self.why = why
        self.remedy = remedy
        self.message = message
        self.proof = proof
        self.links = links
        self.aliases = aliases
        self.differs = differs
        self.answers = answers
        self.onlyFaults = onlyFaults
        self.yieldsTo = yieldsTo
        self.fails = fails
        self.passes = passes
        self.proves = proves
        self.fixes = fixes
        location = (file, line)
    }
}
