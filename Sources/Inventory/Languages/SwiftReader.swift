import Basics
package import OCIImage

/// Swift packages by `Package.resolved`, versions 1 to 3: a built program keeps no other trace of them.
///
/// Their names are those of their repositories, `github.com/apple/swift-nio`, as advisories have them.
package enum SwiftReader: PackageReader {
    private static let limit = 8 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && EntryPath.ends(entry.path, with: "/Package.resolved") ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        guard let root = JSONNode(root: bytes), let pins = root["pins"] ?? root["object"]?["pins"], pins.isArray else {
            PackageField.malformed(entry, PackageField.notJSON, &told)
            return told
        }
        var nameless = 0
        for pin in pins.elements {
            let location = PackageField.word((pin["location"] ?? pin["repositoryURL"])?.string)
            let identity = PackageField.word((pin["identity"] ?? pin["package"])?.string)
            let state = pin["state"]
            // Without a version it is pinned to a branch; its revision says which code that is.
            let version = ["version", "revision", "branch"].lazy.compactMap { PackageField.word(state?[$0]?.string) }
                .first
            guard let name = location.flatMap(repository) ?? identity, let version else {
                nameless += 1
                continue
            }
            told.packages.append(Package(.swift, name: name, version: version, path: entry.path))
        }
        if nameless > 0 {
            PackageField.malformed(
                entry,
                Text(
                    en: "\(nameless) pins without a name or version were left out.",
                    ja: "名前またはバージョンのないピン \(nameless) 件を除外しました。"), &told)
        }
        return told
    }

    /// `https://github.com/apple/swift-nio.git` and `git@github.com:apple/swift-nio.git` are one; nil for a path of a disk.
    static func repository(_ location: String) -> String? {
        var rest = location[...]
        if let (_, after) = PackageField.cut(rest, at: "://") {
            rest = after
            if let slash = rest.firstIndex(of: "/"), let at = rest[..<slash].lastIndex(of: "@") {
                rest = rest[rest.index(after: at)...]
            }
        } else if let at = rest.firstIndex(of: "@"), let colon = rest[at...].firstIndex(of: ":") {
            rest = rest[rest.index(after: at)..<colon] + "/" + rest[rest.index(after: colon)...]
        } else {
            return nil
        }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
        let parts = rest.split(separator: "/")
        return parts.count > 1 ? parts.joined(separator: "/") : nil
    }
}
