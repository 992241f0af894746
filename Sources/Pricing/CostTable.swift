package import Basics

/// An estimate as tables for a terminal.
package struct CostTable {
    private let estimate: CostEstimate
    private let language: Language
    private let width: Int
    private let strong: @Sendable (String) -> String
    private let faint: @Sendable (String) -> String
    private var lines: [String] = []

    private enum Column {
        static let title = 38
        static let quantity = 26
        static let dollars = 18
        static let yen = 18
    }

    /// - Parameters:
    ///   - width: of the terminal; texts are wrapped, tables are not.
    ///   - strong: marks what is to stand out.
    package static func render(
        _ estimate: CostEstimate, _ language: Language, width: Int, today: Day,
        strong: @escaping @Sendable (String) -> String = { $0 }, faint: @escaping @Sendable (String) -> String = { $0 }
    ) -> String {
        var table = CostTable(
            estimate: estimate, language: language, width: max(60, min(width, 120)), strong: strong, faint: faint)
        table.write(today)
        return table.lines.joined(separator: "\n") + "\n"
    }

    private init(
        estimate: CostEstimate, language: Language, width: Int, strong: @escaping @Sendable (String) -> String,
        faint: @escaping @Sendable (String) -> String
    ) {
        self.estimate = estimate
        self.language = language
        self.width = width
        self.strong = strong
        self.faint = faint
    }

    private func say(_ en: String, _ ja: String) -> String { language == .japanese ? ja : en }

    private mutating func write(_ today: Day) {
        guard !estimate.environments.isEmpty else {
            lines.append(say("No ECS service was found here.", "ECS サービスの定義が見つかりませんでした。"))
            return
        }
        for environment in estimate.environments {
            lines.append(strong(title(environment)))
            lines.append("")
            for bill in environment.bills { write(bill) }
            guard environment.bills.count > 1 else { continue }
            let label = say("All services", "全サービスの合計")
            lines.append(strong(row("  " + label, "", environment.total)))
            lines.append("")
        }
        lines.append(strong(say("Counted with", "計算の前提")))
        let dated = say(
            "list prices of \(estimate.prices.date) (--prices)", "\(estimate.prices.date) 時点の定価 (--prices)")
        paragraph(dated, first: "  - ", rest: "    ")
        for line in CostWords.assumptions(estimate.settings, estimate.prices) {
            paragraph(line(language), first: "  - ", rest: "    ")
        }
        if let doubt = estimate.prices.doubt(today: today) {
            lines.append("")
            paragraph(doubt(language), first: "! ", rest: "  ")
        }
    }

    private func title(_ environment: CostEstimate.Environment) -> String {
        let name = Self.clean(environment.name)
        guard !environment.assumption.isEmpty else { return name }
        let assumption = Self.clean(environment.assumption)
        return say("\(name), assuming \(assumption)", "\(name) (仮定: \(assumption))")
    }

    private mutating func write(_ bill: ServiceBill) {
        let facts = bill.facts
        lines.append("  \(strong(Self.clean(facts.name)))  " + faint("\(Self.clean(facts.path)):\(facts.line)"))
        paragraph(
            CostWords.summary(facts)(language) + say("; prices of ", "、料金は ") + bill.region, first: "  ", rest: "  ")
        lines.append("")
        if !bill.items.isEmpty {
            lines.append(faint(heading()))
            for item in bill.items {
                let unit = CostWords.unit(item.kind)(language)
                lines.append(
                    row(
                        "  " + CostWords.title(item.kind)(language), "\(item.quantity.shown(places: 2)) \(unit)",
                        item.money))
            }
        }
        let label = bill.isWhole ? say("Total", "合計") : say("Total without what is not priced", "合計 (計算対象外を除く)")
        lines.append(strong(row("  " + label, "", bill.total)))
        lines.append("")
        for note in bill.notes { paragraph(Self.clean(note(language)), first: "  * ", rest: "    ") }
        if !bill.notes.isEmpty { lines.append("") }
        write(bill.savings)
        if let way = bill.wayOut { write(way) }
    }

    private mutating func write(_ savings: [Saving]) {
        guard !savings.isEmpty else { return }
        lines.append("  " + strong(CostWords.savings(language)))
        for saving in savings {
            let yen = saving.money.yenText(estimate.yenPerDollar)
            lines.append(
                "  - \(saving.title(language)): " + strong("USD \(saving.money.dollars)") + " (JPY \(yen))")
            let (needs, risks) = (say("needs: ", "必要: "), say("risks: ", "注意: "))
            let indent = String(repeating: " ", count: 4 + DisplayWidth.of(needs))
            paragraph(saving.needs(language), first: "    " + needs, rest: indent)
            paragraph(saving.risks(language), first: "    " + risks, rest: indent)
        }
        lines.append("")
    }

    private mutating func write(_ way: WayOut) {
        lines.append("  " + strong(CostWords.wayOut(language)))
        lines.append(row("  " + say("Public IPv4 on tasks", "タスクのパブリック IPv4"), "", way.publicAddresses))
        lines.append(row("  " + say("NAT gateways", "NAT ゲートウェイ"), "", way.nat))
        let count = say("\(way.endpoints.count) + S3 gateway", "\(way.endpoints.count) 個 + S3 ゲートウェイ型")
        lines.append(row("  " + say("Interface endpoints", "VPC エンドポイント"), count, way.viaEndpoints))
        paragraph(CostWords.breakEven(way)(language), first: "  ", rest: "  ")
        lines.append("")
    }

    private func heading() -> String {
        "  " + DisplayWidth.pad(say("Item", "項目"), to: Column.title - 2)
            + Self.right(say("Quantity", "数量"), Column.quantity) + Self.right(say("USD/month", "USD/月"), Column.dollars)
            + Self.right(say("JPY/month", "円/月"), Column.yen)
    }

    private func row(_ title: String, _ quantity: String, _ money: Money) -> String {
        DisplayWidth.pad(title, to: Column.title) + Self.right(quantity, Column.quantity)
            + Self.right(money.dollars, Column.dollars)
            + Self.right(money.yenText(estimate.yenPerDollar), Column.yen)
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - DisplayWidth.of(text))) + text
    }

    private mutating func paragraph(_ text: String, first: String, rest: String) {
        let wrapped = DisplayWidth.wrap(text, to: max(20, width - DisplayWidth.of(rest)))
        for (index, line) in wrapped.enumerated() { lines.append((index == 0 ? first : rest) + line) }
    }

    /// Names come from files: what would steer a terminal is left out.
    private static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }))
    }
}
