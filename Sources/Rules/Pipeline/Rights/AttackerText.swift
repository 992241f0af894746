import Basics
import ECSModel
import Pipelines

/// Where a workflow puts text that a stranger chooses into a script, before a shell or an interpreter reads it.
///
/// What counts as such text: https://docs.github.com/en/actions/concepts/security/script-injections
enum AttackerText {
    struct Use {
        /// `github.event.pull_request.title`
        let context: String
        let place: Place
    }

    static func uses(in pipeline: Pipeline) -> [Use] {
        guard pipeline.form == .gitHubActions else { return [] }
        var uses: [Use] = []
        for item in PipelineParts.scripts(pipeline) {
            for expression in PipelineExpressions.all(in: item.script.text) {
                guard let context = context(in: expression.text) else { continue }
                uses.append(Use(context: context, place: item.script.place(expression.range)))
            }
        }
        // The input is a program, in which expressions are replaced first, too.
        for item in PipelineParts.actions(pipeline) where item.action.name.lowercased() == "actions/github-script" {
            guard let script = item.action.input("script") else { continue }
            for case .unknown(let unknown) in script.value.parts {
                guard let context = context(in: unknown.text) else { continue }
                uses.append(Use(context: context, place: PipelineParts.part(unknown.text, of: script.place)))
            }
        }
        return uses
    }

    /// Whether a stranger sets the text in a pipeline with rights or secrets: not where it runs for pull requests alone, as
    /// those of forks have neither, and not where only people who may push set it.
    static func isOpen(_ use: Use, in pipeline: Pipeline) -> Bool {
        let context = use.context.lowercased()
        let kind: Trigger.Kind
        if ["github.head_ref", "github.event.pull_request", "github.event.workflow_run"].contains(where: context.has) {
            kind = .privilegedPullRequest
        } else if context.has("commit") {
            return false
        } else {
            kind = .other
        }
        return pipeline.triggers.contains { $0.kind == kind }
    }

    /// The stranger's text that the value of an expression is or holds.
    private static func context(in expression: String) -> String? {
        let lower = expression.lowercased()
        if lower.hasPrefix("format(") || lower.hasPrefix("tojson(") || lower.hasPrefix("join(") {
            return names.first { lower.has($0) }
        }
        for part in operands(expression) where isChosen(part.lowercased()) { return part }
        return nil
    }

    /// What stands between `||` and `&&`.
    private static func operands(_ expression: String) -> [String] {
        var parts: [String] = []
        var current: [UInt8] = []
        func close() {
            let text = String(decoding: current, as: UTF8.self)
            parts.append(text.split(separator: " ").joined(separator: " "))
            current = []
        }
        for byte in expression.utf8 {
            if byte == UInt8(ascii: "|") || byte == UInt8(ascii: "&") { close() } else { current.append(byte) }
        }
        close()
        return parts.filter { !$0.isEmpty }
    }

    private static func isChosen(_ name: String) -> Bool {
        // `commits[0].message`
        var plain: [UInt8] = []
        var depth = 0
        for byte in name.utf8 {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if depth == 0 { plain.append(byte) }
            if byte == UInt8(ascii: "]"), depth > 0 {
                depth -= 1
                plain += Array(".*".utf8)
            }
        }
        return names.contains(String(decoding: plain, as: UTF8.self))
    }

    private static let names = [
        "github.head_ref", "github.event.issue.title", "github.event.issue.body", "github.event.pull_request.title",
        "github.event.pull_request.body", "github.event.pull_request.head.ref",
        "github.event.pull_request.head.label", "github.event.pull_request.head.repo.default_branch",
        "github.event.comment.body", "github.event.review.body", "github.event.review_comment.body",
        "github.event.discussion.title", "github.event.discussion.body", "github.event.pages.*.page_name",
        "github.event.commits.*.message", "github.event.commits.*.author.email",
        "github.event.commits.*.author.name", "github.event.head_commit.message",
        "github.event.head_commit.author.email", "github.event.head_commit.author.name",
        "github.event.workflow_run.head_branch", "github.event.workflow_run.head_commit.message",
        "github.event.workflow_run.head_commit.author.email", "github.event.workflow_run.head_commit.author.name",
        "github.event.workflow_run.display_title",
    ]
}
