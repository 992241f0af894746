package import Basics
import Lens
import RuleKit

/// The answers as a table: a row for each criterion, for spreadsheets and for trackers that import them.
///
/// By RFC 4180, with a byte order mark: without it Excel reads the file in the code page of the machine, which makes
/// Japanese unreadable.
package enum CSVReport {
    package static func render(_ review: Review, _ language: Language) -> String {
        var rows = [header.map { $0(language) }]
        for set in Catalogue.sets {
            for group in set.groups {
                for question in group.questions {
                    guard let answer = review.sheet.answer(question.id) else { continue }
                    rows += answer.criteria.map { row(set, group, answer, $0, language) }
                }
            }
        }
        return "\u{FEFF}" + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Places in a cell: Excel drops a cell's text behind 32,767 characters, and nobody reads so many.
    private static let mostPlaces = 50

    private static let header = [
        Text(en: "Set", ja: "分類"), Text(en: "Pillar or group", ja: "柱・グループ"), Text(en: "Question ID", ja: "質問 ID"),
        Text(en: "Question", ja: "質問"), Text(en: "Answer", ja: "回答"), Text(en: "Criterion ID", ja: "基準 ID"),
        Text(en: "Criterion", ja: "基準"), Text(en: "State", ja: "判定"), Text(en: "Evidence", ja: "根拠"),
        Text(en: "Needed to decide", ja: "判定に必要な情報"), Text(en: "Attested by", ja: "表明者"),
    ]

    private static func row(
        _ set: QuestionSet, _ group: QuestionGroup, _ answer: Answer, _ part: CriterionAnswer, _ language: Language
    ) -> [String] {
        [
            set.title(language), group.title(language), answer.question.id, answer.question.title(language),
            answer.state.title(language), part.criterion.id, part.criterion.title(language),
            part.state.title(language), evidence(part), part.state == .unknown ? part.criterion.needs(language) : "",
            (part.attestation ?? answer.attestation).map { told(by: $0, language) } ?? "",
        ]
    }

    private static func told(by attestation: Attestation, _ language: Language) -> String {
        Text(en: "{who} ({from} to {to}): {note}", ja: "{who}({from}〜{to}): {note}")(
            language,
            [
                "who": attestation.owner, "from": "\(attestation.date)", "to": "\(attestation.expires)",
                "note": Masking.text(attestation.note),
            ])
    }

    private static func evidence(_ part: CriterionAnswer) -> String {
        var seen: Set<String> = []
        let places = part.evidence.map { "\($0.rule) \($0.span.path):\($0.span.start.line)" }
            .filter { seen.insert($0).inserted }
        let shown = places.prefix(mostPlaces).joined(separator: "; ")
        return places.count > mostPlaces ? "\(shown); … (+\(places.count - mostPlaces))" : shown
    }

    /// A cell in quotes where it needs them. One that a spreadsheet would run as a formula begins with an apostrophe:
    /// paths and notes come from the repository under review.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) { text = "'" + text }
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + Escape.map(text) { $0 == "\"" ? "\"\"" : nil } + "\""
    }
}
