import Basics
import RuleKit

/// A finding in words.
enum FindingWords {
    /// What the rule says in one line, in the words that go with the verdict.
    static func message(_ finding: Finding, _ registry: Registry, _ language: Language) -> String {
        if let foreign = finding.foreign { return foreign.message }
        guard let about = registry.rule(finding.rule)?.about else { return finding.rule }
        switch finding.verdict {
        case .fault: return about.message(language, finding.arguments)
        case .holds: return (about.proof ?? about.title)(language, finding.arguments)
        case .unsure, .notApplicable:
            let reason = finding.reason.map { ": " + $0(language, finding.arguments) } ?? ""
            return about.title(language) + reason
        }
    }

    /// The path with line and column; the path alone where the whole file is meant.
    static func place(_ span: Span) -> String {
        let isWholeFile = span.bytes.isEmpty && span.start == Position(line: 1, column: 1)
        return isWholeFile ? span.path : "\(span.path):\(span.start.line):\(span.start.column)"
    }
}
