import Basics
import ECSModel

/// What is known of the names in a script.
struct ScriptValues {
    private let scope: ExpressionScope

    init(_ scope: ExpressionScope) {
        self.scope = scope
    }

    /// The value of a variable, or of an expression as `${{ text }}`.
    subscript(name: String) -> TermText? {
        if name.hasPrefix("${{") { return scope.text(name) }
        if let known = scope.variables[name] { return known }
        return Self.given[name].map { TermText([.unknown(Unknown(.expression, $0))]) }
    }

    /// Variables that are set in every job, by the expression of the same value.
    private static let given: [String: String] = [
        "GITHUB_SHA": "github.sha", "GITHUB_REF": "github.ref", "GITHUB_REF_NAME": "github.ref_name",
        "GITHUB_RUN_ID": "github.run_id", "GITHUB_RUN_NUMBER": "github.run_number",
        "GITHUB_REPOSITORY": "github.repository", "GITHUB_ACTOR": "github.actor", "GITHUB_HEAD_REF": "github.head_ref",
        "GITHUB_BASE_REF": "github.base_ref", "GITHUB_REPOSITORY_OWNER": "github.repository_owner",
        "GITHUB_EVENT_NAME": "github.event_name",
    ]
}
