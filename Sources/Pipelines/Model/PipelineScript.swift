package import Basics
package import ECSModel
package import ShellSyntax
package import Templates

/// A script that stands in a pipeline file, read as shell, with the way back from its bytes to the file.
///
/// The script of a block (`run: |`) is not found byte by byte in the file: its indentation is taken off. Expressions of
/// the pipeline's own language (`${{ github.sha }}`) are put in place by the pipeline before a shell sees them: to the
/// shell's reader they are variables.
package struct PipelineScript: Sendable {
    package let source: SourceFile
    package let shell: ShellScript
    /// The script as it stands in the pipeline, with the pipeline's expressions.
    package let text: String
    /// Whether the shell stops at the first command that fails.
    package let stopsOnError: Bool
    /// The pipeline's expressions by the offset in the script at which they begin.
    private let expressions: [Int: Expression]
    /// Where each line of the script begins, in the script and in the file; ascending.
    private let lines: [(script: Int, file: Int)]
    private let whole: Range<Int>

    private struct Expression: Sendable {
        let text: String
        let length: Int
    }

    /// Reads the text of a scalar.
    ///
    /// - Parameters:
    ///   - node: the scalar.
    ///   - dialect: what the pipeline's shell understands.
    ///   - stopsOnError: whether the pipeline runs it with errexit, or stops after each failed command.
    package init(
        _ node: DocumentNode, in source: SourceFile, dialect: Dialect = .bash, stopsOnError: Bool = true,
        pipefail: Bool = false
    ) {
        let text = node.string ?? ""
        self.init(
            text: text, in: source, range: node.range, dialect: dialect, stopsOnError: stopsOnError,
            pipefail: pipefail)
    }

    /// - Parameter range: where the scalar stands in the file, its marks included.
    package init(
        text: String, in source: SourceFile, range: Range<Int>, dialect: Dialect = .bash, stopsOnError: Bool = true,
        pipefail: Bool = false
    ) {
        self.source = source
        self.text = text
        self.stopsOnError = stopsOnError
        whole = range.clamped(to: 0..<source.bytes.count)
        var bytes = Array(text.utf8)
        expressions = Self.mask(&bytes)
        lines = Self.lines(of: Array(text.utf8), in: source, whole)
        var options: ShellOptions = []
        if stopsOnError { options.insert(.errexit) }
        if pipefail { options.insert(.pipefail) }
        shell = ShellScript.parse(bytes, dialect: dialect, options: options)
    }

    /// Puts `${E___}` in the place of `${{ … }}`, byte for byte as long.
    private static func mask(_ bytes: inout [UInt8]) -> [Int: Expression] {
        var found: [Int: Expression] = [:]
        var position = 0
        while position + 4 < bytes.count {
            guard bytes[position] == UInt8(ascii: "$"), bytes[position + 1] == UInt8(ascii: "{"),
                bytes[position + 2] == UInt8(ascii: "{")
            else {
                position += 1
                continue
            }
            var end = position + 3
            while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "}") && bytes[end + 1] == UInt8(ascii: "}")) {
                end += 1
            }
            guard end + 1 < bytes.count else { break }
            let inner = bytes[(position + 3)..<end].split(separator: UInt8(ascii: " ")).joined(separator: [0x20])
            found[position] = Expression(
                text: String(decoding: Array(inner), as: UTF8.self), length: end + 2 - position)
            bytes[position + 2] = UInt8(ascii: "E")
            for index in (position + 3)..<(end + 1) { bytes[index] = UInt8(ascii: "_") }
            position = end + 2
        }
        return found
    }

    /// Finds each line of the script in the file: a line stands there whole, behind its indentation.
    private static func lines(
        of bytes: [UInt8], in source: SourceFile, _ whole: Range<Int>
    ) -> [(script: Int, file: Int)] {
        var result: [(script: Int, file: Int)] = []
        var file = whole.lowerBound
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<end].drop { $0 == 0x20 || $0 == 0x09 }
            if !line.isEmpty, let found = find(line, in: source.bytes, from: file, to: whole.upperBound) {
                result.append((line.startIndex, found))
                file = found + line.count
            }
            start = end + 1
        }
        return result
    }

    /// The first place of a line in a part of the file; looked for line by line, so that the work stays linear.
    private static func find(_ line: ArraySlice<UInt8>, in bytes: [UInt8], from: Int, to end: Int) -> Int? {
        guard let first = line.first else { return nil }
        var position = from
        var tries = 0
        while position + line.count <= end {
            guard let next = bytes[position..<end].firstIndex(of: first), next + line.count <= end else { return nil }
            if bytes[next..<next + line.count].elementsEqual(line) { return next }
            tries += 1
            if tries > 4096 { return nil }
            position = next + 1
        }
        return nil
    }

    /// The place in the file of a part of the script; the line, or the whole script, where escapes or folding lie
    /// between.
    package func place(_ range: Range<Int>) -> Place {
        guard let start = offset(range.lowerBound) else { return Place(source, whole) }
        let end = range.isEmpty ? start : (offset(range.upperBound - 1) ?? start) + 1
        return Place(source, start..<max(start, min(end, source.bytes.count)))
    }

    package func place(_ word: ShellSyntax.Word) -> Place { place(word.range) }
    package func place(_ command: Command) -> Place { place(command.range) }
    /// The first line of it.
    package var place: Place {
        guard let first = lines.first else { return Place(source, whole) }
        let end = source.bytes[first.file..<whole.upperBound].firstIndex(of: 0x0A) ?? whole.upperBound
        return Place(source, first.file..<end)
    }

    private func offset(_ position: Int) -> Int? {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].script <= position { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let line = lines[low - 1]
        let found = line.file + position - line.script
        return found < source.bytes.count && found <= whole.upperBound ? found : nil
    }

    /// The value of a word: literals, with the shell's variables and the pipeline's expressions as unknown parts.
    ///
    /// - Parameter variables: what is known of variables by name.
    package func value(
        _ word: ShellSyntax.Word, variables: (String) -> TermText? = { _ in nil }
    ) -> TermText {
        if let literal = word.literal { return TermText(literal) }
        return TermText(parts(word.parts, variables))
    }

    private func parts(_ parts: [ShellSyntax.Part], _ variables: (String) -> TermText?) -> [TermText.Part] {
        var result: [TermText.Part] = []
        for part in parts {
            switch part {
            case .literal(let text, _), .singleQuoted(let text, _), .ansiQuoted(let text, _):
                result.append(.literal(text))
            case .doubleQuoted(let inner, _): result += self.parts(inner, variables)
            case .parameter(let parameter):
                if let expression = expressions[parameter.range.lowerBound] {
                    result.append(.unknown(Unknown(.expression, expression.text)))
                } else if parameter.text.hasSuffix(parameter.name) || parameter.text == "${\(parameter.name)}",
                    let known = variables(parameter.name)
                {
                    result += known.parts
                } else {
                    result.append(.unknown(Unknown(.variable, parameter.name)))
                }
            case .substitution(let substitution):
                result.append(.unknown(Unknown(.expression, substitution.text)))
            case .arithmetic(_, _, let source): result.append(.unknown(Unknown(.expression, source)))
            }
        }
        return result
    }
}
