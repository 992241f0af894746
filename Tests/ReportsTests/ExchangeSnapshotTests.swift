import Basics
import Reports
import Testing

/// Each format of the sample, as a person reads it in review.
struct ExchangeSnapshotTests {
    static let formats: [(format: ReportFormat, name: String)] = [
        (.sarif, "sarif.json"), (.codeScanning, "code-scanning.json"), (.junit, "junit.xml"), (.gitlab, "gitlab.json"),
        (.github, "github.txt"), (.markdown, "comment.md"), (.csv, "answers.csv"),
    ]

    @Test(arguments: formats.map(\.format), Language.allCases)
    func format(format: ReportFormat, language: Language) throws {
        let name = try #require(Self.formats.first { $0.format == format }?.name)
        let parts = name.split(separator: ".")
        let text = try format.render(try ExchangeReview.sample(), language)
        // The answers are long, and the terminal's snapshots hold them all. Foundation drops a byte order mark.
        let shown =
            format == .csv ? text.dropFirst().split(separator: "\r\n").prefix(12).joined(separator: "\n") + "\n" : text
        expectSnapshot(shown, "exchange/\(parts[0]).\(language.rawValue).\(parts[1])")
    }
}
