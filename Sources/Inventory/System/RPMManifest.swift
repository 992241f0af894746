import Basics
package import OCIImage

/// The list of packages that images of Azure Linux (CBL-Mariner) without rpm keep,
/// `var/lib/rpmmanifest/container-manifest-2`: name, version and release, times, vendor, epoch, size, architecture,
/// epoch as a number and source, apart by tabs.
package enum RPMManifest: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && entry.path == "var/lib/rpmmanifest/container-manifest-2" ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        var broken = 0
        do throws(Failure) {
            let bytes = try content.all(limit: SystemReaders.limit)
            bytes.withUnsafeBytes { bytes in
                var lines = LineCursor(bytes)
                while let line = lines.next() {
                    if line.isEmpty { continue }
                    if let package = package(bytes.text(line), entry.path) {
                        told.packages.append(package)
                    } else {
                        broken += 1
                    }
                }
            }
        } catch {
            told.fail(entry, error)
        }
        if broken > 0 {
            told.complain(
                entry,
                en: "\(broken) lines cannot be read. Packages that they tell of are missing from the inventory.",
                ja: "読み取れない行が \(broken) 行あります。そのパッケージは一覧に含まれません。")
        }
        return told
    }

    private static func package(_ line: String, _ path: String) -> Package? {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count >= 10, !fields[0].isEmpty, fields[1].contains("-") else { return nil }
        let epoch = fields[5].allSatisfy(\.isNumber) && !fields[5].isEmpty ? "\(fields[5]):" : ""
        return Package(
            .rpm, name: String(fields[0]), version: epoch + fields[1],
            architecture: fields[7] == "(none)" ? nil : String(fields[7]),
            source: RPMCollector.source(String(fields[9]), epoch, String(fields[1])), path: path,
            supplier: fields[4] == "(none)" ? nil : String(fields[4]))
    }
}
