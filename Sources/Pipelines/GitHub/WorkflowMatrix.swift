import ECSModel
import Templates

/// The combinations of `strategy.matrix`.
///
/// How `include` and `exclude` count: https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations.
struct WorkflowMatrix {
    /// GitHub makes no more jobs of one matrix.
    static let limit = 256

    private(set) var combinations: [[String: TermText]] = []
    /// A part of it is worked out only when it runs.
    private(set) var isOpen = false

    init(_ node: DocumentNode?, _ scope: ExpressionScope) {
        guard let node else { return }
        guard node.isMapping else {
            isOpen = true
            return
        }
        var dimensions: [(String, [[String: TermText]])] = []
        for entry in node.entries where entry.name != "include" && entry.name != "exclude" {
            guard entry.value.isSequence else {
                isOpen = true
                continue
            }
            dimensions.append(
                (entry.name, entry.value.items.prefix(Self.limit).map { Self.values($0, entry.name, scope) }))
        }
        combinations = Self.product(dimensions.map(\.1))
        exclude(node["exclude"], scope)
        include(node["include"], scope, Set(dimensions.map(\.0)))
    }

    private static func product(_ dimensions: [[[String: TermText]]]) -> [[String: TermText]] {
        guard !dimensions.isEmpty else { return [] }
        var found: [[String: TermText]] = [[:]]
        for dimension in dimensions.prefix(64) {
            var next: [[String: TermText]] = []
            for combination in found {
                for values in dimension where next.count < limit {
                    next.append(combination.merging(values) { $1 })
                }
            }
            found = next
        }
        return found
    }

    /// A value under its name; those of a map under `name.key`.
    private static func values(
        _ node: DocumentNode, _ name: String, _ scope: ExpressionScope, depth: Int = 0
    ) -> [String: TermText] {
        if let text = node.string { return [name: scope.text(text)] }
        guard depth < 4 else { return [:] }
        var found: [String: TermText] = [:]
        for entry in node.entries.prefix(64) {
            found.merge(values(entry.value, name + "." + entry.name, scope, depth: depth + 1)) { $1 }
        }
        return found
    }

    private static func flat(_ node: DocumentNode, _ scope: ExpressionScope) -> [String: TermText] {
        var found: [String: TermText] = [:]
        for entry in node.entries.prefix(64) { found.merge(values(entry.value, entry.name, scope)) { $1 } }
        return found
    }

    private mutating func exclude(_ node: DocumentNode?, _ scope: ExpressionScope) {
        guard let node else { return }
        if !node.isSequence { isOpen = true }
        for item in node.items.prefix(Self.limit) {
            let values = Self.flat(item, scope)
            guard !values.isEmpty else { continue }
            combinations.removeAll { combination in values.allSatisfy { combination[$0.key] == $0.value } }
        }
    }

    private mutating func include(_ node: DocumentNode?, _ scope: ExpressionScope, _ dimensions: Set<String>) {
        guard let node else { return }
        if !node.isSequence { isOpen = true }
        let original = combinations.map { combination in
            combination.filter { entry in dimensions.contains(String(entry.key.prefix { $0 != "." })) }
        }
        for item in node.items.prefix(Self.limit) {
            let values = Self.flat(item, scope)
            var isAdded = false
            for index in original.indices
            where values.allSatisfy({ value in original[index][value.key].map { $0 == value.value } ?? true }) {
                combinations[index].merge(values) { $1 }
                isAdded = true
            }
            if !isAdded, combinations.count < Self.limit { combinations.append(values) }
        }
    }

    /// The values that all combinations share.
    var common: [String: TermText] {
        guard !isOpen, let first = combinations.first else { return [:] }
        return first.filter { entry in combinations.allSatisfy { $0[entry.key] == entry.value } }
    }
}
