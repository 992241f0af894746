import Basics
import RuleKit

/// A fault with a fix, and what it is recognised by when the files around it have changed.
struct Candidate {
    struct Key: Hashable {
        var rule: String
        var path: String
        var text: String
        var ordinal: Int
    }

    var finding: Finding
    var fix: Fix
    var key: Key

    /// The faults of a Dockerfile that a fix is wanted for: sure fixes first, then such that ask; within each, those that
    /// move much of the file last, as they leave least to the others; then by severity and place.
    static func list(_ examination: Examination, wanted: (Finding) -> Bool, in tree: OverlayTree) -> [Candidate] {
        var sources: [String: SourceFile] = [:]
        var seen: [Key: Int] = [:]
        var candidates: [(weight: [Int], candidate: Candidate)] = []
        var fixes: [String: Set<Fix>] = [:]
        for finding in examination.faults {
            guard let fix = finding.fix, wanted(finding), !fix.edits.isEmpty else { continue }
            let path = finding.span.path
            let source = sources[path] ?? tree.source(path)
            sources[path] = source
            var key = Key(rule: finding.rule, path: path, text: squeezed(finding.span.bytes, source), ordinal: 0)
            key.ordinal = seen[key, default: 0]
            seen[key, default: 0] += 1
            // Two workloads of one file may have the same fault in other words.
            guard fixes[finding.rule, default: []].insert(fix).inserted else { continue }
            candidates.append((weight(finding, fix), Candidate(finding: finding, fix: fix, key: key)))
        }
        return candidates.enumerated()
            .sorted { ($0.element.weight + [$0.offset]).lexicographicallyPrecedes($1.element.weight + [$1.offset]) }
            .map(\.element.candidate)
    }

    private static func weight(_ finding: Finding, _ fix: Fix) -> [Int] {
        let lines = fix.edits.reduce(0) { sum, edit in sum + edit.replacement.utf8.count { $0 == 0x0A } }
        let removed = fix.edits.reduce(0) { $0 + $1.range.count }
        let isStructural = lines > 5 || removed > 400
        let severity = Severity.allCases.firstIndex(of: finding.severity) ?? 0
        return [fix.safety == .safe ? 0 : 1, isStructural ? 1 : 0, -severity]
    }

    private static func squeezed(_ range: Range<Int>, _ source: SourceFile?) -> String {
        (source?.text(range) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
