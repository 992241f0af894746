/// Which files the latest commits changed. The executable reads it when a finding can be told more clearly with it.
package struct ChangeHistory: Sendable, Hashable {
    /// The paths of each commit, newest first, relative to the tree.
    package var commits: [[String]]

    package init(commits: [[String]]) { self.commits = commits }

    /// Reads what `git log --name-only --format=%x00` prints: a NUL begins each commit, then a path a line.
    package init(log: [UInt8], limit: Int = 200) {
        commits = log.split(separator: 0).prefix(limit).map { commit in
            commit.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// In how many commits a path changed for which `condition` holds.
    package func count(where condition: (String) -> Bool) -> Int {
        commits.count { $0.contains(where: condition) }
    }
}
