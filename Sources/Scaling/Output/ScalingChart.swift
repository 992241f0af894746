import Basics

/// The three plots of a run, one below the other, of characters.
struct ScalingChart {
    private let run: ScalingRun
    private let language: Language
    private let ascii: Bool
    private let faint: @Sendable (String) -> String
    private let plot: ScalingColumns
    private let width: Int

    private static let labels = 8
    private static let height = 6

    init(
        _ run: ScalingRun, _ language: Language, width: Int, ascii: Bool, faint: @escaping @Sendable (String) -> String
    ) {
        self.run = run
        self.language = language
        self.ascii = ascii
        self.faint = faint
        self.width = max(20, min(width, 120) - Self.labels - 3 - 4)
        plot = ScalingColumns(run, count: self.width)
    }

    func lines() -> [String] {
        let ends = ScalingColumns.ends(run)
        let load = ScalingWords.load(run.focus)
        let target = ScalingWords.value(run.focus.target, run.focus.metric.written)
        let dash = ascii ? "-" : "╌"
        var lines = ["  " + load.title(language)]
        lines += rows(
            bars: plot.columns.map { ($0.load ?? 0) / load.divisor }, behind: [], mark: nil, end: ends.load)
        lines += [
            "", "  " + say("Tasks: running \(full), not yet running \(shade)", "タスク数: 稼働中 \(full)、起動待ち \(shade)"),
        ]
        lines += rows(
            bars: plot.columns.map(\.running), behind: plot.columns.map(\.desired), mark: nil, end: ends.tasks)
        let limit =
            run.focus.isTracking
            ? say("target \(dash) \(target)", "目標 \(dash) \(target)")
            : say("threshold \(dash) \(target)", "しきい値 \(dash) \(target)")
        lines += ["", "  " + ScalingWords.metric(run.focus)(language) + say("; ", "、") + limit]
        lines += rows(
            bars: plot.columns.map { $0.value ?? 0 }, behind: [], mark: run.focus.target, end: ends.value)
        return lines + times()
    }

    private func say(_ en: String, _ ja: String) -> String { language == .japanese ? ja : en }
    private var full: String { ascii ? "#" : "█" }
    private var shade: String { ascii ? "+" : "░" }

    /// Bars from below, eighths of a row fine, with what is `behind` them where that is higher.
    private func rows(bars: [Double], behind: [Double], mark: Double?, end: Double) -> [String] {
        let height = Self.height
        let unit = end / Double(height)
        let markRow = mark.map { min(height - 1, max(0, Int(($0 / unit).rounded(.up)) - 1)) }
        return (0..<height).reversed().map { row in
            let floor = Double(row) * unit
            let cells = bars.indices.map { index -> String in
                let eighths = Int(((bars[index] - floor) / unit * 8).rounded())
                if eighths >= 8 { return full }
                if eighths > 0 { return part(eighths) }
                // Something is there, however little.
                if row == 0, bars[index] > 0 { return part(1) }
                if behind.indices.contains(index), behind[index] - floor >= unit / 2 { return shade }
                if row == markRow { return faint(ascii ? "-" : "╌") }
                return " "
            }
            let label = row == height - 1 ? Decimals.shown(end, places: 1) : row == 0 ? "0" : ""
            return "  " + String(repeating: " ", count: max(0, Self.labels - label.utf8.count)) + faint(label)
                + faint(ascii ? "|" : "│") + cells.joined()
        }
    }

    private func part(_ eighths: Int) -> String {
        if ascii { return eighths >= 4 ? "#" : "." }
        return ["▁", "▂", "▃", "▄", "▅", "▆", "▇"][min(max(eighths, 1), 7) - 1]
    }

    /// Five times below the plots, days where there are more than two.
    private func times() -> [String] {
        let start = run.input.table.start.seconds
        let isLong = run.minutes.count > 2 * 1440
        var line = String(repeating: " ", count: Self.labels + 3)
        var used = 0
        for part in 0..<5 {
            let moment = Moment(seconds: start + run.minutes.count * 60 * part / 4)
            let label = isLong ? String(moment.day.description.dropFirst(5)) : moment.clock
            let column = part == 4 ? width - label.count : max(0, width * part / 4 - (part == 0 ? 0 : label.count / 2))
            guard column >= used else { continue }
            line += String(repeating: " ", count: column - used) + label
            used = column + label.count
        }
        let axis =
            String(repeating: " ", count: Self.labels + 2) + (ascii ? "+" : "└")
            + String(repeating: ascii ? "-" : "─", count: width)
        return [faint(axis), faint(line) + " UTC"]
    }
}
