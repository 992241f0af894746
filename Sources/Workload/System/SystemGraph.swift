package import Basics
import DockerfileSyntax
import ECSModel

/// A system as nodes and edges: from Dockerfile and image to container, task, service, load balancer, scaling, roles,
/// logs and network. Each edge has the places that made it.
package struct SystemGraph: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case dockerfile, image, repository, container, task, service, cluster, targetGroup, listener, loadBalancer
        case scaling, role, logGroup, secret, subnet, securityGroup, other
    }

    package struct Node: Sendable, Hashable, Codable {
        /// Unique in the graph and the same in each run: its kind and what it is called where it is defined.
        package var id: String
        package var kind: Kind
        package var name: String
        /// Where it is defined; nil for what is only named.
        package var place: GraphPlace?
        /// From where to where its definition goes in that file: findings there are its own.
        package var extent: GraphExtent?
        /// Of a Dockerfile, the stage whose image it is, where that has a name.
        package var stage: String?
    }

    package struct Edge: Sendable, Hashable, Codable {
        package var from: String
        package var to: String
        /// What `from` does with `to`: `runs`, `builds`, `logs to`.
        package var relation: Relation
        package var places: [GraphPlace]
    }

    package enum Relation: String, Sendable, Hashable, Codable, CaseIterable {
        case builds, storedIn, uses, has, runs, isIn, isReachedBy, forwards, belongsTo, isScaledBy, executesAs, actsAs
        case logsTo, reads, runsIn, isGuardedBy
    }

    package private(set) var nodes: [Node] = []
    package private(set) var edges: [Edge] = []

    package init(_ system: System, workloads: [Workload]) {
        var builder = SystemGraphBuilder(system: system, workloads: workloads)
        builder.build()
        nodes = builder.nodes
        edges = builder.edges
    }

    /// The same with each path changed: people see paths from where they stand.
    package func mapPaths(_ change: (String) -> String) -> SystemGraph {
        var graph = self
        for index in graph.nodes.indices {
            graph.nodes[index].place?.change(change)
            // A Dockerfile is called by its path.
            if graph.nodes[index].kind == .dockerfile { graph.nodes[index].name = change(graph.nodes[index].name) }
        }
        for index in graph.edges.indices {
            for place in graph.edges[index].places.indices { graph.edges[index].places[place].change(change) }
        }
        return graph
    }

    /// The same with each name changed, also in ids, which are made of names: names can hold secrets.
    package func mapNames(_ change: (String) -> String) -> SystemGraph {
        var graph = self
        for index in graph.nodes.indices {
            graph.nodes[index].id = change(graph.nodes[index].id)
            graph.nodes[index].name = change(graph.nodes[index].name)
            graph.nodes[index].stage = graph.nodes[index].stage.map(change)
        }
        for index in graph.edges.indices {
            graph.edges[index].from = change(graph.edges[index].from)
            graph.edges[index].to = change(graph.edges[index].to)
        }
        return graph
    }

    /// Whether anything is run: Dockerfiles alone do not hang together.
    package var hasDefinitions: Bool { nodes.contains { $0.kind == .service || $0.kind == .task } }
}

/// From where to where something goes in a file.
package struct GraphExtent: Sendable, Hashable, Codable {
    package var start: Position
    /// Behind its last character.
    package var end: Position

    package init(start: Position, end: Position) {
        self.start = start
        self.end = end
    }
}

/// A line of a file.
package struct GraphPlace: Sendable, Hashable, Codable {
    package var path: String
    package var line: Int

    package init(_ span: Span) {
        path = span.path
        line = span.start.line
    }

    mutating func change(_ change: (String) -> String) { path = change(path) }

    package var shown: String { "\(path):\(line)" }
}
