package import Basics

/// Takes a rule's statements down.
package struct Report: Sendable {
    /// The id of the rule that speaks.
    package let rule: String
    package let severity: Severity
    /// The file that bare ranges are places of.
    package let source: SourceFile
    /// The day of the review.
    package let today: Day
    /// What the organisation asks for; nil where it says nothing.
    package let policy: Policy?
    /// The digests that plimsoll.lock tells, by the name that FROM writes.
    package let pins: [String: String]
    package private(set) var findings: [Finding] = []

    package init(
        rule: String, severity: Severity, source: SourceFile, today: Day, policy: Policy? = nil,
        pins: [String: String] = [:]
    ) {
        self.rule = rule
        self.severity = severity
        self.source = source
        self.today = today
        self.policy = policy
        self.pins = pins
    }

    /// Something is wrong at `range`. `arguments` fill the rule's message.
    package mutating func fault(
        at range: Range<Int>, _ arguments: [String: String] = [:], fix: Fix? = nil, related: [Finding.Related] = []
    ) {
        fault(at: source.span(range), arguments, fix: fix, related: related)
    }

    /// Something is wrong at a place in any file.
    package mutating func fault(
        at span: Span, _ arguments: [String: String] = [:], fix: Fix? = nil, related: [Finding.Related] = []
    ) {
        findings.append(
            Finding(
                rule: rule, verdict: .fault, severity: severity, span: span, arguments: arguments,
                related: related, fix: fix))
    }

    /// The place shows that all is well; it counts as positive evidence.
    package mutating func holds(
        at range: Range<Int>, _ arguments: [String: String] = [:], related: [Finding.Related] = []
    ) {
        holds(at: source.span(range), arguments, related: related)
    }

    package mutating func holds(
        at span: Span, _ arguments: [String: String] = [:], related: [Finding.Related] = []
    ) {
        findings.append(
            Finding(
                rule: rule, verdict: .holds, severity: severity, span: span, arguments: arguments,
                related: related))
    }

    /// It cannot be decided here, because of `reason`: the lens will say `unknown`, never `met`.
    package mutating func unsure(at range: Range<Int>, because reason: Text, _ arguments: [String: String] = [:]) {
        unsure(at: source.span(range), because: reason, arguments)
    }

    package mutating func unsure(at span: Span, because reason: Text, _ arguments: [String: String] = [:]) {
        findings.append(
            Finding(
                rule: rule, verdict: .unsure, severity: severity, span: span, arguments: arguments,
                reason: reason))
    }

    /// The matter does not arise in this workload, because of `reason`.
    package mutating func notApplicable(at range: Range<Int>, because reason: Text) {
        notApplicable(at: source.span(range), because: reason)
    }

    package mutating func notApplicable(at span: Span, because reason: Text) {
        findings.append(
            Finding(rule: rule, verdict: .notApplicable, severity: severity, span: span, reason: reason))
    }
}
