import Basics
import Workload

/// The graph as trees: each service with what hangs on it, then tasks that no service runs, then Dockerfiles whose
/// image nothing runs.
struct GraphTree {
    private let graph: SystemGraph
    private let language: Language
    private let ink: Ink
    private let nodes: [String: SystemGraph.Node]
    private let outgoing: [String: [SystemGraph.Edge]]
    private let incoming: [String: [SystemGraph.Edge]]

    init(_ graph: SystemGraph, _ language: Language, _ ink: Ink) {
        self.graph = graph
        self.language = language
        self.ink = ink
        nodes = Dictionary(graph.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        outgoing = Dictionary(grouping: graph.edges, by: \.from)
        incoming = Dictionary(grouping: graph.edges, by: \.to)
    }

    func render() -> String {
        var lines: [String] = []
        var told: Set<String> = []
        for kind in [SystemGraph.Kind.service, .task, .dockerfile] {
            for node in graph.nodes where node.kind == kind && !told.contains(node.id) {
                if !lines.isEmpty { lines.append("") }
                told.insert(node.id)
                lines.append(ink(name(node), .bold) + place(node))
                lines += branches(of: node.id, "", [node.id], &told)
            }
        }
        if lines.isEmpty {
            lines = [Text(en: "Nothing was found to draw.", ja: "表示できるものが見つかりませんでした。")(language)]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func name(_ node: SystemGraph.Node) -> String { "\(GraphWords.title(node.kind)(language)) \(node.name)" }

    private func place(_ node: SystemGraph.Node) -> String {
        node.place.map { "  " + ink($0.shown, .dim) } ?? ""
    }

    /// What a node points to, and what points to it where that is how people tell it: who builds an image, who forwards.
    private func branches(
        of id: String, _ indent: String, _ path: Set<String>, _ told: inout Set<String>
    ) -> [String] {
        guard path.count < 12 else { return [] }
        var items: [(word: String, node: SystemGraph.Node, edge: SystemGraph.Edge)] = []
        for edge in outgoing[id] ?? [] where !path.contains(edge.to) {
            guard let node = nodes[edge.to] else { continue }
            items.append((GraphWords.title(edge.relation)(language), node, edge))
        }
        for edge in incoming[id] ?? []
        where [.builds, .forwards].contains(edge.relation) && !path.contains(edge.from) {
            guard let node = nodes[edge.from] else { continue }
            let word =
                edge.relation == .builds
                ? Text(en: "built by", ja: "ビルド元") : Text(en: "behind", ja: "転送元")
            items.append((word(language), node, edge))
        }
        var lines: [String] = []
        for (index, item) in items.enumerated() {
            let isLast = index == items.count - 1
            let isNew = told.insert(item.node.id).inserted
            let places = item.edge.places.map(\.shown).joined(separator: ", ")
            lines.append(
                indent + (isLast ? "└─ " : "├─ ") + ink(item.word, .cyan) + " " + name(item.node)
                    + (places.isEmpty ? "" : "  " + ink(places, .dim)))
            // What was told once is only named again.
            if isNew {
                lines += branches(
                    of: item.node.id, indent + (isLast ? "   " : "│  "), path.union([item.node.id]), &told)
            }
        }
        return lines
    }
}
