package import Basics
import Foundation
import RuleKit

/// The findings as SARIF 2.1.0, within the limits of GitHub code scanning:
/// https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
///
/// The texts are in the asked language; `run.translations` holds the rules' texts in the other one, and each rule's help
/// holds both, since that is what GitHub shows. `primaryLocationLineHash`, the one fingerprint that GitHub uses, is left
/// to its upload action: the action complains of a value that is not its own.
package enum SARIFReport {
    /// For whom it is written.
    package enum Reader: Sendable {
        /// Tools that know SARIF: silenced findings with their reason, known ones as unchanged, and fixes.
        case any
        /// GitHub, which knows neither suppressions nor baselines and opens an alert for each result: open findings only.
        /// Also without an id of the run, which would override the category of the upload action.
        case codeScanning
    }

    /// What an upload may hold; the rest of the numbers is enforced where the parts are made.
    struct Limits {
        var results: Int
        /// An upload may have 10 MB in gzip. A result is some 4 KB of JSON that packs to a tenth or less.
        var bytes = 60 << 20
    }

    package static func render(_ review: Review, _ language: Language, for reader: Reader = .any) throws -> String {
        // GitHub refuses more than 25,000 results and keeps 5,000: which of them, we decide.
        try render(review, language, for: reader, Limits(results: reader == .any ? 25_000 : 5_000))
    }

    static func render(
        _ review: Review, _ language: Language, for reader: Reader, _ limits: Limits
    ) throws -> String {
        let items = reader == .any ? review.listed : review.open
        var count = min(items.count, limits.results)
        while true {
            var run = SARIFRun(review, language, reader)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data = try encoder.encode(SARIF.Log(runs: [run.make(items, showing: count)]))
            if data.count <= limits.bytes || count == 0 { return String(decoding: data, as: UTF8.self) + "\n" }
            count = min(count - 1, count * limits.bytes / data.count * 9 / 10)
        }
    }
}

/// One run in the making.
struct SARIFRun {
    let review: Review
    let language: Language
    let reader: SARIFReport.Reader
    var places: SARIFPlaces

    init(_ review: Review, _ language: Language, _ reader: SARIFReport.Reader) {
        self.review = review
        self.language = language
        self.reader = reader
        places = SARIFPlaces(review)
    }

    var other: Language { language == .english ? .japanese : .english }

    mutating func make(_ items: [Listed], showing count: Int) -> SARIF.Run {
        let shown = Array(items.prefix(count))
        let rules = SARIFRules(review, shown, language)
        let hasBaseline = items.contains(where: \.isKnown)
        let notes = notifications(left: items.count - count)
        let results = shown.map { result($0, rules, hasBaseline) }
        return SARIF.Run(
            tool: SARIF.Tool(
                driver: SARIF.Component(
                    name: "Plimsoll", version: review.version, semanticVersion: review.version,
                    language: language.rawValue, rules: rules.all, notifications: Self.kinds(language))),
            translations: [
                SARIF.Component(
                    name: "Plimsoll (\(other.rawValue))", language: other.rawValue, contents: ["localizedData"],
                    rules: rules.translated(other), associatedComponent: .init(name: "Plimsoll"),
                    translationMetadata: .init(name: "Plimsoll (\(other.rawValue))"))
            ],
            automationDetails: reader == .any ? SARIF.Automation(id: "plimsoll/\(review.date)") : nil,
            language: language.rawValue,
            originalUriBaseIds: [
                SARIFPlaces.root: SARIF.Base(
                    description: SARIF.Message(
                        text: Text(
                            en: "The folder in which the review started: the root of the repository, as a rule.",
                            ja: "評価を開始したフォルダーです (通常はリポジトリのルート)。")(language)))
            ],
            artifacts: places.artifacts,
            invocations: [SARIF.Invocation(executionSuccessful: true, toolExecutionNotifications: notes)],
            results: results)
    }

    // MARK: Results

    private mutating func result(_ item: Listed, _ rules: SARIFRules, _ hasBaseline: Bool) -> SARIF.Result {
        let finding = item.finding
        // GitHub keeps 100 locations of a result; viewers show those that the message links to.
        let related = finding.related.prefix(99).enumerated().map { index, related in
            SARIF.Location(
                id: index + 1, physicalLocation: places.physical(related.span),
                message: SARIF.Message(text: Masking.text(related.note(language, finding.arguments))))
        }
        return SARIF.Result(
            ruleId: finding.rule, ruleIndex: rules.index[finding.rule] ?? 0,
            level: SARIFRules.level(finding.severity), rank: Self.rank(finding.severity),
            message: SARIF.Message(text: message(item, related)),
            locations: [SARIF.Location(physicalLocation: places.physical(finding.span))],
            partialFingerprints: finding.identity.map { ["plimsoll/v1": $0] },
            relatedLocations: related.isEmpty ? nil : related,
            fixes: reader == .any ? fix(item).map { [$0] } : nil,
            suppressions: suppression(finding).map { [$0] },
            baselineState: hasBaseline ? (item.isKnown ? "unchanged" : "new") : nil,
            properties: .init(severity: finding.severity, messageTranslations: [other.rawValue: item.message(other)]))
    }

    /// The message, with links to related places: those GitHub makes clickable.
    private func message(_ item: Listed, _ related: [SARIF.Location]) -> String {
        let links = related.prefix(3).compactMap { location -> String? in
            guard let id = location.id, let note = location.message?.text else { return nil }
            let label = Escape.map(note) { $0 == "[" || $0 == "]" || $0 == "\\" ? "\\\($0)" : nil }
            return "[\(label)](\(id))"
        }
        guard !links.isEmpty else { return item.message(language) }
        return item.message(language) + "\n" + Text(en: "See also: ", ja: "関連箇所: ")(language)
            + links.joined(separator: Text(en: "; ", ja: "、")(language))
    }

    private static func rank(_ severity: Severity) -> Double {
        switch severity {
        case .critical: 95
        case .high: 80
        case .medium: 50
        case .low: 25
        case .style: 10
        }
    }

    private mutating func suppression(_ finding: Finding) -> SARIF.Suppression? {
        guard let suppression = finding.suppression, suppression.kind.isAccepted else { return nil }
        return SARIF.Suppression(
            kind: suppression.kind == .pragma ? "inSource" : "external",
            justification: suppression.reason.isEmpty ? nil : Masking.text(suppression.reason),
            location: suppression.span.map { SARIF.Location(physicalLocation: places.physical($0)) })
    }

    private mutating func fix(_ item: Listed) -> SARIF.Fix? {
        guard let fix = item.finding.fix else { return nil }
        guard let changes = places.changes(fix.edits, dockerfile: item.workload.dockerfile) else { return nil }
        let words = [item.remedy(language), fix.note.map { Masking.text($0(language, item.finding.arguments)) }]
        return SARIF.Fix(
            description: SARIF.Message(text: words.compactMap(\.self).joined(separator: "\n")),
            artifactChanges: changes, properties: .init(safety: fix.safety))
    }
}
