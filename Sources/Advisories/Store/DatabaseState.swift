package import Basics

/// How much an answer from the database is worth. Only `fresh` allows to call a package clean.
package enum DatabaseState: Sendable, Hashable {
    /// There is no database.
    case missing
    /// It has no complete list for the ecosystem.
    case empty(String)
    /// Its data is from that day, which is more than `DatabaseState.days` ago.
    case old(Day)
    case fresh(Day)

    /// From when on data counts as old: new vulnerabilities come out every day.
    package static let days = 7

    package var isFresh: Bool { if case .fresh = self { true } else { false } }

    /// What to tell people.
    package var text: Text {
        switch self {
        case .missing:
            Text(
                en: "There is no advisory database. Run `plimsoll db update`.",
                ja: "アドバイザリーデータベースがありません。`plimsoll db update` を実行してください。")
        case .empty(let ecosystem):
            Text(
                en: "The advisory database has no complete list for \(ecosystem). Run `plimsoll db update`.",
                ja: "アドバイザリーデータベースに \(ecosystem) の完全な一覧がありません。`plimsoll db update` を実行してください。")
        case .old(let day):
            Text(
                en: "The advisories are from \(day), more than \(Self.days) days ago. Run `plimsoll db update`.",
                ja: "アドバイザリーは \(day) 時点のもので、\(Self.days) 日を超えて経過しています。`plimsoll db update` を実行してください。")
        case .fresh(let day):
            Text(en: "The advisories are from \(day).", ja: "アドバイザリーは \(day) 時点のものです。")
        }
    }
}

/// One of the things that were imported.
package struct DatabaseSource: Sendable, Hashable {
    /// The list of exploited vulnerabilities and the likelihoods of exploitation, beside ecosystems.
    package static let exploited = "kev"
    package static let likelihoods = "epss"

    /// A family of ecosystems (`EcosystemFamily`), `kev` or `epss`.
    package var name: String
    /// Where it came from: an address or a path.
    package var url: String
    /// What the server called that version of the file.
    package var tag: String?
    package var changed: String?
    /// The time of the data: when a server last said that this is its newest, or, of a file, the newest thing in it.
    package var dated: Moment
    /// When its newest advisory was changed.
    package var newest: Moment?
    /// Withdrawn ones not among them.
    package var records: Int
    package var withdrawn: Int
    /// Whether it is the complete list: single files do not make an ecosystem known.
    package var isWhole: Bool

    package init(
        name: String, url: String, tag: String? = nil, changed: String? = nil, dated: Moment, newest: Moment? = nil,
        records: Int = 0, withdrawn: Int = 0, isWhole: Bool = true
    ) {
        self.name = name
        self.url = url
        self.tag = tag
        self.changed = changed
        self.dated = dated
        self.newest = newest
        self.records = records
        self.withdrawn = withdrawn
        self.isWhole = isWhole
    }

    package func state(today: Day) -> DatabaseState {
        guard isWhole else { return .empty(name) }
        let age = Moment(today).seconds - Moment(dated.day).seconds
        return age > DatabaseState.days * Moment.secondsOfDay ? .old(dated.day) : .fresh(dated.day)
    }
}
