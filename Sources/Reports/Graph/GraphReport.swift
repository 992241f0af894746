package import Basics
import Foundation
package import Workload

/// The graph of a repository's workloads as a tree for a terminal, as Mermaid, or as JSON.
package enum GraphReport {
    package enum Format: String, Sendable, CaseIterable { case text, mermaid, json }

    /// - Parameter sources: reads the files of the graph, so that no secret of theirs is told.
    package static func render(
        _ graph: SystemGraph, as format: Format, _ language: Language, ink: Ink,
        sources: @escaping @Sendable (String) -> SourceFile?
    ) throws -> String {
        var masking = Masking(sources: sources)
        let graph = masking.told(graph)
        switch format {
        case .text: return GraphTree(graph, language, ink).render()
        case .mermaid: return mermaid(graph, language)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(graph), as: UTF8.self) + "\n"
        }
    }

    private static func mermaid(_ graph: SystemGraph, _ language: Language) -> String {
        var lines = ["flowchart LR"]
        var names: [String: String] = [:]
        for (index, node) in graph.nodes.enumerated() {
            names[node.id] = "n\(index)"
            let text = "\(GraphWords.title(node.kind)(language)): \(node.name)"
            lines.append("  n\(index)[\"\(escaped(text))\"]")
        }
        for edge in graph.edges {
            guard let from = names[edge.from], let to = names[edge.to] else { continue }
            lines.append("  \(from) -->|\"\(escaped(GraphWords.title(edge.relation)(language)))\"| \(to)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Mermaid reads `#quot;` and its like in quoted labels; line ends would end the label.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "#quot;"
            case "#": result += "#35;"
            case "<": result += "#lt;"
            case ">": result += "#gt;"
            case "\\": result += "#92;"
            default: result += scalar.value < 0x20 ? " " : String(scalar)
            }
        }
        return result
    }
}
