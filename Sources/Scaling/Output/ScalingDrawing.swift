package import Basics

/// A run as one SVG: load, tasks and utilisation over time.
///
/// Colours are custom properties of CSS with fallbacks: by itself the drawing follows the viewer's light or dark scheme,
/// within a page it takes what the page sets (`--scaling-ink` and the others of `style`).
package struct ScalingDrawing {
    private let run: ScalingRun
    private let language: Language
    private let plot: ScalingColumns
    private let ends: (load: Double, tasks: Double, value: Double)
    private var out = ""

    private static let (width, left, right) = (960.0, 64.0, 16.0)
    private static let (top, gap, panel) = (56.0, 46.0, 132.0)
    private static let height = top + 3 * panel + 2 * gap + 62
    private static var room: Double { width - left - right }
    private static let most = 880

    /// - Parameters:
    ///   - id: makes the ids of its title and description unique within a page.
    ///   - includesStyle: false where the page has `style` in its own style sheet.
    package static func render(
        _ report: ScalingReport, _ language: Language, id: String = "scaling", includesStyle: Bool = true
    ) -> String {
        var drawing = ScalingDrawing(report.run, language)
        drawing.draw(id, includesStyle)
        return drawing.out
    }

    private init(_ run: ScalingRun, _ language: Language) {
        self.run = run
        self.language = language
        plot = ScalingColumns(run, count: min(Self.most, max(1, run.minutes.count)))
        ends = ScalingColumns.ends(run)
    }

    /// The drawing's rules, for a page that keeps its styles in one place.
    package static let style = """
        .scaling-plot { color: var(--scaling-ink, #1b1f24); --load: var(--scaling-load, #57606a); \
        --running: var(--scaling-running, #0f766e); --desired: var(--scaling-desired, #b45309); \
        --value: var(--scaling-value, #1d4ed8); max-width: 100%; height: auto; }
        @media (prefers-color-scheme: dark) { .scaling-plot { color: var(--scaling-ink, #e6e6e6); \
        --load: var(--scaling-load, #9aa4b0); --running: var(--scaling-running, #2dd4bf); \
        --desired: var(--scaling-desired, #fbbf24); --value: var(--scaling-value, #93c5fd); } }
        .scaling-plot text { font: 13px system-ui, sans-serif; fill: currentColor; }
        .scaling-plot .head { font-size: 17px; font-weight: 600; }
        .scaling-plot .name { font-weight: 600; }
        .scaling-plot .tick { font-size: 12px; opacity: .75; }
        .scaling-plot .grid { stroke: currentColor; stroke-opacity: .18; fill: none; }
        .scaling-plot .load { fill: var(--load); fill-opacity: .55; }
        .scaling-plot .running { fill: var(--running); fill-opacity: .55; }
        .scaling-plot .desired { stroke: var(--desired); stroke-width: 2; fill: none; }
        .scaling-plot .value { stroke: var(--value); stroke-width: 1.5; fill: none; }
        .scaling-plot .target { stroke: currentColor; stroke-dasharray: 6 4; fill: none; }
        """

    private func say(_ en: String, _ ja: String) -> String { language == .japanese ? ja : en }

    // MARK: Frame

    private mutating func draw(_ id: String, _ includesStyle: Bool) {
        let (width, height) = (Self.number(Self.width), Self.number(Self.height))
        out +=
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"scaling-plot\" viewBox=\"0 0 \(width) \(height)\" "
            + "width=\"\(width)\" height=\"\(height)\" role=\"img\" lang=\"\(language.rawValue)\" "
            + "aria-labelledby=\"\(id)-title \(id)-desc\">\n"
        out += "<title id=\"\(id)-title\">\(Self.escaped(title))</title>\n"
        out += "<desc id=\"\(id)-desc\">\(Self.escaped(description))</desc>\n"
        if includesStyle { out += "<style>\(Self.style)</style>\n" }
        text(Self.left, 26, title, "head")
        let load = ScalingWords.load(run.focus)
        panel(0, load.title(language), end: ends.load)
        area(0, plot.columns.map { $0.load.map { $0 / load.divisor } }, ends.load, "load")
        panel(1, say("Tasks", "タスク数"), end: ends.tasks)
        area(1, plot.columns.map { Optional($0.running) }, ends.tasks, "running")
        line(1, plot.columns.map { Optional($0.desired) }, ends.tasks, "desired")
        legend(1, [("running", say("running", "稼働中")), ("desired", say("desired", "必要数"))])
        panel(2, ScalingWords.metric(run.focus)(language), end: ends.value)
        line(2, plot.columns.map(\.value), ends.value, "value")
        let y = Self.number(self.y(2, run.focus.target, ends.value))
        out +=
            "<path class=\"target\" d=\"M\(Self.number(Self.left)) \(y)H\(Self.number(Self.width - Self.right))\"/>\n"
        let target = ScalingWords.value(run.focus.target, run.focus.metric.written)
        legend(
            2,
            [
                (
                    "target",
                    run.focus.isTracking
                        ? say("target \(target)", "目標 \(target)") : say("threshold \(target)", "しきい値 \(target)")
                )
            ])
        times()
        out += "</svg>\n"
    }

    private var title: String {
        let name = MetricRows.short(run.input.service ?? say("Service", "サービス"))
        return say("\(name): scaling of recorded load", "\(name): 記録された負荷に対するスケーリング")
    }

    /// What the drawing shows, for those who do not see it.
    private var description: String {
        let table = run.input.table
        let (out, all) = (run.activities.count { $0.isOut }, run.activities.count)
        return say(
            "From \(table.start.minuteText) to \(table.end.minuteText) UTC the desired count goes from \(run.lowest) to "
                + "\(run.peak) tasks: scaled out \(out) times, in \(all - out) times. The metric is over "
                + "\(ScalingWords.value(run.focus.target, run.focus.metric.written)) in \(run.minutesOverTarget) of "
                + "\(run.minutes.count) minutes.",
            "\(table.start.minuteText) から \(table.end.minuteText) (UTC) まで、必要数は \(run.lowest) から \(run.peak) タスクの間で変化し、"
                + "スケールアウトは \(out) 回、スケールインは \(all - out) 回です。メトリクスが "
                + "\(ScalingWords.value(run.focus.target, run.focus.metric.written)) を超えた時間は \(run.minutes.count) 分中 "
                + "\(run.minutesOverTarget) 分です。")
    }

    private mutating func panel(_ index: Int, _ name: String, end: Double) {
        let (top, bottom) = (Self.top(index), Self.top(index) + Self.panel)
        text(Self.left, top - 10, name, "name")
        let (from, to) = (Self.number(Self.left), Self.number(Self.width - Self.right))
        for part in [0.0, 0.5, 1.0] {
            let y = bottom - Self.panel * part
            out += "<path class=\"grid\" d=\"M\(from) \(Self.number(y))H\(to)\"/>\n"
            text(Self.left - 8, y + 4, Decimals.shown(end * part, places: end < 5 ? 2 : 1), "tick", anchor: "end")
        }
    }

    private mutating func times() {
        let start = run.input.table.start.seconds
        let bottom = Self.top(2) + Self.panel
        let isLong = run.minutes.count > 2 * 1440
        for part in 0...6 {
            let moment = Moment(seconds: start + run.minutes.count * 60 * part / 6)
            let x = Self.left + Self.room * Double(part) / 6
            for index in 0..<3 {
                let top = Self.top(index)
                out +=
                    "<path class=\"grid\" d=\"M\(Self.number(x)) \(Self.number(top))V\(Self.number(top + Self.panel))\"/>\n"
            }
            let label = isLong ? String(moment.day.description.dropFirst(5)) : moment.clock
            text(x, bottom + 18, label, "tick", anchor: part == 6 ? "end" : part == 0 ? "start" : "middle")
        }
        text(
            Self.left + Self.room / 2, bottom + 38,
            say("Time (UTC), from \(run.input.table.start.day)", "時刻 (UTC)、\(run.input.table.start.day) から"), "tick",
            anchor: "middle")
    }

    private mutating func legend(_ index: Int, _ entries: [(style: String, name: String)]) {
        var x = Self.width - Self.right
        let y = Self.top(index) - 10
        for (style, name) in entries.reversed() {
            text(x, y, name, "tick", anchor: "end")
            x -= Double(DisplayWidth.of(name)) * 7 + 8
            let (from, middle) = (Self.number(x - 22), Self.number(y - 4))
            out +=
                style == "running"
                ? "<rect class=\"running\" x=\"\(from)\" y=\"\(Self.number(y - 10))\" width=\"22\" height=\"11\"/>\n"
                : "<path class=\"\(style)\" d=\"M\(from) \(middle)h22\"/>\n"
            x -= 40
        }
    }

    // MARK: Values

    private static func top(_ index: Int) -> Double { top + Double(index) * (panel + gap) + 12 }

    private func y(_ index: Int, _ value: Double, _ end: Double) -> Double {
        Self.top(index) + Self.panel * (1 - min(max(value / end, 0), 1))
    }

    private func x(_ column: Int) -> Double {
        Self.left + Self.room * Double(column) / Double(max(1, plot.columns.count))
    }

    /// Runs of columns that have a value.
    private func runs(_ values: [Double?]) -> [[(column: Int, value: Double)]] {
        var all: [[(column: Int, value: Double)]] = []
        var current: [(column: Int, value: Double)] = []
        for (column, value) in values.enumerated() {
            if let value {
                current.append((column, value))
            } else if !current.isEmpty {
                all.append(current)
                current = []
            }
        }
        if !current.isEmpty { all.append(current) }
        return all
    }

    private func steps(_ index: Int, _ part: [(column: Int, value: Double)], _ end: Double) -> String {
        part.map { "V\(Self.number(y(index, $0.value, end)))H\(Self.number(x($0.column + 1)))" }.joined()
    }

    private mutating func area(_ index: Int, _ values: [Double?], _ end: Double, _ style: String) {
        let bottom = Self.number(Self.top(index) + Self.panel)
        let data = runs(values).map { part in
            "M\(Self.number(x(part[0].column))) \(bottom)" + steps(index, part, end) + "V\(bottom)z"
        }
        out += "<path class=\"\(style)\" d=\"\(data.joined())\"/>\n"
    }

    private mutating func line(_ index: Int, _ values: [Double?], _ end: Double, _ style: String) {
        let data = runs(values).map { part in
            "M\(Self.number(x(part[0].column))) \(Self.number(y(index, part[0].value, end)))" + steps(index, part, end)
        }
        out += "<path class=\"\(style)\" d=\"\(data.joined())\"/>\n"
    }

    // MARK: Markup

    private mutating func text(
        _ x: Double, _ y: Double, _ text: String, _ style: String, anchor: String = "start"
    ) {
        out +=
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" class=\"\(style)\" text-anchor=\"\(anchor)\">"
            + Self.escaped(text) + "</text>\n"
    }

    /// One place is finer than a screen.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default:
                // What XML does not allow, and what would turn the order of letters around.
                guard scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value),
                    !(0x202A...0x202E).contains(scalar.value), !(0x2066...0x2069).contains(scalar.value),
                    !(0xFFFE...0xFFFF).contains(scalar.value)
                else { continue }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
