package import Basics
import Pricing

/// A simulation for a terminal.
package struct ScalingText {
    private let report: ScalingReport
    private let language: Language
    private let width: Int
    private let strong: @Sendable (String) -> String
    private let faint: @Sendable (String) -> String
    private var lines: [String] = []

    /// So many activities are shown; JSON has all.
    private static let mostActivities = 24

    package static func render(
        _ report: ScalingReport, _ language: Language, width: Int, ascii: Bool = false,
        strong: @escaping @Sendable (String) -> String = { $0 }, faint: @escaping @Sendable (String) -> String = { $0 }
    ) -> String {
        var text = ScalingText(
            report: report, language: language, width: max(60, min(width, 120)), strong: strong, faint: faint)
        text.write(ascii)
        return text.lines.joined(separator: "\n") + "\n"
    }

    private init(
        report: ScalingReport, language: Language, width: Int, strong: @escaping @Sendable (String) -> String,
        faint: @escaping @Sendable (String) -> String
    ) {
        self.report = report
        self.language = language
        self.width = width
        self.strong = strong
        self.faint = faint
    }

    private var run: ScalingRun { report.run }

    private func say(_ en: String, _ ja: String) -> String { language == .japanese ? ja : en }

    private mutating func write(_ ascii: Bool) {
        heading()
        lines.append("")
        lines += ScalingChart(run, language, width: width, ascii: ascii, faint: faint).lines()
        lines.append("")
        activities(arrow: ascii ? "->" : "→")
        lines.append("")
        totals()
        let warnings = run.warnings
        if !warnings.isEmpty {
            lines += ["", strong(say("To look at", "注意点"))]
            for warning in warnings { paragraph(warning.text(language), first: "  ! ", rest: "    ") }
        }
        lines += ["", strong(say("Assumed", "前提"))]
        for text in report.assumptions { paragraph(text(language), first: "  - ", rest: "    ") }
    }

    private mutating func heading() {
        let input = run.input
        let name = MetricRows.short(input.service ?? say("The service", "サービス"))
        let limits =
            input.minimum == input.maximum
            ? say("always \(input.minimum) tasks", "常に \(input.minimum) タスク")
            : say(
                "\(input.minimum) to \(input.maximum) tasks, \(input.initial) at the start",
                "\(input.minimum)～\(input.maximum) タスク、開始時 \(input.initial) タスク")
        lines.append(strong(name) + ": " + limits)
        for policy in input.policies {
            let title = MetricRows.short(policy.name)
            paragraph(title + ": " + ScalingWords.summary(policy)(language), first: "  - ", rest: "    ")
        }
        let table = input.table
        let (start, end, every) = (table.start.minuteText, table.end.minuteText, span(table.interval))
        let text = say(
            "\(table.path): \(start) to \(end) UTC, a row every \(every)",
            "\(table.path): \(start)～\(end) UTC、\(every)間隔")
        for line in DisplayWidth.wrap(text, to: width - 2) { lines.append(faint("  " + line)) }
    }

    private func span(_ seconds: Int) -> String {
        seconds.isMultiple(of: 60)
            ? say("\(seconds / 60) min", "\(seconds / 60) 分") : say("\(seconds) s", "\(seconds) 秒")
    }

    // MARK: Activities

    private mutating func activities(arrow: String) {
        let all = run.activities
        let title =
            switch all.count {
            case 0: say("No scaling activity", "スケーリングアクティビティなし")
            case 1: say("1 scaling activity", "スケーリングアクティビティ 1 件")
            default: say("\(all.count) scaling activities", "スケーリングアクティビティ \(all.count) 件")
            }
        lines.append(strong(title))
        let names = all.prefix(Self.mostActivities).map { MetricRows.short($0.policy) }
        let longest = names.map { DisplayWidth.of($0) }.max() ?? 0
        for (activity, name) in zip(all, names) {
            let counts = DisplayWidth.pad(
                right(String(activity.from), 4) + " \(arrow) " + String(activity.to), to: 11)
            let head = "  \(activity.time.minuteText)\(counts)  "
            let shown = run.input.policies.count > 1 ? DisplayWidth.pad(name, to: longest) + "  " : ""
            let rest = String(repeating: " ", count: DisplayWidth.of(head + shown))
            paragraph(ScalingWords.reason(activity.cause)(language), first: head + shown, rest: rest)
        }
        if all.count > Self.mostActivities {
            lines.append(
                say(
                    "  … and \(all.count - Self.mostActivities) more (--format json has all)",
                    "  … ほか \(all.count - Self.mostActivities) 件 (--format json ですべて出力)"))
        }
        let held = ScalingRun.Held.allCases.compactMap { reason in
            run.held[reason].map { ScalingWords.held(reason, $0)(language) }
        }
        if !held.isEmpty {
            let text = say("In alarm without effect: ", "アラーム中に変更がなかった時間: ") + held.joined(separator: say("; ", "、"))
            paragraph(text, first: "  ", rest: "    ")
        }
    }

    private func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }

    // MARK: Totals

    private mutating func totals() {
        lines.append(strong(say("Totals", "集計")))
        for row in report.totals { self.row(row.title(language), row.value(language)) }
        for note in report.costNotes { paragraph(note(language), first: "  * ", rest: "    ") }
    }

    private mutating func row(_ title: String, _ text: String) {
        let head = "  " + DisplayWidth.pad(title, to: 20)
        paragraph(text, first: head, rest: String(repeating: " ", count: DisplayWidth.of(head)))
    }

    private mutating func paragraph(_ text: String, first: String, rest: String) {
        let room = max(20, width - max(DisplayWidth.of(first), DisplayWidth.of(rest)))
        for (index, line) in DisplayWidth.wrap(text, to: room).enumerated() {
            lines.append((index == 0 ? first : rest) + line)
        }
    }
}
