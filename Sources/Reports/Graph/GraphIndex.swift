import Workload

/// A graph whose nodes are found by number. Edges whose nodes are not there, as a stored review may have, are left out.
struct GraphIndex {
    let nodes: [SystemGraph.Node]
    private(set) var edges: [SystemGraph.Edge] = []
    /// The nodes of each edge.
    private(set) var ends: [(from: Int, to: Int)] = []
    /// The edges that begin at each node, and those that end there.
    private(set) var outgoing: [[Int]]
    private(set) var incoming: [[Int]]

    init(_ graph: SystemGraph) {
        nodes = graph.nodes
        outgoing = Array(repeating: [], count: nodes.count)
        incoming = outgoing
        let numbers = Dictionary(
            zip(nodes.map(\.id), nodes.indices), uniquingKeysWith: { first, _ in first })
        for edge in graph.edges {
            guard let from = numbers[edge.from], let to = numbers[edge.to] else { continue }
            outgoing[from].append(edges.count)
            incoming[to].append(edges.count)
            edges.append(edge)
            ends.append((from, to))
        }
    }
}
