import Basics
import ShellSyntax

/// The file that curl or wget writes.
enum DownloadTarget {
    /// The path as written and the word that names it; nil when it is standard output, a folder or not constant.
    static func of(_ command: Command) -> (path: String, word: Word)? {
        guard let download = Download(command), download.tool == .curl || download.tool == .wget else { return nil }
        let options = download.options
        switch download.output {
        case .file(let word):
            let names = download.tool == .curl ? ["-o", "--output"] : ["-O", "--output-document"]
            let option = options.options.last { names.contains($0.name) && $0.value != "-" }
            guard let path = option.map(\.value) ?? word.literal, !options.has("--output-dir"),
                !path.hasPrefix("/dev/"),
                !path.contains("$"), !path.contains("`")
            else { return nil }
            return (path, word)
        case .remoteName:
            guard download.urls.count == 1, let url = download.urls.first, let text = url.literal,
                let name = text.split(separator: "/").last, text.has("://"), !name.contains("?"),
                name.contains("."), !options.has("--spider", "--output-dir", "-i")
            else { return nil }
            return (String(name), url)
        case .standardOutput, .folder: return nil
        }
    }

    private static let archives = [
        ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tbz", ".tar.zst", ".zip", ".deb", ".rpm",
        ".7z",
    ]

    /// What ADD unpacks.
    static func isTarball(_ path: String) -> Bool { isArchive(path) && path.lowercased().has(".t") }

    static func isArchive(_ path: String) -> Bool {
        let path = path.lowercased()
        return archives.contains { path.hasSuffix($0) }
    }
}
