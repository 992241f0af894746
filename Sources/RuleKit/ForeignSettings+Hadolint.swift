import Basics
import Templates

/// `.hadolint.yaml`, by the schema in hadolint's README.
extension ForeignSettings {
    /// hadolint's levels in our terms. An error of hadolint's is what it advises against in any case, its default is to
    /// fail from `info` on.
    package static let severities: [(level: String, severity: Severity)] = [
        ("error", .high), ("warning", .medium), ("info", .low), ("style", .style),
    ]

    mutating func readHadolint(_ source: SourceFile) throws(Failure) {
        let root = try Document.read(source, as: .yaml).root
        guard root.isMapping || root.isNull else { throw .notSettings(source) }
        for entry in root.entries {
            let value = entry.value
            switch entry.name {
            case "ignored":
                for item in value.items {
                    guard let rule = item.string else { continue }
                    ignores.append(IgnoreEntry(rule: rule, span: source.span(item.range), isForeign: true))
                }
            case "override": readOverride(value, source)
            case "failure-threshold": readThreshold(value, source)
            case "no-fail": if value.bool == true { failOn = .never }
            case "trustedRegistries": trustedRegistries = value.strings
            case "label-schema": readLabels(value, source)
            case "strict-labels": isStrictAboutLabels = value.bool == true
            case "disable-ignore-pragma": readsHadolintPragmas = value.bool != true
            case "format", "no-color", "verbose", "file-path-in-report": break
            default:
                warn(
                    source, entry.key.range,
                    Text(
                        en: "`\(entry.name)` is no setting of hadolint that is known here, and has no effect.",
                        ja: "`\(entry.name)` は hadolint の設定項目として認識できないため、無視します。"))
            }
        }
        // `no-fail` counts whatever stands behind it.
        if root["no-fail"]?.bool == true { failOn = .never }
    }

    private mutating func readOverride(_ node: DocumentNode, _ source: SourceFile) {
        for entry in node.entries {
            guard let severity = Self.severities.first(where: { $0.level == entry.name })?.severity else {
                warn(
                    source, entry.key.range,
                    Text(
                        en: "`\(entry.name)` is no level of hadolint, and has no effect.",
                        ja: "`\(entry.name)` は hadolint のレベルではないため、無視します。"))
                continue
            }
            for rule in entry.value.strings { rules[rule] = .init(severity: severity) }
        }
    }

    private mutating func readThreshold(_ node: DocumentNode, _ source: SourceFile) {
        let word = node.string ?? ""
        if let severity = Self.severities.first(where: { $0.level == word })?.severity {
            failOn = .severity(severity)
        } else if word == "none" || word == "ignore" {
            failOn = .never
        } else {
            warn(
                source, node.range,
                Text(
                    en: "`\(word)` is no threshold of hadolint, and has no effect.",
                    ja: "`\(word)` は hadolint のしきい値ではないため、無視します。"))
        }
    }

    private mutating func readLabels(_ node: DocumentNode, _ source: SourceFile) {
        var read: [LabelRequirement] = []
        for entry in node.entries {
            let word = entry.value.string ?? ""
            if let type = LabelType(rawValue: word) {
                read.append(LabelRequirement(entry.name, type))
            } else {
                warn(
                    source, entry.value.range,
                    Text(
                        en: "`\(word)` is no type of label; `\(entry.name)` is not checked.",
                        ja: "`\(word)` はラベルの型ではないため、`\(entry.name)` は検査しません。"))
            }
        }
        labels = read
    }
}

extension Failure {
    /// A settings file of another tool that holds something else.
    static func notSettings(_ source: SourceFile) -> Failure {
        Failure(
            .invalid,
            Text(en: "\(source.path): expected a mapping of settings", ja: "\(source.path): 設定のマッピングが必要です"))
    }
}
