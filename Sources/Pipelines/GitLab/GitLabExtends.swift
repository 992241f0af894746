import Basics
import ECSModel
import Templates

/// Works out what a job is from what it extends and refers to.
struct GitLabExtends {
    private let root: GitLabNode
    private let jobs: [String: GitLabNode]
    private var known: [String: GitLabNode] = [:]
    /// What could not be found or leads in a circle.
    private(set) var gaps: [Pipeline.Gap] = []
    // GitLab allows eleven levels of `extends` and ten of `!reference`.
    private static let depthLimit = 11
    private static let itemLimit = 2000

    init(_ root: GitLabNode) {
        self.root = root
        jobs = Dictionary(root.entries.map { ($0.name, $0.value) }) { $1 }
    }

    /// A job with all that it extends, references put in place.
    mutating func job(_ name: String) -> GitLabNode? {
        extended(name, []).map { resolved($0, 0) }
    }

    private mutating func extended(_ name: String, _ stack: [String]) -> GitLabNode? {
        if let found = known[name] { return found }
        guard let own = jobs[name], own.isMap else { return nil }
        guard let parents = own["extends"] else {
            known[name] = own
            return own
        }
        var result: GitLabNode?
        for parent in parents.each {
            guard let parentName = parent.string else { continue }
            guard stack.count < Self.depthLimit, parentName != name, !stack.contains(parentName) else {
                gaps.append(
                    Pipeline.Gap(
                        parent.place,
                        Text(en: "`extends` leads in a circle or too deep.", ja: "`extends` が循環しているか、深すぎます。")))
                continue
            }
            guard let base = extended(parentName, stack + [name]) else {
                gaps.append(
                    Pipeline.Gap(
                        parent.place,
                        Text(en: "The job \(parentName) is not in these files.", ja: "ジョブ \(parentName) がファイルの中にありません。")
                    ))
                continue
            }
            result = result?.merged(with: base) ?? base
        }
        let merged = result?.merged(with: own) ?? own
        known[name] = merged
        return merged
    }

    /// `!reference [.setup, script]` stands for what is there; in a list its items take its place.
    private mutating func resolved(_ node: GitLabNode, _ depth: Int) -> GitLabNode {
        guard depth < 30 else { return node }
        var result = node
        if node.tag == "!reference" { return reference(node, depth) }
        switch node.kind {
        case .map(let entries):
            result.kind = .map(
                entries.map { entry in
                    var entry = entry
                    entry.value = resolved(entry.value, depth + 1)
                    return entry
                })
        case .list(let items):
            var all: [GitLabNode] = []
            for item in items where all.count < Self.itemLimit {
                let value = resolved(item, depth + 1)
                if item.tag == "!reference", value.isList { all += value.items } else { all.append(value) }
            }
            result.kind = .list(all)
        case .scalar, .null: break
        }
        return result
    }

    private mutating func reference(_ node: GitLabNode, _ depth: Int) -> GitLabNode {
        let path = node.items.compactMap(\.string)
        var target: GitLabNode? = path.first.flatMap { name in jobs[name].flatMap { $0.isMap ? extended(name, []) : $0 }
        }
        for key in path.dropFirst() { target = target?[key] }
        guard let target, depth < 20, !path.isEmpty else {
            gaps.append(
                Pipeline.Gap(
                    node.place,
                    Text(en: "What `!reference` names is not in these files.", ja: "`!reference` の参照先がファイルの中にありません。")))
            return GitLabNode(.list([]), at: node.place)
        }
        return resolved(target, depth + 10)
    }
}
