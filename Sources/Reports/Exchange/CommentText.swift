import Basics

/// Text of a repository under review as part of a comment on GitHub: it shows as what it is, and can neither make
/// markup nor call people.
enum CommentText {
    /// Prose with `code` in it. What stands between backquotes stays as it is; all else is escaped.
    static func prose(_ text: String, inTable: Bool = false) -> String {
        let text = Escape.oneLine(text)
        let hasPairs = text.unicodeScalars.count { $0 == "`" }.isMultiple(of: 2)
        var isCode = false
        return Escape.map(text) { scalar in
            if scalar == "`" {
                guard hasPairs else { return "\\`" }
                isCode.toggle()
                return nil
            }
            if scalar == "|" { return inTable || !isCode ? "\\|" : nil }
            return isCode ? nil : escaped(scalar)
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\\", "*", "_", "[", "]", "~", "#": "\\\(scalar)"
        // A zero-width space: what follows is then nobody's name.
        case "@": "@\u{200B}"
        default: nil
        }
    }

    /// A path or another piece of text as code.
    static func code(_ text: String, inTable: Bool = false) -> String {
        let text = Escape.map(Escape.oneLine(text)) { inTable && $0 == "|" ? "\\|" : nil }
        guard text.utf8.contains(UInt8(ascii: "`")) else { return "`\(text)`" }
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let ticks = String(repeating: "`", count: longest + 1)
        return "\(ticks) \(text) \(ticks)"
    }

    /// Inside HTML.
    static func html(_ text: String) -> String {
        Escape.map(Escape.xml(Escape.oneLine(text))) { $0 == "@" ? "@\u{200B}" : nil }
    }
}
