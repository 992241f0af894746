import Basics
import RuleKit

/// Places and edits in SARIF's terms, and the files that they name.
struct SARIFPlaces {
    /// The name under which GitHub and others know the root of the repository.
    static let root = "%SRCROOT%"

    private var masking: Masking
    private var indices: [String: Int] = [:]
    private(set) var artifacts: [SARIF.Artifact] = []

    init(_ review: Review) {
        masking = Masking(review)
        for file in review.files { _ = location(file.path) }
    }

    mutating func location(_ path: String) -> SARIF.ArtifactLocation {
        let uri = Self.uri(path)
        let base = Self.base(path)
        let index = indices[path] ?? artifacts.count
        if index == artifacts.count {
            indices[path] = index
            artifacts.append(SARIF.Artifact(location: SARIF.ArtifactLocation(uri: uri, uriBaseId: base)))
        }
        return SARIF.ArtifactLocation(uri: uri, uriBaseId: base, index: index)
    }

    private static func base(_ path: String) -> String? { path.hasPrefix("/") ? nil : root }

    /// A relative reference, or a `file:` address for a path from the root of the disk. All but what RFC 3986 leaves
    /// unreserved is escaped; a colon in the first part would make a scheme of it.
    static func uri(_ path: String) -> String {
        var result = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }

    mutating func physical(_ span: Span) -> SARIF.Physical {
        let location = location(span.path)
        guard !span.isWholeFile else {
            // GitHub shows a result only where it has a line.
            return SARIF.Physical(
                artifactLocation: location,
                region: SARIF.Region(startLine: 1, startColumn: 1, endLine: 1, endColumn: 1))
        }
        let lines = masking.excerpt(span)
        var context: SARIF.Region?
        if let first = lines.first?.number, let last = lines.last?.number {
            context = SARIF.Region(
                startLine: first, endLine: last,
                snippet: SARIF.Message(text: lines.map(\.text).joined(separator: "\n")))
        }
        return SARIF.Physical(
            artifactLocation: location, region: Self.region(span.start, span.end), contextRegion: context)
    }

    private static func region(_ start: Position, _ end: Position) -> SARIF.Region {
        SARIF.Region(startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column)
    }

    /// The edits of a fix by file; nil where they cannot be told: a file is gone, or they hold a secret.
    mutating func changes(_ edits: [Edit], dockerfile: String) -> [SARIF.Change]? {
        var order: [String] = []
        var byPath: [String: [SARIF.Replacement]] = [:]
        for edit in edits {
            let path = edit.path ?? dockerfile
            guard !masking.tells(edit, of: path) else { return nil }
            let region: SARIF.Region
            if let source = masking.file(path)?.source {
                guard edit.range.upperBound <= source.bytes.count else { return nil }
                region = Self.region(
                    source.position(at: edit.range.lowerBound), source.position(at: edit.range.upperBound))
            } else if edit.range == 0..<0 {
                region = Self.region(Position(line: 1, column: 1), Position(line: 1, column: 1))
            } else {
                return nil
            }
            if byPath[path] == nil { order.append(path) }
            byPath[path, default: []].append(
                SARIF.Replacement(
                    deletedRegion: region,
                    insertedContent: edit.replacement.isEmpty ? nil : SARIF.Message(text: edit.replacement)))
        }
        guard !order.isEmpty else { return nil }
        return order.map { path in
            // A file that the fix makes is none of those that were reviewed.
            let place =
                masking.file(path) == nil
                ? SARIF.ArtifactLocation(uri: Self.uri(path), uriBaseId: Self.base(path)) : location(path)
            return SARIF.Change(artifactLocation: place, replacements: byPath[path] ?? [])
        }
    }
}
