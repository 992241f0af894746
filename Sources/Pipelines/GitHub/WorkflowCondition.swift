import Basics
import ECSModel
import Templates

/// What `if:` says that the review asks about.
struct WorkflowCondition {
    private var branches: [String]?
    private var runsAfterFailure = false
    private var excludesPullRequests = false
    /// It asks that what came before has succeeded, though it is looked at after a failure too.
    private var asksForSuccess = false

    /// Reads `if:`.
    static func read(_ node: DocumentNode, in source: SourceFile) -> Condition? {
        guard let text = node.string else { return nil }
        var inner = text
        while inner.last?.isWhitespace == true { inner.removeLast() }
        inner = String(inner.drop { $0.isWhitespace })
        if inner.hasPrefix("${{"), inner.hasSuffix("}}"), !inner.dropFirst(3).dropLast(2).contains("}}") {
            inner = String(inner.dropFirst(3).dropLast(2))
        }
        let place = Place(source, node.range)
        guard let expression = GitHubExpression(inner) else { return Condition(text: text, place: place) }
        let found = WorkflowCondition(expression)
        return Condition(
            text: text, place: place, branches: found.branches ?? [],
            runsAfterFailure: found.runsAfterFailure && !found.asksForSuccess,
            excludesPullRequests: found.excludesPullRequests)
    }

    /// The condition of something within something that has a condition of its own: both must hold.
    static func both(_ outer: Condition?, _ inner: Condition?) -> Condition? {
        guard let outer else { return inner }
        guard var inner else { return outer }
        if inner.branches.isEmpty { inner.branches = outer.branches }
        inner.excludesPullRequests = inner.excludesPullRequests || outer.excludesPullRequests
        inner.runsAfterFailure = inner.runsAfterFailure && outer.runsAfterFailure
        return inner
    }

    private init(_ expression: GitHubExpression) {
        switch expression {
        case .and(let left, let right):
            let a = WorkflowCondition(left)
            let b = WorkflowCondition(right)
            branches = a.branches ?? b.branches
            runsAfterFailure = a.runsAfterFailure || b.runsAfterFailure
            excludesPullRequests = a.excludesPullRequests || b.excludesPullRequests
            asksForSuccess = a.asksForSuccess || b.asksForSuccess
        case .or(let left, let right):
            let a = WorkflowCondition(left)
            let b = WorkflowCondition(right)
            if let first = a.branches, let second = b.branches { branches = first + second }
            runsAfterFailure = a.runsAfterFailure || b.runsAfterFailure
            excludesPullRequests = a.excludesPullRequests && b.excludesPullRequests
            asksForSuccess = a.asksForSuccess && b.asksForSuccess
        case .not(let inner): negate(inner)
        case .comparison(let name, let left, let right): compare(name, left, right)
        case .call(let name, let arguments): call(name, arguments)
        case .path, .text, .bool: break
        }
    }

    private mutating func negate(_ inner: GitHubExpression) {
        guard case .call(let name, let arguments) = inner else { return }
        if name == "cancelled" { runsAfterFailure = true }
        // `!failure()`, `!contains(needs.*.result, 'failure')`
        if name == "failure" { asksForSuccess = true }
        if name == "contains", case .path(let path)? = arguments.first, path.first == "needs", path.last == "result" {
            asksForSuccess = true
        }
    }

    private mutating func call(_ name: String, _ arguments: [GitHubExpression]) {
        switch name {
        case "always", "failure": runsAfterFailure = true
        case "startswith", "contains":
            guard case .path(let path)? = arguments.first, case .text(let text)? = arguments.last,
                path == ["github", "ref"] || (path == ["github", "ref_name"] && name == "startswith")
            else { return }
            excludesPullRequests = true
            branches = [Self.pattern(text) + "*"]
        default: break
        }
    }

    private mutating func compare(_ name: String, _ left: GitHubExpression, _ right: GitHubExpression) {
        let (path, value) = Self.sides(left, right)
        guard let path else { return }
        if path.first == "needs", path.last == "result" {
            if case .text("success")? = value, name == "==" { asksForSuccess = true }
            if case .text("failure")? = value, name == "!=" { asksForSuccess = true }
            return
        }
        switch (path.joined(separator: "."), value) {
        case ("github.ref", .text(let text)) where name == "==",
            ("github.ref_name", .text(let text)) where name == "==",
            ("github.base_ref", .text(let text)) where name == "==":
            branches = [Self.pattern(text)]
            excludesPullRequests = path.last != "base_ref"
        case ("github.ref_type", .text("tag")) where name == "==":
            branches = ["*"]
            excludesPullRequests = true
        case ("github.event_name", .text(let text)):
            let isPullRequest = text.hasPrefix("pull_request")
            excludesPullRequests = (name == "==" && !isPullRequest) || (name == "!=" && isPullRequest)
        case ("github.event.pull_request.merged", .bool(true)) where name == "==": excludesPullRequests = true
        case ("github.event.pull_request", .text("")) where name == "==": excludesPullRequests = true
        // Only the default branch.
        case ("github.ref_name", nil) where name == "==", ("github.ref", nil) where name == "==":
            excludesPullRequests = true
        default: break
        }
    }

    /// The path that is compared, and what with; nil for what is no constant.
    private static func sides(
        _ left: GitHubExpression, _ right: GitHubExpression
    ) -> (path: [String]?, value: GitHubExpression?) {
        switch (left, right) {
        case (.path(let path), .text), (.path(let path), .bool): (path, right)
        case (.text, .path(let path)), (.bool, .path(let path)): (path, left)
        case (.path(let path), _): (path, nil)
        default: (nil, nil)
        }
    }

    /// `refs/heads/main` is `main`.
    private static func pattern(_ text: String) -> String {
        for prefix in ["refs/heads/", "refs/tags/"] where text.hasPrefix(prefix) {
            return String(text.dropFirst(prefix.count))
        }
        return text
    }
}
