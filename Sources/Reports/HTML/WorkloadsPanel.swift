import Basics
import Lens
import RuleKit

/// The page of workloads: each with its picture, what is known of it, and how it stands.
struct WorkloadsPanel {
    private let page: HTMLPage
    private var out: Markup { page.out }

    init(_ page: HTMLPage) { self.page = page }

    func write() {
        page.panel("workloads", Labels.workloads) {
            for (number, workload) in page.review.workloads.enumerated() { write(workload, number) }
        }
    }

    private func write(_ workload: WorkloadReview, _ number: Int) {
        out.raw("\n")
        out.element("section", ["class": "group workload", "id": "workload-\(number)"]) {
            out.element("h3") { out.element("span", ["class": "name"], text: workload.name) }
            let picture = workload.picture.flatMap { $0.stages.isEmpty ? nil : $0 }
            out.element("div", ["class": picture == nil ? "" : "halves"]) {
                if let picture {
                    let id = "picture-\(number)"
                    out.element("figure") {
                        PictureDrawing(picture).write(to: out, name: workload.name, id: id)
                        out.element(
                            "figcaption", ["id": id],
                            Text(
                                en: "{name}: what is built, what is copied where, and what runs in the end",
                                ja: "{name}: ビルドの流れ、コピーの経路、最終的に動くプロセス"),
                            ["name": workload.name])
                    }
                }
                out.element("div") {
                    facts(workload)
                    answers(workload, number)
                    if let picture { PictureText(picture).write(to: out) }
                }
            }
        }
    }

    private func facts(_ workload: WorkloadReview) {
        out.element("dl") {
            fact(Text(en: "Dockerfile", ja: "Dockerfile")) { out.element("code", text: workload.dockerfile) }
            fact(Labels.role) {
                out.both(workload.role)
                out.raw(" – ")
                out.both(workload.roleReason)
            }
            if let context = workload.context {
                fact(Text(en: "Build context", ja: "ビルドコンテキスト")) {
                    out.element("code", text: context.isEmpty ? "." : context)
                }
            }
            if let unread = workload.unread {
                fact(Text(en: "Not read", ja: "未解釈")) { out.both(unread) }
            }
            fact(Labels.findings) {
                let faults = workload.faults
                if faults.isEmpty { out.both(Labels.nothingFound) }
                for severity in Severity.allCases.reversed() {
                    let count = faults.count { $0.severity == severity }
                    guard count > 0 else { continue }
                    out.element("span", ["class": "pair"]) {
                        out.element("b", text: "\(count)")
                        out.raw(" ")
                        page.severity(severity)
                    }
                }
            }
        }
    }

    private func fact(_ title: Text, _ body: () -> Void) {
        out.element("div") {
            out.element("dt", title)
            out.element("dd", body)
        }
    }

    private func answers(_ workload: WorkloadReview, _ number: Int) {
        let answers = page.answers(of: number)
        out.element("table", ["class": "small"]) {
            out.element("thead") {
                out.element("tr") {
                    out.element("th", ["scope": "col"], Labels.questionSet)
                    for state in CoverageTable.states {
                        out.element("th", ["scope": "col", "class": "n"]) { page.state(state) }
                    }
                }
            }
            out.element("tbody") {
                for (set, panel) in zip(Catalogue.sets, HTMLPage.setPanels) {
                    let states = set.groups.flatMap(\.questions).map { answers[$0.id]?.state ?? .unknown }
                    out.element("tr") {
                        out.element("th", ["scope": "row"], panel.title)
                        for state in CoverageTable.states {
                            let count = states.count { $0 == state }
                            out.element("td", ["class": count == 0 ? "n zero" : "n"], text: "\(count)")
                        }
                    }
                }
            }
        }
    }
}
