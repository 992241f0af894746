import Foundation
import ShellSyntax
import Testing

/// Real scripts and RUN instructions, when the corpus lies beside the repository.
@Suite struct CorpusTests {
    static let corpus: String? = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        for _ in 0..<5 {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("shared/corpus").path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
        }
        print("skipped: no shared/corpus beside the repository")
        return nil
    }()

    static func files(_ matches: (String) -> Bool) -> [String] {
        guard let corpus, let names = FileManager.default.enumerator(atPath: corpus) else { return [] }
        return names.compactMap { $0 as? String }.filter(matches).map { corpus + "/" + $0 }.sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test(.enabled(if: corpus != nil)) func realScriptsHaveNoProblems() throws {
        let paths = Self.files { $0.hasSuffix(".sh") }
        #expect(!paths.isEmpty)
        for path in paths {
            let script = ShellScript.parse(try Self.bytes(path))
            #expect(script.problems.isEmpty, "\(path): \(script.problems.map { ($0.kind, script.text($0.range)) })")
            for command in script.commands {
                #expect(command.range.upperBound <= script.bytes.count)
                for word in command.words where command.context.isInNestedShell == false {
                    #expect(script.text(word.range) == word.text)
                }
            }
        }
    }

    /// Dockerfiles for Windows run PowerShell, which this is not.
    @Test(.enabled(if: corpus != nil)) func realRunInstructionsHaveNoProblems() throws {
        var runs = 0
        for path in Self.files({ $0.contains("Dockerfile") && !$0.contains("buildkit") && !$0.contains("windows") }) {
            let bytes = try Self.bytes(path)
            for range in Self.runs(bytes) {
                runs += 1
                let script = ShellScript.parse(
                    bytes, in: range, dialect: .bash, embedding: .dockerfile(escape: UInt8(ascii: "\\")))
                #expect(
                    script.problems.isEmpty,
                    "\(path): \(script.problems.map { ($0.kind, script.text($0.range)) }) \(script.text(range))")
                #expect(!script.commands.isEmpty)
            }
        }
        print("read \(runs) RUN instructions")
    }

    /// The shell text of each RUN without a heredoc, found line by line.
    static func runs(_ bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var lineStart = 0
        var open: Int?
        while lineStart < bytes.count {
            var lineEnd = lineStart
            while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
            let line = String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self)
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if open == nil, trimmed.hasPrefix("RUN "), !trimmed.contains("<<"), !trimmed.contains("[\"") {
                open = lineStart + (line.range(of: "RUN ")?.upperBound.utf16Offset(in: line) ?? 0)
                while let start = open, bytes[start...].starts(with: Array("--".utf8)) {
                    guard let blank = bytes[start...].firstIndex(of: 0x20) else { break }
                    open = blank + 1
                }
            }
            if let start = open, !trimmed.hasPrefix("#"), !trimmed.isEmpty, !trimmed.hasSuffix("\\") {
                if start <= lineEnd { found.append(start..<lineEnd) }
                open = nil
            }
            lineStart = lineEnd + 1
        }
        return found
    }
}
