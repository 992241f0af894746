import Basics
import RuleKit
import Workload

/// Which findings belong to which node: those whose place, or whose evidence, lies in its definition.
struct GraphFindings {
    /// For each node the numbers of its findings in the list that was given, the worst first.
    let ofNodes: [[Int]]

    /// - Parameter dockerfiles: for each finding the Dockerfiles of the workloads that it is about.
    init(_ graph: GraphIndex, _ findings: [Finding], dockerfiles: [[String]]) {
        var byPath: [String: [Int]] = [:]
        for (index, node) in graph.nodes.enumerated() where node.extent != nil {
            byPath[node.place?.path ?? "", default: []].append(index)
        }
        var ofNodes: [[Int]] = Array(repeating: [], count: graph.nodes.count)
        for (number, finding) in findings.enumerated() {
            var owners: Set<Int> = []
            for span in [finding.span] + finding.related.map(\.span) {
                owners.formUnion(Self.innermost(byPath[span.path] ?? [], at: span.start, graph.nodes))
            }
            // What is in no definition, such as a script that the image starts, belongs to the Dockerfile.
            if byPath[finding.span.path] == nil {
                for path in dockerfiles[number] {
                    owners.formUnion((byPath[path] ?? []).filter { graph.nodes[$0].kind == .dockerfile })
                }
            }
            for owner in owners { ofNodes[owner].append(number) }
        }
        self.ofNodes = ofNodes.map { numbers in
            numbers.sorted { (findings[$1].severity, $0) < (findings[$0].severity, $1) }
        }
    }

    /// The nodes with the shortest definition around a place.
    private static func innermost(
        _ candidates: [Int], at position: Position, _ nodes: [SystemGraph.Node]
    ) -> [Int] {
        let around = candidates.filter { index in
            nodes[index].extent.map { $0.start <= position && position <= $0.end } ?? false
        }
        let sizes = around.map { size(nodes[$0].extent) }
        guard let least = sizes.min() else { return [] }
        return zip(around, sizes).filter { $0.1 == least }.map(\.0)
    }

    private static func size(_ extent: GraphExtent?) -> Position {
        guard let extent else { return Position(line: 0, column: 0) }
        // Columns tell sizes apart only within one line.
        let lines = extent.end.line &- extent.start.line
        return Position(line: lines, column: lines == 0 ? extent.end.column &- extent.start.column : 0)
    }
}
