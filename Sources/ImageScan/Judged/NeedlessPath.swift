/// Files that a container in production does not read, by where they lie.
enum NeedlessPath {
    /// The kind, and the folder that stands for all of it; nil for what may be needed.
    static func judge(_ path: String) -> (Waste.Kind, String)? {
        var path = path
        let found = path.withUTF8 { path in
            prefixes.first { path.starts($0.bytes) }.map { ($0.kind, $0.bytes.count - 1) } ?? inside(path)
        }
        return found.map { kind, count in (kind, String(decoding: path.utf8.prefix(count), as: UTF8.self)) }
    }

    /// By the names of the folders on the way and of the file: the kind, and the bytes of what stands for all of it.
    private static func inside(_ path: UnsafeBufferPointer<UInt8>) -> (Waste.Kind, Int)? {
        var start = 0
        while start < path.count {
            let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
            if firsts.contains(path[start]) {
                let name = String(decoding: path[start..<end], as: UTF8.self)
                if end == path.count { return names.contains(name) ? (.workshop, end) : nil }
                if let kind = folders[name] { return (kind, end) }
            }
            start = end + 1
        }
        return nil
    }

    /// What the names below begin with: most paths have none of these.
    private static let firsts: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "T")]

    private static let prefixes: [(bytes: [UInt8], kind: Waste.Kind)] = [
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
    ].map { (Array($0.utf8), $1) }
    private static let folders: [String: Waste.Kind] = [
        ".git": .workshop, ".hg": .workshop, ".svn": .workshop, ".idea": .workshop, ".vscode": .workshop,
        ".pytest_cache": .cache, ".mypy_cache": .cache, ".ruff_cache": .cache, ".tox": .cache, ".nox": .cache,
        ".parcel-cache": .cache, ".gradle": .cache, ".terraform": .workshop, ".nyc_output": .workshop,
        "_cacache": .cache,
    ]
    private static let names: Set<String> = [".DS_Store", "Thumbs.db", ".vimrc", ".viminfo", ".bash_history"]
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func starts(_ prefix: [UInt8]) -> Bool {
        guard prefix.count <= count else { return false }
        for index in prefix.indices where self[index] != prefix[index] { return false }
        return true
    }
}
