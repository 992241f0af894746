import Basics
import Lens
import RuleKit

/// How each set of questions, and each pillar of the lens, is answered; and how much of it could be decided at all.
struct CoverageTable {
    private let page: HTMLPage
    private var out: Markup { page.out }
    static let states: [AnswerState] = [.met, .partly, .notMet, .notApplicable, .unknown]

    init(_ page: HTMLPage) { self.page = page }

    func write() {
        out.element("h3", Labels.coverage)
        out.element("p", ["class": "quiet"], Labels.coverageNote)
        out.element("div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-labelledby": "coverage"]) {
            out.element("table", ["class": "coverage"]) {
                out.element("caption", ["class": "sr", "id": "coverage"], Labels.coverage)
                out.element("thead") {
                    out.element("tr") {
                        out.element("th", ["scope": "col"], Labels.questionSet)
                        out.element("th", ["scope": "col", "class": "n"], Labels.count)
                        for state in Self.states {
                            out.element("th", ["scope": "col", "class": "n"]) { page.state(state) }
                        }
                        out.element("th", ["scope": "col"], Labels.decided)
                    }
                }
                out.element("tbody") {
                    for (set, panel) in zip(Catalogue.sets, HTMLPage.setPanels) {
                        row(set.title, set.groups.flatMap(\.questions), link: panel.id, isSet: true)
                        guard set.id == "CBL" else { continue }
                        for group in set.groups { row(group.title, group.questions, link: nil, isSet: false) }
                    }
                }
            }
        }
    }

    private func row(_ title: Text, _ questions: [Question], link: String?, isSet: Bool) {
        let states = questions.map { page.answers[$0.id]?.state ?? .unknown }
        let coverage = questions.compactMap { page.answers[$0.id]?.coverage }
            .reduce(Coverage(decided: 0, of: 0), +)
        out.element("tr", ["class": isSet ? "set" : "part"]) {
            out.element("th", ["scope": "row"]) {
                if let link { out.element("a", ["href": "#\(link)"], title) } else { out.both(title) }
            }
            out.element("td", ["class": "n"], text: "\(questions.count)")
            for state in Self.states {
                let count = states.count { $0 == state }
                out.element("td", ["class": count == 0 ? "n zero" : "n"], text: "\(count)")
            }
            out.element("td", ["class": "part-of"]) {
                out.element(
                    "svg",
                    ["class": "meter", "viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true"]
                ) {
                    out.empty("rect", ["class": "rest", "width": "100", "height": "8"])
                    out.empty("rect", ["class": "done", "width": "\(coverage.percent)", "height": "8"])
                }
                out.element("span", text: "\(coverage.decided)/\(coverage.of) (\(coverage.percent) %)")
            }
        }
    }
}
