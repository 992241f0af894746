import Basics
import Workload

/// One service, or a task that no service runs, with all that hangs on it: what one drawing shows.
struct GraphScene {
    /// A card of a drawing.
    enum Part {
        /// A node, by its index in the graph.
        case node(Int)
        /// As many more of a kind as there is no room for.
        case more(SystemGraph.Kind, Int)
    }

    /// What is drawn in one column.
    struct Half {
        var title: Text
        var parts: [Part]
    }

    /// The service or the task.
    let root: Int
    private(set) var halves: [Half] = []
    /// The edges between its nodes, by their indexes in the graph.
    private(set) var edges: [Int] = []

    /// Nodes of a kind beyond these are only counted: a service may read forty secrets.
    static let mostOfAKind = 8

    /// The drawings of a graph: services first, then tasks that none of them runs.
    static func all(_ graph: GraphIndex) -> [GraphScene] {
        var told: Set<Int> = []
        var scenes: [GraphScene] = []
        for kind in [SystemGraph.Kind.service, .task] {
            for (index, node) in graph.nodes.enumerated() where node.kind == kind && !told.contains(index) {
                let scene = GraphScene(index, in: graph)
                told.formUnion(scene.members)
                scenes.append(scene)
            }
        }
        return scenes
    }

    /// All its nodes, also those that are only counted.
    private(set) var members: Set<Int> = []

    private init(_ root: Int, in graph: GraphIndex) {
        self.root = root
        members = Self.reached(from: root, in: graph)
        edges = members.flatMap { graph.outgoing[$0] }.filter { members.contains(graph.ends[$0].to) }.sorted()
        halves = [
            Half(
                title: Text(
                    en: "The service: traffic, scaling, network", ja: "サービス: トラフィック、スケーリング、ネットワーク"),
                parts: front(graph)),
            Half(
                title: Text(
                    en: "The task: containers, images, roles, logs", ja: "タスク: コンテナ、イメージ、ロール、ログ"), parts: back(graph)),
        ].filter { $0.parts.count > 1 }
    }

    /// What hangs on a node. A listener that sends requests to other services as well does not lead on to them.
    private static func reached(from root: Int, in graph: GraphIndex) -> Set<Int> {
        var reached: Set<Int> = [root]
        var open = [root]
        while let next = open.popLast() {
            for edge in graph.outgoing[next]
            where !leadsIn(graph.edges[edge].relation) && reached.insert(graph.ends[edge].to).inserted {
                open.append(graph.ends[edge].to)
            }
            for edge in graph.incoming[next]
            where leadsIn(graph.edges[edge].relation) && reached.insert(graph.ends[edge].from).inserted {
                open.append(graph.ends[edge].from)
            }
        }
        return reached
    }

    private static func leadsIn(_ relation: SystemGraph.Relation) -> Bool {
        relation == .builds || relation == .forwards
    }

    // MARK: Order

    private func front(_ graph: GraphIndex) -> [Part] {
        let kinds: [SystemGraph.Kind] = [
            .loadBalancer, .listener, .targetGroup, .service, .task, .scaling, .cluster, .subnet, .securityGroup,
        ]
        return shortened(kinds.flatMap { kind in members.sorted().filter { graph.nodes[$0].kind == kind } }, graph)
    }

    /// The task and its roles, then each container with its own things.
    private func back(_ graph: GraphIndex) -> [Part] {
        let all = members.sorted()
        var order = [SystemGraph.Kind.task, .role].flatMap { kind in all.filter { graph.nodes[$0].kind == kind } }
        var placed = Set(order)
        func place(_ index: Int) { if placed.insert(index).inserted { order.append(index) } }
        for container in all where graph.nodes[container].kind == .container {
            place(container)
            for edge in graph.outgoing[container] {
                let target = graph.ends[edge].to
                guard graph.nodes[target].kind == .image else { continue }
                for edge in graph.incoming[target] where graph.edges[edge].relation == .builds {
                    place(graph.ends[edge].from)
                }
                place(target)
                for edge in graph.outgoing[target] { place(graph.ends[edge].to) }
            }
            for edge in graph.outgoing[container] { place(graph.ends[edge].to) }
        }
        return shortened(order, graph)
    }

    private func shortened(_ order: [Int], _ graph: GraphIndex) -> [Part] {
        var counts: [SystemGraph.Kind: Int] = [:]
        for index in order { counts[graph.nodes[index].kind, default: 0] += 1 }
        var seen: [SystemGraph.Kind: Int] = [:]
        var parts: [Part] = []
        for index in order {
            let kind = graph.nodes[index].kind
            seen[kind, default: 0] += 1
            let (number, count) = (seen[kind] ?? 0, counts[kind] ?? 0)
            if number <= Self.mostOfAKind || count == Self.mostOfAKind + 1 {
                parts.append(.node(index))
            } else if number == count {
                parts.append(.more(kind, count - Self.mostOfAKind))
            }
        }
        return parts
    }
}
