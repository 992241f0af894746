package import Basics

/// What an import did.
package struct ImportReport: Sendable {
    /// What changed in one source.
    package struct Change: Sendable, Hashable {
        package var source: DatabaseSource
        package var added = 0
        package var changed = 0
        package var kept = 0
        package var removed = 0
    }

    package var changes: [Change] = []
    /// What could not be read, by name, in the order met; at most `limit` of them, all counted in `problemCount`.
    package var problems: [Problem] = []
    package var problemCount = 0

    package struct Problem: Sendable, Hashable {
        package var name: String
        package var reason: Text
    }

    static let limit = 1_000

    package init() {}

    /// Of a list that has been replaced, some of whose lines could not be read.
    package init(_ replaced: (change: Change, broken: Int)) {
        changes = [replaced.change]
        guard replaced.broken > 0 else { return }
        add(
            replaced.change.source.url,
            Failure(
                .invalid,
                Text(en: "\(replaced.broken) of its entries cannot be read.", ja: "\(replaced.broken) 件を読み取れませんでした。")))
    }

    mutating func add(_ name: String, _ failure: Failure) {
        problemCount += 1
        guard problems.count < Self.limit else { return }
        let cause = failure.cause.map { " (\($0))" } ?? ""
        problems.append(
            Problem(name: name, reason: Text(en: failure.message.en + cause, ja: failure.message.ja + cause)))
    }

    package mutating func add(_ other: ImportReport) {
        changes += other.changes
        problems += other.problems.prefix(max(0, Self.limit - problems.count))
        problemCount += other.problemCount
    }
}

/// How far an import is, for people who wait.
package struct ImportProgress: Sendable, Hashable {
    /// The archive or folder.
    package var name: String
    package var done: Int
    package var total: Int
}

/// Where the data of an import came from and what is known of its age.
package struct ImportOrigin: Sendable, Hashable {
    package var url: String
    package var tag: String?
    package var changed: String?
    /// When a server said that this is the newest; nil for files, whose newest record tells.
    package var dated: Moment?

    package init(url: String, tag: String? = nil, changed: String? = nil, dated: Moment? = nil) {
        self.url = url
        self.tag = tag
        self.changed = changed
        self.dated = dated
    }
}
