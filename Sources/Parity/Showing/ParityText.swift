package import Basics

/// Parity tables for a terminal: a row for each field, a column for each environment.
package struct ParityText {
    private let table: ParityTable
    private let language: Language
    private let width: Int
    private let all: Bool
    private let strong: @Sendable (String) -> String
    private let faint: @Sendable (String) -> String
    private let alarm: @Sendable (String) -> String
    private var lines: [String] = []

    /// - Parameters:
    ///   - all: also the rows that do not differ.
    ///   - strong: marks headings; `faint` what matters less; `alarm` what differs.
    package static func render(
        _ table: ParityTable, _ language: Language, width: Int, all: Bool = false,
        strong: @escaping @Sendable (String) -> String = { $0 }, faint: @escaping @Sendable (String) -> String = { $0 },
        alarm: @escaping @Sendable (String) -> String = { $0 }
    ) -> String {
        var text = ParityText(
            table: table, language: language, width: max(60, min(width, 120)), all: all, strong: strong, faint: faint,
            alarm: alarm)
        text.write()
        return text.lines.joined(separator: "\n") + "\n"
    }

    private init(
        table: ParityTable, language: Language, width: Int, all: Bool, strong: @escaping @Sendable (String) -> String,
        faint: @escaping @Sendable (String) -> String, alarm: @escaping @Sendable (String) -> String
    ) {
        self.table = table
        self.language = language
        self.width = width
        self.all = all
        self.strong = strong
        self.faint = faint
        self.alarm = alarm
    }

    private func say(_ en: String, _ ja: String) -> String { language == .japanese ? ja : en }

    private mutating func write() {
        if table.isEmpty {
            lines.append(ParityWords.nothing(language))
            return
        }
        for service in table.services { write(service) }
        let signs = ParityRow.Outcome.allCases.map { "\(ParityWords.sign($0)) \(ParityWords.title($0)(language))" }
        lines.append(faint(signs.joined(separator: "   ")))
    }

    private mutating func write(_ service: ParityTable.Service) {
        lines.append(strong(Self.clean(ParityWords.title(service)(language))))
        for environment in service.environments {
            lines.append(faint("  \(Self.clean(environment.name)): \(Self.clean(environment.source))"))
        }
        lines.append("")
        let rows = service.rows.filter { all || $0.outcome == .differs || $0.outcome == .declared }
        if !rows.isEmpty {
            let texts = rows.map { row in row.cells.map { Self.clean(ParityWords.value($0)(language)) } }
            let columns = widths(service, rows, texts)
            lines.append(
                faint(row("", ParityWords.field(language), service.environments.map { Self.clean($0.name) }, columns)))
            for (item, cells) in zip(rows, texts) {
                let line = row(ParityWords.sign(item.outcome), Self.clean(item.field), cells, columns)
                lines.append(item.outcome == .differs ? alarm(line) : item.outcome == .same ? faint(line) : line)
                if let reason = item.reason { lines.append(faint("    " + Self.clean(reason))) }
            }
            lines.append("")
        }
        lines.append("  " + summary(service))
        lines.append("")
    }

    private func summary(_ service: ParityTable.Service) -> String {
        let differing = service.count(.differs)
        let others = [ParityRow.Outcome.declared, .mayDiffer, .unknown, .same].compactMap { outcome -> String? in
            let count = service.count(outcome)
            return count == 0
                ? nil : say("\(count) \(ParityWords.title(outcome).en)", "\(ParityWords.title(outcome).ja) \(count)")
        }.joined(separator: say(", ", "、"))
        let first =
            differing == 0
            ? say("No undeclared difference", "宣言されていない差異はありません")
            : say(
                differing == 1 ? "1 undeclared difference" : "\(differing) undeclared differences",
                "宣言されていない差異: \(differing) 件")
        return others.isEmpty ? first : say("\(first); \(others)", "\(first) (\(others))")
    }

    /// The columns: the field as wide as it needs to be, up to half; the environments share the rest.
    private func widths(
        _ service: ParityTable.Service, _ rows: [ParityTable.Row], _ texts: [[String]]
    ) -> [Int] {
        let count = service.environments.count
        let room = width - 4
        let longest = max(
            DisplayWidth.of(ParityWords.field(language)), rows.map { DisplayWidth.of(Self.clean($0.field)) }.max() ?? 0)
        let wanted = (0..<count).map { index in
            max(
                DisplayWidth.of(Self.clean(service.environments[index].name)),
                texts.map { DisplayWidth.of($0[index]) }.max() ?? 0)
        }
        let field = min(longest, max(room / 2, room - wanted.reduce(0) { $0 + $1 + 2 }))
        let share = max(8, (room - field) / max(1, count) - 2)
        return [field] + wanted.map { min($0, share) }
    }

    private func row(_ sign: String, _ field: String, _ cells: [String], _ columns: [Int]) -> String {
        var line =
            "  " + DisplayWidth.pad(sign, to: 2)
            + DisplayWidth.pad(Self.fit(field, columns[0], atEnd: true), to: columns[0])
        for (cell, width) in zip(cells, columns.dropFirst()) {
            line += "  " + DisplayWidth.pad(Self.fit(cell, width, atEnd: false), to: width)
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    /// Cut to a width. The end of a field tells most, and the beginning of a value.
    private static func fit(_ text: String, _ width: Int, atEnd: Bool) -> String {
        guard DisplayWidth.of(text) > width, width > 1 else { return text }
        var kept = Substring(text)
        while !kept.isEmpty, DisplayWidth.of(String(kept)) > width - 1 {
            kept = atEnd ? kept.dropFirst() : kept.dropLast()
        }
        return atEnd ? "…" + String(kept) : String(kept) + "…"
    }

    /// Nothing of a file may move the cursor.
    private static func clean(_ text: String) -> String {
        String(
            text.map { character in
                character.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
                    ? " " : character
            })
    }
}
