import Basics
import RuleKit

/// Takes from the list what is not news: what a baseline knows, and what lies in lines that did not change.
struct Narrowing: Sendable {
    /// What was known; empty when a baseline is made.
    var baseline: Baseline?
    /// The name of the baseline's file.
    var baselinePath = ""
    /// Whether what is found becomes the new baseline.
    var takesAll = false
    var changes: ChangedLines?
    var revision = ""

    /// Marks what is not news.
    ///
    /// - Returns: all that a baseline of this review holds; nothing when none was asked for.
    func apply(to findings: inout [Finding], dockerfile: String, _ registry: Registry) -> [Baseline.Entry] {
        guard baseline != nil || changes != nil else { return [] }
        var entries: [Baseline.Entry] = []
        for index in findings.indices {
            let finding = findings[index]
            guard finding.verdict == .fault, finding.suppression == nil else { continue }
            if let baseline, let identity = finding.identity {
                if finding.isShown { entries.append(Self.entry(finding, identity, registry)) }
                if takesAll ? finding.isShown : baseline.contains(identity) {
                    findings[index].suppression = .init(.baseline, span: nil, reason: baselinePath)
                    continue
                }
            }
            if let changes, !changes.touch(finding, dockerfile: dockerfile) {
                findings[index].suppression = .init(.unchanged, span: nil, reason: revision)
            }
        }
        return entries
    }

    private static func entry(_ finding: Finding, _ identity: String, _ registry: Registry) -> Baseline.Entry {
        let message =
            finding.foreign?.message ?? registry.rule(finding.rule)?.about.message(.english, finding.arguments) ?? ""
        return Baseline.Entry(
            identity: identity, rule: finding.rule, path: finding.span.path, message: message)
    }

    /// The entries of the baseline that this review could have found again, and did not; and those it could not.
    ///
    /// - Parameters:
    ///   - starts: what was reviewed, by paths of the tree.
    ///   - hasShellCheck: whether its findings are in the review.
    func gone(
        _ found: [Baseline.Entry], level: RuleSet, starts: [String], hasShellCheck: Bool
    ) -> (gone: [Baseline.Entry], outside: [Baseline.Entry]) {
        guard let baseline else { return ([], []) }
        let identities = Set(found.map(\.identity))
        var result: (gone: [Baseline.Entry], outside: [Baseline.Entry]) = ([], [])
        for entry in baseline.entries where !identities.contains(entry.identity) {
            let isInside = starts.contains { start in
                start.isEmpty || entry.path == start || entry.path.utf8.starts(with: (start + "/").utf8)
            }
            let isJudged = level >= baseline.level && (hasShellCheck || !PeerName.isShellCheck(entry.rule))
            if isInside, isJudged { result.gone.append(entry) } else { result.outside.append(entry) }
        }
        return result
    }

    /// What is told of it beneath the findings.
    func notes(_ findings: [Finding], gone: Int) -> [Text] {
        var notes: [Text] = []
        func count(_ kind: Finding.Suppression.Kind) -> Int {
            var seen: Set<Finding> = []
            return findings.count { $0.isShown && $0.suppression?.kind == kind && seen.insert($0).inserted }
        }
        let known = count(.baseline)
        if takesAll {
            notes.append(
                Text(
                    en: "\(baselinePath) holds \(Self.findings(known)) now; from here on only new ones are listed.",
                    ja: "\(baselinePath) に指摘 \(known) 件を記録しました。以後は新しい指摘だけを表示します。"))
        } else if known > 0 {
            notes.append(
                Text(
                    en: "Not listed: \(Self.findings(known)) known from \(baselinePath).",
                    ja: "\(baselinePath) に記録済みの指摘 \(known) 件は表示していません。"))
        }
        if gone > 0, !takesAll {
            notes.append(
                Text(
                    en: "Mended: \(Self.findings(gone)) of \(baselinePath); --update-baseline takes them out of it.",
                    ja: "\(baselinePath) の指摘のうち \(gone) 件は解消済みです。--update-baseline で取り除けます。"))
        }
        let old = count(.unchanged)
        if old > 0 {
            notes.append(
                Text(
                    en: "Not listed: \(Self.findings(old)) in lines unchanged since \(revision).",
                    ja: "\(revision) から変わっていない行の指摘 \(old) 件は表示していません。"))
        }
        return notes
    }

    private static func findings(_ count: Int) -> String { count == 1 ? "1 finding" : "\(count) findings" }
}
