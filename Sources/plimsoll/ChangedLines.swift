import Basics
import RuleKit

/// The lines of each file that changed since a revision.
struct ChangedLines: Sendable {
    enum Change: Sendable, Equatable {
        /// A new file, or one without lines.
        case whole
        case lines([ClosedRange<Int>])
    }

    /// By the path in the tree.
    private(set) var files: [String: Change] = [:]

    init() {}

    /// - Parameters:
    ///   - diff: what `git diff --unified=0` prints, with `a/` and `b/` before the paths.
    ///   - untracked: paths that git does not know, each ended by a zero byte.
    init(diff: [UInt8], untracked: [UInt8]) {
        for path in untracked.split(separator: 0) { files[String(decoding: path, as: UTF8.self)] = .whole }
        var path: String?
        // Inside a hunk every line begins with a sign, and may look like a header behind it.
        var left = (old: 0, new: 0)
        for line in diff.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if left.old > 0 || left.new > 0 {
                switch line.first {
                case UInt8(ascii: "-"): left.old -= 1
                case UInt8(ascii: "+"): left.new -= 1
                default: break
                }
                if line.first == UInt8(ascii: "-") || line.first == UInt8(ascii: "+") { continue }
                if line.first == UInt8(ascii: "\\") { continue }
                left = (0, 0)
            }
            if line.starts(with: "diff --git ".utf8) {
                path = nil
            } else if line.starts(with: "+++ ".utf8) {
                path = Self.path(line.dropFirst(4))
                if let path, files[path] == nil { files[path] = .lines([]) }
            } else if line.starts(with: "Binary files ".utf8), let name = Self.binary(line) {
                files[name] = .whole
            } else if line.starts(with: "@@ ".utf8), let hunk = Self.hunk(line) {
                left = (hunk.old, hunk.new)
                guard let path, case .lines(var lines)? = files[path] else { continue }
                // Where lines only went, what stands around the gap has changed.
                lines.append(
                    hunk.new > 0 ? hunk.start...hunk.start + hunk.new - 1 : max(1, hunk.start)...hunk.start + 1)
                files[path] = .lines(lines)
            }
        }
    }

    /// `b/path`, or `"b/\\303\\244"` where git quotes it; nil for `/dev/null`.
    private static func path(_ text: ArraySlice<UInt8>) -> String? {
        var text = text
        if text.last == 0x0D { text.removeLast() }
        if text.last == 0x09 { text.removeLast() }
        let bytes = text.first == UInt8(ascii: "\"") ? unquoted(text) : Array(text)
        guard bytes.starts(with: "b/".utf8) else { return nil }
        return String(decoding: bytes.dropFirst(2), as: UTF8.self)
    }

    private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text.dropFirst()
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                result.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "0")...UInt8(ascii: "7"):
                let digits = [next] + rest.prefix(2)
                rest = rest.dropFirst(2)
                result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1) - 48 }))
            default: result.append(next)
            }
        }
        return result
    }

    /// `Binary files a/x and b/x differ`.
    private static func binary(_ line: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: line, as: UTF8.self)
        guard text.hasSuffix(" differ") else { return nil }
        // Both halves name the same file, so that the second begins in the middle whatever stands in the name.
        let names = text.dropFirst("Binary files ".count).dropLast(" differ".count)
        guard let start = names.ranges(of: " and b/").last?.upperBound else { return nil }
        return String(names[start...])
    }

    /// `@@ -3,2 +4,5 @@`: a count that is left out is one.
    private static func hunk(_ line: ArraySlice<UInt8>) -> (old: Int, start: Int, new: Int)? {
        let parts = String(decoding: line.prefix(200), as: UTF8.self).split(separator: " ")
        guard parts.count >= 3, let old = numbers(parts[1]), let new = numbers(parts[2]) else { return nil }
        return (old.count, new.start, new.count)
    }

    private static func numbers(_ text: Substring) -> (start: Int, count: Int)? {
        let parts = text.dropFirst().split(separator: ",")
        // Numbers of a size no file has would overflow when added.
        guard let first = parts.first, let start = Int(first), (0...1 << 40).contains(start) else { return nil }
        guard parts.count > 1 else { return (start, 1) }
        guard let count = Int(parts[1]), (0...1 << 40).contains(count) else { return nil }
        return (start, count)
    }

    // MARK: Findings

    /// Whether a finding is about a line that changed, or its evidence reads another file that changed.
    ///
    /// - Parameter dockerfile: of this file, which much evidence reads a little of, only the lines count.
    func touch(_ finding: Finding, dockerfile: String) -> Bool {
        if touch(finding.span) { return true }
        return finding.related.contains { related in
            let path = related.span.path
            return path == finding.span.path || path == dockerfile ? touch(related.span) : files[path] != nil
        }
    }

    private func touch(_ span: Span) -> Bool {
        switch files[span.path] {
        case nil: return false
        case .whole: return true
        case .lines(let ranges):
            // A place at the very start of a file stands for the whole file.
            if span.bytes.isEmpty, span.start == Position(line: 1, column: 1) { return true }
            // A span that ends at the start of a line does not reach into it.
            let last = span.end.column == 1 && span.end.line > span.start.line ? span.end.line - 1 : span.end.line
            return ranges.contains { $0.overlaps(span.start.line...max(span.start.line, last)) }
        }
    }
}
