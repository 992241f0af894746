import Basics
import ECSModel
import Templates

/// Reads `on:` of a workflow.
///
/// The events: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows.
struct WorkflowTriggers {
    private let source: SourceFile
    private(set) var triggers: [Trigger] = []
    /// The names of the workflows after whose runs this one starts.
    private(set) var awaited: [String] = []

    /// `on` is a truth value to readers of YAML 1.1; quoted or not, it is a key here.
    init(_ root: DocumentNode, in source: SourceFile) {
        self.source = source
        guard let node = root["on"] ?? root["true"] else { return }
        switch node.kind {
        case .scalar(let name, _): add(name, DocumentNode(.null, node.range), node.range)
        case .sequence(let items):
            for item in items { if let name = item.string { add(name, DocumentNode(.null, item.range), item.range) } }
        case .mapping(let entries): for entry in entries { add(entry.name, entry.value, entry.key.range) }
        case .null, .unknown: break
        }
    }

    private mutating func add(_ event: String, _ node: DocumentNode, _ range: Range<Int>) {
        switch event {
        case "push": push(node, range)
        case "pull_request", "pull_request_review", "pull_request_review_comment", "merge_group":
            add(.pullRequest, node, range)
        case "pull_request_target": add(.privilegedPullRequest, node, range)
        case "schedule": schedule(node, range)
        case "workflow_dispatch": add(.manual, node, range)
        case "workflow_call": add(.call, node, range)
        case "release": add(.release, node, range)
        case "registry_package": add(.image, node, range)
        case "workflow_run":
            awaited = node["workflows"]?.strings ?? []
            add(.other, node, range)
        default: add(.other, node, range)
        }
    }

    private mutating func add(_ kind: Trigger.Kind, _ node: DocumentNode, _ range: Range<Int>) {
        triggers.append(
            Trigger(
                kind, branches: patterns(node, "branches"), place: Place(source, range), paths: patterns(node, "paths"))
        )
    }

    /// A filter; what is left out of all stands behind `**` with a `!`.
    private func patterns(_ node: DocumentNode, _ key: String) -> [String] {
        if let wanted = node[key]?.strings, !wanted.isEmpty { return wanted }
        let unwanted = node[key + "-ignore"]?.strings ?? []
        return unwanted.isEmpty ? [] : ["**"] + unwanted.map { "!" + $0 }
    }

    /// A filter of branches alone keeps tags out, and the other way about; without either, both start it.
    private mutating func push(_ node: DocumentNode, _ range: Range<Int>) {
        let tags = patterns(node, "tags")
        let branches = patterns(node, "branches")
        let paths = patterns(node, "paths")
        if !branches.isEmpty || tags.isEmpty {
            triggers.append(Trigger(.push, branches: branches, place: Place(source, range), paths: paths))
        }
        if !tags.isEmpty {
            triggers.append(
                Trigger(.tag, branches: tags, place: Place(source, node.keyRange("tags") ?? range), paths: paths))
        }
    }

    private mutating func schedule(_ node: DocumentNode, _ range: Range<Int>) {
        let times = node.items.compactMap { $0["cron"] }
        if times.isEmpty { triggers.append(Trigger(.schedule, place: Place(source, range))) }
        for time in times {
            triggers.append(Trigger(.schedule, place: Place(source, time.range), cron: time.string))
        }
    }
}
