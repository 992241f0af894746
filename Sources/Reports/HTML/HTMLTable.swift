import Basics

/// A table with a name, which scrolls by itself where the page is narrow.
struct HTMLTable {
    struct Column {
        let title: Text
        /// Numbers stand right, below each other.
        var isNumber = false
    }

    /// What a cell holds.
    enum Cell {
        case text(String)
        case both(Text)
        case code(String)
        case number(String)
        case badge(String, Text)
        case lines([Text])
        case empty
    }

    struct Row {
        /// The first cell names the row.
        let cells: [Cell]
        var isTotal = false
    }

    /// Where the table is named in the page.
    let id: String
    let title: Text
    let columns: [Column]
    var rows: [Row]

    func write(to out: Markup) {
        out.element("div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-labelledby": id]) {
            out.element("table", ["class": "sheet"]) {
                out.element("caption", ["class": "sr", "id": id], title)
                out.element("thead") {
                    out.element("tr") {
                        for column in columns {
                            out.element(
                                "th", ["scope": "col", "class": column.isNumber ? "n" : nil], column.title)
                        }
                    }
                }
                out.element("tbody") { for row in rows { write(row, to: out) } }
            }
        }
    }

    private func write(_ row: Row, to out: Markup) {
        out.element("tr", ["class": row.isTotal ? "total" : nil]) {
            for (index, cell) in row.cells.enumerated() {
                if index == 0 {
                    out.element("th", ["scope": "row"]) { write(cell, to: out) }
                } else if case .number = cell {
                    out.element("td", ["class": "n"]) { write(cell, to: out) }
                } else {
                    out.element("td") { write(cell, to: out) }
                }
            }
        }
    }

    private func write(_ cell: Cell, to out: Markup) {
        switch cell {
        case .text(let text), .number(let text): out.escaped(text)
        case .both(let text): out.both(text)
        case .code(let text): out.element("code", text: text)
        case .badge(let kind, let text): out.badge(kind, text)
        case .lines(let lines): for line in lines { out.element("p", line) }
        case .empty: return
        }
    }
}
