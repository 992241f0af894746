import Basics
import ECSModel
import Templates
import Workload

/// Reads the configuration of pre-commit: https://pre-commit.com/#adding-pre-commit-plugins-to-your-project.
enum HookReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {
        let names = [".pre-commit-config.yaml", ".pre-commit-config.yml"]
        for path in Set(candidates).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where names.contains(RelativePath.name(path)) {
            guard let document = files.document(path), let entry = document.root.entry("repos") else { continue }
            let source = document.source
            var file = HookFile(place: Place(source, entry.key.range), hooks: [])
            for repository in entry.value.items {
                let name = repository["repo"]?.string ?? ""
                let revision = repository["rev"]?.string ?? ""
                for hook in repository["hooks"]?.items ?? [] {
                    guard let id = hook["id"], let text = id.string else { continue }
                    file.hooks.append(
                        HookFile.Hook(
                            repository: name, revision: revision, id: text, place: Place(source, id.range)))
                }
            }
            result.hooks.append(file)
        }
    }
}
