import Basics
import ECSModel
import Workload

/// What a webhook of CodeBuild starts a build for.
///
/// Builds run with the role of the project, whoever opened the pull request, unless a filter names people or a policy
/// asks for an approval. Source: https://docs.aws.amazon.com/codebuild/latest/userguide/webhooks.html
enum WebhookTriggers {
    static func triggers(of project: BuildProject) -> [Trigger] {
        guard let groups = project.webhook else { return [] }
        guard !groups.isEmpty else {
            // Without filters each push and each pull request is built.
            let place = project.resource.properties["triggers"]?.heading ?? project.place
            return [Trigger(.push, place: place), pullRequest(project, [], limits: false, place)]
        }
        var result: [Trigger] = []
        for group in groups {
            let branches = group.references.map(branch)
            var kinds: Set<Trigger.Kind> = []
            for event in group.events.sorted() {
                let kind = kind(event, group)
                guard kinds.insert(kind).inserted else { continue }
                result.append(
                    kind == .pullRequest
                        ? pullRequest(project, branches, limits: group.limitsActors, group.place)
                        : Trigger(kind, branches: branches, place: group.place))
            }
        }
        return result
    }

    private static func kind(_ event: String, _ group: BuildProject.FilterGroup) -> Trigger.Kind {
        if event.hasPrefix("PULL_REQUEST_") { return event == "PULL_REQUEST_MERGED" ? .push : .pullRequest }
        switch event {
        case "PUSH":
            return group.references.contains { $0.has("refs/tags") } ? .tag : .push
        case "RELEASED", "PRERELEASED": return .release
        default: return .other
        }
    }

    /// Only what says that no approval is asked for is certain to build requests from forks.
    private static func pullRequest(
        _ project: BuildProject, _ branches: [String], limits: Bool, _ place: Place
    ) -> Trigger {
        let isOpen = !limits && project.pullRequestApproval.value == "DISABLED"
        return Trigger(isOpen ? .privilegedPullRequest : .pullRequest, branches: branches, place: place)
    }

    /// `^refs/heads/main$` as people say it: `main`.
    private static func branch(_ pattern: String) -> String {
        var text = pattern[...]
        if text.hasPrefix("^") { text = text.dropFirst() }
        if text.hasSuffix("$") { text = text.dropLast() }
        for prefix in ["refs/heads/", "refs/tags/"] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        return String(text)
    }
}
