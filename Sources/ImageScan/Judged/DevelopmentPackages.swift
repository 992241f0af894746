import Basics

/// Folders of packages that only development needs, as the package managers themselves marked them.
enum DevelopmentPackages {
    /// `text` is npm's `node_modules/.package-lock.json` or Composer's `vendor/composer/installed.json` at `path`.
    static func folders(_ path: String, _ bytes: [UInt8]) -> [String] {
        guard let root = JSONNode(root: bytes) else { return [] }
        if path.hasSuffix("node_modules/.package-lock.json") {
            let base = String(path.dropLast("node_modules/.package-lock.json".count))
            guard let packages = root["packages"] else { return [] }
            return packages.members.filter { $0.value["dev"]?.bool == true && !$0.key.isEmpty }.map { base + $0.key }
        }
        if path.hasSuffix("vendor/composer/installed.json") {
            let base = String(path.dropLast("composer/installed.json".count))
            let names = root["dev-package-names"]?.elements.compactMap(\.string) ?? []
            // With `dev: false` nothing of the list was installed.
            guard root["dev"]?.bool != false else { return [] }
            return names.map { base + $0 }
        }
        return []
    }
}
