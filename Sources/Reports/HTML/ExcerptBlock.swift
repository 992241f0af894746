import Basics

/// The lines of an excerpt as HTML, with the part that carets stand under marked.
enum ExcerptBlock {
    static func write(_ lines: [Excerpt.Line], to out: Markup) {
        out.element("pre", ["class": "src"]) {
            for line in lines {
                out.element("span") {
                    out.element("b", text: line.number.map(String.init) ?? "")
                    marked(line, out)
                    out.raw("\n")
                }
            }
        }
    }

    private static func marked(_ line: Excerpt.Line, _ out: Markup) {
        let start = line.carets.utf8.prefix { $0 == 0x20 }.count
        let width = line.carets.utf8.count - start
        guard width > 0 else { return out.escaped(line.text) }
        // Carets count columns; a wide character takes two.
        var (before, marked, after) = ("", "", "")
        var column = 0
        for character in line.text {
            if column < start {
                before.append(character)
            } else if column < start + width {
                marked.append(character)
            } else {
                after.append(character)
            }
            column += DisplayWidth.of(String(character))
        }
        out.escaped(before)
        if !marked.isEmpty { out.element("mark", text: marked) }
        out.escaped(after)
    }
}
