import Basics
import RuleKit

/// A finding as it is stored.
struct FindingRecord: Codable, Sendable {
    struct Related: Codable, Sendable {
        let place: PlaceRecord
        let note: Text
        let covered: Bool?
    }

    struct Suppression: Codable, Sendable {
        let kind: Finding.Suppression.Kind
        let place: PlaceRecord?
        let reason: String
    }

    struct Foreign: Codable, Sendable {
        let tool: String
        let message: String
        let link: String
    }

    let rule: String
    let verdict: Finding.Verdict
    let severity: Severity
    /// False for evidence from rules beyond the set that was asked for.
    let shown: Bool
    let identity: String?
    let place: PlaceRecord
    let arguments: [String: String]
    let related: [Related]
    let reason: Text?
    let fix: FixRecord?
    let suppression: Suppression?
    let foreign: Foreign?

    init(_ finding: Finding, in workload: WorkloadReview, _ lines: inout QuotedLines) {
        let finding = lines.told(finding)
        rule = finding.rule
        verdict = finding.verdict
        severity = finding.severity
        shown = finding.isShown
        identity = finding.identity
        place = PlaceRecord(finding.span)
        arguments = finding.arguments
        related = finding.related.map {
            Related(place: PlaceRecord($0.span), note: $0.note, covered: $0.isCovered ? true : nil)
        }
        reason = finding.reason
        fix = finding.fix.map { FixRecord($0, in: workload, &lines) }
        suppression = finding.suppression.map {
            Suppression(kind: $0.kind, place: $0.span.map { PlaceRecord($0) }, reason: $0.reason)
        }
        foreign = finding.foreign.map { Foreign(tool: $0.tool, message: $0.message, link: $0.link) }
        lines.quote(finding.span)
        for related in finding.related { lines.quote(related.span) }
        if let span = finding.suppression?.span { lines.quote(span) }
    }

    func finding(_ files: StoredFiles) -> Finding {
        var finding = Finding(
            rule: rule, verdict: verdict, severity: severity, span: files.span(place), arguments: arguments,
            related: related.map { Finding.Related(files.span($0.place), $0.note, isCovered: $0.covered ?? false) },
            fix: fix?.fix(files), reason: reason,
            foreign: foreign.map { Finding.Foreign(tool: $0.tool, message: $0.message, link: $0.link) })
        finding.suppression = suppression.map {
            Finding.Suppression($0.kind, span: $0.place.map { files.span($0) }, reason: $0.reason)
        }
        finding.identity = identity
        finding.isShown = shown
        return finding
    }
}

/// A fix as it is stored.
struct FixRecord: Codable, Sendable {
    let safety: Fix.Safety
    /// Empty where they would tell a secret: a masked one would break what it mends.
    let edits: [EditRecord]
    let note: Text?

    init(_ fix: Fix, in workload: WorkloadReview, _ lines: inout QuotedLines) {
        safety = fix.safety
        note = fix.note
        let tellsSecret = fix.edits.contains { lines.tellsSecret($0, of: $0.path ?? workload.dockerfile) }
        edits =
            tellsSecret
            ? [] : fix.edits.map { EditRecord($0, path: $0.path ?? workload.dockerfile, &lines) }
    }

    func fix(_ files: StoredFiles) -> Fix {
        Fix(safety, edits.map { $0.edit(files) }, note: note)
    }
}

/// An edit as it is stored: by bytes for programs that apply it, by lines and columns for reports.
struct EditRecord: Codable, Sendable {
    let path: String
    let startByte: Int
    let endByte: Int
    let start: Position
    let end: Position
    let replacement: String

    init(_ edit: Edit, path: String, _ lines: inout QuotedLines) {
        self.path = path
        startByte = edit.range.lowerBound
        endByte = edit.range.upperBound
        (start, end) = lines.quote(edit.range, of: path)
        replacement = edit.replacement
    }

    private enum CodingKeys: String, CodingKey { case path, startByte, endByte, start, end, replacement }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        path = try values.decode(String.self, forKey: .path)
        startByte = try values.decode(Int.self, forKey: .startByte)
        endByte = try values.decode(Int.self, forKey: .endByte)
        start = try values.decode(Position.self, forKey: .start)
        end = try values.decode(Position.self, forKey: .end)
        replacement = try values.decode(String.self, forKey: .replacement)
        guard 0 <= startByte, startByte <= endByte else {
            throw StoredProblem(
                decoder.codingPath + [CodingKeys.endByte], Text(en: "is no range of bytes", ja: "バイト範囲として正しくありません"))
        }
        try PlaceRecord.check(start, end, decoder, CodingKeys.start, CodingKeys.end)
    }

    func edit(_ files: StoredFiles) -> Edit {
        // Of a file that is not there, the bytes are all that there is.
        Edit(path: path, files[path] == nil ? startByte..<endByte : files.range(path, start, end), replacement)
    }
}
