import Basics
import Foundation

/// Writes text so that roff reads it as text: a backslash, or a dot at the start of a line, is a command to it.
enum Roff {
    /// A text as lines, one sentence a line, as mdoc wants them.
    static func text(_ text: String) -> String {
        var lines: [String] = []
        var rest = escaped(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))[...]
        while let end = rest.range(of: ". ") {
            // `e.g. ` and `i.e. ` end no sentence.
            let sentence = rest[..<end.lowerBound] + "."
            rest = rest[end.upperBound...]
            if let last = lines.last, last.hasSuffix("e.g.") || last.hasSuffix("i.e.") {
                lines[lines.count - 1] = last + " " + sentence
            } else {
                lines.append(String(sentence))
            }
        }
        if let last = lines.last, last.hasSuffix("e.g.") || last.hasSuffix("i.e.") {
            lines[lines.count - 1] = last + " " + rest
        } else if !rest.isEmpty {
            lines.append(String(rest))
        }
        return lines.flatMap { DisplayWidth.wrap($0, to: 78) }.map(line).joined(separator: "\n")
    }

    /// A discussion, whose line breaks are kept: it holds commands to copy.
    static func paragraphs(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count > 1 else { return [Self.text(text)] }
        return [".Bd -literal -compact"] + lines.map { line(escaped($0)) } + [".Ed"]
    }

    /// One word on a macro line, where a word that is the name of a macro would be taken for it.
    static func word(_ text: String) -> String {
        let text = escaped(text).split(separator: " ").joined(separator: "\\ ")
        // Names of macros are of two or three letters, the first of which is great.
        let isMacro = (2...3).contains(text.utf8.count) && text.first?.isUppercase == true
        return isMacro ? "\\&" + text : text
    }

    private static func line(_ text: String) -> String {
        text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "~": result += "\\(ti"
            case "^": result += "\\(ha"
            case "`": result += "\\(ga"
            default: result.append(character)
            }
        }
        return result
    }
}
