import Basics
import Lens
import Reports
import RuleKit
import Workload

/// The `plimsoll.yml` that `plimsoll init` writes: what other tools' settings say, what a first review found, and blanks
/// for what only people know.
struct InitFile: Sendable {
    private let outcome: ReviewOutcome
    private let language: Language
    private let today: Day
    /// The folder it will stand in, as a path of the tree, and as people see it.
    private let folder: String
    private let shownFolder: String

    init(_ outcome: ReviewOutcome, _ language: Language, today: Day, folder: String, shownFolder: String) {
        self.outcome = outcome
        self.language = language
        self.today = today
        self.folder = folder
        self.shownFolder = shownFolder
    }

    private var settings: ReviewSettings { outcome.settings }
    private var registry: Registry { outcome.review.registry }

    /// The threshold it names.
    var failOn: FailOn { settings.foreign.failOn ?? .severity(.medium) }
    /// The findings that fail by it today.
    var failing: Int { outcome.review.faults.count { failOn.fails($0.severity) } }

    /// The exceptions that mean something here and still count, and the names of those that do not.
    private var entries: (kept: [IgnoreEntry], unknown: [String]) {
        var result: (kept: [IgnoreEntry], unknown: [String]) = ([], [])
        for entry in settings.foreign.ignores where !entry.isExpired(today) {
            if registry.rules(named: entry.rule).isEmpty, !PeerName.isShellCheck(entry.rule) {
                result.unknown.append(entry.rule)
            } else if let entry = rebased(entry) {
                result.kept.append(entry)
            }
        }
        return result
    }

    /// With its patterns as seen from where the new file stands; nil when none of them reaches there.
    private func rebased(_ entry: IgnoreEntry) -> IgnoreEntry? {
        let from = RelativePath.folder(entry.span.path)
        guard !entry.paths.isEmpty, from != folder else { return entry }
        let prefix = (from.isEmpty ? folder : String(folder.dropFirst(from.count + 1))) + "/"
        var entry = entry
        entry.paths = entry.paths.compactMap { path in
            if path.hasPrefix("**") { return path }
            return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
        }
        return entry.paths.isEmpty ? nil : entry
    }

    private var severities: [(name: String, severity: Severity)] {
        settings.foreign.rules.sorted { $0.key < $1.key }.compactMap { name, setting in
            guard let severity = setting.severity, !registry.rules(named: name).isEmpty else { return nil }
            return (name, severity)
        }
    }

    // MARK: The text

    var text: String {
        var lines = comment(
            Text(
                en: "Settings of Plimsoll for this repository. `plimsoll explain ID` tells of each rule and question.",
                ja: "このリポジトリの Plimsoll 設定です。各ルールと質問の内容は `plimsoll explain ID` で確認できます。"))
        lines += [""]
        lines += comment(
            Text(
                en: "Which rules judge: calm (evidence of harm), strict (also what good teams do), style (also taste).",
                ja: "評価に使うルール: calm (実害の根拠があるもの)、strict (望ましい実践も含む)、style (体裁も含む)。"))
        lines += ["level: calm", ""] + failOnLines + foreignLines + roleLines + attestationLines
        return lines.joined(separator: "\n") + "\n"
    }

    private func comment(_ text: Text) -> [String] { ["# " + text(language)] }

    private var failOnLines: [String] {
        var lines = comment(
            Text(
                en: "The severity from which findings fail the review: \(FailOn.names.joined(separator: ", ")).",
                ja: "この重大度以上の指摘があると失敗します: \(FailOn.names.joined(separator: "、"))。"))
        if failing > 0 {
            lines += comment(
                Text(
                    en:
                        "Today \(failing) fail. To begin at zero: plimsoll review --baseline \(Self.baselineName) --update-baseline",
                    ja:
                        "現在 \(failing) 件が該当します。既存の指摘を除いて始めるには: plimsoll review --baseline \(Self.baselineName) --update-baseline"
                ))
        }
        return lines + ["fail-on: \(failOn.name)", ""]
    }

    static let baselineName = "plimsoll-baseline.json"

    private var foreignLines: [String] {
        let foreign = settings.foreign
        guard !foreign.files.isEmpty else { return [] }
        let files = foreign.files.map(RelativePath.name).joined(separator: ", ")
        let (kept, unknown) = entries
        var lines = comment(
            Text(
                en:
                    "Taken over from \(files), which Plimsoll no longer reads. Set it to true to let them count as well.",
                ja: "以下は \(files) から引き継いだ設定です。元のファイルも読み込ませるには true にしてください。"))
        lines += ["foreign-settings: false", ""]
        if !severities.isEmpty {
            lines += ["rules:"] + severities.map { "  \(Self.quoted($0.name)): \($0.severity.rawValue)" } + [""]
        }
        if !kept.isEmpty { lines += ["ignore:"] + kept.flatMap(entryLines) + [""] }
        if !unknown.isEmpty {
            lines +=
                comment(
                    Text(
                        en: "Not taken over, as no rule here asks for it: \(unknown.joined(separator: ", ")).",
                        ja: "対応するルールがないため引き継いでいないもの: \(unknown.joined(separator: "、"))。")) + [""]
        }
        if let registries = foreign.trustedRegistries {
            lines += ["trusted-registries: [\(registries.map(Self.quoted).joined(separator: ", "))]", ""]
        }
        if let labels = foreign.labels, !labels.isEmpty {
            lines += ["label-schema:"] + labels.map { "  \(Self.quoted($0.key)): \($0.type.rawValue)" } + [""]
        }
        if foreign.isStrictAboutLabels { lines += ["strict-labels: true", ""] }
        if !foreign.readsHadolintPragmas { lines += ["hadolint-pragmas: false", ""] }
        return lines
    }

    private func entryLines(_ entry: IgnoreEntry) -> [String] {
        var lines = ["  - rule: \(Self.quoted(entry.rule))"]
        if !entry.paths.isEmpty { lines.append("    paths: [\(entry.paths.map(Self.quoted).joined(separator: ", "))]") }
        if !entry.reason.isEmpty { lines.append("    reason: \(Self.quoted(entry.reason))") }
        if let ends = entry.ends { lines.append("    expires: \(ends.previous)") }
        return lines
    }

    private var roleLines: [String] {
        var seen: Set<String> = []
        let roles = outcome.review.workloads.compactMap { workload -> String? in
            guard let role = Role.allCases.first(where: { $0.title == workload.role }),
                let path = own(workload.dockerfile), seen.insert(path).inserted
            else { return nil }
            return "#   \(Self.quoted(path)): \(role.rawValue)"
        }
        guard !roles.isEmpty else { return [] }
        return comment(
            Text(
                en: "What each image is for, as it was inferred. Where that is wrong, say so here: \(Self.roleNames).",
                ja: "各イメージの役割の推定結果です。誤りがあれば、ここで指定してください: \(Self.roleNames)。"))
            + ["# roles:"] + roles.sorted() + [""]
    }

    private static let roleNames = Role.allCases.map(\.rawValue).joined(separator: ", ")

    /// A path that people see, from the folder of the file; nil when it lies outside.
    private func own(_ shown: String) -> String? {
        if shownFolder.isEmpty || shownFolder == "." { return shown.hasPrefix("../") ? nil : shown }
        let prefix = shownFolder.hasSuffix("/") ? shownFolder : shownFolder + "/"
        return shown.hasPrefix(prefix) ? String(shown.dropFirst(prefix.count)) : nil
    }

    /// Questions of the lens that no file answers.
    private var attestationLines: [String] {
        let lens = Catalogue.sets.first.map { set in Set(set.groups.flatMap(\.questions).map(\.id)) } ?? []
        let open = outcome.review.sheet.answers.filter { answer in
            lens.contains(answer.question.id) && answer.state == .unknown
                && answer.criteria.contains { $0.state == .unknown && $0.criterion.by == [.attestation] }
        }
        guard !open.isEmpty else { return [] }
        var lines = comment(
            Text(
                en: "What only people can vouch for. An answer is met, partly, not-met or not-applicable.",
                ja: "ファイルからは判断できず、担当者の表明が必要な質問です。answer には met、partly、not-met、not-applicable のいずれかを書きます。"))
        lines.append("# attestations:")
        for answer in open {
            lines += [
                "#   # \(answer.question.title(language))", "#   - id: \(answer.question.id)", "#     answer: ",
                "#     owner: ", "#     date: \(today)", "#     expires: \(Self.later(today))", "#     note: ",
            ]
        }
        return lines
    }

    /// Half a year on.
    private static func later(_ day: Day) -> Day {
        let month = day.month + 6
        let (year, inYear) = month > 12 ? (day.year + 1, month - 12) : (day.year, month)
        return Day(year: year, month: inYear, day: min(day.day, Day.days(in: inYear, of: year)))
    }

    /// A text in double quotes, unless it is a plain word.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            text.utf8.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } == true
            && text.utf8.allSatisfy {
                $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || "-_./".utf8.contains($0)
            }
            && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
        if isPlain { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    // MARK: What to do next

    /// What was taken over, in a line; nil for nothing.
    var takenOver: Text? {
        let foreign = settings.foreign
        guard !foreign.files.isEmpty else { return nil }
        let files = foreign.files.map(RelativePath.name).joined(separator: ", ")
        let count = entries.kept.count
        let english = [
            count > 0 ? "\(count) exception\(count == 1 ? "" : "s")" : nil,
            severities.isEmpty ? nil : "\(severities.count) severit\(severities.count == 1 ? "y" : "ies")",
            foreign.failOn == nil ? nil : "the threshold",
            foreign.trustedRegistries == nil ? nil : "trusted registries",
            foreign.labels == nil ? nil : "the label schema",
        ].compactMap { $0 }
        let japanese = [
            count > 0 ? "例外 \(count) 件" : nil, severities.isEmpty ? nil : "重大度 \(severities.count) 件",
            foreign.failOn == nil ? nil : "しきい値", foreign.trustedRegistries == nil ? nil : "信頼するレジストリ",
            foreign.labels == nil ? nil : "ラベルのスキーマ",
        ].compactMap { $0 }
        return Text(
            en: "Taken over from \(files): \(english.isEmpty ? "nothing" : english.joined(separator: ", ")).",
            ja: "\(files) から引き継いだ設定: \(japanese.isEmpty ? "なし" : japanese.joined(separator: "、"))。")
    }
}
