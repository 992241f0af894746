import Basics
import Lens
import RuleKit

/// A comparison as text for a terminal.
struct ComparisonText {
    private let comparison: ReviewComparison
    private let words: ComparisonWords
    private let ink: Ink
    private let width: Int

    init(_ comparison: ReviewComparison, _ language: Language, _ ink: Ink, width: Int) {
        self.comparison = comparison
        words = ComparisonWords(comparison: comparison, language: language)
        self.ink = ink
        self.width = min(max(width, 60), 140)
    }

    private func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        words.t(en, ja, arguments)
    }

    func render() -> String {
        var lines = [ink(words.reviews, .bold)]
        lines += workloads()
        lines += apart()
        lines += answers()
        lines += files()
        lines += coverage()
        lines += summary()
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Findings

    private func workloads() -> [String] {
        var lines: [String] = []
        var told: Set<FindingChange> = []
        for workload in comparison.workloads {
            let all = workload.changes.filter { $0.kind.isWorse || $0.kind.isBetter || $0.kind == .changed }
            let changes = all.filter { told.insert($0.shared).inserted }
            guard !all.isEmpty || workload.presence != .both else { continue }
            lines += ["", ink(workload.name, .bold) + presence(workload)]
            for kind in FindingChange.Kind.allCases {
                for change in sorted(changes.filter { $0.kind == kind }) { lines += block(change) }
            }
            if all.count > changes.count {
                let text = t(
                    "{n} more as above: the files are the same", "ほか {n} 件は上と同じファイルの変化",
                    ["n": "\(all.count - changes.count)"])
                lines.append("  " + ink(text, .dim))
            }
        }
        return lines
    }

    private func presence(_ workload: WorkloadChange) -> String {
        switch workload.presence {
        case .both: ""
        case .added: "  " + ink(t("added", "追加されたワークロード"), .yellow)
        case .removed:
            "  "
                + ink(
                    t(
                        "removed, and {n} {n|1=finding|findings} with it", "削除されたワークロード(指摘 {n} 件)",
                        ["n": "\(workload.removedCount)"]), .yellow)
        }
    }

    private func sorted(_ changes: [FindingChange]) -> [FindingChange] {
        changes.sorted {
            ($1.finding.severity, $0.finding.span.path, $0.finding.span.start)
                < ($0.finding.severity, $1.finding.span.path, $1.finding.span.start)
        }
    }

    private func block(_ change: FindingChange) -> [String] {
        let label = "\(sign(change.kind)) \(words.severity(change))"
        let indent = 2 + DisplayWidth.of(label) + 2
        let message = DisplayWidth.wrap(words.message(change), to: max(30, width - indent))
        var lines = ["  " + ink(label, colour(change.kind)) + "  " + (message.first ?? "")]
        lines += message.dropFirst().map { String(repeating: " ", count: indent) + $0 }
        lines.append("    " + ink("\(change.finding.span.place)  \(words.source(change))", .dim))
        return lines
    }

    private func sign(_ kind: FindingChange.Kind) -> String {
        switch kind {
        case .new: "+"
        case .gone: "-"
        case .raised: "▲"
        case .lowered: "▼"
        case .changed: "~"
        case .newlyJudged, .unsilenced: "·+"
        case .notJudged, .silenced: "·-"
        }
    }

    private func colour(_ kind: FindingChange.Kind) -> Ink.Colour {
        kind.isWorse ? .red : kind.isBetter ? .green : .dim
    }

    /// What differs although the workloads are as they were.
    private func apart() -> [String] {
        var lines: [String] = []
        for kind in [FindingChange.Kind.newlyJudged, .notJudged, .silenced, .unsilenced] {
            let changes = sorted(comparison.findings([kind]))
            guard !changes.isEmpty else { continue }
            lines += ["", ink(heading(kind), .bold)]
            for change in changes { lines += block(change) }
        }
        if let rules = words.rules { lines += ["", ink(t("Rules: ", "ルール: ") + rules, .dim)] }
        return lines
    }

    private func heading(_ kind: FindingChange.Kind) -> String {
        switch kind {
        case .newlyJudged: t("Listed because rules judge that did not before", "ルールが増えたため新たに表示された指摘")
        case .notJudged: t("Not listed because rules do not judge any more", "ルールが減ったため表示されなくなった指摘")
        case .silenced: t("Silenced since", "新たに抑制された指摘")
        default: t("No longer silenced", "抑制が解除された指摘")
        }
    }

    // MARK: Answers

    private func answers() -> [String] {
        guard !comparison.answers.isEmpty else { return [] }
        var lines = ["", ink(t("Answers", "回答"), .bold)]
        for change in comparison.answers {
            lines.append(
                "  " + sign(change.trend) + " \(change.question.id)  "
                    + ink(words.states(change.old, change.new), colour(change.trend))
                    + (change.isByRules ? "  " + ink(words.byRules, .dim) : ""))
            lines += DisplayWidth.wrap(change.question.title(words.language), to: width - 4).map {
                "    " + ink($0, .dim)
            }
            for part in change.criteria {
                let text = "\(part.criterion.title(words.language)): \(words.states(part.old, part.new))"
                let wrapped = DisplayWidth.wrap(text, to: width - 8)
                lines += wrapped.enumerated().map { index, line in
                    index == 0 ? "      " + sign(part.trend) + " " + line : "        " + line
                }
            }
        }
        return lines
    }

    private func sign(_ trend: AnswerChange.Trend) -> String {
        switch trend {
        case .better: ink("▲", .green)
        case .worse: ink("▼", .red)
        case .other: ink("·", .dim)
        }
    }

    private func colour(_ trend: AnswerChange.Trend) -> Ink.Colour {
        switch trend {
        case .better: .green
        case .worse: .red
        case .other: .yellow
        }
    }

    // MARK: Around them

    private func files() -> [String] {
        guard !comparison.files.isEmpty else { return [] }
        return ["", ink(t("Container files", "コンテナ関連ファイル"), .bold)]
            + comparison.files.map { file in
                let reason = file.reason.map { ": " + $0(words.language) } ?? ""
                let states = "\(words.state(file.old)) → \(words.state(file.new))"
                return "  \(file.path)  " + ink(states, file.isWorse ? .red : .green) + reason
            }
    }

    private func coverage() -> [String] {
        let widest = comparison.coverage.map { DisplayWidth.of($0.set.title(words.language)) }.max() ?? 0
        return ["", ink(t("Criteria decided", "判定できた基準"), .bold)]
            + comparison.coverage.map { change in
                let title = DisplayWidth.pad(change.set.title(words.language), to: widest)
                let (old, new) = (words.coverage(change.old), words.coverage(change.new))
                guard change.old != change.new else { return "  \(title)  " + ink(new, .dim) }
                return "  \(title)  \(old) → \(new)"
            }
    }

    private func summary() -> [String] {
        var lines = ["", words.total]
        let (worse, better) = (words.counts(isWorse: true), words.counts(isWorse: false))
        if !worse.isEmpty { lines.append(ink(t("Worse: ", "悪化: ") + worse, .red)) }
        if !better.isEmpty { lines.append(ink(t("Better: ", "良化: ") + better, .green)) }
        lines.append(ink(words.verdict, comparison.isWorse ? .boldRed : .green))
        return lines
    }
}
