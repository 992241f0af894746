package import Basics

/// Why ECR would not take a policy, or a list of images cannot be read: where, and what to do.
package struct LifecycleProblem: Sendable {
    /// nil where the whole file is meant.
    package var span: Span?
    package var text: Text

    package init(_ span: Span?, _ text: Text) {
        self.span = span
        self.text = text
    }

    package func line(_ path: String, _ language: Language) -> String {
        guard let span else { return "\(path): \(text(language))" }
        return "\(path):\(span.start.line):\(span.start.column): \(text(language))"
    }
}
