package import Basics

/// Why ECR would not take a policy, or a list of images cannot be read: where, and what to do.
package struct LifecycleProblem: Sendable {
    /// nil where the whole file is meant.
    package var span: Span?
    package var text: Text
    /// Whether the text begins with the path and the place.
    var tellsPlace = false

    package init(_ span: Span?, _ text: Text) {
        self.span = span
        self.text = text
    }

    /// A file that is no document at all: the reader's words name the place.
    init(_ failure: Failure) {
        text = failure.message
        tellsPlace = true
    }

    package func line(_ path: String, _ language: Language) -> String {
        if tellsPlace { return text(language) }
        guard let span else { return "\(path): \(text(language))" }
        return "\(path):\(span.start.line):\(span.start.column): \(text(language))"
    }
}
