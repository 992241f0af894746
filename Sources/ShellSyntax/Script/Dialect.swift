/// The shell language a script is written for.
///
/// The reader understands the union of both, so that a bash construct in an `sh` script is still understood; see
/// ``ShellScript/extensions`` for what a POSIX shell would not. The dialect decides only where the two disagree.
package enum Dialect: String, Sendable, Hashable {
    /// `sh`: dash, BusyBox ash and whatever else only promises POSIX.
    case posix
    case bash

    /// The dialect of an interpreter named by path or name; `nil` when it is no shell of this family.
    ///
    /// Zsh and ksh are read as bash: they share nearly all of its syntax that matters in image builds.
    package init?(interpreter: String) {
        switch baseName(interpreter) {
        case "sh", "dash", "ash": self = .posix
        case "bash", "zsh", "ksh", "mksh", "rbash": self = .bash
        default: return nil
        }
    }
}

/// The last component of a path; the string itself when it has no slash.
func baseName(_ path: String) -> String {
    let bytes = path.utf8
    let found = bytes.withContiguousStorageIfAvailable { $0.lastIndex(of: Byte.slash) ?? -1 }
    if found == -1 { return path }
    guard let slash = bytes.lastIndex(of: Byte.slash) else { return path }
    return String(path[bytes.index(after: slash)...])
}
