import Basics
import ECSModel
import Templates
import Workload

/// Reads the configurations of Renovate and Dependabot.
enum UpdateToolReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {
        for path in Set(candidates).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let name = RelativePath.name(path)
            if name == "dependabot.yml" || name == "dependabot.yaml" {
                guard RelativePath.name(RelativePath.folder(path)) == ".github" else { continue }
                guard let document = files.document(path) else { continue }
                if let tool = dependabot(document) { result.updates.append(tool) }
            } else if isRenovate(name) {
                let document = files.document(path) { source throws(Failure) in try JSON5Reader.read(source) }
                guard let document, document.root.isMapping else { continue }
                // A schema of Renovate's settings has the same name where it is kept beside others.
                guard !(document.root["properties"]?.isMapping ?? false) else {
                    files.forget(path)
                    continue
                }
                result.updates.append(RenovateReader(document.root, in: document.source).tool)
            } else if name == "package.json", let tool = packageFile(path, &files) {
                result.updates.append(tool)
            }
        }
    }

    /// The places: https://docs.renovatebot.com/configuration-options/.
    private static func isRenovate(_ name: String) -> Bool {
        [
            "renovate.json", "renovate.json5", "renovate.jsonc", ".renovaterc", ".renovaterc.json", ".renovaterc.json5",
        ].contains(name)
    }

    /// Renovate's settings may stand in `package.json` too; every other one is left unread.
    private static func packageFile(_ path: String, _ files: inout PipelineFiles) -> UpdateTool? {
        guard let bytes = try? files.tree.read(path, limit: 1 << 20), bytes.has("\"renovate\"") else { return nil }
        guard let document = files.document(path), let node = document.root["renovate"], node.isMapping else {
            files.forget(path)
            return nil
        }
        return RenovateReader(node, in: document.source).tool
    }

    /// https://docs.github.com/code-security/dependabot/working-with-dependabot/dependabot-options-reference
    private static func dependabot(_ document: Document) -> UpdateTool? {
        let root = document.root
        guard let entry = root.entry("updates") ?? root.entries.first else { return nil }
        let place = Place(document.source, entry.key.range)
        var ecosystems: Set<String> = []
        for update in root["updates"]?.items ?? [] {
            // Without pull requests it only updates for known vulnerabilities.
            guard let name = update["package-ecosystem"]?.string, update["open-pull-requests-limit"]?.int != 0 else {
                continue
            }
            ecosystems.insert(name.lowercased())
        }
        return UpdateTool(kind: .dependabot, place: place, ecosystems: .known(ecosystems, place))
    }
}
