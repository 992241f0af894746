package import Basics

extension Advisory {
    /// Reads one OSV record, of which each value is looked at once.
    ///
    /// Unknown members are passed over and null is an empty list, as the schema allows; a record without an `id` is
    /// none.
    package init(osv bytes: [UInt8]) throws(Failure) {
        guard let root = JSONNode(root: bytes), root.isObject else {
            throw Failure(
                .invalid,
                Text(
                    en: "An advisory is no JSON object. Get the file again.",
                    ja: "アドバイザリーが JSON オブジェクトではありません。ファイルを取得し直してください。"))
        }
        try self.init(osv: root)
    }

    package init(osv root: JSONNode) throws(Failure) {
        self.init(id: "")
        var details: JSONNode?
        for member in root.members {
            let value = member.value
            switch member.key {
            case "id": id = value.string ?? ""
            case "aliases": aliases = value.strings
            case "upstream": upstream = value.strings
            case "related": related = value.strings
            case "published": published = value.string.flatMap { Day($0.prefix(10)) }
            case "modified": modified = value.string.flatMap { Moment($0) }
            // A date that nobody can read still takes the record back.
            case "withdrawn": isWithdrawn = value.string.map { !$0.isEmpty } ?? false
            case "summary": summary = value.string.map(Self.line) ?? ""
            case "details": details = value
            case "severity": severities = AdvisorySeverity.list(value)
            case "database_specific": word = value["severity"]?.string
            case "affected": affected = value.elements.map(AffectedPackage.init(osv:))
            case "references": references = value.elements.compactMap(AdvisoryReference.init(osv:))
            default: break
            }
        }
        guard !id.isEmpty else {
            throw Failure(
                .invalid,
                Text(
                    en: "An advisory has no id. Get the file again.",
                    ja: "アドバイザリーに id がありません。ファイルを取得し直してください。"))
        }
        if summary.isEmpty, let text = details?.head(of: 600) { summary = Self.line(text) }
    }

    /// The first line that says something, without Markdown's heading marks, and of a length for tables.
    private static func line(_ text: String) -> String {
        let line =
            text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).lazy
            .map { $0.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 || $0 == 0x09 } }
            .first { !$0.isEmpty } ?? ""[...].utf8
        guard line.count > 240 else { return String(Substring(line)) }
        var end = line.index(line.startIndex, offsetBy: 237)
        // Never between the bytes of one character.
        while end > line.startIndex, line[end] & 0xC0 == 0x80 { end = line.index(before: end) }
        return String(Substring(line[..<end])) + "…"
    }
}

extension JSONNode {
    /// The strings of an array; what else stands in it is passed over.
    fileprivate var strings: [String] { elements.compactMap(\.string) }

    /// The begin of a string of any length: descriptions are long and only their first line is shown.
    fileprivate func head(of count: Int) -> String? {
        guard isString else { return nil }
        let inner = bytes[range].dropFirst().dropLast()
        var end = min(inner.endIndex, inner.startIndex + count)
        if end < inner.endIndex {
            // Back to before a character or an escape that would be cut: an escape takes at most 12 bytes (\uD83D\uDE00).
            while end > inner.startIndex, inner[end] & 0xC0 == 0x80 { end -= 1 }
            if let slash = inner[max(inner.startIndex, end - 12)..<end].firstIndex(of: UInt8(ascii: "\\")) {
                end = slash
            }
        }
        return JSONString.decode(inner[..<end])
    }
}

extension AdvisorySeverity {
    static func list(_ node: JSONNode) -> [AdvisorySeverity] {
        node.elements.compactMap { node in
            guard let type = node["type"]?.string, let score = node["score"]?.scalar else { return nil }
            return AdvisorySeverity(type: type, score: score)
        }
    }
}

extension AdvisoryReference {
    init?(osv node: JSONNode) {
        guard let url = node["url"]?.string, !url.isEmpty else { return nil }
        self.init(type: node["type"]?.string ?? "WEB", url: url)
    }
}

extension AffectedPackage {
    init(osv node: JSONNode) {
        self.init(ecosystem: "", name: "")
        var words: [String?] = []
        for member in node.members {
            let value = member.value
            switch member.key {
            case "package":
                for member in value.members {
                    switch member.key {
                    case "ecosystem": ecosystem = member.value.string ?? ""
                    case "name": name = member.value.string ?? ""
                    case "purl": purl = member.value.string
                    default: break
                    }
                }
            case "ranges": ranges = value.elements.compactMap(AffectedRange.init(osv:))
            case "versions": versions = value.elements.compactMap(\.string)
            case "severity": severities = AdvisorySeverity.list(value)
            case "ecosystem_specific":
                for member in value.members {
                    switch member.key {
                    case "urgency", "ubuntu_priority", "severity": words.append(member.value.string)
                    case "custom_ranges":
                        otherFixes = member.value.elements.compactMap(AffectedRange.init(osv:)).flatMap(\.events)
                            .compactMap { if case .fixed(let version) = $0 { version } else { nil } }
                    default: break
                    }
                }
            case "database_specific": words.append(value["severity"]?.string)
            default: break
            }
        }
        word = words.compactMap { $0 }.first
    }
}

extension AffectedRange {
    init?(osv node: JSONNode) {
        guard let kind = node["type"]?.string.flatMap(Kind.init(rawValue:)) else { return nil }
        var events: [Event] = []
        for event in node["events"]?.elements ?? [] {
            // The schema allows one member each; older records have two, which mean two events.
            for member in event.members {
                guard let version = member.value.scalar else { continue }
                switch member.key {
                case "introduced": events.append(.introduced(version))
                case "fixed": events.append(.fixed(version))
                case "last_affected": events.append(.lastAffected(version))
                case "limit": events.append(.limit(version))
                default: break
                }
            }
        }
        self.init(kind: kind, repository: node["repo"]?.string, events: events)
    }
}
