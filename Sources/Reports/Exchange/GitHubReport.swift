package import Basics
import RuleKit

/// The open findings as workflow commands of GitHub Actions, which become annotations of a pull request:
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
///
/// A step has ten annotations of each kind at most. The worst become annotations; the others follow in a folded group
/// of the log.
package enum GitHubReport {
    /// How many annotations of one kind a step may make.
    static let limit = 10

    package static func render(_ review: Review, _ language: Language) -> String {
        let open = review.open
        // Without them a step that shows nothing would look as if nothing were open.
        var lines = review.openPoints.prefix(3).map { point in
            "::notice title=Plimsoll::\(data("\(point.image): \(point.text(language))"))"
        }
        let told = lines.count
        var rest: [Listed] = []
        for kind in ["error", "warning", "notice"] {
            let items = open.filter { command($0.finding.severity) == kind }
            // One notice is kept for the line that says how many there are beside.
            let room = kind == "notice" ? limit - told - (open.count > limit - told ? 1 : 0) : limit
            lines += items.prefix(room).map { annotation($0, kind, language) }
            rest += items.dropFirst(room)
        }
        guard !rest.isEmpty else { return lines.map { $0 + "\n" }.joined() }
        let more = Text(
            en: "{n} more {n|1=finding is|findings are} in the log of this step: GitHub shows {limit} of each kind.",
            ja: "このほか {n} 件の指摘があります。GitHub が表示する注釈は種類ごとに {limit} 件までのため、ステップのログを参照してください。")(
                language, ["n": "\(rest.count)", "limit": "\(limit)"])
        let heading = Text(en: "Plimsoll: {n} more findings", ja: "Plimsoll: そのほかの指摘 {n} 件")(
            language, ["n": "\(rest.count)"])
        lines.append("::group::\(data(heading))")
        lines += rest.map { logLine($0, language) }
        lines.append("::endgroup::")
        lines.append("::notice title=Plimsoll::\(data(more))")
        return lines.map { $0 + "\n" }.joined()
    }

    static func command(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .style: "notice"
        }
    }

    private static func annotation(_ item: Listed, _ kind: String, _ language: Language) -> String {
        let span = item.finding.span
        var properties = ["file=\(property(span.path))", "line=\(span.start.line)"]
        if !span.isWholeFile {
            // GitHub takes columns only where the place lies in one line.
            if span.start.line == span.end.line {
                properties += ["endLine=\(span.end.line)", "col=\(span.start.column)"]
                properties.append("endColumn=\(max(span.end.column, span.start.column))")
            } else {
                let last = span.end.column == 1 ? span.end.line - 1 : span.end.line
                properties.append("endLine=\(max(span.start.line, last))")
            }
        }
        properties.append("title=\(property(item.heading(language)))")
        var message = item.message(language)
        if let remedy = item.remedy(language) {
            message += "\n" + remedy
        } else if let link = item.link {
            message += "\n" + link
        }
        return "::\(kind) \(properties.joined(separator: ","))::\(data(message))"
    }

    /// A line of the log that no runner takes for a command.
    private static func logLine(_ item: Listed, _ language: Language) -> String {
        let severity = item.finding.severity.title(language)
        let text = "- \(item.finding.span.place): \(severity): \(item.message(language)) [\(item.finding.rule)]"
        return Escape.oneLine(text).replacing("##[", with: "## [")
    }

    /// What stands behind the `::`.
    static func data(_ text: String) -> String {
        Escape.map(text) { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            // Further ways to end a line, to some readers.
            case "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": " "
            default: nil
            }
        }
    }

    /// The value of a property.
    static func property(_ text: String) -> String {
        Escape.map(data(text)) { scalar in
            switch scalar {
            case ":": "%3A"
            case ",": "%2C"
            default: nil
            }
        }
    }
}
