import Basics
import RuleKit

/// A fault as the exchange formats list it: once, though several workloads have it, and with the words about it.
struct Listed {
    /// As it may be told: without secrets, but for its edits.
    let finding: Finding
    let workload: WorkloadReview
    /// The workload's place in the review.
    let index: Int
    let rule: RegisteredRule?

    /// The finding in one line, with secrets masked: arguments quote the source.
    func message(_ language: Language) -> String {
        let text = finding.foreign?.message.inOneLine ?? rule?.about.message(language, finding.arguments)
        return Masking.text(text ?? finding.rule)
    }

    func title(_ language: Language) -> String {
        rule?.about.title(language) ?? finding.foreign.map { "\($0.tool) \(finding.rule)" } ?? finding.rule
    }

    /// The rule's id and title.
    func heading(_ language: Language) -> String {
        let title = title(language)
        return title.contains(finding.rule) ? title : "\(finding.rule) \(title)"
    }

    func why(_ language: Language) -> String? {
        (rule?.about.why(language, finding.arguments)).map(Masking.text)
    }

    func remedy(_ language: Language) -> String? {
        (rule?.about.remedy(language, finding.arguments)).map(Masking.text)
    }

    var link: String? { rule?.about.links.first ?? finding.foreign?.link }

    /// Whether it was there before the baseline or the revision that the review compares with.
    var isKnown: Bool { finding.suppression.map { !$0.kind.isAccepted } ?? false }
}

extension Review {
    /// The faults of the set that was asked for, silenced ones as well: the worst first, then by place.
    var listed: [Listed] {
        var seen: Set<Finding> = []
        var all: [Listed] = []
        var masking = Masking(self)
        for (index, workload) in workloads.enumerated() {
            for finding in workload.findings where finding.verdict == .fault && finding.isShown {
                // Which of several alike it is may differ between two workloads of one Dockerfile.
                var key = finding
                key.identity = nil
                guard seen.insert(key).inserted else { continue }
                all.append(
                    Listed(
                        finding: masking.told(finding), workload: workload, index: index,
                        rule: registry.rule(finding.rule)))
            }
        }
        return all.sorted { a, b in
            let (a, b) = (a.finding, b.finding)
            guard a.severity == b.severity else { return a.severity > b.severity }
            return (a.span.path, a.span.start, a.rule) < (b.span.path, b.span.start, b.rule)
        }
    }

    /// The listed faults that nobody silenced and that are new.
    var open: [Listed] { listed.filter { $0.finding.suppression == nil } }
}

extension WorkloadReview {
    /// Its name; for the one in the root folder, which has none, its Dockerfile.
    var label: String { name == "." ? dockerfile : name }
}

extension Span {
    /// Whether it stands for the file as a whole: an empty place at its start.
    var isWholeFile: Bool { bytes.isEmpty && start == Position(line: 1, column: 1) }

    /// `path:line:column`, or the path alone where the whole file is meant.
    var place: String { isWholeFile ? path : "\(path):\(start.line):\(start.column)" }
}
