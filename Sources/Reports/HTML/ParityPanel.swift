import Basics
import Parity

/// The environments of each service side by side.
struct ParityPanel {
    private let table: ParityTable
    private let out: Markup

    init(_ table: ParityTable, _ out: Markup) {
        self.table = table
        self.out = out
    }

    static let title = Text(en: "Environments", ja: "環境の比較")

    func write() {
        out.raw("\n")
        out.element("section", ["class": "panel", "id": "environments", "aria-labelledby": "environments-title"]) {
            out.element("h2", ["id": "environments-title"], Self.title)
            out.element(
                "p", ["class": "lead"],
                Text(
                    en:
                        "Field by field, as far as files tell. Sizes, counts, names and hosts may differ; anything else may where `parity:` in plimsoll.yml says why.",
                    ja:
                        "ファイルから読み取れる範囲で、フィールドごとに比較しています。サイズ、数、名前、ホストは環境ごとに異なってかまいません。それ以外の差異は、plimsoll.yml の `parity:` に理由を書いて許可します。"
                ))
            for (number, service) in table.services.enumerated() { write(service, number) }
        }
    }

    private func write(_ service: ParityTable.Service, _ number: Int) {
        out.raw("\n")
        out.element("h3") {
            if service.isBacking {
                out.both(ParityWords.title(service))
            } else {
                out.element("span", ["class": "name"], text: service.name)
            }
        }
        out.element("ul", ["class": "limits quiet"]) {
            for environment in service.environments {
                out.element("li") {
                    out.element("span", ["class": "name"], text: environment.name)
                    out.raw(" ")
                    out.element("code", text: environment.source)
                }
            }
        }
        let loud = service.rows.filter { $0.outcome == .differs || $0.outcome == .declared || $0.outcome == .unknown }
        let rest = service.rows.filter { $0.outcome == .mayDiffer || $0.outcome == .same }
        if loud.isEmpty {
            out.element(
                "p", Text(en: "Nothing differs that may not.", ja: "許可されていない差異はありません。"))
        } else {
            write(loud, of: service, "parity-\(number + 1)")
        }
        guard !rest.isEmpty else { return }
        out.element("details", ["class": "alt"]) {
            out.element(
                "summary",
                Text(
                    en: "Fields that are the same or may differ: \(rest.count)",
                    ja: "同じフィールドと差異が許されるフィールド: \(rest.count) 件"))
            write(rest, of: service, "parity-\(number + 1)-rest")
        }
    }

    private func write(_ rows: [ParityTable.Row], of service: ParityTable.Service, _ id: String) {
        let names = service.environments.map { HTMLTable.Column(title: Text(en: $0.name, ja: $0.name)) }
        HTMLTable(
            id: id,
            title: Text(
                en: "Environments of \(service.isBacking ? "databases and caches" : service.name)",
                ja: "\(service.isBacking ? "データベースとキャッシュ" : service.name) の環境"),
            columns: [HTMLTable.Column(title: ParityWords.field)] + names + [
                HTMLTable.Column(title: Text(en: "Verdict", ja: "判定"))
            ],
            rows: rows.map { row in
                HTMLTable.Row(
                    cells: [.code(row.field)] + row.cells.map { .both(ParityWords.value($0)) } + [verdict(row)])
            }
        ).write(to: out)
    }

    private func verdict(_ row: ParityTable.Row) -> HTMLTable.Cell {
        let kind =
            switch row.outcome {
            case .differs: row.isHard ? "not-met" : "partly"
            case .declared, .same: "met"
            case .mayDiffer: "not-applicable"
            case .unknown: "unknown"
            }
        guard let reason = row.reason, !reason.isEmpty else { return .badge(kind, ParityWords.title(row.outcome)) }
        let title = ParityWords.title(row.outcome)
        return .badge(kind, Text(en: "\(title.en): \(reason)", ja: "\(title.ja): \(reason)"))
    }
}
