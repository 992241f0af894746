package import Basics

/// The forms in which a review can be handed on.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, json, html, sarif, junit, gitlab, github, markdown, csv
    /// SARIF with what is open only: GitHub code scanning opens an alert for each result, silenced or known.
    case codeScanning = "code-scanning"

    /// The whole report, ending with a line break unless it is empty. `text` is without colour.
    package func render(_ review: Review, _ language: Language) throws -> String {
        switch self {
        case .text:
            TerminalReport(review, language: language, detail: .normal, ink: Ink(isOn: false)).render()
        case .json: try JSONReport.render(review)
        case .html: try HTMLReport.render(review, language)
        case .sarif: try SARIFReport.render(review, language)
        case .codeScanning: try SARIFReport.render(review, language, for: .codeScanning)
        case .junit: JUnitReport.render(review, language)
        case .gitlab: try GitLabReport.render(review, language)
        case .github: GitHubReport.render(review, language)
        case .markdown: MarkdownReport.render(review, language)
        case .csv: CSVReport.render(review, language)
        }
    }
}
