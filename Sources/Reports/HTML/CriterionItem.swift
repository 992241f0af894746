import Basics
import Lens
import RuleKit

/// One criterion of a question: its state, what says so, what would decide it, and what to do.
struct CriterionItem {
    private let page: HTMLPage
    private let part: CriterionAnswer
    private var out: Markup { page.out }

    /// The question that it belongs to: what to do is told there once.
    private let question: String

    /// Pieces of evidence that are told for one criterion; the others are counted.
    private static let mostEvidence = 4

    init(_ page: HTMLPage, _ part: CriterionAnswer, in question: String) {
        self.question = question
        self.page = page
        self.part = part
    }

    static func arguments(_ attestation: Attestation) -> [String: String] {
        [
            "who": attestation.owner, "from": "\(attestation.date)", "to": "\(attestation.expires)",
            "note": Masking.text(attestation.note),
        ]
    }

    func write() {
        out.element("li") {
            out.element("p") {
                page.state(part.state)
                out.raw(" ")
                out.both(part.criterion.title)
                out.raw(" ")
                out.element("code", text: part.criterion.id)
            }
            if let attestation = part.attestation {
                out.element("p", ["class": "quiet"], Labels.attested, Self.arguments(attestation))
            }
            evidence()
            if part.state == .unknown {
                out.element("p", ["class": "need"], part.criterion.needs)
            }
            remedies()
        }
    }

    private func evidence() {
        let told = distinct
        guard !told.isEmpty else { return }
        out.element("ul", ["class": "evidence"]) {
            for finding in told.prefix(Self.mostEvidence) {
                out.element("li") { evidence(finding) }
            }
            if told.count > Self.mostEvidence {
                out.element("li", ["class": "quiet"], Labels.more, ["n": "\(told.count - Self.mostEvidence)"])
            }
        }
    }

    /// What decided it, each statement about a place once.
    private var distinct: [Finding] {
        let wanted: Set<Finding.Verdict> =
            switch part.state {
            case .notMet, .partly: [.fault]
            case .met: [.holds]
            case .unknown: [.unsure]
            case .notApplicable: [.notApplicable]
            }
        struct Key: Hashable {
            let rule: String
            let span: Span
        }
        var seen: Set<Key> = []
        return part.evidence.filter {
            wanted.contains($0.verdict) && seen.insert(Key(rule: $0.rule, span: $0.span)).inserted
        }
    }

    private func evidence(_ finding: Finding) {
        if finding.verdict == .fault, let id = page.id(of: finding) {
            out.element("a", ["href": "#\(id)"], page.message(finding))
            out.raw(" ")
            page.writePlace(finding.span)
            return
        }
        out.both(page.message(finding))
        if let reason = page.told(finding).reason {
            out.raw(": ")
            out.both(page.filled(reason, finding))
        }
        out.raw(" ")
        page.writePlace(finding.span)
        guard finding.verdict == .fault || finding.verdict == .holds else { return }
        if finding.verdict == .fault, !finding.isShown {
            out.raw(" ")
            out.element("span", ["class": "quiet"]) {
                out.element("code", text: finding.rule)
                out.raw(" ")
                out.both(Labels.stricter)
            }
        }
        // The same lines prove several things; they are quoted once.
        let key = "evidence\n\(finding.rule)\n\(finding.span.path)\n\(finding.span.bytes)"
        if page.earlier(key, orNote: { "" }) == nil { page.excerpt(finding.span) }
    }

    private func remedies() {
        guard part.state == .notMet || part.state == .partly else { return }
        var seen: Set<String> = []
        let remedies = part.evidence.compactMap { finding in
            page.about(finding).map { page.filled($0.remedy, finding) }
        }.filter { remedy in
            seen.insert(remedy.en).inserted
                && page.earlier("remedy\n\(question)\n\(remedy.en)", orNote: { "" }) == nil
        }
        guard !remedies.isEmpty else { return }
        out.element("div", ["class": "todo"]) {
            if remedies.count == 1 {
                out.both(remedies[0])
            } else {
                out.element("ul") {
                    for remedy in remedies.prefix(Self.mostEvidence) { out.element("li", remedy) }
                }
            }
        }
    }
}
