package import Basics

/// A rule's statement about a place, with its evidence. It carries arguments, not words, so that it can be shown in
/// either language later.
package struct Finding: Sendable, Hashable {
    package enum Verdict: String, Sendable, Hashable, Codable {
        /// Something is wrong.
        case fault
        /// Positive evidence that all is well.
        case holds
        /// It matters here, but the evidence at hand cannot decide it.
        case unsure
        /// The rule's subject does not occur here.
        case notApplicable
    }

    package var rule: String
    package var verdict: Verdict
    package var severity: Severity
    package var span: Span
    package var arguments: [String: String]
    /// Other places that belong to the evidence.
    package var related: [Related]
    package var fix: Fix?
    /// Why it is unsure or not applicable.
    package var reason: Text?
    /// The reason of the pragma or setting that silences it.
    package var suppression: Suppression?
    /// The text of a finding that came from another tool.
    package var foreign: Foreign?
    /// What it is recognised by in other runs, once worked out: see `Identity`.
    package var identity: String?
    /// False for the statement of a rule beyond the set that was asked for: it counts for the lens, and is not listed.
    package var isShown = true

    package init(
        rule: String, verdict: Verdict, severity: Severity, span: Span, arguments: [String: String] = [:],
        related: [Related] = [], fix: Fix? = nil, reason: Text? = nil, foreign: Foreign? = nil
    ) {
        self.rule = rule
        self.verdict = verdict
        self.severity = severity
        self.span = span
        // Names and commands that strangers wrote: each message is one line.
        self.arguments = arguments.mapValues(\.inOneLine)
        self.related = related
        self.fix = fix
        self.reason = reason?.inOneLine
        self.foreign = foreign
    }

    /// Whether it is a fault that reports list: not silenced, and of a rule that was asked for.
    package var isListedFault: Bool { verdict == .fault && suppression == nil && isShown }

    /// The same with each path changed: people see paths from where they stand.
    package func mapPaths(_ change: (String) -> String) -> Finding {
        var finding = self
        finding.span.path = change(span.path)
        for index in related.indices { finding.related[index].span.path = change(related[index].span.path) }
        if let span = suppression?.span { finding.suppression?.span?.path = change(span.path) }
        if let fix {
            finding.fix?.edits = fix.edits.map { edit in
                var edit = edit
                edit.path = edit.path.map(change)
                return edit
            }
        }
        return finding
    }

    /// A further place, and what it has to do with the finding.
    package struct Related: Sendable, Hashable {
        package var span: Span
        package var note: Text
        /// The finding tells of this place too: rules that give way to it say nothing there.
        package var isCovered: Bool

        package init(_ span: Span, _ note: Text, isCovered: Bool = false) {
            self.span = span
            self.note = note.inOneLine
            self.isCovered = isCovered
        }
    }

    /// Why a fault is not listed.
    package struct Suppression: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// A comment beside it.
            case pragma
            /// A settings file, ours or another tool's.
            case settings
            /// It was there when the baseline was made.
            case baseline
            /// It lies in lines that did not change since the revision that was asked for.
            case unchanged

            /// Whether a person said that it is no fault. What is merely old still counts for the answers.
            package var isAccepted: Bool { self == .pragma || self == .settings }
        }

        package var kind: Kind
        /// Where it is written; nil where that is no place in a file.
        package var span: Span?
        package var reason: String

        package init(_ kind: Kind = .pragma, span: Span?, reason: String) {
            self.kind = kind
            self.span = span
            self.reason = reason
        }
    }

    /// Another tool's own words and page.
    package struct Foreign: Sendable, Hashable {
        package var tool: String
        package var message: String
        package var link: String

        package init(tool: String, message: String, link: String) {
            self.tool = tool
            self.message = message
            self.link = link
        }
    }
}
