import Basics
package import OCIImage

/// Node.js packages: each `package.json` whose folder stands directly in a `node_modules` (or in a scope there), and
/// those of applications, which stand in none. Others in a package (tests, builds of other module forms) are its parts.
///
/// pnpm and Yarn link their stores by symbolic links, so that each package is seen once, where its files are.
package enum NodeReader: PackageReader {
    private static let limit = 8 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.kind == .file, EntryPath.ends(entry.path, with: "/package.json") else { return .no }
        return place(entry.path) == .part ? .no : .whole
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        let place = place(entry.path)
        guard let root = JSONNode(root: bytes), root.isObject else {
            // In an application's folder it may be anything, a template for one.
            if place == .installed { PackageField.malformed(entry, PackageField.notJSON, &told) }
            return told
        }
        // Without them it only says how its folder's modules are loaded.
        guard let name = PackageField.word(root["name"]?.string),
            let version = PackageField.word(root["version"]?.string)
        else { return told }
        var needs: [String] = []
        for key in ["dependencies", "optionalDependencies"] {
            guard let list = root[key] else { continue }
            needs += list.members.lazy.compactMap { PackageField.word($0.key) }
        }
        told.packages = [
            Package(
                .npm, name: name, version: version, licenses: licenses(root), path: entry.path,
                needs: PackageField.unique(needs), supplier: author(root["author"]), isMain: place == .application)
        ]
        return told
    }

    private enum Place { case installed, application, part }

    private static func place(_ path: String) -> Place {
        let parts = EntryPath.parts(path)
        let store: Int
        if let modules = parts.lastIndex(of: "node_modules") {
            store = modules
        } else if parts.starts(with: ["usr", "share", "nodejs"]) {
            // Where Debian's packages of Node.js modules stand.
            store = 2
        } else {
            return .application
        }
        let inside = parts[(store + 1)...]
        let isScoped = inside.first?.hasPrefix("@") == true
        return inside.count == (isScoped ? 3 : 2) ? .installed : .part
    }

    /// `"MIT"`, `{"type": "MIT"}` and the old `licenses` with a list of either.
    private static func licenses(_ root: JSONNode) -> [String] {
        let nodes = [root["license"], root["licenses"]].compactMap(\.self).flatMap { $0.isArray ? $0.elements : [$0] }
        return PackageField.unique(
            nodes.compactMap { PackageField.line($0.string ?? $0["type"]?.string ?? $0["name"]?.string) })
    }

    private static func author(_ node: JSONNode?) -> String? {
        PackageField.line(node?.string ?? node?["name"]?.string)
    }
}
