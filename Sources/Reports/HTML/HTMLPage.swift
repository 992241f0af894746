import Basics
import Lens
import Parity
import RuleKit
import Workload

/// What all parts of the page share: the review, what is written, and what need be read or told only once.
final class HTMLPage {
    let review: Review
    let language: Language
    let out: Markup
    /// The faults to list, each once, with the workloads that they belong to.
    private(set) var listed: [Listed] = []
    private var listedIndexes: [Finding: Int] = [:]
    private var masking: Masking
    private var last: (finding: Finding, told: Finding)?
    /// Where a text that several findings share stands first.
    private var anchors: [String: String] = [:]
    private var ids: Set<String> = []

    struct Listed {
        let finding: Finding
        let id: String
        var workloads: [Int]
    }

    init(_ review: Review, _ language: Language) {
        self.review = review
        self.language = language
        out = Markup(language)
        masking = Masking(review)
        for (number, workload) in review.workloads.enumerated() {
            for finding in workload.faults {
                if let index = listedIndexes[finding] {
                    if listed[index].workloads.last != number { listed[index].workloads.append(number) }
                    continue
                }
                let id = unique("finding-" + (finding.identity ?? "\(listed.count + 1)"))
                listedIndexes[finding] = listed.count
                listed.append(Listed(finding: finding, id: id, workloads: [number]))
            }
        }
    }

    // MARK: Pages

    static let setPanels: [(id: String, title: Text)] = [
        ("pillars", Text(en: "Pillars", ja: "6 つの柱")),
        ("principles", Text(en: "Design principles", ja: "設計原則")),
        ("factors", Text(en: "Twelve factors", ja: "Twelve-Factor")),
        ("ecs", Text(en: "Amazon ECS", ja: "Amazon ECS")),
    ]

    var tabs: [(id: String, title: Text, count: Int?)] {
        var tabs: [(id: String, title: Text, count: Int?)] = []
        tabs.append(("summary", Labels.summary, nil))
        tabs.append(("findings", Labels.findings, listed.count))
        if system != nil { tabs.append(("system", Labels.system, nil)) }
        tabs.append(("workloads", Labels.workloads, review.workloads.count))
        if !review.images.isEmpty { tabs.append(("image", ImageLabels.tab, nil)) }
        if parity != nil { tabs.append(("environments", ParityPanel.title, nil)) }
        for (id, title) in Self.setPanels { tabs.append((id, title, nil)) }
        return tabs
    }

    var documentTitle: Text {
        let names = review.workloads.count <= 3 ? review.workloads.map(\.name).joined(separator: ", ") : ""
        let tail = names.isEmpty ? "" : " – " + names
        return Text(en: Labels.report.en + tail, ja: Labels.report.ja + tail)
    }

    /// How everything hangs together, without secrets; nil where no definition runs an image.
    private(set) lazy var system: SystemGraph? = review.graph.value.flatMap {
        $0.hasDefinitions ? masking.told($0) : nil
    }

    /// The environments of the services, without secrets; nil where no service has two.
    private(set) lazy var parity: ParityTable? = review.parity.value.map { masking.told($0) }

    /// One page of the report: a section that a tab shows.
    func panel(_ id: String, _ title: Text, _ body: () -> Void) {
        out.raw("\n")
        out.element("section", ["class": "panel", "id": id, "aria-labelledby": "\(id)-title"]) {
            out.element("h2", ["id": "\(id)-title"], title)
            body()
        }
    }

    // MARK: Answers

    /// The answers over all workloads, by question.
    private(set) lazy var answers = Self.byQuestion(review.sheet)

    func answers(of workload: Int) -> [String: Answer] { answersOfWorkloads[workload] }

    /// The answers of each workload; none where there are too many to tell.
    func workloadAnswers(most: Int) -> [[String: Answer]] {
        review.workloads.count > most ? [] : answersOfWorkloads
    }

    private lazy var answersOfWorkloads = review.workloads.map { Self.byQuestion($0.sheet) }

    private static func byQuestion(_ sheet: AnswerSheet) -> [String: Answer] {
        Dictionary(sheet.answers.map { ($0.question.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Names of places in the page

    /// An id that is free, made of letters that need no escape in a link.
    func unique(_ wish: String) -> String {
        let clean = String(
            String.UnicodeScalarView(
                wish.unicodeScalars.prefix(80).map { scalar in
                    let isPlain =
                        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    return isPlain || scalar == "_" || scalar == "-" ? scalar : "-"
                }))
        var id = clean
        var count = 2
        while !ids.insert(id).inserted {
            id = "\(clean)-\(count)"
            count += 1
        }
        return id
    }

    /// Where a finding is told; nil for one that is not listed.
    func id(of finding: Finding) -> String? { listedIndexes[finding].map { listed[$0].id } }

    /// The place of a text that was written before; else nil, and it is noted under the id that is to carry it.
    func earlier(_ key: String, orNote id: () -> String) -> String? {
        if let anchor = anchors[key] { return anchor }
        anchors[key] = id()
        return nil
    }

    func anchor(_ key: String) -> String? { anchors[key] }

    // MARK: Texts of findings

    func about(_ finding: Finding) -> About? {
        finding.foreign == nil ? review.registry.rule(finding.rule)?.about : nil
    }

    func message(_ finding: Finding) -> Text {
        if let foreign = finding.foreign {
            let message = told(finding).foreign?.message ?? foreign.message
            return Text(en: message, ja: message)
        }
        guard let about = about(finding) else { return Text(en: finding.rule, ja: finding.rule) }
        let pattern =
            switch finding.verdict {
            case .fault: about.message
            case .holds: about.proof ?? about.title
            case .unsure, .notApplicable: about.title
            }
        return filled(pattern, finding)
    }

    /// The text with the finding's arguments in it, so that nothing of them is taken for a placeholder again.
    func filled(_ text: Text, _ finding: Finding) -> Text {
        let arguments = told(finding).arguments
        return Text(
            en: Masking.text(text(.english, arguments)), ja: Masking.text(text(.japanese, arguments)))
    }

    /// The finding without secrets; the one before is asked for again and again.
    func told(_ finding: Finding) -> Finding {
        if let last, last.finding == finding { return last.told }
        let told = masking.told(finding)
        last = (finding, told)
        return told
    }

    // MARK: Places

    func writePlace(_ span: Span) { out.element("code", text: span.place) }

    /// The lines of a place with the marked part, secrets masked; nothing for a whole file or one that is gone.
    func excerpt(_ span: Span) {
        let lines = masking.excerpt(span)
        guard !lines.isEmpty else { return }
        ExcerptBlock.write(lines, to: out)
    }

    // MARK: Small parts

    func severity(_ severity: Severity) { out.badge(severity.rawValue, severity.title) }

    func state(_ state: AnswerState) { out.badge(state.rawValue, state.title) }

    /// A link to a public page; an address that is none, from a stored review, is only shown.
    func link(_ address: String) {
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
            return out.element("code", text: address)
        }
        out.element("a", ["href": address], text: Self.shortened(address))
    }

    /// The host and the page; paper has the whole address beside it.
    private static func shortened(_ address: String) -> String {
        let parts = address.split(separator: "/").dropFirst()
        guard parts.count > 3, let host = parts.first, let page = parts.last else {
            return parts.joined(separator: "/")
        }
        return "\(host)/…/\(page)"
    }

    func links(_ addresses: [String]) {
        guard !addresses.isEmpty else { return }
        out.element("ul", ["class": "links"]) {
            for address in addresses { out.element("li") { link(address) } }
        }
    }
}
