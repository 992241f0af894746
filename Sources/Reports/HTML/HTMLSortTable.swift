import Basics

/// A table whose rows the reader puts in order by a column and narrows down by words and values; without the script it
/// is a plain table. What stands in it is told column by column.
struct HTMLSortTable<Item> {
    enum Kind {
        case text
        /// Numbers stand right, the largest first.
        case number
        /// Words whose order a number tells, the largest first.
        case rank
    }

    struct Column {
        let title: Text
        let kind: Kind
        let write: (Item, Markup) -> Void
        /// What the rows are ordered by where that is not what the cell says; empty for what has no value.
        private(set) var value: ((Item) -> String)?

        init(_ title: Text, _ kind: Kind = .text, _ write: @escaping (Item, Markup) -> Void) {
            self.title = title
            self.kind = kind
            self.write = write
        }

        func ordered(by value: @escaping (Item) -> String) -> Column {
            var column = self
            column.value = value
            return column
        }
    }

    /// Where the table is named in the page.
    let id: String
    let title: Text
    /// The first one names the row.
    let columns: [Column]
    var filter: HTMLFilter?
    /// What a filter asks of a row, as `data-` attributes.
    var keys: (Item) -> Markup.Attributes = { _ in [:] }

    /// Rows beyond these are left to the JSON review.
    static var mostRows: Int { 20_000 }

    func write(_ items: [Item], to out: Markup) {
        out.element("div", ["class": "listing"]) {
            filter?.write(to: out)
            out.element("div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-labelledby": id]) {
                out.element("table", ["class": "sheet"]) {
                    out.element("caption", ["class": "sr", "id": id], title)
                    out.element("thead") { out.element("tr") { for column in columns { head(column, out) } } }
                    out.element("tbody") { for item in items.prefix(Self.mostRows) { row(item, out) } }
                }
            }
            if items.count > Self.mostRows {
                out.element("p", ["class": "quiet"], Labels.more, ["n": "\(items.count - Self.mostRows)"])
            }
        }
    }

    private func head(_ column: Column, _ out: Markup) {
        out.element(
            "th",
            [
                "scope": "col", "class": column.kind == .number ? "n" : nil,
                "data-sort": column.kind == .text ? "text" : "number",
            ], column.title)
    }

    private func row(_ item: Item, _ out: Markup) {
        out.raw("\n")
        out.element("tr", keys(item)) {
            for (index, column) in columns.enumerated() {
                let value = column.value?(item)
                if index == 0 {
                    out.element("th", ["scope": "row", "data-value": value]) { column.write(item, out) }
                } else {
                    out.element("td", ["class": column.kind == .number ? "n" : nil, "data-value": value]) {
                        column.write(item, out)
                    }
                }
            }
        }
    }
}
