import Basics

/// Which environment a file or folder is for, and what its path is without that.
struct EnvironmentPath: Sendable {
    let name: EnvironmentName
    /// The path with `*` where the environment stands: equal for two environments of one thing.
    let scope: String

    /// Nil where the path tells no environment, or more than one.
    init?(_ path: String, declared: [ParitySettings.Environment] = []) {
        for environment in declared {
            guard let place = environment.paths.first(where: { path == $0 || path.hasPrefix($0 + "/") }) else {
                continue
            }
            name = environment.name
            let rest = path.dropFirst(place.count)
            // Of a declared file, what else its name says does not count.
            scope = Self.parent(place) + "*" + rest
            return
        }
        let stem = Self.withoutEnding(path)
        var found = EnvironmentWords.environments(in: stem)
        if Set(found.map(\.id)).count > 1 {
            // `environments/prod/dev-tools`: a folder that is called nothing else says it.
            let parts = path.split(separator: "/").map(String.init)
            found = parts.compactMap { EnvironmentName(word: $0) }
        }
        guard let first = found.first, Set(found.map(\.id)).count == 1 else { return nil }
        name = first
        let spellings = Set(found.map { $0.written.lowercased() })
        scope = EnvironmentWords.marked(spellings, stem) + path.dropFirst(stem.count)
    }

    /// Of two declared folders, their parents need not be equal: one stands beside the other.
    private static func parent(_ path: String) -> String {
        let folder = RelativePath.folder(path)
        return folder.isEmpty ? "" : folder + "/"
    }

    /// `ecs/taskdef.dev` of `ecs/taskdef.dev.json`; the ending of a file says nothing.
    private static func withoutEnding(_ path: String) -> String {
        for ending in [".template.json", ".template.yaml", ".template.yml", ".tfvars.json"] where path.hasSuffix(ending)
        {
            return String(path.dropLast(ending.count))
        }
        let name = RelativePath.name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path }
        return String(path.dropLast(name[dot...].count))
    }

    var folderScope: String { RelativePath.folder(scope) }
}
