import Basics
import Foundation
import Lens
import Testing

@testable import Reports

/// The table is read as it was meant, and no cell of it is a formula.
struct ExchangeCSVTests {
    /// RFC 4180: rows end in CR LF, cells in quotes may hold anything.
    private func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                if scalar != "\"" {
                    cell.append(scalar)
                } else if scalars.first == "\"" {
                    cell.append("\"")
                    scalars = scalars.dropFirst()
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"", cell.isEmpty {
                isQuoted = true
            } else if scalar == "," || scalar == "\r" {
                row.append(String(cell))
                cell = .init()
                if scalar == "\r" {
                    #expect(scalars.popFirst() == "\n")
                    rows.append(row)
                    row = []
                }
            } else {
                cell.append(scalar)
            }
        }
        #expect(row.isEmpty && cell.isEmpty && !isQuoted)
        return rows
    }

    @Test(arguments: Language.allCases)
    func everyCriterionHasARow(language: Language) throws {
        let text = CSVReport.render(ExchangeReview.of(folder: "examples/orders"), language)
        #expect(text.unicodeScalars.first == "\u{FEFF}", "Excel takes it for another encoding without")
        let rows = parse(String(text.unicodeScalars.dropFirst()))
        #expect(rows.allSatisfy { $0.count == 11 })
        let criteria = Catalogue.all.flatMap(\.criteria)
        #expect(rows.dropFirst().map { $0[5] } == criteria.map(\.id))
        #expect(rows[0][0] == (language == .english ? "Set" : "分類"))
        #expect(rows.contains { $0[8].contains("examples/orders/api/Dockerfile:") })
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
        ("\"\u{301}", "\"\"\"\u{301}\""),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\ta", "'\ta"),
        ("\ra", "\"'\ra\""),
        ("=HYPERLINK(\"http://x\",1)", "\"'=HYPERLINK(\"\"http://x\"\",1)\""), ("=\u{301}1", "'=\u{301}1"),
        ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""),
    ])
    func cells(text: String, cell: String) {
        #expect(CSVReport.cell(text) == cell)
    }
}
