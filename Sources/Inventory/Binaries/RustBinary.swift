import Basics
package import OCIImage

/// Programs that `cargo auditable` built: the section `.dep-v0` holds the crates in them, as compressed JSON
/// (https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md).
package enum RustBinary: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        BinaryReaders.mayBeProgram(entry) ? .ifExecutable : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            guard let file = try Executable(content), let part = file.section(".dep-v0"), part.size > 0 else {
                return told
            }
            let packed = try file.read(part, content, limit: 4 << 20)
            guard let text = Inflater.inflate(packed, limit: 8 << 20), let root = JSONNode(root: text) else {
                told.complain(
                    entry, en: "Its list of crates cannot be read. The crates are missing from the inventory.",
                    ja: "クレートの一覧を読み取れません。クレートは一覧に含まれません。")
                return told
            }
            told.packages = crates(root, path: entry.path)
        } catch {
            told.fail(entry, error)
        }
        return told
    }

    /// Crates that only ran during the build are not in the program.
    private static func crates(_ root: JSONNode, path: String) -> [Package] {
        let nodes = (root["packages"]?.elements ?? []).prefix(100_000)
        let names = nodes.map { $0["name"]?.string ?? "" }
        let isBuild = nodes.map { $0["kind"]?.string == "build" }
        return nodes.indices.compactMap { index in
            let node = nodes[index]
            guard !isBuild[index], !names[index].isEmpty, let version = node["version"]?.string else { return nil }
            let needs = (node["dependencies"]?.elements ?? []).prefix(1_000).compactMap { number -> String? in
                guard let other = number.scalar.flatMap(Int.init), names.indices.contains(other), !isBuild[other] else {
                    return nil
                }
                return names[other]
            }
            return Package(
                .cargo, name: names[index], version: version, path: path, needs: needs,
                isMain: node["root"]?.bool == true)
        }
    }
}
