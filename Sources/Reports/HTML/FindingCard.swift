import Basics
import RuleKit

/// One finding: what and where at a glance, and opened: the lines, why it matters, what to do.
struct FindingCard {
    private let page: HTMLPage
    private let listed: HTMLPage.Listed
    private let family: String
    private var out: Markup { page.out }
    private var finding: Finding { listed.finding }
    private let told: Finding

    /// Further places that are quoted; the others are named.
    private static let mostRelated = 6

    init(_ page: HTMLPage, _ listed: HTMLPage.Listed, family: String) {
        self.page = page
        self.listed = listed
        self.family = family
        told = page.told(listed.finding)
    }

    func write() {
        let isOpen = finding.severity == .critical
        out.element(
            "details",
            [
                "class": "item finding edge \(finding.severity.rawValue)", "id": listed.id,
                "data-severity": finding.severity.rawValue, "data-family": family,
                "data-workload": listed.workloads.map(String.init).joined(separator: " "),
                "open": isOpen ? "open" : nil,
            ]
        ) {
            out.element("summary") {
                page.severity(finding.severity)
                out.element("h4", page.message(finding))
                out.element("span", ["class": "where"]) {
                    page.writePlace(finding.span)
                    out.element("code", text: finding.rule)
                }
            }
            out.element("div", ["class": "body"]) {
                for own in told.ownNotes { out.element("p", page.filled(own.note, finding)) }
                page.excerpt(finding.span)
                related()
                text()
            }
        }
    }

    private func related() {
        let places = told.furtherPlaces
        guard !places.isEmpty else { return }
        out.element("p", ["class": "label"], Labels.related)
        out.element("ul", ["class": "related"]) {
            for (number, related) in places.enumerated() {
                out.element("li") {
                    page.writePlace(related.span)
                    out.raw(" ")
                    out.both(page.filled(related.note, finding))
                    if number < Self.mostRelated { page.excerpt(related.span) }
                }
            }
        }
    }

    private func text() {
        if let foreign = finding.foreign {
            entries {
                entry(Labels.rule) { out.escaped("\(foreign.tool) \(finding.rule)") }
                fix()
                entry(Labels.links) { page.links([foreign.link]) }
            }
            return
        }
        guard let about = page.about(finding) else { return }
        let why = page.filled(about.why, finding)
        let remedy = page.filled(about.remedy, finding)
        // What a rule says is told once; the script puts it where it is asked for again.
        let key = [about.id, why.en, remedy.en].joined(separator: "\n")
        if let earlier = page.earlier(key, orNote: { page.unique("rule-\(about.id)") }) {
            out.element("div", ["class": "same", "data-of": earlier]) {
                out.element("p") {
                    out.element("a", ["href": "#\(earlier)"], Labels.same)
                    out.raw(" (")
                    out.element("code", text: about.id)
                    out.raw(")")
                }
            }
            if finding.fix != nil { entries { fix() } }
            return
        }
        out.element("div", ["id": page.anchor(key)]) {
            entries {
                entry(Labels.why) { out.both(why) }
                entry(Labels.remedy) { out.both(remedy) }
                entry(Labels.rule) { rule(about) }
                if !about.links.isEmpty { entry(Labels.links) { page.links(about.links) } }
            }
        }
        if finding.fix != nil { entries { fix() } }
    }

    private func rule(_ about: About) {
        out.element("code", text: about.id)
        if let slug = page.review.registry.rule(about.id)?.slug {
            out.raw(" ")
            out.element("code", text: slug)
        }
        guard !about.aliases.isEmpty else { return }
        out.raw(" · ")
        out.both(Labels.aliases)
        out.raw(": ")
        for (number, alias) in about.aliases.enumerated() {
            if number > 0 { out.raw(", ") }
            out.element("code", text: alias)
        }
    }

    private func fix() {
        guard let fix = told.fix else { return }
        entry(Labels.fix) {
            let text = fix.safety == .safe ? Labels.fixSafe : Labels.fixAsk
            guard let note = fix.note.map({ page.filled($0, finding) }) else { return out.both(text) }
            out.both(Text(en: "\(text.en) \(note.en)", ja: text.ja + note.ja))
        }
    }

    private func entries(_ body: () -> Void) {
        out.element("dl", body)
    }

    private func entry(_ title: Text, _ body: () -> Void) {
        out.element("div") {
            out.element("dt", title)
            out.element("dd", body)
        }
    }
}
