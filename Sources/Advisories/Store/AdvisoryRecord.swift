import Basics

/// An advisory as the database keeps it: fields in a fixed order, without names.
///
/// What matching and reports ask for stays. Commits do not: no installed package tells of its own, so of a range of
/// commits only remains that there was one. Of references the most telling three stay.
enum AdvisoryRecord {
    static let references = 3

    static func encode(_ advisory: Advisory) -> [UInt8] {
        var out = RecordWriter()
        out.list(advisory.aliases) { $0.text($1) }
        out.list(advisory.upstream) { $0.text($1) }
        out.list(advisory.related) { $0.text($1) }
        // What Go's database says of unknown days is the year 1: what was before 1970 is not known.
        out.number(advisory.published.map { max(0, Moment($0).seconds / Moment.secondsOfDay + 1) } ?? 0)
        out.text(advisory.modified.map { String($0.seconds) })
        out.text(advisory.summary)
        out.list(advisory.severities) { write(&$0, $1) }
        out.text(advisory.word)
        out.list(telling(advisory.references)) { out, reference in
            out.text(reference.type)
            out.text(reference.url)
        }
        out.list(advisory.affected) { $0.block(encode($1)) }
        return out.bytes
    }

    private static func encode(_ affected: AffectedPackage) -> [UInt8] {
        var out = RecordWriter()
        out.text(affected.ecosystem)
        out.text(affected.name)
        out.text(affected.purl)
        out.list(affected.severities) { write(&$0, $1) }
        out.text(affected.word)
        out.list(affected.otherFixes) { $0.text($1) }
        out.list(affected.ranges) { out, range in
            out.number(kinds.firstIndex(of: range.kind) ?? 0)
            out.list(range.kind == .git ? [] : range.events) { out, event in
                let number =
                    switch event {
                    case .introduced: 0
                    case .fixed: 1
                    case .lastAffected: 2
                    case .limit: 3
                    }
                out.number(number)
                out.text(event.version)
            }
        }
        out.versions(affected.versions)
        return out.bytes
    }

    private static let kinds: [AffectedRange.Kind] = [.semver, .ecosystem, .git]

    private static func write(_ out: inout RecordWriter, _ severity: AdvisorySeverity) {
        out.text(severity.type)
        out.text(severity.score)
    }

    /// What somebody who reads a report follows first: the advisory, then the change that mends it.
    private static func telling(_ all: [AdvisoryReference]) -> [AdvisoryReference] {
        let order = ["ADVISORY", "FIX", "ARTICLE", "REPORT"]
        let ranked = all.enumerated().map { (rank: order.firstIndex(of: $1.type) ?? order.count, place: $0, value: $1) }
        return ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.prefix(references).map(\.value)
    }

    /// Nil for a broken record. Of the affected packages only those are decoded that `wanted` says, by ecosystem and
    /// name: an advisory of many packages is mostly asked for one.
    static func decode(_ bytes: [UInt8], id: String, wanted: (String, String) -> Bool = { _, _ in true }) -> Advisory? {
        var input = RecordReader(bytes[...])
        guard let aliases = input.list({ $0.text() }), let upstream = input.list({ $0.text() }),
            let related = input.list({ $0.text() }), let published = input.number(),
            let modified = input.optionalText(), let summary = input.text(),
            let severities = input.list({ severity(&$0) }), let word = input.optionalText(),
            let references = input.list({ reference(&$0) }), let blocks = input.list({ $0.block() })
        else { return nil }
        var affected: [AffectedPackage] = []
        for block in blocks {
            var input = RecordReader(block)
            guard let ecosystem = input.text(), let name = input.text() else { return nil }
            guard wanted(ecosystem, name) else { continue }
            guard let package = package(&input, ecosystem, name) else { return nil }
            affected.append(package)
        }
        return Advisory(
            id: id, aliases: aliases, upstream: upstream, related: related, published: day(published),
            modified: modified.flatMap { Int($0) }.map { Moment(seconds: $0) }, isWithdrawn: false, summary: summary,
            severities: severities, word: word, affected: affected, references: references)
    }

    private static func day(_ number: Int) -> Day? {
        // Beyond the year 9999 nothing was published.
        guard number > 0, number < 3_000_000 else { return nil }
        return Moment(seconds: (number - 1) * Moment.secondsOfDay).day
    }

    private static func severity(_ input: inout RecordReader) -> AdvisorySeverity? {
        guard let type = input.text(), let score = input.text() else { return nil }
        return AdvisorySeverity(type: type, score: score)
    }

    private static func reference(_ input: inout RecordReader) -> AdvisoryReference? {
        guard let type = input.text(), let url = input.text() else { return nil }
        return AdvisoryReference(type: type, url: url)
    }

    private static func package(_ input: inout RecordReader, _ ecosystem: String, _ name: String) -> AffectedPackage? {
        guard let purl = input.optionalText(), let severities = input.list({ severity(&$0) }),
            let word = input.optionalText(), let fixes = input.list({ $0.text() }),
            let ranges = input.list({ range(&$0) }), let versions = input.versions()
        else { return nil }
        return AffectedPackage(
            ecosystem: ecosystem, name: name, purl: purl, ranges: ranges, versions: versions, severities: severities,
            word: word, otherFixes: fixes)
    }

    private static func range(_ input: inout RecordReader) -> AffectedRange? {
        guard let kind = input.number(), kinds.indices.contains(kind), let events = input.list({ event(&$0) }) else {
            return nil
        }
        return AffectedRange(kind: kinds[kind], events: events)
    }

    private static func event(_ input: inout RecordReader) -> AffectedRange.Event? {
        guard let number = input.number(), let version = input.text() else { return nil }
        switch number {
        case 0: return .introduced(version)
        case 1: return .fixed(version)
        case 2: return .lastAffected(version)
        case 3: return .limit(version)
        default: return nil
        }
    }
}
