import Basics
package import OCIImage

/// .NET packages by the `*.deps.json` that lies beside each published program and each shared framework.
package enum DotNetReader: PackageReader {
    private static let limit = 32 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && EntryPath.ends(entry.path, with: ".deps.json") ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        guard let root = JSONNode(root: bytes), root.isObject, let libraries = root["libraries"], libraries.isObject
        else {
            PackageField.malformed(entry, PackageField.notJSON, &told)
            return told
        }
        let needs = dependencies(root)
        let program = EntryPath.last(entry.path).dropLast(".deps.json".utf8.count)
        for member in libraries.members {
            let key = member.key
            // `name/version`
            let parts = key.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, let type = member.value["type"]?.string,
                var name = PackageField.word(String(parts[0])),
                let version = PackageField.word(String(parts[1]))
            else { continue }
            switch type {
            case "package", "project": break
            // The runtime of a program that brings its own: `runtimepack.Microsoft.NETCore.App.Runtime.linux-x64`.
            case "runtimepack": name = name.hasPrefix("runtimepack.") ? String(name.dropFirst(12)) : name
            // An assembly beside the program, of unknown origin.
            default: continue
            }
            told.packages.append(
                Package(
                    .nuget, name: name, version: version, path: entry.path, needs: needs[key] ?? [],
                    isMain: type == "project" && name == program))
        }
        return told
    }

    /// What each library needs, by `name/version`, of the target that is run.
    private static func dependencies(_ root: JSONNode) -> [String: [String]] {
        guard let targets = root["targets"] else { return [:] }
        let runtime = root["runtimeTarget"]
        let name = runtime?["name"]?.string ?? runtime?.string
        var first = targets.members
        guard let target = name.flatMap({ targets[$0] }) ?? first.next()?.value else { return [:] }
        var needs: [String: [String]] = [:]
        for member in target.members {
            let names = member.value["dependencies"]?.members.compactMap { PackageField.word($0.key) } ?? []
            if !names.isEmpty { needs[member.key] = PackageField.unique(names) }
        }
        return needs
    }
}
