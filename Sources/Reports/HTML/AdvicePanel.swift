import Advice
import Basics
import Pricing

/// The advice on one workload.
struct AdvicePanel {
    private let advice: Advice
    private let id: String
    private let rate: Exact
    private let out: Markup

    init(_ advice: Advice, id: String, rate: Exact, _ out: Markup) {
        self.advice = advice
        self.id = id
        self.rate = rate
        self.out = out
    }

    func write() {
        let facts = advice.facts
        out.raw("\n")
        out.element("section", ["class": "panel", "id": id, "aria-labelledby": "\(id)-title"]) {
            out.element("h2", ["id": "\(id)-title"]) {
                out.element("span", ["class": "name"], text: facts.name)
            }
            out.element("p", ["class": "quiet"]) { out.element("code", text: "\(facts.path):\(facts.line)") }
            choice()
            overview()
            for (number, assessment) in advice.assessments.enumerated() { write(assessment, number + 1) }
            flips()
            known()
            out.element("h3", Text(en: "Costs counted with", ja: "料金の前提"))
            out.element("ul", ["class": "limits quiet"]) {
                for text in advice.assumptions { out.element("li", text) }
            }
        }
    }

    private func choice() {
        guard let service = advice.first, let first = advice[service] else {
            out.element(
                "p", ["class": "warning"],
                Text(en: "No service fits: each breaks a limit.", ja: "適するサービスがありません (いずれも制限に抵触します)。"))
            return
        }
        out.element("p", ["class": "sum"]) {
            out.both(Text(en: "Choose first:", ja: "第一候補:"))
            out.raw(" ")
            out.element("b") { out.both(service.title) }
            out.raw(" ")
            out.badge(Self.badge(first.verdict), first.verdict.title)
        }
        guard let contender = advice.contender, let other = advice[contender] else { return }
        out.element("p") {
            out.both(Text(en: "Worth its changes:", ja: "変更する価値のある候補:"))
            out.raw(" ")
            out.element("b") { out.both(contender.title) }
            out.raw(" ")
            out.badge(Self.badge(other.verdict), other.verdict.title)
        }
    }

    private static func badge(_ verdict: Verdict) -> String {
        switch verdict {
        case .fits: "met"
        case .fitsWithChanges: "partly"
        case .unknown: "unknown"
        case .doesNotFit: "not-met"
        }
    }

    private func overview() {
        let title = Text(en: "Services", ja: "候補の一覧")
        HTMLTable(
            id: "\(id)-services", title: title,
            columns: [
                HTMLTable.Column(title: Text(en: "Service", ja: "サービス")),
                HTMLTable.Column(title: Text(en: "Verdict", ja: "判定")),
                HTMLTable.Column(title: Text(en: "Open points", ja: "不明な点"), isNumber: true),
                HTMLTable.Column(title: Text(en: "USD a month", ja: "USD/月"), isNumber: true),
                HTMLTable.Column(title: Text(en: "JPY a month", ja: "円/月"), isNumber: true),
            ],
            rows: advice.assessments.map { assessment in
                let (dollars, yen) = money(assessment.cost)
                return HTMLTable.Row(cells: [
                    .both(assessment.service.title),
                    .badge(Self.badge(assessment.verdict), assessment.verdict.title),
                    .number(assessment.open.isEmpty ? "–" : String(assessment.open.count)), dollars, yen,
                ])
            }
        ).write(to: out)
    }

    private func money(_ cost: CostLine) -> (HTMLTable.Cell, HTMLTable.Cell) {
        switch cost {
        case .notCounted: (.number("–"), .number("–"))
        case .notPriced: (.both(Text(en: "not priced here", ja: "計算対象外")), .number("–"))
        case .counted(let amount):
            (
                .number(amount.money.dollars + (amount.without == nil ? "" : " +")),
                .number(amount.money.yenText(rate) + (amount.without == nil ? "" : " +"))
            )
        }
    }

    // MARK: A service

    private func write(_ assessment: Assessment, _ number: Int) {
        out.raw("\n")
        out.element("details", ["class": "item choice", "open": number == 1 ? "" : nil]) {
            out.element("summary") {
                out.badge(Self.badge(assessment.verdict), assessment.verdict.title)
                out.element("span", ["class": "name"]) { out.both(assessment.service.title) }
            }
            out.element("div", ["class": "body"]) {
                limits(Text(en: "Limits that it breaks", ja: "抵触する制限"), assessment.broken)
                limits(Text(en: "Changes that it needs", ja: "必要な変更"), assessment.changes)
                limits(Text(en: "Open points", ja: "不明な点"), assessment.open)
                reasons(Text(en: "For it", ja: "利点"), assessment.pros)
                reasons(Text(en: "Against it", ja: "欠点"), assessment.cons)
                for note in assessment.notes { line(note.text, [], note.link) }
                cost(assessment.cost)
                duties(assessment)
            }
        }
    }

    private func limits(_ title: Text, _ limits: [LimitFinding]) {
        guard !limits.isEmpty else { return }
        out.element("h4", title)
        out.element("ul", ["class": "limits"]) {
            for limit in limits {
                out.element("li") {
                    out.both(limit.title)
                    if let change = limit.change {
                        out.raw(": ")
                        out.both(change)
                    }
                    places(limit.keys, limit.link)
                }
            }
        }
    }

    private func reasons(_ title: Text, _ reasons: [Reason]) {
        guard !reasons.isEmpty else { return }
        out.element("h4", title)
        out.element("ul", ["class": "limits"]) {
            for reason in reasons {
                out.element("li") {
                    out.both(reason.text)
                    places(reason.keys, reason.link)
                }
            }
        }
    }

    private func line(_ text: Text, _ keys: [FactKey], _ link: Link?) {
        out.element("p", ["class": "quiet"]) {
            out.both(text)
            places(keys, link)
        }
    }

    /// The files that a statement rests on, and the page of AWS.
    private func places(_ keys: [FactKey], _ link: Link?) {
        var seen: Set<String> = []
        for source in keys.flatMap({ advice.facts.row($0).sources }) where seen.insert(source.shown.en).inserted {
            out.raw(" ")
            if case .file(let path, let line) = source {
                out.element("code", ["class": "quiet"], text: "\(path):\(line)")
            } else {
                out.element("span", ["class": "quiet"], source.shown)
            }
        }
        guard let link else { return }
        out.raw(" ")
        out.element("a", ["href": link.address], Text(en: "AWS's page", ja: "AWS のページ"))
    }

    private func cost(_ cost: CostLine) {
        switch cost {
        case .notCounted: return
        case .notPriced(let why):
            out.element("h4", Text(en: "Cost", ja: "料金"))
            out.element("p", why)
        case .counted(let amount):
            out.element("h4", Text(en: "Cost", ja: "料金"))
            let yen = amount.money.yenText(rate)
            out.element("p") {
                out.both(
                    Text(
                        en: "USD \(amount.money.dollars) a month (JPY \(yen)): \(amount.text.en)",
                        ja: "月 USD \(amount.money.dollars) (\(yen) 円): \(amount.text.ja)"))
                if let without = amount.without {
                    out.raw(" ")
                    out.both(Text(en: "(without \(without.en))", ja: "(\(without.ja)を含みません)"))
                }
                out.raw(" ")
                out.element(
                    "span", ["class": "quiet"],
                    Text(en: "prices of \(amount.date)", ja: "\(amount.date) 時点の料金"))
                for source in amount.sources {
                    out.raw(" ")
                    out.element("a", ["href": source.address], Text(en: "price page", ja: "料金のページ"))
                }
            }
        }
    }

    private func duties(_ assessment: Assessment) {
        let title = Text(en: "Who does what", ja: "責任の分担")
        out.element("h4", title)
        HTMLTable(
            id: "\(id)-\(assessment.service.rawValue)-duties", title: title,
            columns: [
                HTMLTable.Column(title: Text(en: "Duty", ja: "作業")),
                HTMLTable.Column(title: Text(en: "Done by", ja: "担当")),
                HTMLTable.Column(title: Text(en: "What it is", ja: "内容")),
            ],
            rows: assessment.duties.map {
                HTMLTable.Row(cells: [.both($0.duty.title), .both($0.holder.title), .both($0.text)])
            }
        ).write(to: out)
    }

    // MARK: Below

    private func flips() {
        out.element("h3", Text(en: "What would change the answer", ja: "答えが変わる条件"))
        guard !advice.flips.isEmpty else {
            out.element(
                "p",
                Text(en: "No single fact that is asked here.", ja: "ここで扱う事実を 1 つ変えるだけでは変わりません。"))
            return
        }
        out.element("ul", ["class": "limits"]) {
            for flip in advice.flips {
                let (en, ja) = (flip.service.title.en, flip.service.title.ja)
                out.element(
                    "li",
                    flip.isFirst
                        ? Text(
                            en: "if \(flip.condition.en), \(en) would come first",
                            ja: "\(flip.condition.ja) → \(ja) が第一候補になります")
                        : Text(
                            en: "if \(flip.condition.en), \(en) would be worth its changes",
                            ja: "\(flip.condition.ja) → \(ja) への変更を検討する価値が出ます"))
            }
        }
    }

    private func known() {
        let title = Text(en: "What is known", ja: "判断の材料")
        out.element("h3", title)
        HTMLTable(
            id: "\(id)-facts", title: title,
            columns: [
                HTMLTable.Column(title: Text(en: "Fact", ja: "項目")),
                HTMLTable.Column(title: Text(en: "Value", ja: "値")),
                HTMLTable.Column(title: Text(en: "Known from", ja: "根拠")),
            ],
            rows: advice.facts.rows.map { row in
                let value = row.value ?? row.suspicion ?? Text(en: "unknown", ja: "不明")
                let sources = row.sources.map(\.shown)
                return HTMLTable.Row(cells: [
                    .both(row.key.title), .both(value),
                    sources.isEmpty || row.value == nil
                        ? .lines(sources + [row.key.howToTell]) : .lines(sources),
                ])
            }
        ).write(to: out)
        for note in advice.notes { line(note.text, [], note.link) }
    }
}
