import Basics
import Lens
import RuleKit

/// A comparison as Markdown, for a comment on a change.
struct ComparisonMarkdown {
    private let comparison: ReviewComparison
    private let words: ComparisonWords

    /// Rows of a table beyond these are counted, not shown: a comment has its limits.
    private static let mostRows = 100

    init(_ comparison: ReviewComparison, _ language: Language) {
        self.comparison = comparison
        words = ComparisonWords(comparison: comparison, language: language)
    }

    private func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        words.t(en, ja, arguments)
    }

    func render() -> String {
        var text = "## Plimsoll\n\n**\(words.verdict)** \(words.total)\n"
        let (worse, better) = (words.counts(isWorse: true), words.counts(isWorse: false))
        var items: [String] = []
        if !worse.isEmpty { items.append(t("Worse: ", "悪化: ") + worse) }
        if !better.isEmpty { items.append(t("Better: ", "良化: ") + better) }
        for workload in comparison.workloads where workload.presence != .both {
            let label =
                workload.presence == .added
                ? t("Workload added: ", "追加されたワークロード: ") : t("Workload removed: ", "削除されたワークロード: ")
            items.append(label + code(workload.name))
        }
        if !items.isEmpty { text += "\n" + Markdown.list(items) }
        text += section(t("New or more severe", "新規・重大度が上昇した指摘"), [.new, .raised], isOpen: true)
        text += section(t("Gone or less severe", "解消・重大度が低下した指摘"), [.gone, .lowered])
        text += section(t("Still there in an edited text", "編集後も残っている指摘"), [.changed])
        text += section(
            t("Different because of rules or suppressions", "ルールや抑制の違いによる変化"),
            [.newlyJudged, .notJudged, .silenced, .unsilenced])
        text += answers() + files() + coverage()
        return text
    }

    private func section(_ title: String, _ kinds: Set<FindingChange.Kind>, isOpen: Bool = false) -> String {
        let changes = comparison.findings(kinds).sorted { $0.finding.severity > $1.finding.severity }
        let rows = changes.map { change in
            [
                Markdown.cell(words.title(change.kind)), words.severity(change), Markdown.cell(words.message(change)),
                code(change.finding.span.place), Markdown.cell(words.source(change)),
            ]
        }
        let header = [t("Change", "変化"), t("Severity", "重大度"), t("Finding", "指摘"), t("Place", "場所"), t("Rule", "ルール")]
        return details(title, header, rows, isOpen: isOpen)
    }

    private func answers() -> String {
        let rows = comparison.answers.map { change in
            let parts = change.criteria.map {
                Markdown.cell("\($0.criterion.title(words.language)): \(words.states($0.old, $0.new))")
            }
            return [
                change.question.id + (change.isByRules ? "<br>" + words.byRules : ""),
                words.states(change.old, change.new), parts.joined(separator: "<br>"),
            ]
        }
        return details(t("Answers", "回答"), [t("Question", "質問"), t("Answer", "回答"), t("Criteria", "基準")], rows)
    }

    private func files() -> String {
        let rows = comparison.files.map { [code($0.path), "\(words.state($0.old)) → \(words.state($0.new))"] }
        return details(t("Container files", "コンテナ関連ファイル"), [t("File", "ファイル"), t("State", "状態")], rows, isOpen: true)
    }

    private func coverage() -> String {
        let rows = comparison.coverage.filter { $0.old != $0.new }.map {
            [Markdown.cell($0.set.title(words.language)), words.coverage($0.old), words.coverage($0.new)]
        }
        return details(t("Criteria decided", "判定できた基準"), [t("Set", "区分"), t("Before", "前回"), t("Now", "今回")], rows)
    }

    private func details(_ title: String, _ header: [String], _ rows: [[String]], isOpen: Bool = false) -> String {
        guard !rows.isEmpty else { return "" }
        var text = "\n<details\(isOpen ? " open" : "")>\n<summary>\(title) (\(rows.count))</summary>\n\n"
        text += Markdown.table(header, Array(rows.prefix(Self.mostRows)))
        if rows.count > Self.mostRows {
            text += "\n" + t("{n} more.", "ほか {n} 件。", ["n": "\(rows.count - Self.mostRows)"]) + "\n"
        }
        return text + "\n</details>\n"
    }

    /// A code span that no back quote, bar or line end breaks.
    private func code(_ text: String) -> String {
        "`" + text.replacing("`", with: "'").replacing("|", with: "\\|").replacing("\n", with: " ") + "`"
    }
}
