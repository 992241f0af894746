import Basics
import Templates

/// What is wrong with a key or value of `plimsoll.yml`, with its place.
enum SettingProblem {
    static func located(_ text: Text, _ span: Span) -> Text {
        let place = "\(span.path):\(span.start.line):\(span.start.column): "
        return Text(en: place + text.en, ja: place + text.ja)
    }

    static func wrong(_ node: DocumentNode, _ wanted: Text, _ document: Document) -> Failure {
        Failure(
            .invalid,
            located(Text(en: "expected \(wanted.en)", ja: "\(wanted.ja) が必要です"), document.span(node)))
    }

    static func unknown(_ entry: DocumentEntry, among keys: [String], _ document: Document) -> Failure {
        let near = keys.min { EditDistance.between($0, entry.name) < EditDistance.between($1, entry.name) }
        let hint = near.flatMap { EditDistance.between($0, entry.name) <= 3 ? $0 : nil }
        return Failure(
            .invalid,
            located(
                Text(
                    en: "unknown key `\(entry.name)`"
                        + (hint.map { ": did you mean `\($0)`?" } ?? "; known are \(keys.joined(separator: ", "))"),
                    ja: "不明なキー `\(entry.name)` です。"
                        + (hint.map { "`\($0)` の誤りではありませんか" } ?? "使えるキー: \(keys.joined(separator: ", "))")),
                document.span(entry.key)))
    }
}
