package import Basics

/// A lock file, and whether it agrees with its manifest.
package struct LockFile: Sendable {
    package var path: String
    package var size: Int
    package var problem: Failure?
    /// The version of the lock file's format.
    package var version: String?
    /// Whether it records digests of packages; nil when that was not looked for.
    package var hasIntegrity: Bool?
    /// What the lock file says differently; nil when it cannot be compared (binary, or a digest nobody can recompute).
    package var differences: [Difference]?
    /// Other lock files in the same folder, for other package managers: which one counts is then anybody's guess.
    package var others: [String] = []
    /// Whether it lies in a folder above the manifest's (workspaces).
    package var isAbove = false

    package init(path: String, size: Int) {
        self.path = path
        self.size = size
    }

    /// Whether the lock file agrees with the manifest; nil when that cannot be told.
    package var isInStep: Bool? { differences.map(\.isEmpty) }

    /// A dependency of which manifest and lock file differ.
    package struct Difference: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            /// In the manifest, not in the lock file: strict installers (`npm ci`, `--frozen-lockfile`) fail.
            case missing
            /// Both have it with another range.
            case range
            /// In the lock file's copy of the manifest only.
            case extra
        }

        package var kind: Kind
        package var name: String
        /// The manifest's range; empty for `extra`.
        package var declared: String
        /// The lock file's range; empty for `missing`, and where the lock file records none.
        package var locked: String
        /// Where the manifest declares it.
        package var span: Span?
    }
}
