import Basics
import Parity
import RuleKit
import Workload

/// Quotes source without the secrets in it. Remembers where each file's secrets are: reports quote a file many times.
struct Masking {
    private let sources: @Sendable (String) -> SourceFile?
    private var files: [String: SourceMask?] = [:]
    /// What rules found to be secret by more than the words around it: by the name of a variable some lines above.
    private let values: [SourceMask.Secret]

    init(_ review: Review) {
        sources = review.sources
        values = Self.values(review)
    }

    init(sources: @escaping @Sendable (String) -> SourceFile?) {
        self.sources = sources
        values = []
    }

    /// The secrets that findings point at, found again by the masked form that they tell: `Kq7v…(16)`.
    private static func values(_ review: Review) -> [SourceMask.Secret] {
        var values: [String: String] = [:]
        for finding in review.workloads.lazy.flatMap(\.findings) where finding.verdict == .fault {
            guard let masked = finding.arguments["masked"], let source = review.sources(finding.span.path),
                !source.isQuotation
            else { continue }
            for secret in secrets(masked, in: source.text(finding.span.bytes)) { values[secret] = masked }
        }
        return values.sorted { $0.key < $1.key }.map { SourceMask.Secret(text: $0.key, masked: $0.value) }
    }

    private static func secrets(_ masked: String, in text: String) -> [String] {
        guard let cut = masked.firstRange(of: "…("), masked.hasSuffix(")"),
            let length = Int(masked[cut.upperBound...].dropLast()), length >= 8
        else { return [] }
        let start = Array(masked[..<cut.lowerBound].utf8)
        let bytes = Array(text.utf8)
        guard !start.isEmpty, bytes.count >= length, bytes.count < 1 << 16 else { return [] }
        return (0...(bytes.count - length)).filter { bytes[$0..<$0 + start.count].elementsEqual(start) }
            .map { String(decoding: bytes[$0..<$0 + length], as: UTF8.self) }
    }

    mutating func file(_ path: String) -> SourceMask? {
        if let known = files[path] { return known }
        let file = sources(path).map { SourceMask($0, also: values) }
        files[path] = .some(file)
        return file
    }

    /// The lines around a place with carets, as the terminal shows them; empty for a whole file and for one that is gone.
    mutating func excerpt(_ span: Span) -> [Excerpt.Line] {
        guard !span.isWholeFile, let file = file(span.path) else { return [] }
        return Excerpt.of(span, in: file)
    }

    /// The excerpt as text with line numbers.
    mutating func quoted(_ span: Span) -> String {
        let lines = excerpt(span)
        let width = String(lines.compactMap(\.number).max() ?? 0).count
        var result: [String] = []
        for line in lines {
            let number = line.number.map(String.init) ?? ""
            let gutter = String(repeating: " ", count: max(0, width - number.count))
            result.append("\(gutter)\(number) | \(line.text)")
            if !line.carets.isEmpty { result.append(String(repeating: " ", count: width) + " | \(line.carets)") }
        }
        return result.joined(separator: "\n")
    }

    /// Whether a fix would put one of the file's secrets into the report: it is then left out, for a masked fix would
    /// break what it mends.
    mutating func tells(_ edit: Edit, of path: String) -> Bool {
        let text = Array(edit.replacement.utf8)
        guard SecretContent.scan(text, limit: text.count).isEmpty else { return true }
        guard let file = file(path) else { return false }
        return file.secrets.contains { !$0.text.isEmpty && edit.replacement.contains($0.text) }
    }

    // MARK: What findings say

    /// The finding as every report may tell it. Rules quote the source in arguments, notes and reasons, and other tools
    /// in their messages: a secret of the files it speaks of is no more in any of them, nor what looks like one.
    mutating func told(_ finding: Finding) -> Finding {
        let secrets = secrets(of: finding)
        func mask(_ text: String) -> String { Self.text(Self.without(secrets, text)) }
        func mask(_ text: Text) -> Text { Text(en: mask(text.en), ja: mask(text.ja)) }
        var told = finding
        told.arguments = finding.arguments.mapValues { mask($0) }
        for index in told.related.indices { told.related[index].note = mask(told.related[index].note) }
        told.reason = finding.reason.map { mask($0) }
        told.foreign?.message = mask(finding.foreign?.message ?? "")
        told.suppression?.reason = mask(finding.suppression?.reason ?? "")
        if let note = finding.fix?.note { told.fix?.note = mask(note) }
        return told
    }

    /// The graph as every report may tell it: names are what definitions say, and definitions hold secrets.
    mutating func told(_ graph: SystemGraph) -> SystemGraph {
        let places = graph.nodes.compactMap(\.place) + graph.edges.flatMap(\.places)
        let secrets = Set(places.map(\.path)).sorted().flatMap { file($0)?.pieces ?? [] }
        return graph.mapNames { Self.text(Self.without(secrets, $0)) }
    }

    /// The table as every report may tell it.
    mutating func told(_ table: ParityTable) -> ParityTable {
        let secrets = table.paths.flatMap { file($0)?.pieces ?? [] }
        return table.mapValues { Self.text(Self.without(secrets, $0)) }
    }

    /// The secrets of the files that a finding speaks of.
    private mutating func secrets(of finding: Finding) -> [SourceMask.Secret] {
        var paths = [finding.span.path]
        for related in finding.related where !paths.contains(related.span.path) { paths.append(related.span.path) }
        return paths.flatMap { file($0)?.pieces ?? [] }
    }

    private static func without(_ secrets: [SourceMask.Secret], _ text: String) -> String {
        secrets.reduce(text) { text, secret in
            let text = text.contains(secret.text) ? text.replacing(secret.text, with: secret.masked) : text
            return withoutStart(of: secret, text)
        }
    }

    /// Rules shorten what they quote: a secret may be cut in its middle.
    private static func withoutStart(of secret: SourceMask.Secret, _ text: String) -> String {
        guard let cut = text.firstRange(of: "…") else { return text }
        let before = text[..<cut.lowerBound]
        var start = Substring(secret.text).dropLast()
        // The head of a key says only that it is one.
        let least = secret.text.hasPrefix("-----") ? secret.text.prefix { !$0.isNewline }.utf8.count : mostTold
        while start.utf8.count > least {
            if before.hasSuffix(start) { return before.dropLast(start.count) + secret.masked + text[cut.lowerBound...] }
            start = start.dropLast()
        }
        return text
    }

    /// Bytes of a secret that may be told.
    private static let mostTold = 4

    /// A text for people without the secrets that it quotes.
    static func text(_ text: String) -> String {
        var bytes = Array(text.utf8)
        let secrets = SecretContent.scan(bytes, limit: bytes.count)
        guard !secrets.isEmpty else { return text }
        for secret in secrets {
            let kept = min(4, secret.range.count / 4)
            for offset in secret.range.dropFirst(kept) where bytes[offset] < 0x80 { bytes[offset] = UInt8(ascii: "*") }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
