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
        self.arguments = arguments
        self.related = related
        self.fix = fix
        self.reason = reason
        self.foreign = foreign
    }

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
            self.note = note
            self.isCovered = isCovered
        }
    }

    package struct Suppression: Sendable, Hashable {
        /// Where it is written; nil for one in the settings.
        package var span: Span?
        package var reason: String

        package init(span: Span?, reason: String) {
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

/// Edits that mend a fault.
package struct Fix: Sendable, Hashable {
    package enum Safety: String, Sendable, Hashable, Codable {
        /// Keeps the meaning, or gives what was plainly meant.
        case safe
        /// Changes what is built or run: a person decides.
        case ask
    }

    package var safety: Safety
    package var edits: [Edit]

    package init(_ safety: Safety, _ edits: [Edit]) {
        self.safety = safety
        self.edits = edits
    }

    /// One edit of the Dockerfile at hand.
    package static func safe(_ range: Range<Int>, _ replacement: String) -> Fix {
        Fix(.safe, [Edit(range, replacement)])
    }

    /// One edit of the Dockerfile at hand, to be agreed to.
    package static func ask(_ range: Range<Int>, _ replacement: String) -> Fix {
        Fix(.ask, [Edit(range, replacement)])
    }
}

/// Bytes to replace; an empty range inserts.
package struct Edit: Sendable, Hashable {
    /// The file; nil for the Dockerfile at hand.
    package var path: String?
    package var range: Range<Int>
    package var replacement: String

    package init(path: String? = nil, _ range: Range<Int>, _ replacement: String) {
        self.path = path
        self.range = range
        self.replacement = replacement
    }

    /// Applies edits of one file, from the last to the first. Nil when two of them overlap or leave the file.
    package static func apply(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8]? {
        var result = bytes
        var limit = bytes.count
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            guard edit.range.upperBound <= limit else { return nil }
            result.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
            limit = edit.range.lowerBound
        }
        return result
    }
}
