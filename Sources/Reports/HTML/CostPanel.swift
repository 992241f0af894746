import Basics
import Pricing

/// What each service costs a month, and what could cost less.
struct CostPanel {
    private let estimate: CostEstimate
    private let today: Day
    private let out: Markup

    init(_ estimate: CostEstimate, _ today: Day, _ out: Markup) {
        self.estimate = estimate
        self.today = today
        self.out = out
    }

    static let title = Text(en: "Cost", ja: "コスト")

    func write() {
        out.raw("\n")
        out.element("section", ["class": "panel", "id": "cost", "aria-labelledby": "cost-title"]) {
            out.element("h2", ["id": "cost-title"], Text(en: "Cost a month", ja: "1 か月のコスト"))
            out.element(
                "p", ["class": "lead"],
                Text(
                    en:
                        "An estimate from the definitions and list prices of {date}, before discounts, taxes and the free tier. A range stands where the files leave something open.",
                    ja:
                        "定義と {date} 時点の定価による見積もりです。割引、税、無料利用枠は含みません。ファイルから決まらない部分は幅で示します。"),
                ["date": "\(estimate.prices.date)"])
            if let doubt = estimate.prices.doubt(today: today) { out.element("p", ["class": "warning"], doubt) }
            for (number, environment) in estimate.environments.enumerated() { write(environment, number) }
            assumptions()
        }
    }

    private func write(_ environment: CostEstimate.Environment, _ number: Int) {
        out.raw("\n")
        out.element("h3") {
            out.element("span", ["class": "name"], text: environment.name)
            if !environment.assumption.isEmpty {
                out.raw(" ")
                out.element("span", ["class": "quiet"], text: environment.assumption)
            }
        }
        for (index, bill) in environment.bills.enumerated() { write(bill, "cost-\(number + 1)-\(index + 1)") }
        guard environment.bills.count > 1 else { return }
        out.element("p", ["class": "sum"]) {
            out.both(Text(en: "All services", ja: "全サービスの合計"))
            out.raw(" ")
            out.element("b", text: "USD \(environment.total.dollars)")
            out.raw(" ")
            out.element("span", ["class": "quiet"], text: "JPY \(yen(environment.total))")
        }
    }

    private func write(_ bill: ServiceBill, _ id: String) {
        let facts = bill.facts
        out.element("h4") {
            out.element("span", ["class": "name"], text: facts.name)
            out.raw(" ")
            out.element("code", ["class": "place"], text: "\(facts.path):\(facts.line)")
        }
        let summary = CostWords.summary(facts)
        out.element(
            "p", ["class": "quiet"],
            Text(en: summary.en + "; prices of " + bill.region, ja: summary.ja + "、料金は " + bill.region))
        table(bill, id)
        if !bill.notes.isEmpty {
            out.element("ul", ["class": "limits quiet"]) { for note in bill.notes { out.element("li", note) } }
        }
        if !bill.savings.isEmpty { savings(bill.savings, id) }
        if let way = bill.wayOut { write(way, id) }
    }

    private func table(_ bill: ServiceBill, _ id: String) {
        guard !bill.items.isEmpty else { return }
        var rows = bill.items.map { item in
            HTMLTable.Row(cells: [
                .both(CostWords.title(item.kind)),
                .both(amount(item)), .number(item.money.dollars), .number(yen(item.money)),
            ])
        }
        let total =
            bill.isWhole
            ? Text(en: "Total", ja: "合計") : Text(en: "Total without what is not priced", ja: "合計 (計算対象外を除く)")
        rows.append(
            HTMLTable.Row(
                cells: [.both(total), .empty, .number(bill.total.dollars), .number(yen(bill.total))], isTotal: true))
        HTMLTable(
            id: id, title: Text(en: "Cost of \(bill.facts.name)", ja: "\(bill.facts.name) のコスト"), columns: Self.columns,
            rows: rows
        ).write(to: out)
    }

    private static let columns = [
        HTMLTable.Column(title: Text(en: "Item", ja: "項目")),
        HTMLTable.Column(title: Text(en: "Quantity", ja: "数量")),
        HTMLTable.Column(title: Text(en: "USD a month", ja: "USD/月"), isNumber: true),
        HTMLTable.Column(title: Text(en: "JPY a month", ja: "円/月"), isNumber: true),
    ]

    private func amount(_ item: BillItem) -> Text {
        let quantity = item.quantity.shown(places: 2)
        let unit = CostWords.unit(item.kind)
        return Text(en: "\(quantity) \(unit.en)", ja: "\(quantity) \(unit.ja)")
    }

    private func savings(_ savings: [Saving], _ id: String) {
        out.element("details", ["class": "alt"]) {
            out.element("summary", CostWords.savings)
            HTMLTable(
                id: id + "-less", title: CostWords.savings,
                columns: [
                    HTMLTable.Column(title: Text(en: "What", ja: "内容")),
                    HTMLTable.Column(title: Text(en: "USD a month", ja: "USD/月"), isNumber: true),
                    HTMLTable.Column(title: Text(en: "JPY a month", ja: "円/月"), isNumber: true),
                    HTMLTable.Column(title: Text(en: "Needs", ja: "必要なこと")),
                    HTMLTable.Column(title: Text(en: "Risks", ja: "注意点")),
                ],
                rows: savings.map {
                    HTMLTable.Row(cells: [
                        .both($0.title), .number($0.money.dollars), .number(yen($0.money)), .lines([$0.needs]),
                        .lines([$0.risks]),
                    ])
                }
            ).write(to: out)
        }
    }

    private func write(_ way: WayOut, _ id: String) {
        let ways: [(Text, Money)] = [
            (Text(en: "Public IPv4 on tasks", ja: "タスクのパブリック IPv4"), way.publicAddresses),
            (Text(en: "NAT gateways", ja: "NAT ゲートウェイ"), way.nat),
            (
                Text(
                    en: "\(way.endpoints.count) interface endpoints and the S3 gateway endpoint",
                    ja: "インターフェイス型 VPC エンドポイント \(way.endpoints.count) 個と S3 ゲートウェイ型"), way.viaEndpoints
            ),
        ]
        out.element("details", ["class": "alt"]) {
            out.element("summary", CostWords.wayOut)
            HTMLTable(
                id: id + "-way", title: CostWords.wayOut,
                columns: [Self.columns[0], Self.columns[2], Self.columns[3]],
                rows: ways.map { HTMLTable.Row(cells: [.both($0.0), .number($0.1.dollars), .number(yen($0.1))]) }
            ).write(to: out)
            out.element("p", ["class": "quiet"], CostWords.breakEven(way))
        }
    }

    private func assumptions() {
        out.element("h3", Text(en: "Counted with", ja: "計算の前提"))
        out.element("ul", ["class": "limits quiet"]) {
            for line in CostWords.assumptions(estimate.settings, estimate.prices) { out.element("li", line) }
        }
    }

    private func yen(_ money: Money) -> String { money.yenText(estimate.yenPerDollar) }
}
