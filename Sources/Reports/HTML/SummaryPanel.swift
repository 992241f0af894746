import Basics
import Lens
import RuleKit

/// The first page: what was reviewed, how it stands, how much of it could be seen, and where to begin.
struct SummaryPanel {
    private let page: HTMLPage
    private var out: Markup { page.out }
    private var review: Review { page.review }

    private static let mostFirst = 8
    private static let mostNames = 12

    init(_ page: HTMLPage) { self.page = page }

    func write() {
        out.element("section", ["class": "panel current", "id": "summary", "aria-labelledby": "summary-title"]) {
            out.element("h2", ["id": "summary-title"], Labels.summary)
            out.element("p", ["class": "names"]) {
                for (number, workload) in review.workloads.prefix(Self.mostNames).enumerated() {
                    if number > 0 { out.raw(" · ") }
                    out.element("b", text: workload.name)
                }
                let rest = review.workloads.count - Self.mostNames
                if rest > 0 {
                    out.raw(" · ")
                    out.both(Labels.more, ["n": "\(rest)"])
                }
            }
            out.element("p", ["class": "lead"], Labels.basis)
            out.element("dl", ["class": "facts"]) {
                fact(Labels.date, "\(review.date)")
                fact(Labels.version, review.version)
                fact(Labels.workloads, "\(review.workloads.count)")
                fact(Labels.rules, "\(review.ruleCount)")
            }
            severities()
            first()
            CoverageTable(page).write()
            workloads()
            limits()
        }
    }

    private func fact(_ title: Text, _ value: String) {
        out.element("div") {
            out.element("dt", title)
            out.element("dd", text: value)
        }
    }

    private func severities() {
        out.element("h3", Labels.bySeverity)
        out.element("ul", ["class": "tiles"]) {
            for severity in Severity.allCases.reversed() {
                let count = page.listed.count { $0.finding.severity == severity }
                out.element("li", ["class": "edge \(severity.rawValue)\(count == 0 ? " none" : "")"]) {
                    out.element("b", text: "\(count)")
                    page.severity(severity)
                }
            }
        }
        guard review.adviceCount > 0 else { return }
        out.element(
            "p", ["class": "quiet"],
            Text(
                en: "{n} more with `--level strict`; the answers already count them.",
                ja: "`--level strict` ではさらに {n} 件の指摘があります (回答には反映済みです)。"),
            ["n": "\(review.adviceCount)"])
    }

    // MARK: What to do first

    private struct Task {
        let finding: Finding
        let id: String
        var count = 1
    }

    /// The worst rules first, each once with how often it was found.
    private var tasks: [Task] {
        var tasks: [Task] = []
        var byRule: [String: Int] = [:]
        for listed in page.listed.filter({ $0.finding.foreign == nil && $0.finding.severity >= .medium }) {
            if let index = byRule[listed.finding.rule] {
                tasks[index].count += 1
            } else {
                byRule[listed.finding.rule] = tasks.count
                tasks.append(Task(finding: listed.finding, id: listed.id))
            }
        }
        return tasks.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return x.finding.severity != y.finding.severity
                ? x.finding.severity > y.finding.severity
                : x.count != y.count ? x.count > y.count : a.offset < b.offset
        }.prefix(Self.mostFirst).map(\.element)
    }

    private func first() {
        out.element("h3", Labels.first)
        let tasks = tasks
        guard !tasks.isEmpty else {
            return out.element("p", ["class": "calm"], Labels.nothingToDo)
        }
        out.element("ol", ["class": "first"]) {
            for task in tasks {
                out.element("li", ["class": "edge \(task.finding.severity.rawValue)"]) {
                    out.element("p", ["class": "task"]) {
                        page.severity(task.finding.severity)
                        out.raw(" ")
                        out.element("a", ["href": "#\(task.id)"], page.message(task.finding))
                        if task.count > 1 {
                            out.raw(" ")
                            out.element("span", ["class": "count"], Labels.places, ["n": "\(task.count)"])
                        }
                    }
                    if let about = page.about(task.finding) {
                        out.element("p", page.filled(about.remedy, task.finding))
                    }
                }
            }
        }
        out.element("p") { out.element("a", ["href": "#findings"], Labels.allFindings) }
    }

    // MARK: Workloads and limits

    private func workloads() {
        guard !review.workloads.isEmpty else { return }
        out.element("h3", Labels.workloads)
        out.element("div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-labelledby": "by-workload"]) {
            out.element("table") {
                out.element("caption", ["class": "sr", "id": "by-workload"], Labels.workloads)
                out.element("thead") {
                    out.element("tr") {
                        out.element("th", ["scope": "col"], Labels.name)
                        out.element("th", ["scope": "col"], Labels.role)
                        for severity in Severity.allCases.reversed() {
                            out.element("th", ["scope": "col", "class": "n"], severity.title)
                        }
                    }
                }
                out.element("tbody") {
                    for (number, workload) in review.workloads.enumerated() {
                        let faults = workload.faults
                        out.element("tr") {
                            out.element("th", ["scope": "row"]) {
                                out.element("a", ["href": "#workload-\(number)"], text: workload.name)
                                out.raw(" ")
                                out.element("code", ["class": "place"], text: workload.dockerfile)
                            }
                            out.element("td", workload.role)
                            for severity in Severity.allCases.reversed() {
                                let count = faults.count { $0.severity == severity }
                                out.element("td", ["class": count == 0 ? "n zero" : "n"], text: "\(count)")
                            }
                        }
                    }
                }
            }
        }
    }

    private func limits() {
        let files = review.files.filter { $0.state != .judged }
        let tools = review.tools.filter { $0.state != .ran }
        guard !files.isEmpty || !tools.isEmpty || !review.notes.isEmpty else { return }
        out.element("h3", Labels.limits)
        out.element("ul", ["class": "limits"]) {
            for file in files {
                out.element("li") {
                    out.element("code", text: file.path)
                    out.raw(": ")
                    out.both(
                        file.state == .partly
                            ? Text(en: "partly judged", ja: "一部のみ評価") : Text(en: "not judged", ja: "対象外"))
                    guard let reason = file.reason else { return }
                    out.raw(" – ")
                    out.both(reason)
                }
            }
            for tool in tools { out.element("li", Self.text(tool), ["tool": tool.name, "why": tool.detail ?? ""]) }
            for note in review.notes { out.element("li", note) }
        }
    }

    private static func text(_ tool: ToolRecord) -> Text {
        switch tool.state {
        case .ran: Text(en: "{tool} ran.", ja: "{tool} を実行しました。")
        case .off: Text(en: "{tool} was switched off.", ja: "{tool} は無効に設定されています。")
        case .absent:
            Text(
                en: "{tool} is not installed: its findings are not in this review.",
                ja: "{tool} がインストールされていないため、その指摘は含まれていません。")
        case .failed:
            Text(
                en: "{tool} failed, its findings are not in this review: {why}",
                ja: "{tool} の実行に失敗したため、その指摘は含まれていません: {why}")
        }
    }
}
