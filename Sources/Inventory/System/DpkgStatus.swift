import Basics
package import OCIImage

/// Debian's list of installed packages: `var/lib/dpkg/status`, and a file for each package in `var/lib/dpkg/status.d`
/// as distroless images have it.
///
/// A package counts when its files are there: installed, but also unpacked or half configured, as a build that broke
/// off leaves it. One of which only configuration is left does not. `Built-Using` is not read: it names sources whose
/// code is inside, not what is installed.
package enum DpkgStatus: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.path.hasPrefix("var/lib/dpkg/status"), entry.kind == .file else { return .no }
        if entry.path == "var/lib/dpkg/status" { return .whole }
        return isOne(entry.path) && !entry.path.hasSuffix(".md5sums") ? .whole : .no
    }

    /// Whether it is a file of distroless' folder.
    static func isOne(_ path: String) -> Bool { path.hasPrefix("var/lib/dpkg/status.d/") }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            let bytes = try content.all(limit: SystemReaders.limit)
            var reader = DpkgStanzas(path: entry.path, statusNeeded: !isOne(entry.path))
            bytes.withUnsafeBytes { reader.read($0) }
            told.packages = reader.packages()
            if let line = reader.firstBroken {
                told.complain(
                    entry,
                    en:
                        "\(reader.broken) \(reader.broken == 1 ? "entry is" : "entries are") broken, the first near line \(line). "
                        + "Packages that they tell of are missing from the inventory.",
                    ja: "壊れた項目が \(reader.broken) 件あります (最初は \(line) 行目付近)。そのパッケージは一覧に含まれません。")
            }
        } catch {
            told.fail(entry, error)
        }
        return told
    }
}
