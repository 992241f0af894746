/// Files that a container in production does not read, by where they lie.
enum NeedlessPath {
    /// The kind, and the folder that stands for all of it; nil for what may be needed.
    static func judge(_ path: String) -> (Waste.Kind, String)? {
        for (prefix, kind) in prefixes where path.hasPrefix(prefix) {
            return (kind, String(prefix.dropLast()))
        }
        guard path.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }) else { return nil }
        var start = path.startIndex
        while let slash = path[start...].firstIndex(of: "/") {
            if let kind = folders[path[start..<slash]] { return (kind, String(path[..<slash])) }
            start = path.index(after: slash)
        }
        return names.contains(path[start...]) ? (.workshop, path) : nil
    }

    private static let prefixes: [(String, Waste.Kind)] = [
        ("var/lib/apt/lists/", .cache), ("var/cache/apt/", .cache), ("var/cache/apk/", .cache),
        ("var/cache/yum/", .cache), ("var/cache/dnf/", .cache), ("var/cache/libdnf5/", .cache),
        ("var/cache/zypp/", .cache), ("var/cache/debconf/", .cache), ("var/cache/ldconfig/", .cache),
        ("root/.cache/", .cache), ("root/.npm/", .cache), ("root/.yarn/", .cache), ("root/.m2/", .cache),
        ("root/.gradle/", .cache), ("root/.cargo/registry/", .cache), ("root/.nuget/", .cache),
        ("usr/local/share/.cache/", .cache), ("root/go/pkg/mod/cache/", .cache), ("go/pkg/mod/cache/", .cache),
        ("usr/local/cargo/registry/", .cache), ("root/.bundle/cache/", .cache), ("root/.composer/cache/", .cache),
        ("usr/share/doc/", .documentation), ("usr/share/man/", .documentation), ("usr/share/info/", .documentation),
        ("usr/share/gtk-doc/", .documentation), ("usr/local/share/man/", .documentation),
        ("usr/local/share/doc/", .documentation),
    ]
    private static let folders: [Substring: Waste.Kind] = [
        ".git": .workshop, ".hg": .workshop, ".svn": .workshop, ".idea": .workshop, ".vscode": .workshop,
        ".pytest_cache": .cache, ".mypy_cache": .cache, ".ruff_cache": .cache, ".tox": .cache, ".nox": .cache,
        ".parcel-cache": .cache, ".gradle": .cache, ".terraform": .workshop, ".nyc_output": .workshop,
        "_cacache": .cache,
    ]
    private static let names: Set<Substring> = [".DS_Store", "Thumbs.db", ".vimrc", ".viminfo", ".bash_history"]
}
