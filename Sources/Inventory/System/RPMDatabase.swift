import Basics
package import OCIImage

/// The database of installed packages of rpm, in each of its forms and places: SQLite (`rpmdb.sqlite`), its own
/// (`Packages.db`), and Berkeley DB (`Packages`, until RHEL 8 and Amazon Linux 2).
///
/// SQLite keeps changes that are not folded in yet in a write-ahead log beside the database. rpm folds them in when it
/// is done, so images have an empty one or none; a log that holds changes is told as a problem, because a layer's
/// files are read one at a time.
package enum RPMDatabase: PackageReader {
    /// Where rpm keeps it: Red Hat's, SUSE's and Fedora's place, and that of image-based Fedora.
    private static let folders = ["var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/"]

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.kind == .file, entry.size > 0, form(entry.path) != nil else { return .no }
        return .whole
    }

    private enum Form {
        case sqlite, log, native, berkeley
    }

    private static func form(_ path: String) -> Form? {
        guard path.utf8.first == 0x76 || path.utf8.first == 0x75,
            let folder = folders.first(where: { path.hasPrefix($0) })
        else { return nil }
        switch Substring(path.utf8.dropFirst(folder.utf8.count)) {
        case "rpmdb.sqlite": return .sqlite
        case "rpmdb.sqlite-wal": return .log
        case "Packages.db": return .native
        case "Packages": return .berkeley
        default: return nil
        }
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var collector = RPMCollector(entry)
        do throws(Failure) {
            switch form(entry.path) {
            case .sqlite: try RPMSQLite.read(content) { collector.add($0) }
            case .native: try RPMNative.read(content) { collector.add($0) }
            case .berkeley: try RPMBerkeley.read(content) { collector.add($0) }
            case .log:
                if try SQLiteLog.hasChanges(content) { throw SQLiteLog.failure }
            case nil: break
            }
            return collector.finish()
        } catch {
            return collector.finish(error)
        }
    }
}

extension Failure {
    /// A database whose bytes contradict its form.
    static func damaged(_ form: String, _ cause: String) -> Failure {
        Failure(
            .invalid,
            Text(en: "The \(form) database is damaged.", ja: "\(form) データベースが壊れています。"), cause: cause)
    }
}
