import Basics

/// What advisories know about the packages of an image; where they were not asked or know too little, that is said
/// before anything else.
struct ImageVulnerabilities {
    private let image: ImageRecord
    private let id: String

    init(_ image: ImageRecord, _ id: String) {
        self.image = image
        self.id = id
    }

    func write(to out: Markup) {
        guard let all = image.vulnerabilities else {
            return out.element("p", ["class": "warning"], ImageLabels.notAsked)
        }
        if let doubt = all.doubt {
            out.element("p", ["class": "warning"]) {
                out.element("b", ["class": "strong"]) { out.both(ImageLabels.doubt) }
                out.raw(" ")
                out.both(doubt)
            }
        }
        if !all.unknown.isEmpty { unknown(all.unknown, out) }
        if let day = all.dataOf { out.element("p", ["class": "quiet"], ImageLabels.dataOf, ["day": "\(day)"]) }
        if all.found.isEmpty {
            // Without a doubt only: what is not known is never clean.
            if all.doubt == nil { out.element("p", ["class": "calm"], ImageLabels.noneKnown) }
            return
        }
        if let newer = all.fixedByNewerBase, newer > 0 {
            let open = all.found.count { $0.standing == "open" }
            out.element("p", ImageLabels.newerBase, ["n": "\(newer)", "all": "\(open)"])
        }
        table(all, out)
    }

    /// Packages named one by one.
    private static let mostUnknown = 200

    private func unknown(_ packages: [ImageRecord.Vulnerabilities.Unknown], _ out: Markup) {
        out.element("details", ["class": "warning alt"]) {
            out.element("summary", ImageLabels.unknownPackages, ["n": "\(packages.count)"])
            out.element("ul") {
                for item in packages.prefix(Self.mostUnknown) {
                    out.element("li") {
                        out.element("code", text: item.package)
                        out.raw(" ")
                        out.both(item.reason)
                    }
                }
            }
            if packages.count > Self.mostUnknown {
                out.element("p", Labels.more, ["n": "\(packages.count - Self.mostUnknown)"])
            }
        }
    }

    // MARK: The table

    private typealias Entry = ImageRecord.Vulnerabilities.Entry
    private typealias Table = HTMLSortTable<Entry>
    private typealias Column = Table.Column

    private func table(_ all: ImageRecord.Vulnerabilities, _ out: Markup) {
        Table(
            id: "\(id)-vulnerability-table", title: ImageLabels.vulnerabilities, columns: columns(all.found),
            filter: filter(all.found),
            keys: {
                [
                    "data-level": $0.level, "data-layer": $0.layer.map { "\($0)" } ?? "",
                    "data-from": ImageColumns.owner($0.isBase), "data-fix": $0.fixed.isEmpty ? "no" : "yes",
                    "data-standing": $0.standing,
                ]
            }
        ).write(all.worstFirst, to: out)
    }

    /// Columns that would be empty are left out.
    private func columns(_ found: [Entry]) -> [Column] {
        var columns: [Column] = [
            Column(ImageLabels.id) { entry, out in identity(entry, out) }.ordered { $0.id },
            Column(ImageLabels.level, .rank) { entry, out in
                out.badge(Self.style(entry.level), ImageText.Words.level(entry.level))
            }.ordered { rank($0.level) },
            Column(ImageLabels.package) { entry, out in
                out.escaped(entry.package)
                out.element("span", ["class": "more"], text: entry.type)
            },
            Column(ImageLabels.version) { entry, out in out.escaped(entry.version) },
            Column(ImageLabels.fixed) { entry, out in
                if entry.fixed.isEmpty { return out.element("span", ["class": "zero"], ImageLabels.noFix) }
                out.escaped(entry.fixed.joined(separator: ", "))
            }.ordered { $0.fixed.first ?? "" },
        ]
        if found.contains(where: { $0.score != nil }) { columns.append(Self.score) }
        if found.contains(where: { $0.likelihood != nil }) { columns.append(Self.likelihood) }
        if found.contains(where: { $0.exploited != nil }) { columns.append(Self.exploited) }
        columns.append(ImageColumns.layer({ $0.layer }, isBase: { $0.isBase }))
        if found.contains(where: { $0.standing != "open" }) { columns.append(Self.standing) }
        return columns
    }

    private static var score: Column {
        Column(ImageLabels.score, .number) { entry, out in
            if let score = entry.score { out.escaped("\((score * 10).rounded() / 10)") }
        }.ordered { $0.score.map { "\($0)" } ?? "" }
    }

    private static var likelihood: Column {
        Column(ImageLabels.likelihood, .number) { entry, out in
            if let likelihood = entry.likelihood { out.escaped(ImageColumns.percent(likelihood)) }
        }.ordered { $0.likelihood.map { "\($0)" } ?? "" }
    }

    private static var exploited: Column {
        Column(ImageLabels.exploited) { entry, out in
            if let day = entry.exploited { out.badge("not-met", Text(en: "\(day)", ja: "\(day)")) }
        }.ordered { $0.exploited.map { "\($0)" } ?? "" }
    }

    private static var standing: Column {
        Column(ImageLabels.standing) { entry, out in
            out.both(ImageLabels.standing(entry.standing))
            if let reason = entry.reason { out.element("span", ["class": "more"], text: reason) }
        }.ordered { $0.standing }
    }

    private func identity(_ entry: Entry, _ out: Markup) {
        if let link = entry.link, link.hasPrefix("https://") || link.hasPrefix("http://") {
            out.element("a", ["href": link], text: entry.id)
        } else {
            out.escaped(entry.id)
        }
        if entry.advisory != entry.id { out.element("span", ["class": "more"], text: entry.advisory) }
        let summary = entry.summary.prefix(240)
        guard !summary.isEmpty else { return }
        out.element(
            "span", ["class": "more"], text: summary.count < entry.summary.count ? "\(summary)…" : entry.summary)
    }

    private func rank(_ level: String) -> String {
        let levels = ImageText.Words.levels
        return "\(levels.count - (levels.firstIndex(of: level) ?? levels.count))"
    }

    /// The name of the small drawing that goes with a level.
    private static func style(_ level: String) -> String {
        switch level {
        case "critical", "high", "medium", "low": level
        case "none": "not-applicable"
        default: "unknown"
        }
    }

    private func filter(_ found: [Entry]) -> HTMLFilter {
        let standings = ["open", "cleared", "ignored"].filter { name in found.contains { $0.standing == name } }
        let fixes = [("yes", ImageLabels.hasFix, false), ("no", ImageLabels.noFix, true)].filter { fix in
            found.contains { $0.fixed.isEmpty == fix.2 }
        }
        return HTMLFilter(
            panel: "\(id)-vulnerabilities",
            chips: ImageText.Words.levels.map { level in
                .init(
                    key: "level", value: level, title: ImageText.Words.level(level),
                    count: found.count { $0.level == level }, isPlain: level == "none")
            },
            choices: [
                .init(key: "fix", title: ImageLabels.fix, options: fixes.map { (value: $0.0, title: $0.1) }),
                ImageColumns.ownerChoice(found.map(\.isBase)),
                ImageColumns.layerChoice(found.map(\.layer)),
                .init(
                    key: "standing", title: ImageLabels.standing,
                    options: standings.map { (value: $0, title: ImageLabels.standing($0)) }),
            ], total: found.count, hasDetails: false)
    }
}
