/// Paths in an image.
enum LayerPath {
    /// The working directory of a base image, whatever it is: what lies in it is compared among itself only.
    static let ofBase = "/?"

    /// An absolute path without `.` and a slash at the end; a relative one is taken from `workdir`. Empty when `workdir`
    /// is unknown (empty) and the path relative.
    static func resolve(_ path: String, in workdir: String) -> String {
        if !path.hasPrefix("/"), workdir.isEmpty { return "" }
        let joined = path.hasPrefix("/") ? path : workdir + "/" + path
        var parts: [Substring] = []
        for part in joined.split(separator: "/") where part != "." {
            if part == ".." {
                if !parts.isEmpty { parts.removeLast() }
            } else {
                parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Whether `path` is `folder` or lies in it. Never for unknown paths or the root.
    static func covers(_ folder: String, _ path: String) -> Bool {
        guard !folder.isEmpty, !path.isEmpty, folder != "/" else { return false }
        return path == folder || path.hasPrefix(folder + "/")
    }

    /// The last component.
    static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
