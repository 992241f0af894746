import Basics
import RuleKit
import Workload

/// The graph as tables: for those who do not see the drawings, and with what these have no room for.
struct SystemTables {
    private let page: HTMLPage
    private let graph: GraphIndex
    private let findings: GraphFindings
    private var out: Markup { page.out }

    /// Rows of a table; `plimsoll graph` prints all of a larger system.
    static let mostRows = 1000
    /// Findings of a node that are named one by one.
    static let mostFindings = 12

    init(_ page: HTMLPage, _ graph: GraphIndex, _ findings: GraphFindings) {
        self.page = page
        self.graph = graph
        self.findings = findings
    }

    static func id(ofNode node: Int) -> String { "part-\(node)" }

    func write() {
        out.element("details", ["class": "alt"]) {
            out.element("summary", Labels.systemParts)
            table("system-parts", Labels.systemParts, [Labels.part, Labels.definedIn, Labels.findings]) {
                for (index, node) in graph.nodes.enumerated().prefix(Self.mostRows) { row(node, index) }
            }
            rest(graph.nodes.count)
        }
        out.element("details", ["class": "alt"]) {
            out.element("summary", Labels.systemLinks)
            table("system-links", Labels.systemLinks, [Labels.from, Labels.relation, Labels.to, Labels.writtenIn]) {
                for (index, edge) in graph.edges.enumerated().prefix(Self.mostRows) { row(edge, graph.ends[index]) }
            }
            rest(graph.edges.count)
        }
    }

    private func rest(_ count: Int) {
        guard count > Self.mostRows else { return }
        out.element("p", ["class": "quiet"], Labels.more, ["n": "\(count - Self.mostRows)"])
    }

    private func table(_ id: String, _ title: Text, _ columns: [Text], _ rows: () -> Void) {
        out.element("div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-labelledby": id]) {
            out.element("table", ["class": "links-of small"]) {
                out.element("caption", ["class": "sr", "id": id], title)
                out.element("thead") {
                    out.element("tr") { for column in columns { out.element("th", ["scope": "col"], column) } }
                }
                out.element("tbody", rows)
            }
        }
    }

    private func row(_ node: SystemGraph.Node, _ index: Int) {
        let numbers = findings.ofNodes[index]
        out.raw("\n")
        out.element("tr", ["id": numbers.count > 1 ? Self.id(ofNode: index) : nil]) {
            out.element("th", ["scope": "row"]) {
                name(node)
                if let stage = node.stage {
                    out.raw(" · ")
                    out.element("code", text: stage)
                }
            }
            out.element("td") {
                if let place = node.place {
                    out.element("code", text: place.shown)
                } else {
                    out.element("span", ["class": "quiet"], Labels.onlyNamed)
                }
            }
            out.element("td") {
                guard !numbers.isEmpty else { return out.raw("–") }
                out.element("ul") {
                    for number in numbers.prefix(Self.mostFindings) { finding(page.listed[number]) }
                }
                guard numbers.count > Self.mostFindings else { return }
                out.element(
                    "p", ["class": "quiet"], Labels.more, ["n": "\(numbers.count - Self.mostFindings)"])
            }
        }
    }

    private func finding(_ listed: HTMLPage.Listed) {
        out.element("li") {
            page.severity(listed.finding.severity)
            out.raw(" ")
            out.element("a", ["href": "#\(listed.id)"], page.message(listed.finding))
        }
    }

    private func row(_ edge: SystemGraph.Edge, _ ends: (from: Int, to: Int)) {
        out.raw("\n")
        out.element("tr") {
            out.element("th", ["scope": "row"]) { name(graph.nodes[ends.from]) }
            out.element("td", GraphWords.title(edge.relation))
            out.element("td") { name(graph.nodes[ends.to]) }
            out.element("td") {
                for (number, place) in edge.places.enumerated() {
                    if number > 0 { out.empty("br") }
                    out.element("code", text: place.shown)
                }
            }
        }
    }

    private func name(_ node: SystemGraph.Node) {
        out.both(GraphWords.title(node.kind))
        out.raw(" ")
        out.element("code", text: node.name)
    }
}
