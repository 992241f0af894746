import Basics
import RuleKit
import Workload

/// Quotes source without the secrets in it. Remembers where each file's secrets are: reports quote a file many times.
struct Masking {
    private let sources: @Sendable (String) -> SourceFile?
    private var files: [String: SourceMask?] = [:]

    init(_ review: Review) { sources = review.sources }

    mutating func file(_ path: String) -> SourceMask? {
        if let known = files[path] { return known }
        let file = sources(path).map { SourceMask($0) }
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
        return file.secrets.contains { !$0.isEmpty && edit.replacement.contains($0) }
    }

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
