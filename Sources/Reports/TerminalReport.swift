package import Basics
import Lens
import RuleKit

/// The review as text for a terminal: findings by workload with the lines they are about, then the answers.
package struct TerminalReport: Sendable {
    package enum Detail: Int, Sendable, Comparable {
        /// One line a finding.
        case quiet
        case normal
        /// Also what holds, what is unsure, what is silenced, and each criterion.
        case verbose

        package static func < (a: Detail, b: Detail) -> Bool { a.rawValue < b.rawValue }
    }

    private let review: Review
    private let language: Language
    private let detail: Detail
    private let ink: Ink
    private let width: Int

    package init(_ review: Review, language: Language, detail: Detail, ink: Ink, width: Int = 100) {
        self.review = review
        self.language = language
        self.detail = detail
        self.ink = ink
        self.width = min(max(width, 60), 140)
    }

    package func render() -> String {
        var lines: [String] = []
        lines += header()
        // Two workloads of one Dockerfile share findings; each is told once.
        var seen: Set<Finding> = []
        var explained: Set<String> = []
        var masking = Masking(review)
        for workload in review.workloads {
            let new = workload.faults.filter { seen.insert($0).inserted }
            lines += section(workload, new, &explained, &masking)
        }
        lines += files()
        lines += images()
        if detail >= .normal, !review.workloads.isEmpty { lines += AnswerGrid(review, language, ink, detail).lines }
        lines += footer()
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }

    private func t(_ en: String, _ ja: String, _ arguments: [String: String] = [:]) -> String {
        Text(en: en, ja: ja)(language, arguments)
    }

    private func header() -> [String] {
        guard detail >= .normal else { return [] }
        let count = review.workloads.count
        return [
            ink("Plimsoll \(review.version)", .bold) + "  "
                + (count == 1
                    ? t("1 workload", "ワークロード 1 件")
                    : t("{n} workloads", "ワークロード {n} 件", ["n": "\(count)"]))
                + t(", judged by {n} rules", "、{n} 個のルールで評価", ["n": "\(review.ruleCount)"])
        ]
    }

    // MARK: Findings

    private func section(
        _ workload: WorkloadReview, _ new: [Finding], _ explained: inout Set<String>, _ masking: inout Masking
    ) -> [String] {
        let faults = new.sorted {
            ($1.severity, $0.span.path, $0.span.start) < ($0.severity, $1.span.path, $1.span.start)
        }.map { masking.told($0) }
        if detail == .quiet { return faults.map(oneLine) }
        var lines = ["", ink(workload.name, .bold) + "  " + ink(subtitle(workload), .dim)]
        for finding in faults {
            lines += block(finding, explains: explained.insert(finding.rule).inserted, &masking)
        }
        let repeated = workload.faults.count - faults.count
        if repeated > 0 {
            let isSameFile = workload.faults.allSatisfy { new.contains($0) || $0.span.path == workload.dockerfile }
            let text =
                isSameFile
                ? t(
                    "{n} findings as above: the Dockerfile is the same", "上と同じ Dockerfile の指摘 {n} 件",
                    ["n": "\(repeated)"])
                : t("{n} {n|1=finding|findings} as above", "上と同じ指摘 {n} 件", ["n": "\(repeated)"])
            lines.append("  " + ink(text, .dim))
        } else if faults.isEmpty {
            lines.append("  " + ink(t("nothing found", "指摘はありません"), .green))
        }
        if detail == .verbose { lines += others(workload, &masking) }
        return lines
    }

    private func subtitle(_ workload: WorkloadReview) -> String {
        var parts = [workload.role(language)]
        if !workload.dockerfile.hasPrefix(workload.name) || !workload.dockerfile.hasSuffix("/Dockerfile") {
            parts.insert(workload.dockerfile, at: 0)
        }
        let folder = workload.dockerfile.lastIndex(of: "/").map { String(workload.dockerfile[..<$0]) } ?? ""
        if let context = workload.context, context != folder {
            parts.append(t("context {path}", "コンテキスト {path}", ["path": context.isEmpty ? "." : context]))
        }
        return parts.joined(separator: " · ")
    }

    /// In one line, of a finding that holds no secrets any more; the words around an argument may make one of it.
    private func message(_ finding: Finding) -> String { Masking.text(words(finding)) }

    private func words(_ finding: Finding) -> String {
        if let foreign = finding.foreign { return foreign.message.inOneLine }
        guard let about = review.registry.rule(finding.rule)?.about else { return finding.rule }
        switch finding.verdict {
        case .holds: return (about.proof ?? about.title)(language, finding.arguments)
        case .fault: return about.message(language, finding.arguments)
        case .unsure, .notApplicable:
            let reason = finding.reason.map { ": " + $0(language, finding.arguments) } ?? ""
            return about.title(language) + reason
        }
    }

    private func oneLine(_ finding: Finding) -> String {
        "\(finding.span.place): \(finding.severity.title(language)): \(message(finding)) [\(finding.rule)]"
    }

    private func block(_ finding: Finding, explains: Bool, _ masking: inout Masking) -> [String] {
        let about = review.registry.rule(finding.rule)?.about
        let slug = review.registry.rule(finding.rule)?.slug
        let label = DisplayWidth.pad(finding.severity.title(language), to: language == .japanese ? 4 : 8)
        let indent = 3 + DisplayWidth.of(label)
        let title = DisplayWidth.wrap(message(finding), to: width - indent)
        var lines = ["", "  " + ink(label, Self.colour(finding.severity)) + " " + ink(title[0], .bold)]
        lines += title.dropFirst().map { String(repeating: " ", count: indent) + ink($0, .bold) }
        lines.append(
            "  " + ink("--> \(finding.span.place)  \(finding.rule) \(slug ?? finding.foreign?.tool ?? "")", .dim))
        let note = finding.notesOfItsPlace(language).joined(separator: "; ")
        lines += excerpt(finding.span, note, &masking)
        for related in finding.furtherPlaces {
            let note = Masking.text(related.note(language, finding.arguments))
            lines.append("  " + ink("::: \(related.span.place)", .dim) + "  " + note)
            lines += excerpt(related.span, "", &masking)
        }
        if !explains {
            lines += paragraph(t("why", "理由"), t("as above", "上記と同じ"))
        } else if let about {
            lines += paragraph(t("why", "理由"), Masking.text(about.why(language, finding.arguments)))
            let fixable = finding.fix != nil ? t(" (fixable)", "(自動修正可)") : ""
            lines += paragraph(t("do", "対処"), Masking.text(about.remedy(language, finding.arguments)) + fixable)
        } else if let link = finding.foreign?.link {
            lines += paragraph(t("see", "参照"), link)
        }
        return lines
    }

    /// - Parameter label: what is said beside the carets; below, where there is no room or there are none.
    private func excerpt(_ span: Span, _ label: String, _ masking: inout Masking) -> [String] {
        let lines = masking.excerpt(span)
        let marked = lines.lastIndex { !$0.carets.isEmpty }
        let room = width - DisplayWidth.of(label)
        var isTold = label.isEmpty
        let gutter = String(lines.compactMap(\.number).max() ?? 0).count
        var result: [String] = []
        for (index, line) in lines.enumerated() {
            let number = line.number.map(String.init) ?? ""
            let padded = String(repeating: " ", count: max(0, gutter - number.count)) + number
            result.append("    " + ink("\(padded) │", .blue) + " " + line.text)
            if !line.carets.isEmpty {
                let blank = String(repeating: " ", count: gutter)
                let start = "    " + ink("\(blank) │", .blue) + " " + ink(line.carets, .yellow)
                let isHere = index == marked && !isTold && gutter + 8 + line.carets.utf8.count <= room
                result.append(isHere ? start + " " + ink(label, .yellow) : start)
                isTold = isTold || isHere
            }
        }
        if !isTold {
            result += DisplayWidth.wrap(label, to: width - 6).map { "    " + ink("= ", .blue) + ink($0, .yellow) }
        }
        return result
    }

    private func paragraph(_ label: String, _ text: String) -> [String] {
        let labelWidth = 5
        let indent = String(repeating: " ", count: 4 + labelWidth)
        return DisplayWidth.wrap(text, to: width - indent.count).enumerated().map { index, line in
            index == 0 ? "    " + ink(DisplayWidth.pad(label, to: labelWidth), .cyan) + line : indent + line
        }
    }

    private func others(_ workload: WorkloadReview, _ masking: inout Masking) -> [String] {
        var lines: [String] = []
        for finding in workload.findings
        where finding.verdict != .fault || finding.suppression != nil || !finding.isShown {
            let finding = masking.told(finding)
            let mark: String
            var text = message(finding)
            if let suppression = finding.suppression {
                mark = ink("~", .dim)
                let reason =
                    suppression.reason.isEmpty ? suppression.span.map(\.place) ?? "" : suppression.reason
                text += t(" (silenced: {reason})", "(抑制: {reason})", ["reason": reason])
            } else {
                switch finding.verdict {
                case .fault: mark = ink("✗", .dim)
                case .holds: mark = ink("✓", .green)
                case .unsure: mark = ink("?", .yellow)
                default: mark = ink("–", .dim)
                }
            }
            lines.append("  \(mark) \(text)  " + ink("\(finding.span.place) \(finding.rule)", .dim))
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    static func colour(_ severity: Severity) -> Ink.Colour {
        switch severity {
        case .critical: .boldRed
        case .high: .red
        case .medium: .yellow
        case .low: .cyan
        case .style: .dim
        }
    }

    // MARK: Around them

    private func files() -> [String] {
        let judged = review.files.count { $0.state == .judged }
        let others = review.files.filter { $0.state != .judged }
        guard detail >= .normal || !others.isEmpty else { return [] }
        // An image that is opened by itself has none.
        guard !review.files.isEmpty || review.images.isEmpty else { return [] }
        var lines: [String] = []
        if detail >= .normal {
            let counts = ContainerFileRecord.State.allCases.map { state in review.files.count { $0.state == state } }
            lines = [
                "",
                t(
                    "Container files: {a} judged, {b} partly judged, {c} refused",
                    "コンテナ関連ファイル: 評価済み {a}、一部のみ評価 {b}、対象外 {c}",
                    ["a": "\(judged)", "b": "\(counts[1])", "c": "\(counts[2])"]),
            ]
        }
        for file in others {
            let state =
                file.state == .partly ? t("partly judged", "一部のみ評価") : t("refused", "対象外")
            lines.append("  " + ink("! ", .yellow) + "\(file.path): \(state): \(file.reason?(language) ?? "")")
        }
        return lines
    }

    /// What is not known of images. Otherwise it stands beside what is told of each.
    private func images() -> [String] {
        guard detail == .quiet else { return [] }
        return review.openPoints.map { "  " + ink("! ", .yellow) + "\($0.image): \($0.text(language))" }
    }

    private func footer() -> [String] {
        let notes = (review.notes + (detail == .verbose ? review.details : [])).map { ink("· " + $0(language), .dim) }
        guard detail >= .normal else { return review.workloads.isEmpty ? notes : [] }
        var lines = notes
        for tool in review.tools where tool.state == .absent || tool.state == .failed {
            lines.append(
                ink(
                    tool.state == .absent
                        ? t(
                            "· {tool} is not installed: its findings are not in this review.",
                            "· {tool} がインストールされていないため、その指摘は含まれていません。", ["tool": tool.name])
                        : t(
                            "· {tool} failed, its findings are not in this review: {why}",
                            "· {tool} の実行に失敗したため、その指摘は含まれていません: {why}",
                            ["tool": tool.name, "why": tool.detail ?? ""]), .dim))
        }
        let faults = review.faults
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = faults.count { $0.severity == severity }
            let text =
                language == .japanese ? "\(severity.title(language)) \(count)" : "\(count) \(severity.title(language))"
            return count == 0 ? nil : ink(text, Self.colour(severity))
        }
        lines.append("")
        lines.append(
            faults.isEmpty
                ? ink(t("No findings.", "指摘はありません。"), .green)
                : t("Findings: ", "指摘: ") + counts.joined(separator: t(", ", "、")))
        if review.adviceCount > 0 {
            lines.append(
                ink(
                    t(
                        "{n} more with --level strict; the answers above already count them.",
                        "--level strict ではさらに {n} 件の指摘があります (上の回答には反映済みです)。",
                        ["n": "\(review.adviceCount)"]), .dim))
        }
        return (lines.first == "" ? [] : [""]) + lines
    }
}
