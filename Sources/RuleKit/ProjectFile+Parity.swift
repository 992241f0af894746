import Basics
import Parity
import Templates

/// `parity:` of `plimsoll.yml`.
extension ProjectFile.Reader {
    func parity(_ node: DocumentNode) throws(Failure) -> ParitySettings {
        var settings = ParitySettings()
        for entry in try entries(node) {
            switch entry.name {
            case "allow":
                for item in try items(entry.value) { settings.allowances.append(try allowance(item)) }
            case "environments":
                for item in try entries(entry.value) { settings.environments.append(try environment(item)) }
            default: throw unknown(entry, among: ["allow", "environments"])
            }
        }
        return settings
    }

    private func allowance(_ node: DocumentNode) throws(Failure) -> ParitySettings.Allowance {
        guard node.isMapping else {
            throw wrong(node, "a mapping with `field` and `reason`", "`field` と `reason` を持つマッピング")
        }
        let keys = ["field", "reason"]
        for entry in node.entries where !keys.contains(entry.name) { throw unknown(entry, among: keys) }
        guard let field = node["field"], let reason = node["reason"] else {
            throw wrong(node, "`field` and `reason`", "`field` と `reason`")
        }
        guard let pattern = FieldPattern(try text(field, "a field", "フィールド名")) else {
            let roots = FieldPattern.roots.joined(separator: ", ")
            throw wrong(
                field, "a field as `plimsoll parity` shows it, which begins with one of \(roots)",
                "`plimsoll parity` の表示どおりのフィールド名 (先頭は \(roots) のいずれか)")
        }
        return ParitySettings.Allowance(
            pattern: pattern, reason: try text(reason, "a reason", "理由"), span: document.span(field))
    }

    private func environment(_ entry: DocumentEntry) throws(Failure) -> ParitySettings.Environment {
        guard !entry.name.isEmpty else { throw wrong(entry.key, "the name of an environment", "環境の名前") }
        let nodes = entry.value.isSequence ? entry.value.items : [entry.value]
        let folder = RelativePath.folder(document.source.path)
        var paths: [String] = []
        for node in nodes {
            let path = try text(node, "a file or folder", "ファイルまたはフォルダー")
            guard let place = RelativePath.join(folder, path), !place.isEmpty else {
                throw wrong(node, "a file or folder of the repository", "リポジトリ内のファイルまたはフォルダー")
            }
            paths.append(place)
        }
        return ParitySettings.Environment(name: EnvironmentName(declared: entry.name), paths: paths)
    }
}
