import Basics
package import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Snippets of many Dockerfiles for one run of ShellCheck, and the way from its answers back to their lines.
///
/// Equal snippets are checked once: generated Dockerfiles repeat them by the dozen.
package struct ShellCheckBatch: Sendable {
    struct Snippet: Sendable, Hashable {
        var text: [UInt8]
        var shell: String
    }

    /// One place at which a snippet stands.
    struct Use: Sendable {
        var workload: Int
        var source: SourceFile
        var script: EmbeddedScript
    }

    private(set) var snippets: [Snippet] = []
    private(set) var uses: [[Use]] = []
    private var numbers: [Snippet: Int] = [:]

    package init() {}

    package var isEmpty: Bool { snippets.isEmpty }
    package var count: Int { snippets.count }

    /// Adds the shell snippets of a Dockerfile; `workload` comes back with their findings.
    package mutating func add(_ file: Dockerfile, workload: Int) {
        for instruction in file.instructions where instruction.keyword == .run {
            guard let script = instruction.script, script.interpreter.isShell, !script.text.bytes.isEmpty else {
                continue
            }
            // Here-documents keep their line breaks; a joined RUN is one line, so that a column tells the place.
            let shell = script.shell.dialect == .bash || script.interpreter == .bash ? "bash" : "sh"
            let snippet = Snippet(text: script.text.bytes, shell: shell)
            let use = Use(workload: workload, source: file.source, script: script)
            if let number = numbers[snippet] {
                uses[number].append(use)
            } else {
                numbers[snippet] = snippets.count
                snippets.append(snippet)
                uses.append([use])
            }
        }
    }

    /// What ShellCheck reads: a line that names the shell and spares the slow analysis of data flow, then the snippet.
    func input(_ number: Int) -> [UInt8] {
        let snippet = snippets[number]
        return Array("# shellcheck shell=\(snippet.shell) extended-analysis=false\n".utf8) + snippet.text + [0x0A]
    }

    /// The findings of one answer, for each place where its snippet stands.
    func findings(_ comment: ShellCheckComment, snippet number: Int) -> [(workload: Int, finding: Finding)] {
        guard snippets.indices.contains(number) else { return [] }
        let text = snippets[number].text
        // Their first line is ours.
        guard let start = Self.offset(text, line: comment.line - 1, column: comment.column),
            let end = Self.offset(text, line: comment.endLine - 1, column: comment.endColumn)
        else { return [] }
        let range = start..<max(start, end)
        return uses[number].map { use in
            let span = use.source.span(use.script.sourceRange(range))
            let code = "SC\(comment.code)"
            let finding = Finding(
                rule: code, verdict: .fault, severity: comment.severity, span: span,
                foreign: .init(
                    tool: "ShellCheck", message: comment.message,
                    link: "https://www.shellcheck.net/wiki/\(code)"))
            return (use.workload, finding)
        }
    }

    /// The byte at a line and column from 1; columns count code points, a tab as one: `json1` does so.
    private static func offset(_ text: [UInt8], line: Int, column: Int) -> Int? {
        guard line >= 1 else { return nil }
        var position = 0
        var current = 1
        while current < line {
            guard let next = text[position...].firstIndex(of: 0x0A) else { return nil }
            position = next + 1
            current += 1
        }
        var at = 1
        while position < text.count, at < column, text[position] != 0x0A {
            at += 1
            position += 1
            while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
        }
        return position
    }
}

/// One comment in ShellCheck's `json1` output.
struct ShellCheckComment: Decodable, Sendable {
    var file: String
    var line: Int
    var endLine: Int
    var column: Int
    var endColumn: Int
    var level: String
    var code: Int
    var message: String

    /// ShellCheck's errors are wrong programs; its other levels are advice.
    var severity: Severity {
        switch level {
        case "error": .medium
        case "warning": .low
        default: .style
        }
    }

    /// The smallest set of rules in which its findings are shown.
    var set: RuleSet {
        switch level {
        case "error": .calm
        case "warning": .strict
        default: .style
        }
    }
}
