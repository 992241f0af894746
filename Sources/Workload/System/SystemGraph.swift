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
        for index in graph.nodes.indices { graph.nodes[index].place?.change(change) }
        for index in graph.edges.indices {
            for place in graph.edges[index].places.indices { graph.edges[index].places[place].change(change) }
        }
        return graph
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
