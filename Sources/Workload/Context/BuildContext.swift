package import Basics
import Synchronization

/// The folder that `docker build` sends, seen through its ignore file.
///
/// The walk happens when `listing` is first asked for, and once; the ignore file is read at once, as it is small.
package final class BuildContext: Sendable {
    /// How far a context is looked at.
    package struct Limits: Sendable, Hashable {
        /// Files, links and folders, ignored ones too where their folder is entered.
        package var entries = 200_000
        /// The size of the ignore file in bytes.
        package var ignoreFileBytes = 1 << 20

        package init(entries: Int = 200_000, ignoreFileBytes: Int = 1 << 20) {
            self.entries = entries
            self.ignoreFileBytes = ignoreFileBytes
        }
    }

    package let tree: any FileTree
    /// The root of the context, relative to the tree.
    package let root: String
    /// The ignore file that takes effect; nil when there is none.
    package let ignoreFile: IgnoreFile?
    package let matcher: IgnoreMatcher
    package let limits: Limits

    private let cache = Mutex<ContextListing?>(nil)

    /// - Parameter dockerfilePath: relative to the tree, not to `root`; nil for a Dockerfile from standard input.
    package init(tree: any FileTree, root: String, dockerfilePath: String?, limits: Limits = Limits()) {
        self.tree = tree
        self.root = root
        self.limits = limits
        ignoreFile = IgnoreFile.find(
            in: tree, dockerfile: dockerfilePath, root: root, limit: limits.ignoreFileBytes)
        matcher = IgnoreMatcher(ignoreFile?.patterns ?? [])
    }

    /// What is sent to the builder.
    package var listing: ContextListing {
        cache.withLock { cached in
            if let cached { return cached }
            let listing = ContextWalk.list(tree: tree, root: root, matcher: matcher, entryLimit: limits.entries)
            cached = listing
            return listing
        }
    }

    /// The path in `tree` of a path in the context.
    package func treePath(_ path: String) -> String {
        root.isEmpty ? path : path.isEmpty ? root : root + "/" + path
    }

    /// The pattern behind a decision.
    package func pattern(_ index: Int?) -> IgnorePattern? {
        guard let index, matcher.patterns.indices.contains(index) else { return nil }
        return matcher.patterns[index]
    }
}
