import ECSModel

/// When a job, or a pipeline, runs: `rules`, `only`, `except`, `when`.
struct GitLabRules {
    /// One way to run it.
    struct Way {
        var branches: [String] = []
        var when: String?
        var whenPlace: Place?
        var text: String
        var allowFailure: Place?
        var place: Place
    }

    /// The ways in which it runs; empty when nothing is said, or it never does.
    private(set) var ways: [Way] = []
    private(set) var isWritten = false
    private(set) var condition: Condition?
    /// The triggers that are named.
    private(set) var triggers: [Trigger] = []

    init(_ job: GitLabNode) {
        if let rules = job.entry("rules") {
            isWritten = true
            readRules(rules)
        } else if let only = job.entry("only") {
            isWritten = true
            readOnly(only, job.entry("except"))
        } else if let except = job.entry("except") {
            isWritten = true
            let text = "except: " + Self.refs(except.value).compactMap(\.string).joined(separator: ", ")
            ways = [Way(text: text, place: except.place)]
            // Without `only`, a job is for branches and tags, not for merge requests.
            condition = Condition(text: text, place: except.place, excludesPullRequests: true)
        }
        if let when = job["when"], when.string == "on_failure" || when.string == "always" {
            condition = Condition(
                text: condition?.text ?? "when: \(when.string ?? "")", place: condition?.place ?? when.place,
                branches: condition?.branches ?? [], runsAfterFailure: true,
                excludesPullRequests: condition?.excludesPullRequests ?? true)
        }
    }

    private mutating func readRules(_ entry: GitLabNode.Entry) {
        for rule in entry.value.each where rule.isMap {
            let when = rule["when"]
            if when?.string == "never" { continue }
            let text = rule["if"]?.string ?? ""
            let place = rule["if"]?.place ?? rule.entries.first?.place ?? entry.place
            let allowed = rule["allow_failure"].flatMap { $0.string == "true" ? $0.place : nil }
            ways.append(
                Way(
                    branches: Self.branches(text), when: when?.string, whenPlace: when?.place, text: text,
                    allowFailure: allowed, place: place))
            readTriggers(text, place)
        }
        let limited = !ways.isEmpty && ways.allSatisfy { !$0.branches.isEmpty }
        condition = Condition(
            text: ways.map(\.text).filter { !$0.isEmpty }.joined(separator: " || "), place: entry.place,
            branches: limited ? ways.flatMap(\.branches) : [],
            runsAfterFailure: ways.contains { $0.when == "always" || $0.when == "on_failure" },
            excludesPullRequests: !ways.isEmpty && ways.allSatisfy { Self.excludesMergeRequests($0.text) })
    }

    /// `CI_COMMIT_BRANCH` and `CI_COMMIT_TAG` are not set in the pipelines of merge requests.
    private static func excludesMergeRequests(_ text: String) -> Bool {
        guard !text.contains("merge_request"), !text.contains("CI_MERGE_REQUEST"), !text.contains("||") else {
            return false
        }
        return text.contains("CI_COMMIT_BRANCH ==") || text.contains("CI_COMMIT_BRANCH =~")
            || text.contains("CI_COMMIT_TAG") && !text.contains("CI_COMMIT_TAG ==") || text == "$CI_COMMIT_BRANCH"
            || text.contains("CI_PIPELINE_SOURCE == ")
    }

    private mutating func readTriggers(_ text: String, _ place: Place) {
        let sources: [(String, Trigger.Kind)] = [
            ("merge_request_event", .pullRequest), ("schedule", .schedule), ("web", .manual), ("api", .other),
            ("trigger", .other), ("push", .push),
        ]
        for (name, kind) in sources where text.contains("\"\(name)\"") || text.contains("'\(name)'") {
            triggers.append(Trigger(kind, branches: kind == .push ? Self.branches(text) : [], place: place))
        }
        if text.contains("CI_MERGE_REQUEST_I") { triggers.append(Trigger(.pullRequest, place: place)) }
        if text.contains("CI_COMMIT_TAG") { triggers.append(Trigger(.tag, place: place)) }
        if text.contains("CI_COMMIT_BRANCH") || text.contains("CI_COMMIT_REF_NAME") {
            triggers.append(Trigger(.push, branches: Self.branches(text), place: place))
        }
    }

    /// The branches that a comparison limits to: `$CI_COMMIT_BRANCH == "main"`.
    static func branches(_ text: String) -> [String] {
        // Of a choice or a refusal nothing is said.
        guard !text.contains("||"), !text.contains("!="), !text.contains("!~") else { return [] }
        for part in text.split(separator: "&") {
            for name in ["CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME"] where part.contains(name) {
                for sign in ["==", "=~"] {
                    guard let range = part.firstRange(of: sign) else { continue }
                    let value = part[range.upperBound...].split(separator: " ").first.map(String.init) ?? ""
                    let bare = value.filter { $0 != "\"" && $0 != "'" }
                    if !bare.isEmpty { return [bare] }
                }
            }
        }
        return []
    }

    private static func refs(_ node: GitLabNode) -> [GitLabNode] {
        node.isMap ? (node["refs"]?.each ?? []) : node.each
    }

    private mutating func readOnly(_ only: GitLabNode.Entry, _ except: GitLabNode.Entry?) {
        let kinds: [String: Trigger.Kind] = [
            "merge_requests": .pullRequest, "external_pull_requests": .pullRequest, "schedules": .schedule,
            "tags": .tag,
            "web": .manual, "pushes": .push, "branches": .push, "triggers": .other, "api": .other, "pipelines": .call,
        ]
        var branches: [String] = []
        var others = false
        let refs = Self.refs(only.value)
        for ref in refs {
            guard let text = ref.string else { continue }
            if let kind = kinds[text] {
                triggers.append(Trigger(kind, place: ref.place))
                others = others || kind != .push
                if text == "branches" { others = true }
            } else {
                branches.append(text)
                triggers.append(Trigger(.push, branches: [text], place: ref.place))
            }
        }
        let words = refs.compactMap(\.string)
        let text = "only: " + words.joined(separator: ", ")
        ways = [Way(branches: others ? [] : branches, text: text, place: only.place)]
        condition = Condition(
            text: text, place: only.place, branches: others ? [] : branches,
            excludesPullRequests: !words.contains("merge_requests") && !words.contains("external_pull_requests"))
    }
}
