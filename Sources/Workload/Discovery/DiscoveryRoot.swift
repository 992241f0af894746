package import Basics

/// Where a review reads from: one folder that holds all that the user named, and the way down to it.
package struct DiscoveryRoot: Sendable, Hashable {
    /// The absolute path of the folder.
    package var path: String
    /// What the user named, relative to `path`; the empty string is the folder itself.
    package var starts: [String]
    /// The current folder relative to `path`, or nil when it is outside: people read paths from where they are.
    package var here: String?

    package init(path: String, starts: [String], here: String?) {
        self.path = path
        self.starts = starts
        self.here = here
    }

    /// Finds the root for `paths` (files or folders, absolute or relative to `currentFolder`; none means that folder).
    ///
    /// The root is the repository that holds them all, so that a Dockerfile's context above it can be read; without
    /// one it is the current folder when that holds them all, else the innermost folder that does. `system` is the whole
    /// file system. Throws `notFound` for the first path that is not there.
    package static func find(
        paths: [String], currentFolder: String, in system: some FileTree = DiskTree(root: "/")
    ) throws(Failure) -> DiscoveryRoot {
        var places: [String] = []
        var folders: [String] = []
        for path in paths.isEmpty ? ["."] : paths {
            let base = path.hasPrefix("/") ? "" : currentFolder
            guard !path.isEmpty, let place = RelativePath.join(base, path), let entry = system.entry(place) else {
                throw .missing(path)
            }
            let isFolder = entry.kind == .folder || (entry.kind == .link && (try? system.list(place)) != nil)
            places.append(place)
            folders.append(isFolder ? place : RelativePath.folder(place))
        }
        let current = RelativePath.join("", currentFolder) ?? ""
        var common = folders.first ?? current
        for folder in folders.dropFirst() { common = shared(common, folder) }
        let root = repository(of: common, system) ?? (holds(current, common) ? current : common)
        return DiscoveryRoot(
            path: "/" + root, starts: places.map { relative($0, to: root) },
            here: holds(root, current) ? relative(current, to: root) : nil)
    }

    /// A path of the tree as seen from the current folder: `services/web/Dockerfile` in `services` is `web/Dockerfile`.
    package func shown(_ path: String) -> String {
        guard let here else { return self.path == "/" ? "/" + path : self.path + "/" + path }
        if Self.holds(here, path) { return here.isEmpty ? path : Self.relative(path, to: here) }
        let common = Self.shared(here, RelativePath.folder(path))
        let ups = Self.relative(here, to: common).split(separator: "/").count
        return String(repeating: "../", count: ups) + Self.relative(path, to: common)
    }

    private static func holds(_ folder: String, _ path: String) -> Bool {
        folder.isEmpty || path == folder || path.utf8.starts(with: (folder + "/").utf8)
    }

    private static func relative(_ path: String, to folder: String) -> String {
        if folder.isEmpty { return path }
        return path == folder ? "" : String(decoding: path.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
    }

    private static func shared(_ first: String, _ second: String) -> String {
        var parts: [Substring] = []
        for (a, b) in zip(first.split(separator: "/"), second.split(separator: "/")) {
            if a != b { break }
            parts.append(a)
        }
        return parts.joined(separator: "/")
    }

    /// The innermost folder around `folder` that is a repository.
    private static func repository(of folder: String, _ system: some FileTree) -> String? {
        var folder = folder
        while true {
            let prefix = folder.isEmpty ? "" : folder + "/"
            if system.exists(prefix + ".git") || system.exists(prefix + ".hg") { return folder }
            if folder.isEmpty { return nil }
            folder = RelativePath.folder(folder)
        }
    }
}
