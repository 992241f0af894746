import Basics
package import OCIImage

/// PHP packages by `vendor/composer/installed.json`, in the form of Composer 1 (a list) and 2 (`packages`).
///
/// Packages for development are told as well: they are in the image.
package enum PHPReader: PackageReader {
    private static let limit = 64 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && EntryPath.ends(entry.path, with: "/composer/installed.json") ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        guard let root = JSONNode(root: bytes), let list = root.isArray ? root : root["packages"], list.isArray else {
            PackageField.malformed(entry, PackageField.notJSON, &told)
            return told
        }
        var nameless = 0
        for item in list.elements {
            guard let name = PackageField.word(item["name"]?.string),
                let version = PackageField.word(item["version"]?.string)
            else {
                nameless += 1
                continue
            }
            let licenses = item["license"].map { $0.isArray ? $0.elements : [$0] } ?? []
            // `php` and `ext-json` are the platform, not packages.
            let needs =
                item["require"]?.members.compactMap { PackageField.word($0.key) }.filter { $0.contains("/") } ?? []
            told.packages.append(
                Package(
                    .composer, name: name, version: version,
                    licenses: PackageField.unique(licenses.compactMap { PackageField.line($0.string) }),
                    path: entry.path, needs: PackageField.unique(needs),
                    supplier: PackageField.line(item["authors"]?.elements.first?["name"]?.string)))
        }
        if nameless > 0 {
            PackageField.malformed(
                entry,
                Text(
                    en:
                        "\(nameless) \(nameless == 1 ? "entry without a name or version was" : "entries without a name or version were") left out.",
                    ja: "名前またはバージョンのない項目 \(nameless) 件を除外しました。"), &told)
        }
        return told
    }
}
