package import Basics
package import Pricing

/// Advice as text for a terminal.
package struct AdviceText {
    /// How advice looks: the terminal's width, and what marks words.
    package struct Style: Sendable {
        package var width: Int
        package var strong: @Sendable (String) -> String
        package var faint: @Sendable (String) -> String
        /// Leaves out the facts and what is behind each verdict.
        package var isBrief: Bool

        package init(
            width: Int, isBrief: Bool = false, strong: @escaping @Sendable (String) -> String = { $0 },
            faint: @escaping @Sendable (String) -> String = { $0 }
        ) {
            self.width = max(60, min(width, 120))
            self.isBrief = isBrief
            self.strong = strong
            self.faint = faint
        }
    }

    private let advice: Advice
    private let language: Language
    private let style: Style
    private let rate: Exact
    private var lines: [String] = []

    private enum Column {
        static let service = 36
        static let verdict = 22
        static let dollars = 20
    }

    /// - Parameter rate: yen for a dollar.
    package static func render(_ advice: Advice, _ language: Language, rate: Exact, _ style: Style) -> String {
        var text = AdviceText(advice: advice, language: language, style: style, rate: rate)
        text.write()
        return text.lines.map(Self.trimmed).joined(separator: "\n") + "\n"
    }

    private init(advice: Advice, language: Language, style: Style, rate: Exact) {
        self.advice = advice
        self.language = language
        self.style = style
        self.rate = rate
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line = line.dropLast() }
        return String(line)
    }

    private func say(_ en: String, _ ja: String) -> String { language == .japanese ? ja : en }
    private func name(_ service: ComputeService) -> String { service.title(language) }

    private mutating func write() {
        let facts = advice.facts
        lines.append(
            style.strong(Self.clean(facts.name)) + "  " + style.faint(Self.clean("\(facts.path):\(facts.line)")))
        lines.append("")
        choice()
        table()
        guard !style.isBrief else { return }
        known()
        for (number, assessment) in advice.assessments.enumerated() { write(assessment, number + 1) }
        flips()
        counted()
    }

    // MARK: What to choose

    private mutating func choice() {
        guard let service = advice.first, let first = advice[service] else {
            lines.append(
                "  " + style.strong(say("No service fits: each breaks a limit.", "適するサービスがありません (いずれも制限に抵触します)。")))
            lines.append("")
            return
        }
        lines.append(
            "  " + style.strong(say("Choose first: ", "第一候補: ") + name(service))
                + " (\(verdict(first)))")
        for reason in first.pros.sorted(by: { $0.weight.rawValue > $1.weight.rawValue }).prefix(3) {
            item("    + ", reason.text, reason.keys, reason.link)
        }
        if first.pros.isEmpty {
            let done = first.duties.filter { $0.holder == .aws }.map { $0.duty.title(language) }
            let words = done.joined(separator: say(", ", "、"))
            paragraph(
                done.isEmpty
                    ? say("nothing known speaks more against it than against the others", "わかっている範囲で、ほかの候補より不利な点がありません")
                    : say(
                        "nothing known speaks more against it than against the others, and it leaves to AWS: \(words)",
                        "わかっている範囲でほかの候補より不利な点がなく、AWS に任せられます: \(words)"), "    + ")
        }
        for change in first.changes { if let text = change.change { item("    ~ ", text, change.keys, change.link) } }
        for open in first.open { item("    ? ", open.title, open.keys, nil) }
        if let contender = advice.contender, let other = advice[contender] {
            let words = say(
                "Worth its changes: \(name(contender)) (\(verdict(other)))",
                "変更する価値のある候補: \(name(contender)) (\(verdict(other)))")
            lines.append("  " + style.strong(words))
            for reason in other.pros.sorted(by: { $0.weight.rawValue > $1.weight.rawValue }).prefix(2) {
                item("    + ", reason.text, reason.keys, reason.link)
            }
        }
        let others = advice.assessments.filter { $0.service != service && $0.service != advice.contender }
        lines.append("  " + style.strong(say("Not first", "ほかの候補を先にしない理由")))
        for other in others {
            paragraph(name(other.service) + ": " + Self.clean(objection(other)(language)), "    - ")
        }
        lines.append("")
    }

    /// What speaks most against choosing a service.
    private func objection(_ assessment: Assessment) -> Text {
        func prefixed(_ verdict: Verdict, _ text: Text) -> Text {
            Text(en: "\(verdict.title.en): \(text.en)", ja: "\(verdict.title.ja): \(text.ja)")
        }
        if let limit = assessment.broken.first { return prefixed(.doesNotFit, limit.title) }
        if let limit = assessment.open.first(where: \.isSuspected) { return prefixed(.unknown, limit.title) }
        if let limit = assessment.changes.first {
            let change = limit.change ?? limit.title
            return Text(en: "needs a change: \(change.en)", ja: "変更が必要: \(change.ja)")
        }
        let cons = assessment.cons.sorted { $0.weight.rawValue > $1.weight.rawValue }
        if let reason = cons.first { return reason.text }
        if let limit = assessment.open.first { return prefixed(.unknown, limit.title) }
        return Text(en: "less speaks for it", ja: "利点が少ない")
    }

    /// `unknown, fits if 2 open points hold`.
    private func verdict(_ assessment: Assessment) -> String {
        let word = assessment.verdict.title(language)
        guard assessment.verdict == .unknown else { return word }
        let count = assessment.open.count
        let best = assessment.atBest
        return say(
            "\(word): \(best.title.en) if \(count) open point\(count == 1 ? " holds" : "s hold")",
            "\(word): 不明な \(count) 点を満た" + (best == .fits ? "せば" : "し、") + best.title.ja)
    }

    private mutating func table() {
        lines.append(
            style.faint(
                "  " + DisplayWidth.pad(say("Service", "サービス"), to: Column.service - 2)
                    + DisplayWidth.pad(say("Verdict", "判定"), to: Column.verdict)
                    + Self.right(say("USD/month", "USD/月"), Column.dollars)))
        for assessment in advice.assessments {
            let word = assessment.verdict.title(language)
            let count = assessment.open.count
            let open = assessment.verdict == .unknown ? " (\(count)?)" : ""
            lines.append(
                "  " + DisplayWidth.pad(name(assessment.service), to: Column.service - 2)
                    + DisplayWidth.pad(word + open, to: Column.verdict)
                    + Self.right(dollars(assessment.cost), Column.dollars))
        }
        lines.append("")
    }

    private func dollars(_ cost: CostLine) -> String {
        switch cost {
        case .notCounted: "-"
        case .notPriced: say("not priced", "対象外")
        case .counted(let amount): amount.money.dollars + (amount.without == nil ? "" : " +")
        }
    }

    // MARK: Facts

    private mutating func known() {
        lines.append("  " + style.strong(say("What is known", "判断の材料")))
        let rows = advice.facts.rows
        for row in rows {
            guard let value = row.value else { continue }
            let title = DisplayWidth.pad(row.key.title(language), to: 24)
            paragraph(Self.clean(value(language)) + "  " + style.faint(sources(row.sources)), "    " + title)
        }
        for row in rows {
            guard let suspicion = row.suspicion else { continue }
            let title = DisplayWidth.pad(row.key.title(language), to: 24)
            paragraph(
                Verdict.unknown.title(language) + ": " + Self.clean(suspicion(language)) + "  "
                    + style.faint(sources(row.sources)) + " (" + row.key.howToTell(language) + ")", "    " + title)
        }
        let unknown = rows.filter { $0.value == nil && $0.suspicion == nil }
        if !unknown.isEmpty {
            let told = unknown.filter { $0.key.option != nil || $0.key == .tasks }.map { row in
                "\(row.key.title(language)) (--\(row.key.option ?? "tasks"))"
            }
            let read = unknown.filter { $0.key.option == nil && $0.key != .tasks }.map { $0.key.title(language) }
            let comma = say(", ", "、")
            if !read.isEmpty {
                paragraph(
                    say("Not told by the files: ", "ファイルからは不明: ") + read.joined(separator: comma), "    ")
            }
            if !told.isEmpty {
                paragraph(
                    say("Not known, can be told: ", "不明 (指定可): ") + told.joined(separator: comma), "    ")
            }
        }
        for note in advice.notes { item("    i ", note.text, [], note.link) }
        lines.append("")
    }

    private func sources(_ sources: [FactSource]) -> String {
        var seen: [String] = []
        for source in sources {
            let text = Self.clean(source.shown(language))
            if !seen.contains(text) { seen.append(text) }
        }
        let more = seen.count > 3 ? say(" and \(seen.count - 3) more", " ほか \(seen.count - 3) か所") : ""
        return seen.prefix(3).joined(separator: ", ") + more
    }

    // MARK: A service

    private mutating func write(_ assessment: Assessment, _ number: Int) {
        lines.append("  " + style.strong("\(number). \(name(assessment.service))") + ": " + verdict(assessment))
        for limit in assessment.broken { item("    x ", limit.title, limit.keys, limit.link) }
        for limit in assessment.changes {
            guard let change = limit.change else { continue }
            let text = Text(en: "\(limit.title.en): \(change.en)", ja: "\(limit.title.ja): \(change.ja)")
            item("    ~ ", text, limit.keys, limit.link)
        }
        for limit in assessment.open { write(open: limit) }
        for reason in assessment.pros { item("    + ", reason.text, reason.keys, reason.link) }
        for reason in assessment.cons { item("    - ", reason.text, reason.keys, reason.link) }
        for note in assessment.notes { item("    i ", note.text, [], note.link) }
        if assessment.broken.count == 1, let only = assessment.broken.first {
            let best = assessment.changes.isEmpty ? Verdict.fits : .fitsWithChanges
            let rest =
                assessment.open.isEmpty ? "" : say(", if the open points hold", " (不明な点を満たす場合)")
            paragraph(
                say(
                    "This limit alone stands in the way: without it `\(best.title.en)`\(rest).",
                    "支障はこの制限だけです。解消すれば「\(best.title.ja)」になります\(rest)。"), "    i ")
            _ = only
        }
        cost(assessment.cost)
        let team = assessment.duties.filter { $0.holder != .aws }
        let separator = say("; ", "／")
        paragraph(
            team.map { duty in
                let shared = duty.holder == .shared ? say(" (shared)", " (分担)") : ""
                return duty.duty.title(language) + shared + say(": ", ": ") + duty.text(language)
            }.joined(separator: separator), "    ", label: say("Left with the team: ", "チームの担当: "))
        let aws = assessment.duties.filter { $0.holder == .aws }
        if !aws.isEmpty {
            paragraph(
                aws.map { $0.duty.title(language) }.joined(separator: say(", ", "、")), "    ",
                label: say("Done by AWS: ", "AWS の担当: "))
        }
        lines.append("")
    }

    private mutating func write(open limit: LimitFinding) {
        let rows = limit.keys.map(advice.facts.row)
        var told: [String] = []
        for row in rows {
            if let value = row.value {
                told.append(
                    row.key.title(language) + ": " + Self.clean(value(language))
                        + say("; the documentation does not say", "。ドキュメントに記載がありません"))
                continue
            }
            let why = row.suspicion.map { Self.clean($0(language)) + say("; ", "。") } ?? ""
            told.append(row.key.title(language) + say(" unknown: ", "が不明: ") + why + row.key.howToTell(language))
        }
        paragraph(
            limit.title(language) + "  " + style.faint(limit.link.address) + " (" + told.joined(separator: "; ") + ")",
            "    ? ")
    }

    private mutating func cost(_ cost: CostLine) {
        let label = say("Cost: ", "料金: ")
        switch cost {
        case .notCounted: return
        case .notPriced(let why): paragraph(why(language), "    ", label: label)
        case .counted(let amount):
            let yen = amount.money.yen(rate)
            let yens =
                yen.low == yen.high ? Grouped.text(yen.low) : "\(Grouped.text(yen.low))-\(Grouped.text(yen.high))"
            let without = amount.without.map { say("; without ", "、含まないもの: ") + $0(language) } ?? ""
            paragraph(
                say(
                    "USD \(amount.money.dollars) a month (JPY \(yens)): \(amount.text.en)\(without)",
                    "月 USD \(amount.money.dollars) (\(yens) 円): \(amount.text.ja)\(without)") + "  "
                    + style.faint(
                        say("prices of \(amount.date), ", "\(amount.date) 時点の料金、")
                            + amount.sources.map(\.address).joined(separator: ", ")), "    ", label: label)
        }
    }

    // MARK: Below

    private mutating func flips() {
        lines.append("  " + style.strong(say("What would change the answer", "答えが変わる条件")))
        if advice.flips.isEmpty {
            lines.append(say("    No single fact that is asked here.", "    ここで扱う事実を 1 つ変えるだけでは変わりません。"))
        }
        for flip in advice.flips {
            let end =
                flip.isFirst
                ? say("\(name(flip.service)) would come first", "\(name(flip.service)) が第一候補になります")
                : say(
                    "\(name(flip.service)) would be worth its changes", "\(name(flip.service)) への変更を検討する価値が出ます")
            let text = say("if \(flip.condition.en), \(end)", "\(flip.condition.ja) → \(end)")
            paragraph(text, "    - ")
        }
        lines.append("")
    }

    private mutating func counted() {
        lines.append("  " + style.strong(say("Costs counted with", "料金の前提")))
        for text in advice.assumptions { paragraph(text(language), "    - ") }
        lines.append("")
    }

    // MARK: Lines

    /// A text with the places of its facts, and the page that says so.
    private mutating func item(_ mark: String, _ text: Text, _ keys: [FactKey], _ link: Link?) {
        let places = sources(keys.flatMap { advice.facts.row($0).sources })
        let end = [places, link?.address ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        paragraph(Self.clean(text(language)) + (end.isEmpty ? "" : "  " + style.faint(end)), mark)
    }

    /// - Parameter label: words before the text; lines below it are indented by four more columns.
    private mutating func paragraph(_ text: String, _ first: String, label: String? = nil) {
        let rest = String(repeating: " ", count: DisplayWidth.of(first) + (label == nil ? 0 : 4))
        let wrapped = DisplayWidth.wrap((label ?? "") + text, to: max(30, style.width - rest.utf8.count))
        for (index, line) in wrapped.enumerated() { lines.append((index == 0 ? first : rest) + line) }
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - DisplayWidth.of(text))) + text
    }

    /// Names come from files: what would steer a terminal is left out.
    private static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }))
    }
}
