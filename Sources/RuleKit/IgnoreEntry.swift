package import Basics
import Workload

/// One exception of a settings file: `ignore` in `plimsoll.yml`, or a line of another tool's file.
package struct IgnoreEntry: Sendable, Hashable {
    /// An id, a slug, or a peer's id.
    package var rule: String
    /// Patterns of the files it is for, from the folder of the settings file; empty for all files.
    package var paths: [String]
    package var reason: String
    /// The first day on which it no longer counts.
    package var ends: Day?
    /// Where it is written.
    package var span: Span
    /// Whether it stands in another tool's file.
    package var isForeign: Bool

    package init(
        rule: String, paths: [String] = [], reason: String = "", ends: Day? = nil, span: Span, isForeign: Bool
    ) {
        self.rule = rule
        self.paths = paths
        self.reason = reason
        self.ends = ends
        self.span = span
        self.isForeign = isForeign
    }

    package func isExpired(_ today: Day) -> Bool { ends.map { $0 <= today } ?? false }

    /// Whether it is for a file of the tree. Patterns are those of a .dockerignore: `**` goes over folders.
    package func covers(_ path: String) -> Bool {
        if paths.isEmpty { return true }
        let folder = RelativePath.folder(span.path)
        guard folder.isEmpty || path.utf8.starts(with: (folder + "/").utf8), let matcher = IgnoreMatcher(paths) else {
            return false
        }
        let relative = folder.isEmpty ? path : String(path.dropFirst(folder.count + 1))
        return matcher.decide(relative).isIgnored
    }
}

extension Day {
    /// The day before.
    package var previous: Day {
        if day > 1 { return Day(year: year, month: month, day: day - 1) }
        if month == 1 { return Day(year: year - 1, month: 12, day: 31) }
        return Day(year: year, month: month - 1, day: Self.days(in: month - 1, of: year))
    }

    /// The day after.
    package var next: Day {
        if day < Self.days(in: month, of: year) { return Day(year: year, month: month, day: day + 1) }
        return month < 12 ? Day(year: year, month: month + 1, day: 1) : Day(year: year + 1, month: 1, day: 1)
    }
}
