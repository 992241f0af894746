package import Basics

/// The forms in which a comparison is told.
package enum ComparisonFormat: String, Sendable, CaseIterable {
    case text, json, markdown

    /// - Parameters:
    ///   - ink: for text.
    ///   - width: the columns of text.
    package func render(
        _ comparison: ReviewComparison, _ language: Language, ink: Ink = Ink(isOn: false), width: Int = 100
    ) throws -> String {
        switch self {
        case .text: ComparisonText(comparison, language, ink, width: width).render()
        case .json: try ComparisonJSON.render(comparison)
        case .markdown: ComparisonMarkdown(comparison, language).render()
        }
    }
}
