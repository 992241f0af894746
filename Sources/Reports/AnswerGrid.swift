import Basics
import Lens
import RuleKit

/// The answers at a glance: a line for each pillar, with a sign for each question.
struct AnswerGrid {
    private let review: Review
    private let language: Language
    private let ink: Ink
    private let detail: TerminalReport.Detail

    init(_ review: Review, _ language: Language, _ ink: Ink, _ detail: TerminalReport.Detail) {
        self.review = review
        self.language = language
        self.ink = ink
        self.detail = detail
    }

    /// The unknown part above which a figure for the whole would mislead.
    static let mostUnknownPercent = 25

    var lines: [String] {
        var lines: [String] = [""]
        for set in Catalogue.sets {
            let questions = set.groups.flatMap(\.questions)
            let coverage = review.sheet.coverage(of: questions)
            lines.append(ink(set.title(language), .bold) + "  " + ink(headline(coverage, questions), .dim))
            let width = set.groups.map { DisplayWidth.of($0.title(language)) }.max() ?? 0
            for group in set.groups {
                let label = set.groups.count > 1 ? DisplayWidth.pad(group.title(language), to: width) + "  " : ""
                lines += wrapped(group.questions, after: "  " + label)
                if detail == .verbose { lines += group.questions.flatMap(details) }
            }
        }
        lines.append(ink(legend, .dim))
        return lines
    }

    private func headline(_ coverage: Coverage, _ questions: [Question]) -> String {
        let decided = Text(
            en: "{n} questions; {a} of {b} criteria decided ({p} %)", ja: "{n} 問、判定できた基準 {a}/{b}({p} %)")(
                language,
                [
                    "n": "\(questions.count)", "a": "\(coverage.decided)", "b": "\(coverage.of)",
                    "p": "\(coverage.percent)",
                ])
        guard 100 - coverage.percent <= Self.mostUnknownPercent else { return decided }
        let met = review.sheet.count(.met, of: questions)
        return decided
            + Text(en: "; {m} of {n} met", ja: "、適合 {m}/{n}")(
                language, ["m": "\(met)", "n": "\(questions.count)"])
    }

    private func wrapped(_ questions: [Question], after label: String) -> [String] {
        var lines = [label]
        let indent = String(repeating: " ", count: DisplayWidth.of(label))
        for (index, question) in questions.enumerated() {
            if index > 0, index % 12 == 0 { lines.append(indent) }
            let answer = review.sheet.answer(question.id)
            let state = answer?.state ?? .unknown
            let number = question.id.split(whereSeparator: { $0 == "_" || $0 == "-" }).last.map(String.init) ?? ""
            // Where all that could be seen is met, and the rest waits for other evidence, a dot says so.
            let isPromising = state == .unknown && (answer?.criteria.contains { $0.state == .met } ?? false)
            lines[lines.count - 1] += (isPromising ? ink("·", .green) : sign(state)) + ink(number, .dim) + " "
        }
        return lines.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
    }

    private func sign(_ state: Answer.State) -> String {
        switch state {
        case .met: ink("✓", .green)
        case .partly: ink("~", .yellow)
        case .notMet: ink("✗", .red)
        case .notApplicable: ink("–", .dim)
        case .unknown: ink("?", .dim)
        }
    }

    private var legend: String {
        let parts: [(String, Answer.State)] = [
            ("✓", .met), ("~", .partly), ("✗", .notMet), ("–", .notApplicable), ("?", .unknown),
        ]
        let known = parts.map { "\($0) \($1.title(language))" }
        let promising = Text(en: "· met as far as files tell, rest unknown", ja: "· ファイルで確認できる範囲では適合、残りは未確認")
        return (known + [promising(language)]).joined(separator: "   ")
    }

    private func details(_ question: Question) -> [String] {
        guard let answer = review.sheet.answer(question.id) else { return [] }
        var lines = ["    \(sign(answer.state)) \(question.id)  \(question.title(language))"]
        if let attestation = answer.attestation { lines.append("        " + told(by: attestation)) }
        for part in answer.criteria {
            var line = "        \(sign(part.state)) \(part.criterion.title(language))"
            if let attestation = part.attestation {
                line += "  " + told(by: attestation)
            } else if part.state == .unknown {
                line += ink(
                    Text(en: "  needs: {what}", ja: "  判定に必要: {what}")(
                        language, ["what": part.criterion.needs(language)]), .dim)
            } else {
                line += ink("  " + places(part), .dim)
            }
            lines.append(line)
        }
        return lines
    }

    private func told(by attestation: Attestation) -> String {
        ink(
            Text(en: "attested by {who}, {from} to {to}: {note}", ja: "{who} による表明 ({from}〜{to}): {note}")(
                language,
                [
                    "who": attestation.owner, "from": "\(attestation.date)", "to": "\(attestation.expires)",
                    "note": Masking.text(attestation.note),
                ]), .dim)
    }

    private func places(_ part: CriterionAnswer) -> String {
        var seen: Set<String> = []
        let places = part.evidence.flatMap { [$0.span] + $0.related.map(\.span) }
            .map { "\($0.path):\($0.start.line)" }
            .filter { seen.insert($0).inserted }
        return places.prefix(4).joined(separator: " ") + (places.count > 4 ? " …" : "")
    }
}
