import Basics
import Lens
import RuleKit

/// The words in which a comparison is told.
struct ComparisonWords {
    let comparison: ReviewComparison
    let language: Language

    func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        Text(en: en, ja: ja)(language, arguments)
    }

    // MARK: Findings

    func message(_ change: FindingChange, _ language: Language? = nil) -> String {
        FindingWords.message(change.finding, side(change).registry, language ?? self.language)
    }

    /// The review that tells of the finding.
    private func side(_ change: FindingChange) -> Review {
        change.kind == .gone || change.kind == .notJudged ? comparison.old : comparison.new
    }

    func rule(_ change: FindingChange) -> RegisteredRule? { side(change).registry.rule(change.finding.rule) }

    /// The name of the rule, or the tool's where it is another's.
    func source(_ change: FindingChange) -> String {
        let name = change.finding.foreign?.tool ?? rule(change)?.slug ?? ""
        return name.isEmpty ? change.finding.rule : "\(change.finding.rule) \(name)"
    }

    func severity(_ change: FindingChange) -> String {
        let severity = change.finding.severity.title(language)
        guard change.kind == .raised || change.kind == .lowered, let old = change.oldSeverity else { return severity }
        return "\(old.title(language)) → \(severity)"
    }

    func title(_ kind: FindingChange.Kind) -> String {
        switch kind {
        case .new: t("new", "新規")
        case .raised: t("more severe", "重大度が上昇")
        case .gone: t("gone", "解消")
        case .lowered: t("less severe", "重大度が低下")
        case .changed: t("still there, edited", "編集後も残存")
        case .newlyJudged: t("listed: its rule did not judge before", "前回はルールが無効だった指摘")
        case .notJudged: t("not listed: its rule does not judge any more", "ルールが無効になり表示されない指摘")
        case .silenced: t("silenced", "新たに抑制")
        case .unsilenced: t("no longer silenced", "抑制を解除")
        }
    }

    // MARK: The whole

    var verdict: String {
        if comparison.isWorse { return t("Something got worse.", "悪化した項目があります。") }
        return isBetter
            ? t("Nothing got worse.", "悪化した項目はありません。") : t("Nothing changed for better or worse.", "良化も悪化もありません。")
    }

    private var isBetter: Bool {
        !comparison.findings([.gone, .lowered]).isEmpty
            || comparison.answers.contains { $0.trend == .better && !$0.isByRules }
    }

    /// What got worse, or better, in numbers; empty where nothing did.
    func counts(isWorse: Bool) -> String {
        let kinds: [FindingChange.Kind] = isWorse ? [.new, .raised] : [.gone, .lowered]
        let answers = comparison.answers.filter {
            isWorse ? $0.isWorse : $0.trend == .better && !$0.isWorse && !$0.isByRules
        }
        var parts = kinds.compactMap { kind -> String? in
            let count = comparison.findings([kind]).count
            guard count > 0 else { return nil }
            let arguments = ["n": "\(count)", "what": title(kind)]
            return kind == .new
                ? t("{n} new {n|1=finding|findings}", "新規の指摘 {n} 件", arguments)
                : t("{n} {n|1=finding|findings} {what}", "{what}した指摘 {n} 件", arguments)
        }
        if !answers.isEmpty {
            parts.append(t("{n} {n|1=answer|answers}", "回答 {n} 件", ["n": "\(answers.count)"]))
        }
        let files = comparison.files.filter { $0.isWorse == isWorse }
        if !files.isEmpty {
            parts.append(t("{n} {n|1=file|files}", "ファイル {n} 件", ["n": "\(files.count)"]))
        }
        return parts.joined(separator: t(", ", "、"))
    }

    var reviews: String {
        let (old, new) = (comparison.old, comparison.new)
        let versions = old.version == new.version ? new.version : "\(old.version) → \(new.version)"
        return "Plimsoll \(versions)  \(old.date) → \(new.date)"
    }

    var total: String {
        t(
            "Findings: {a} → {b}", "指摘: {a} → {b} 件",
            ["a": "\(comparison.old.faults.count)", "b": "\(comparison.new.faults.count)"])
    }

    var rules: String? {
        let (added, removed) = (comparison.rules.added, comparison.rules.removed)
        var parts: [String] = []
        if !added.isEmpty {
            parts.append(
                t("{n} more: {ids}", "追加 {n} 個: {ids}", ["n": "\(added.count)", "ids": some(added)]))
        }
        if !removed.isEmpty {
            parts.append(
                t("{n} fewer: {ids}", "除外 {n} 個: {ids}", ["n": "\(removed.count)", "ids": some(removed)]))
        }
        return parts.isEmpty ? nil : parts.joined(separator: t("; ", "、"))
    }

    private func some(_ ids: [String]) -> String {
        ids.prefix(8).joined(separator: ", ") + (ids.count > 8 ? " …" : "")
    }

    // MARK: Answers and files

    func states(_ old: AnswerState, _ new: AnswerState) -> String {
        old == new ? new.title(language) : "\(old.title(language)) → \(new.title(language))"
    }

    var byRules: String { t("by the rules alone", "ルールの違いによる") }

    func coverage(_ coverage: Coverage) -> String { "\(coverage.decided)/\(coverage.of) (\(coverage.percent) %)" }

    func state(_ state: ContainerFileRecord.State) -> String {
        switch state {
        case .judged: t("judged", "評価済み")
        case .partly: t("partly judged", "一部のみ評価")
        case .refused: t("refused", "対象外")
        }
    }
}
