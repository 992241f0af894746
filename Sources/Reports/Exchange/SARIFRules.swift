import Basics
import Lens
import RuleKit

/// The table of rules: all of ours, so that reports of two repositories have the same one, and those of other tools
/// that found something.
struct SARIFRules {
    private(set) var all: [SARIF.Rule] = []
    private(set) var index: [String: Int] = [:]
    private let rules: [RegisteredRule]

    init(_ review: Review, _ items: [Listed], _ language: Language) {
        rules = review.registry.rules
        // A setting may have changed how severe a rule is; GitHub sorts by what the rule says.
        var severities: [String: Severity] = [:]
        for item in items where severities[item.finding.rule] == nil {
            severities[item.finding.rule] = item.finding.severity
        }
        for rule in rules {
            index[rule.about.id] = all.count
            all.append(Self.descriptor(rule, severities[rule.about.id] ?? rule.about.severity, language))
        }
        for item in items where index[item.finding.rule] == nil {
            index[item.finding.rule] = all.count
            all.append(Self.foreign(item))
        }
    }

    /// The texts of our rules in another language, in the same order.
    func translated(_ language: Language) -> [SARIF.Rule] {
        rules.map { rule in
            SARIF.Rule(
                id: rule.about.id, shortDescription: Self.message(rule.about.title(language)),
                fullDescription: Self.message(rule.about.why(language)))
        }
    }

    static func level(_ severity: Severity) -> SARIF.Level {
        switch severity {
        case .critical, .high: .error
        case .medium: .warning
        case .low, .style: .note
        }
    }

    private static func descriptor(_ rule: RegisteredRule, _ severity: Severity, _ language: Language) -> SARIF.Rule {
        let about = rule.about
        let other: Language = language == .english ? .japanese : .english
        return SARIF.Rule(
            id: about.id, name: String(rule.name.prefix(255)), shortDescription: message(about.title(language)),
            fullDescription: message(about.why(language)),
            help: SARIF.Message(
                text: [help(about, language), help(about, other), about.links.joined(separator: "\n")]
                    .filter { !$0.isEmpty }.joined(separator: "\n\n"),
                markdown: markdown(about, language) + "\n---\n\n" + markdown(about, other) + "\n---\n\n"
                    + Markdown.list(about.links.map { "<\($0)>" })),
            helpUri: about.links.first { $0.hasPrefix("https://") },
            defaultConfiguration: .init(level: level(severity)),
            properties: SARIF.Rule.Properties(
                tags: tags(about), precision: precision(about.set), problemSeverity: problem(severity),
                securitySeverity: isSecurity(about) ? score(severity) : nil))
    }

    private static func foreign(_ item: Listed) -> SARIF.Rule {
        let tool = item.finding.foreign?.tool ?? "Plimsoll"
        let link = item.finding.foreign?.link ?? ""
        let text = "\(tool) \(item.finding.rule)"
        return SARIF.Rule(
            id: item.finding.rule, name: item.finding.rule, shortDescription: message(text),
            fullDescription: message(text),
            help: SARIF.Message(
                text: link.isEmpty ? text : "\(text): \(link)",
                markdown: link.isEmpty ? nil : Markdown.link(text, link)),
            helpUri: link.hasPrefix("https://") ? link : nil,
            defaultConfiguration: .init(level: level(item.finding.severity)),
            properties: SARIF.Rule.Properties(
                tags: [tool.lowercased()], precision: "high", problemSeverity: problem(item.finding.severity),
                securitySeverity: nil))
    }

    private static func help(_ about: About, _ language: Language) -> String {
        Text(en: "{title}\nWhy: {why}\nWhat to do: {remedy}", ja: "{title}\n理由: {why}\n対処: {remedy}")(
            language,
            ["title": about.title(language), "why": about.why(language), "remedy": about.remedy(language)])
    }

    private static func markdown(_ about: About, _ language: Language) -> String {
        Text(
            en: "## {title}\n\n{why}\n\n**What to do:** {remedy}\n", ja: "## {title}\n\n{why}\n\n**対処:** {remedy}\n")(
                language,
                [
                    "title": Markdown.prose(about.title(language)), "why": Markdown.prose(about.why(language)),
                    "remedy": Markdown.prose(about.remedy(language)),
                ])
    }

    /// GitHub takes 1,024 characters of a description.
    private static func message(_ text: String) -> SARIF.Message { SARIF.Message(text: String(text.prefix(1_024))) }

    // MARK: What GitHub filters and sorts by

    private static let pillars: [(prefix: String, tag: String)] = [
        ("SEC_", "security"), ("OPS_", "operational-excellence"), ("REL_", "reliability"),
        ("PERF_", "performance-efficiency"), ("COST_", "cost-optimization"), ("SUSTAINABILITY_", "sustainability"),
        ("12F_", "twelve-factor"), ("ECS_", "amazon-ecs"),
    ]

    private static func isSecurity(_ about: About) -> Bool { about.answers.contains { $0.hasPrefix("SEC_") } }

    /// At most ten: GitHub keeps ten, and refuses a rule of more than twenty.
    private static func tags(_ about: About) -> [String] {
        let lens = pillars.filter { pillar in about.answers.contains { $0.hasPrefix(pillar.prefix) } }.map(\.tag)
        return Array((lens + ["containers"] + about.aliases).prefix(10))
    }

    /// The sets of rules say how strong the evidence is.
    private static func precision(_ set: RuleSet) -> String {
        switch set {
        case .calm: "very-high"
        case .strict: "high"
        case .style: "medium"
        }
    }

    private static func problem(_ severity: Severity) -> String {
        switch level(severity) {
        case .error: "error"
        case .warning: "warning"
        case .note: "recommendation"
        }
    }

    /// In the middle of the range that GitHub gives the same name.
    private static func score(_ severity: Severity) -> String {
        switch severity {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.5"
        case .low: "2.0"
        case .style: "0.5"
        }
    }
}
