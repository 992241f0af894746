/// A file or link that is sent to the builder.
package struct ContextFile: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case file, link }

    /// Relative to the root of the context.
    package var path: String
    /// In bytes; 0 for a link.
    package var size: Int
    package var kind: Kind

    package init(path: String, size: Int, kind: Kind = .file) {
        self.path = path
        self.size = size
        self.kind = kind
    }
}

/// What of a build context is sent to the builder.
package struct ContextListing: Sendable {
    /// Sorted by path in byte order, so that what is below one folder stands together.
    package var files: [ContextFile] = []
    package var totalBytes = 0
    /// Files, links and folders that were looked at, ignored or not.
    package var entryCount = 0
    /// Whether there is more than was looked at. Then nothing follows from a file's absence.
    package var isTruncated = false
    /// Folders that could not be read.
    package var unreadable: [String] = []
    /// For each pattern of the ignore file, how many entries it decided on. Entries of ignored folders do not count.
    package var decisions: [Int] = []

    /// The indices of the files at or below `folder`; all of them for the empty string.
    package func range(below folder: String) -> Range<Int> {
        if folder.isEmpty { return 0..<files.count }
        let prefix = Array((folder + "/").utf8)
        let start = firstIndex { !$0.lexicographicallyPrecedes(prefix) }
        return start..<end(of: prefix, from: start)
    }

    /// The index after the last file whose path begins with `prefix`.
    func end(of prefix: [UInt8], from start: Int) -> Int {
        firstIndex(from: start) { !$0.starts(with: prefix) && !$0.lexicographicallyPrecedes(prefix) }
    }

    /// The index of the file with exactly this path.
    package func index(of path: String) -> Int? {
        let index = firstIndex { !$0.lexicographicallyPrecedes(path.utf8) }
        return index < files.count && files[index].path == path ? index : nil
    }

    /// Binary search for the first file whose path fulfils a condition that holds for all after it.
    private func firstIndex(from start: Int = 0, where condition: (String.UTF8View) -> Bool) -> Int {
        var low = start
        var high = files.count
        while low < high {
            let middle = (low + high) / 2
            if condition(files[middle].path.utf8) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
