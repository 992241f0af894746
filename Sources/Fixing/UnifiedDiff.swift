/// The difference of two files in the form that `patch -p1` and `git apply` take.
package struct UnifiedDiff: Sendable {
    /// The lines of the patch, without line ends. They are bytes: a file need not be UTF-8.
    package let lines: [[UInt8]]

    private static let context = 3
    private static let noEnd = Array("\\ No newline at end of file".utf8)

    /// - Parameter path: as people see it from where they apply the patch.
    package init(path: String, before: [UInt8]?, after: [UInt8]) {
        let old = Self.split(before ?? [])
        let new = Self.split(after)
        let steps = LineDifference.steps(from: old, to: new)
        guard steps.contains(where: { $0.kind != .same }) else {
            lines = []
            return
        }
        var lines = [
            Array("--- ".utf8) + Self.name(before == nil ? nil : "a/" + path),
            Array("+++ ".utf8) + Self.name("b/" + path),
        ]
        for hunk in Self.hunks(steps) {
            lines.append(Self.heading(hunk, in: steps))
            for step in steps[hunk] {
                let line = step.kind == .added ? new[step.new] : old[step.old]
                lines.append([step.kind.sign] + (line.last == 0x0A ? line.dropLast() : line))
                if line.last != 0x0A { lines.append(Self.noEnd) }
            }
        }
        self.lines = lines
    }

    /// The patch, each line ended; empty when nothing differs.
    package var bytes: [UInt8] { lines.flatMap { $0 + [0x0A] } }
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Lines with their ends; the last may have none.
    private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (offset, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(bytes[start...offset])
            start = offset + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    /// The runs of steps that are shown: each change with the lines around it.
    private static func hunks(_ steps: [LineDifference.Step]) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for index in steps.indices where steps[index].kind != .same {
            let range = max(0, index - context)..<min(steps.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private static func heading(_ hunk: Range<Int>, in steps: [LineDifference.Step]) -> [UInt8] {
        let old = steps[hunk].count { $0.kind != .added }
        let new = steps[hunk].count { $0.kind != .removed }
        let first = steps[hunk.lowerBound]
        // Where a side has no line, its number is that of the line before.
        let text = "@@ -\(range(first.old, old)) +\(range(first.new, new)) @@"
        return Array(text.utf8)
    }

    private static func range(_ start: Int, _ count: Int) -> String {
        count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }

    /// A name as git writes it: quoted when it holds what would break the line, with a tab behind blanks.
    private static func name(_ path: String?) -> [UInt8] {
        guard let path else { return Array("/dev/null".utf8) }
        var quoted: [UInt8] = []
        var isQuoted = false
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                quoted += [UInt8(ascii: "\\"), byte]
                isQuoted = true
            case 0..<0x20, 0x7F:
                let octal = String(byte, radix: 8)
                quoted += Array(("\\" + String(repeating: "0", count: 3 - octal.count) + octal).utf8)
                isQuoted = true
            default: quoted.append(byte)
            }
        }
        if isQuoted { return [UInt8(ascii: "\"")] + quoted + [UInt8(ascii: "\"")] }
        return path.utf8.contains(0x20) ? quoted + [0x09] : quoted
    }
}
