package import Basics
import Lens
import RuleKit

/// The review as a comment on a pull request: what is new at a glance, the rest folded away.
package enum MarkdownReport {
    /// The first line, by which an action finds the comment that it updates.
    package static let marker = "<!-- plimsoll-review -->"
    /// GitHub refuses a comment of more characters than 65,536; what it counts is not documented, so that UTF-16 units
    /// are counted, which are never fewer than code points.
    static let limit = 65_000
    /// Rows of the table at the top: who opens a pull request reads a screen.
    static let mostRows = 25
    /// Further places of a finding that are named, and those of them that are quoted.
    static let (mostRelated, mostQuoted) = (5, 3)

    package static func render(_ review: Review, _ language: Language) -> String {
        render(review, language, limit: limit)
    }

    static func render(_ review: Review, _ language: Language, limit: Int) -> String {
        let comment = Comment(review: review, language: language)
        let open = review.open
        let listed = review.listed
        let head = comment.head(open, listed)
        let tail = comment.tail()
        let room = limit - head.utf16.count - tail.utf16.count
        return head + comment.details(open, room: room) + tail
    }
}

/// One comment in the making.
private struct Comment {
    let review: Review
    let language: Language

    func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        Text(en: en, ja: ja)(language, arguments)
    }

    // MARK: At the top

    func head(_ open: [Listed], _ listed: [Listed]) -> String {
        let known = listed.count(where: \.isKnown)
        let silenced = listed.count - open.count - known
        var text = MarkdownReport.marker + "\n## Plimsoll: " + headline(open, isNew: known > 0) + "\n\n"
        var counts: [String] = []
        if known > 0 {
            counts.append(t("new: {n}", "新規 {n} 件", ["n": "\(open.count)"]))
            counts.append(t("known: {n}", "既知 {n} 件", ["n": "\(known)"]))
        }
        if silenced > 0 { counts.append(t("silenced: {n}", "抑制 {n} 件", ["n": "\(silenced)"])) }
        if !counts.isEmpty { text += counts.joined(separator: t(", ", "、")) + "\n\n" }
        guard !open.isEmpty else { return text }
        let header = [t("Severity", "重大度"), t("Finding", "指摘"), t("Place", "場所"), t("Rule", "ルール")]
        let rows = open.prefix(MarkdownReport.mostRows).map { item in
            [
                item.finding.severity.title(language), short(CommentText.prose(item.message(language), inTable: true)),
                CommentText.code(place(item), inTable: true), rule(item, inTable: true),
            ]
        }
        text += Markdown.table(header, rows)
        let more = open.count - rows.count
        if more > 0 {
            text += "\n" + t("… and {n} more below.", "ほか {n} 件は下の詳細にあります。", ["n": "\(more)"]) + "\n"
        }
        return text + "\n"
    }

    private func headline(_ open: [Listed], isNew: Bool) -> String {
        guard !open.isEmpty else {
            return isNew ? t("no new findings", "新しい指摘はありません") : t("no findings", "指摘はありません")
        }
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = open.count { $0.finding.severity == severity }
            let title = severity.title(language)
            return count == 0 ? nil : language == .japanese ? "\(title) \(count)" : "\(count) \(title)"
        }
        let many =
            isNew
            ? t("{n} new {n|1=finding|findings}", "新しい指摘 {n} 件", ["n": "\(open.count)"])
            : t("{n} {n|1=finding|findings}", "指摘 {n} 件", ["n": "\(open.count)"])
        return many + t(" ({list})", "({list})", ["list": counts.joined(separator: t(", ", "、"))])
    }

    /// A message that quotes a whole script would make the table unreadable.
    private func short(_ text: String) -> String {
        // Cut behind a code span would open one that never ends.
        guard text.count > 300 else { return text }
        let part = String(text.prefix(300))
        return part + (part.utf8.count { $0 == UInt8(ascii: "`") }.isMultiple(of: 2) ? "…" : "…`")
    }

    private func place(_ item: Listed) -> String {
        let span = item.finding.span
        return span.isWholeFile ? span.path : "\(span.path):\(span.start.line)"
    }

    private func rule(_ item: Listed, inTable: Bool) -> String {
        let id = CommentText.prose(item.finding.rule, inTable: inTable)
        guard let link = item.link, link.hasPrefix("https://") else { return id }
        return Markdown.link(id, link)
    }

    // MARK: Folded

    /// What is told of one workload.
    private struct Folded {
        var start: String
        var body = ""
        var explained: Set<String> = []
        static let end = "</details>\n\n"
    }

    /// The findings by workload; where there is no room for all, the worst.
    func details(_ open: [Listed], room: Int) -> String {
        var masking = Masking(review)
        // The line that says what is missing takes some of it.
        var room = room - 200
        var left = 0
        var folded: [Int: Folded] = [:]
        let counts = Dictionary(grouping: open, by: \.index).mapValues(\.count)
        for item in open {
            var part = folded[item.index] ?? Folded(start: start(item, of: counts[item.index] ?? 0))
            let block = block(item, explains: part.explained.insert(item.finding.rule).inserted, &masking)
            let frame = folded[item.index] == nil ? part.start.utf16.count + Folded.end.utf16.count : 0
            guard frame + block.utf16.count <= room else {
                left += 1
                continue
            }
            room -= frame + block.utf16.count
            part.body += block
            folded[item.index] = part
        }
        let text = folded.sorted { $0.key < $1.key }.map { $0.value.start + $0.value.body + Folded.end }.joined()
        guard left > 0 else { return text }
        return text
            + t(
                "The details of {n} {n|1=finding|findings} are left out: a comment cannot be longer. "
                    + "`plimsoll review` shows them all.",
                "コメントの文字数の上限に達したため、{n} 件の詳細を省略しました。`plimsoll review` ですべて確認できます。",
                ["n": "\(left)"]) + "\n\n"
    }

    private func start(_ item: Listed, of count: Int) -> String {
        let title = t("{n} {n|1=finding|findings}", "指摘 {n} 件", ["n": "\(count)"])
        return "<details>\n<summary><b>\(CommentText.html(item.workload.label))</b> · "
            + "\(CommentText.html(item.workload.role(language))) · \(title)</summary>\n\n"
    }

    private func block(_ item: Listed, explains: Bool, _ masking: inout Masking) -> String {
        let finding = item.finding
        var text = "**\(finding.severity.title(language))** · \(CommentText.prose(item.message(language)))"
        for note in finding.notesOfItsPlace(language) { text += " (\(CommentText.prose(note)))" }
        text += "  \n"
        text += "\(CommentText.code(finding.span.place)) · \(rule(item, inTable: false))\n\n"
        let excerpt = masking.quoted(finding.span)
        if !excerpt.isEmpty { text += Markdown.fence(excerpt, "text") + "\n" }
        for (number, related) in finding.furtherPlaces.prefix(MarkdownReport.mostRelated).enumerated() {
            text += "\(CommentText.code(related.span.place)): "
            text += CommentText.prose(Masking.text(related.note(language, finding.arguments))) + "\n\n"
            let excerpt = number < MarkdownReport.mostQuoted ? masking.quoted(related.span) : ""
            if !excerpt.isEmpty { text += Markdown.fence(excerpt, "text") + "\n" }
        }
        guard explains else { return text }
        if let why = item.why(language) { text += t("Why: ", "理由: ") + CommentText.prose(why) + "  \n" }
        if let remedy = item.remedy(language) { text += t("Do: ", "対処: ") + CommentText.prose(remedy) + "\n\n" }
        return text
    }

    // MARK: At the end

    func tail() -> String {
        var text = ""
        if !review.workloads.isEmpty { text += answers() }
        let unread = review.files.filter { $0.state != .judged }.map { file in
            let reason = (file.reason?(language)).map { ": " + CommentText.prose($0) } ?? ""
            return CommentText.code(file.path) + reason
        }
        if !unread.isEmpty {
            text += t("Not judged, or not wholly:", "評価できなかったファイル (一部のみを含む):") + "\n\n"
            text += Markdown.list(Array(unread.prefix(10)))
            if unread.count > 10 {
                text += "- " + t("… and {n} more", "ほか {n} 件", ["n": "\(unread.count - 10)"]) + "\n"
            }
            text += "\n"
        }
        let points = review.openPoints.map { point in
            CommentText.code(point.image) + ": " + CommentText.prose(point.text(language))
        }
        if !points.isEmpty {
            text += t("Not known of images:", "イメージについて判定できなかった項目:") + "\n\n"
            text += Markdown.list(Array(points.prefix(10))) + "\n"
        }
        for note in review.notes.prefix(5) { text += CommentText.prose(note(language)) + "\n\n" }
        return text + "<sub>Plimsoll \(CommentText.html(review.version)) · \(review.date)</sub>\n"
    }

    private func answers() -> String {
        let states = AnswerState.allCases
        let header = [t("Questions", "質問")] + states.map { $0.title(language) } + [t("Criteria decided", "判定できた基準")]
        let rows = Catalogue.sets.map { set in
            let questions = set.groups.flatMap(\.questions)
            let coverage = review.sheet.coverage(of: questions)
            return [set.title(language)] + states.map { "\(review.sheet.count($0, of: questions))" }
                + ["\(coverage.decided)/\(coverage.of) (\(coverage.percent) %)"]
        }
        return "<details>\n<summary>\(t("Answers", "回答のまとめ"))</summary>\n\n" + Markdown.table(header, rows)
            + "\n</details>\n\n"
    }
}
