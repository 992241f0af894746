import Basics
package import OCIImage

/// Packages that conda, mamba or micromamba installed: one JSON file each in `conda-meta`.
///
/// No advisories are written about them by their own; they are listed as generic packages, and their package URL is of
/// the type `conda`. Python packages among them leave a `dist-info` too, which is judged.
package enum CondaReader: PackageReader {
    private static let limit = 64 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.kind == .file, EntryPath.ends(entry.path, with: ".json"), isConda(entry.path) else { return .no }
        return .whole
    }

    static func isConda(_ path: String) -> Bool { EntryPath.ends(String(EntryPath.folder(path)), with: "/conda-meta") }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        guard let root = JSONNode(root: bytes), let name = PackageField.word(root["name"]?.string),
            let version = PackageField.word(root["version"]?.string)
        else {
            PackageField.malformed(entry, PackageField.notJSON, &told)
            return told
        }
        // `python >=3.11,<3.12` and `__glibc` of the machine itself.
        let needs = root["depends"]?.elements.compactMap { node -> String? in
            guard let name = node.string?.split(separator: " ").first, !name.hasPrefix("__") else { return nil }
            return PackageField.word(String(name))
        }
        told.packages = [
            Package(
                .generic, name: name, version: version,
                architecture: (root["subdir"] ?? root["platform"])?.string.flatMap(PackageField.word),
                licenses: [PackageField.line(root["license"]?.string)].compactMap(\.self), path: entry.path,
                needs: PackageField.unique(needs ?? []))
        ]
        return told
    }
}
