import Basics
import Lens
import RuleKit

/// What stands behind an answer, in the few words that the tool has room for.
struct AnswerNotes {
    private let review: Review
    private let language: Language

    init(_ review: Review, _ language: Language) {
        self.review = review
        self.language = language
    }

    private func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        Text(en: en, ja: ja)(language, arguments)
    }

    /// For a question: the review, the answer, and a line for each criterion.
    func text(_ answer: Answer) -> String {
        let head = t(
            "Plimsoll {version}, {date}: {state}", "Plimsoll {version} ({date}): {state}",
            ["version": review.version, "date": "\(review.date)", "state": answer.state.title(language)])
        var lines = [head]
        if let attestation = answer.attestation { lines.append(word(attestation)) }
        lines += answer.criteria.map { "[\($0.state.title(language))] \($0.criterion.title(language))" + places($0) }
        return Self.fit(lines, LensLimits.notes)
    }

    /// For a choice: what decided it, or what would.
    func text(_ part: CriterionAnswer) -> String {
        LensLimits.fit(reason(part), LensLimits.choiceNotes)
    }

    private func reason(_ part: CriterionAnswer) -> String {
        if let attestation = part.attestation { return word(attestation) }
        if part.state == .unknown {
            return t("Unknown; needed: ", "未確認。判定に必要なもの: ") + part.criterion.needs(language)
        }
        guard let first = part.evidence.first else { return part.state.title(language) }
        let message = FindingWords.message(first, review.registry, language)
        let more = part.evidence.count - 1
        return "\(first.span.place): \(message) [\(first.rule)]"
            + (more > 0 ? t(" and {n} more", "、ほか {n} 件", ["n": "\(more)"]) : "")
    }

    private func word(_ attestation: Attestation) -> String {
        t(
            "Attested by {who}, {from} to {to}: {note}", "{who} による表明 ({from}〜{to}): {note}",
            [
                "who": attestation.owner, "from": "\(attestation.date)", "to": "\(attestation.expires)",
                "note": attestation.note,
            ])
    }

    private func places(_ part: CriterionAnswer) -> String {
        guard part.state != .unknown else { return "" }
        var seen: Set<String> = []
        let all = part.evidence.map { "\($0.span.path):\($0.span.start.line)" }.filter { seen.insert($0).inserted }
        return all.isEmpty ? "" : " (" + all.prefix(3).joined(separator: ", ") + (all.count > 3 ? ", …" : "") + ")"
    }

    /// As many whole lines as there is room for.
    private static func fit(_ lines: [String], _ most: Int) -> String {
        var text = ""
        for line in lines {
            let next = text.isEmpty ? line : text + "\n" + line
            guard next.utf16.count <= most - 2 else { return LensLimits.fit(text.isEmpty ? line : text + "\n…", most) }
            text = next
        }
        return text
    }
}
