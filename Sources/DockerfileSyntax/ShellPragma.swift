import Basics

/// `# hadolint shell=powershell`: the shell of a base image that has another than `sh`, from there to the end of the
/// stage or to the next SHELL.
struct ShellPragma: Sendable, Hashable {
    let offset: Int
    let shell: String

    static func read(_ comments: [Comment], _ source: SourceFile) -> [ShellPragma] {
        comments.compactMap { comment in
            var text = source.bytes[comment.range].drop { $0 == UInt8(ascii: "#") || $0.isSpace }
            // Most comments begin with another word.
            guard text.starts(with: "hadolint".utf8) else { return nil }
            text = text.dropFirst(8).drop(while: \.isSpace)
            guard text.starts(with: "shell".utf8) else { return nil }
            text = text.dropFirst(5).drop(while: \.isSpace)
            guard text.first == UInt8(ascii: "=") else { return nil }
            let name = text.dropFirst().drop(while: \.isSpace).prefix { !$0.isSpace && $0 != UInt8(ascii: "#") }
            guard !name.isEmpty else { return nil }
            return ShellPragma(offset: comment.range.lowerBound, shell: String(decoding: name, as: UTF8.self))
        }
    }
}
