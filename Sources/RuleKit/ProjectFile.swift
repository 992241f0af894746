package import Advisories
package import Basics
package import Parity
import Templates
package import Workload

/// `plimsoll.yml`: how a repository wants to be judged, and what its people vouch for.
///
/// A key or value that is not understood is an error with its line: a setting must never be without effect in silence.
package struct ProjectFile: Sendable {
    package var settings = Settings()
    package var failOn: FailOn?
    /// By the path of a Dockerfile, or of its folder.
    package var roles: [String: Role] = [:]
    package var attestations: [Attestation] = []
    /// The environments of its services, and what may differ between them.
    package var parity = ParitySettings()
    /// Whether the settings files of other tools count beside it.
    package var readsForeignSettings = true
    /// What people say of their workloads where `plimsoll advise` asks.
    package var advise = AdviseSection()
    /// What its images may weigh.
    package var budget: ImageBudget?
    /// Vulnerabilities that its people accept.
    package var vulnerabilities = VulnerabilityIgnores()

    package static let names = ["plimsoll.yml", "plimsoll.yaml", ".plimsoll.yml"]

    package init() {}

    package static func read(_ source: SourceFile) throws(Failure) -> ProjectFile {
        let document = try Document.read(source, as: .yaml)
        if let problem = document.problems.first {
            throw Failure(.invalid, SettingProblem.located(problem.text, source.span(problem.range)))
        }
        var reader = Reader(document: document)
        return try reader.read()
    }

    struct Reader {
        let document: Document
        var file = ProjectFile()

        init(document: Document) {
            self.document = document
        }

        mutating func read() throws(Failure) -> ProjectFile {
            let root = document.root
            if root.isNull { return file }
            guard root.isMapping else { throw wrong(root, "a mapping of settings", "設定のマッピング") }
            let keys = [
                "level", "fail-on", "rules-as-of", "rules", "ignore", "trusted-registries", "label-schema",
                "strict-labels", "foreign-settings", "hadolint-pragmas", "roles", "attestations", "parity",
                "advise", "budget", "vulnerabilities",
            ]
            var policy = (trusted: [String]?.none, labels: [LabelRequirement]?.none, isStrict: false)
            for entry in root.entries {
                let value = entry.value
                switch entry.name {
                case "level": file.settings.set = try choice(value, of: RuleSet.self)
                case "fail-on": file.failOn = try failOn(value)
                case "rules-as-of": file.settings.asOf = try version(value)
                case "rules":
                    for rule in try entries(value) { file.settings.rules[rule.name] = try setting(rule.value) }
                case "ignore":
                    for item in try items(value) { file.settings.ignores.append(try ignore(item)) }
                case "trusted-registries":
                    policy.trusted = try items(value).map { item throws(Failure) in
                        try text(item, "a registry", "レジストリ")
                    }
                case "label-schema":
                    policy.labels = try entries(value).map { label throws(Failure) in
                        LabelRequirement(label.name, try choice(label.value, of: LabelType.self))
                    }
                case "strict-labels": policy.isStrict = try truth(value)
                case "hadolint-pragmas": file.settings.readsHadolintPragmas = try truth(value)
                case "foreign-settings": file.readsForeignSettings = try truth(value)
                case "roles":
                    for role in try entries(value) { file.roles[role.name] = try choice(role.value, of: Role.self) }
                case "attestations":
                    for item in try items(value) { file.attestations.append(try attestation(item)) }
                case "parity": file.parity = try parity(value)
                case "budget": file.budget = try budget(value)
                case "vulnerabilities": file.vulnerabilities = try vulnerabilities(value)
                case "advise": file.advise = try AdviseSectionReader(document: document).read(value)
                default: throw unknown(entry, among: keys)
                }
            }
            if policy.trusted != nil || policy.labels != nil || policy.isStrict {
                file.settings.policy = Policy(
                    trustedRegistries: policy.trusted, labels: policy.labels, isStrict: policy.isStrict)
            }
            return file
        }

        func items(_ node: DocumentNode) throws(Failure) -> [DocumentNode] {
            guard node.isSequence || node.isNull else { throw wrong(node, "a list", "リスト") }
            return node.items
        }

        private func truth(_ node: DocumentNode) throws(Failure) -> Bool {
            guard let value = node.bool else { throw wrong(node, "true or false", "true または false") }
            return value
        }

        func text(_ node: DocumentNode, _ en: String, _ ja: String) throws(Failure) -> String {
            guard let text = node.string, !text.isEmpty else { throw wrong(node, en, ja) }
            return text
        }

        private func failOn(_ node: DocumentNode) throws(Failure) -> FailOn {
            guard let value = node.string.flatMap({ FailOn($0) }) else {
                let all = FailOn.names.joined(separator: ", ")
                throw wrong(node, "one of \(all)", "次のいずれか: \(all)")
            }
            return value
        }

        private func ignore(_ node: DocumentNode) throws(Failure) -> IgnoreEntry {
            guard node.isMapping else { throw wrong(node, "a mapping", "マッピング") }
            let keys = ["rule", "paths", "reason", "expires"]
            for entry in node.entries where !keys.contains(entry.name) { throw unknown(entry, among: keys) }
            let rule = try text(node["rule"] ?? node, "`rule`", "`rule`")
            var paths: [String] = []
            for path in node["paths"].map({ $0.isSequence ? $0.items : [$0] }) ?? [] {
                paths.append(try text(path, "a path", "パス"))
            }
            let last = try node["expires"].map { expires throws(Failure) in try date(expires) }
            return IgnoreEntry(
                rule: rule, paths: paths, reason: node["reason"]?.string ?? "", ends: last?.next,
                span: document.span(node), isForeign: false)
        }

        func date(_ node: DocumentNode) throws(Failure) -> Day {
            guard let day = node.string.flatMap({ Day($0) }) else {
                throw wrong(node, "a date such as 2026-11-21", "2026-11-21 のような日付")
            }
            return day
        }

        private func version(_ node: DocumentNode) throws(Failure) -> String {
            guard let text = node.string, !text.isEmpty, text.allSatisfy({ $0.isNumber || $0 == "." }) else {
                throw wrong(node, "a version such as \"0.1\"", "\"0.1\" のようなバージョン")
            }
            return text
        }

        private func setting(_ node: DocumentNode) throws(Failure) -> Settings.RuleSetting {
            if let word = node.string {
                switch word {
                case "off", "false": return .init(isOn: false)
                case "on", "true": return .init(isOn: true)
                default:
                    guard let severity = Severity(rawValue: word) else {
                        throw wrong(node, "on, off, or a severity", "on、off、または重大度")
                    }
                    return .init(severity: severity)
                }
            }
            guard node.isMapping else { throw wrong(node, "on, off, or a severity", "on、off、または重大度") }
            var setting = Settings.RuleSetting()
            for entry in node.entries {
                switch entry.name {
                case "severity": setting.severity = try choice(entry.value, of: Severity.self)
                case "enabled":
                    setting.isOn = try truth(entry.value)
                case "reason": setting.reason = entry.value.string
                default: throw unknown(entry, among: ["severity", "enabled", "reason"])
                }
            }
            return setting
        }

        private func attestation(_ node: DocumentNode) throws(Failure) -> Attestation {
            guard node.isMapping else { throw wrong(node, "a mapping", "マッピング") }
            let keys = ["id", "answer", "owner", "date", "expires", "note"]
            for entry in node.entries where !keys.contains(entry.name) { throw unknown(entry, among: keys) }
            func text(_ key: String) throws(Failure) -> String {
                guard let text = node[key]?.string, !text.isEmpty else {
                    throw wrong(node, "`\(key)`", "`\(key)`")
                }
                return text
            }
            func day(_ key: String) throws(Failure) -> Day {
                guard let day = Day(try text(key)) else {
                    throw wrong(node[key] ?? node, "a date such as 2026-11-21", "2026-11-21 のような日付")
                }
                return day
            }
            let (date, expires) = (try day("date"), try day("expires"))
            guard expires >= date else {
                throw wrong(node["expires"] ?? node, "a day after `date`", "`date` より後の日付")
            }
            return Attestation(
                id: try text("id"), answer: try choice(node["answer"] ?? node, of: AnswerState.self),
                owner: try text("owner"), date: date, expires: expires, note: node["note"]?.string ?? "",
                span: document.span(node))
        }

        func entries(_ node: DocumentNode) throws(Failure) -> [DocumentEntry] {
            guard node.isMapping || node.isNull else { throw wrong(node, "a mapping", "マッピング") }
            return node.entries
        }

        private func choice<Choice: RawRepresentable & CaseIterable>(
            _ node: DocumentNode, of type: Choice.Type
        ) throws(Failure) -> Choice where Choice.RawValue == String {
            guard let text = node.string, let choice = Choice(rawValue: text) else {
                let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
                throw wrong(node, "one of \(all)", "次のいずれか: \(all)")
            }
            return choice
        }

        func wrong(_ node: DocumentNode, _ en: String, _ ja: String) -> Failure {
            SettingProblem.wrong(node, Text(en: en, ja: ja), document)
        }

        func unknown(_ entry: DocumentEntry, among keys: [String]) -> Failure {
            SettingProblem.unknown(entry, among: keys, document)
        }
    }
}
