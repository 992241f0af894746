import Basics
import RuleKit

/// Makes one finding of those that say the same of the same place: each instance of a module that is called twice is
/// judged, and where their words do not differ, neither may their number.
struct ToldOnce {
    private struct Key: Hashable {
        var rule: String
        var verdict: Finding.Verdict
        var path: String
        var bytes: Range<Int>
        var words: [String]
    }

    private let registry: Registry
    private var first: [Key: Finding] = [:]

    init(_ registry: Registry) { self.registry = registry }

    /// Takes out what was said before in the same list; what another list said first stands as it was said there.
    mutating func unite(_ findings: inout [Finding]) {
        var seen: Set<Key> = []
        findings = findings.compactMap { finding in
            let key = key(finding)
            guard seen.insert(key).inserted else { return nil }
            if let known = first[key] { return known }
            first[key] = finding
            return finding
        }
    }

    private func key(_ finding: Finding) -> Key {
        var words = [finding.reason?.en ?? "", finding.isShown ? "" : "hidden"]
        if finding.verdict == .fault, let about = registry.rule(finding.rule)?.about {
            words.append(about.message(.english, finding.arguments))
        } else {
            words += finding.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        }
        return Key(
            rule: finding.rule, verdict: finding.verdict, path: finding.span.path, bytes: finding.span.bytes,
            words: words)
    }
}
