import Basics

/// What the name of a file says about how often it changes.
package enum SourceName {
    private static let code: Set<String> = [
        "js", "mjs", "cjs", "jsx", "ts", "tsx", "mts", "vue", "svelte", "py", "go", "rs", "java", "kt", "kts", "scala",
        "groovy", "rb", "erb", "php", "cs", "fs", "vb", "cshtml", "razor", "c", "cc", "cpp", "cxx", "h", "hpp", "swift",
        "ex", "exs", "erl", "hs", "clj", "dart", "lua", "pl", "html", "css", "scss", "graphql", "proto",
    ]

    /// Whether it is source code, by its extension.
    package static func isCode(_ path: String) -> Bool {
        let name = RelativePath.name(path)
        guard !ManifestReader.isManifest(name), !name.hasSuffix(".gradle.kts"), let dot = name.lastIndex(of: ".") else {
            return false
        }
        return code.contains(name[name.index(after: dot)...].lowercased())
    }

    /// Whether a package manager reads it to install dependencies: a manifest, a lock file or its settings.
    package static func isInstallInput(_ path: String) -> Bool {
        let name = RelativePath.name(path)
        return ManifestReader.isManifest(name) || locks.contains(name) || PackageConfig.kind(of: path) != nil
    }

    /// Whether it is the lock file of a package manager.
    package static func isLock(_ path: String) -> Bool { locks.contains(RelativePath.name(path)) }

    private static let locks = Set(Ecosystem.allCases.flatMap(\.lockNames))
}
