package import Basics
package import Scaling

/// A simulation of scaling as a page of its own.
package enum ScalingPage {
    package static func render(_ report: ScalingReport, _ language: Language, today: Day) -> String {
        let out = Markup(language)
        let title = Text(en: "Scaling of recorded load", ja: "記録した負荷に対するスケーリング")
        let frame = HTMLFrame(
            title: title, heading: title, version: Version.number, footer: SheetFooter.written(today))
        return frame.render(to: out, language) { write(report, out) }
    }

    private static func write(_ report: ScalingReport, _ out: Markup) {
        let run = report.run
        let input = run.input
        out.element("h2") {
            if let service = input.service {
                out.element("span", ["class": "name"], text: service)
            } else {
                out.both(Text(en: "The service", ja: "サービス"))
            }
        }
        out.element(
            "p", ["class": "lead"],
            Text(
                en: "\(input.minimum) to \(input.maximum) tasks, \(input.initial) at the start",
                ja: "\(input.minimum)～\(input.maximum) タスク、開始時 \(input.initial) タスク"))
        out.element("ul", ["class": "limits"]) {
            for policy in input.policies {
                out.element("li") {
                    out.element("span", ["class": "name"], text: policy.name)
                    out.raw(" ")
                    out.element("span", ["class": "quiet"], ScalingWords.summary(policy))
                }
            }
        }
        // A drawing's words have one language: of two drawings, one is shown.
        out.element("figure", ["class": "plot only-en", "lang": "en"]) {
            out.verbatim(ScalingDrawing.render(report, .english, id: "plot-en", includesStyle: false))
        }
        out.element("figure", ["class": "plot only-ja", "lang": "ja"]) {
            out.verbatim(ScalingDrawing.render(report, .japanese, id: "plot-ja", includesStyle: false))
        }
        totals(report, out)
        activities(run, out)
        let warnings = run.warnings
        if !warnings.isEmpty {
            out.element("h3", Text(en: "To look at", ja: "注意点"))
            for warning in warnings { out.element("p", ["class": "warning"], warning.text) }
        }
        out.element("h3", Text(en: "Assumed", ja: "前提"))
        out.element("ul", ["class": "limits quiet"]) {
            for text in report.assumptions { out.element("li", text) }
        }
    }

    private static func totals(_ report: ScalingReport, _ out: Markup) {
        let title = Text(en: "Totals", ja: "集計")
        out.element("h3", title)
        HTMLTable(
            id: "totals", title: title,
            columns: [
                HTMLTable.Column(title: Text(en: "Figure", ja: "項目")),
                HTMLTable.Column(title: Text(en: "Value", ja: "値")),
            ],
            rows: report.totals.map { HTMLTable.Row(cells: [.both($0.title), .both($0.value)]) }
        ).write(to: out)
        guard !report.costNotes.isEmpty else { return }
        out.element("ul", ["class": "limits quiet"]) {
            for note in report.costNotes { out.element("li", note) }
        }
    }

    /// So many activities are listed; JSON has all.
    private static let most = 1000

    private static func activities(_ run: ScalingRun, _ out: Markup) {
        let all = run.activities
        let title = Text(en: "Scaling activities: \(all.count)", ja: "スケーリングアクティビティ: \(all.count) 件")
        out.element("h3", title)
        guard !all.isEmpty else { return }
        HTMLTable(
            id: "activities", title: title,
            columns: [
                HTMLTable.Column(title: Text(en: "Time (UTC)", ja: "時刻 (UTC)")),
                HTMLTable.Column(title: Text(en: "From", ja: "変更前"), isNumber: true),
                HTMLTable.Column(title: Text(en: "To", ja: "変更後"), isNumber: true),
                HTMLTable.Column(title: Text(en: "Policy", ja: "ポリシー")),
                HTMLTable.Column(title: Text(en: "Why", ja: "理由")),
            ],
            rows: all.prefix(most).map { activity in
                HTMLTable.Row(cells: [
                    .text(activity.time.minuteText), .number(String(activity.from)), .number(String(activity.to)),
                    .text(activity.policy), .both(ScalingWords.reason(activity.cause)),
                ])
            }
        ).write(to: out)
        if all.count > most { out.element("p", ["class": "quiet"], Labels.more, ["n": "\(all.count - most)"]) }
        let held = ScalingRun.Held.allCases.compactMap { reason in
            run.held[reason].map { ScalingWords.held(reason, $0) }
        }
        guard !held.isEmpty else { return }
        out.element("p", ["class": "quiet"]) {
            out.both(Text(en: "In alarm without effect:", ja: "アラーム中に変更がなかった時間:"))
            for text in held {
                out.raw(" ")
                out.both(text)
            }
        }
    }
}
