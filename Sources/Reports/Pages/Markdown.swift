/// Pieces of Markdown as GitHub shows it.
enum Markdown {
    /// Prose: what would be taken for HTML is escaped outside code spans.
    static func prose(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
        var isCode = false
        var result = ""
        for character in text {
            if character == "`" { isCode.toggle() }
            result += character == "<" && !isCode ? "&lt;" : String(character)
        }
        return result
    }

    /// A cell of a table.
    static func cell(_ text: String) -> String {
        prose(text).replacing("|", with: "\\|").replacing("\n", with: " ")
    }

    static func table(_ header: [String], _ rows: [[String]]) -> String {
        let lines = [header, header.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    /// A block of code, fenced by more backquotes than stand in it.
    static func fence(_ code: String, _ language: String) -> String {
        var longest = 0
        var run = 0
        for byte in code.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return fence + language + "\n" + code + (code.hasSuffix("\n") || code.isEmpty ? "" : "\n") + fence + "\n"
    }

    static func link(_ title: String, _ address: String) -> String { "[\(title)](\(address))" }

    static func list(_ items: [String]) -> String { items.map { "- \($0)\n" }.joined() }

    /// The first line of every generated file.
    static let notice = "<!-- Written by `plimsoll generate-docs`; edit the sources instead. -->\n\n"
}
