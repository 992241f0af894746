import Basics
import RuleKit
import Workload

/// The page that shows how it hangs together: a drawing for each service, and all of it as tables.
struct SystemPanel {
    private let page: HTMLPage
    private let graph: GraphIndex
    private let findings: GraphFindings
    private let scenes: [GraphScene]
    private let marks: [Int: GraphDrawing.Mark]
    private var out: Markup { page.out }

    /// Drawings beyond these are left to the tables.
    static let mostScenes = 40

    init?(_ page: HTMLPage) {
        guard let system = page.system else { return nil }
        self.page = page
        graph = GraphIndex(system)
        let workloads = page.review.workloads
        findings = GraphFindings(
            graph, page.listed.map(\.finding),
            dockerfiles: page.listed.map { $0.workloads.map { workloads[$0].dockerfile } })
        scenes = GraphScene.all(graph)
        var marks: [Int: GraphDrawing.Mark] = [:]
        for (node, numbers) in findings.ofNodes.enumerated() {
            guard let worst = numbers.first else { continue }
            let target = numbers.count == 1 ? page.listed[worst].id : SystemTables.id(ofNode: node)
            marks[node] = GraphDrawing.Mark(
                count: numbers.count, worst: page.listed[worst].finding.severity, target: target)
        }
        self.marks = marks
    }

    func write() {
        page.panel("system", Labels.system) {
            out.element("p", ["class": "lead"], Labels.systemLead)
            let shown = scenes.prefix(Self.mostScenes).enumerated()
            for (number, scene) in shown where scene.halves.count != 1 { write(scene, number) }
            // What has one drawing takes half of the width.
            let small = shown.filter { $0.element.halves.count == 1 }
            if !small.isEmpty {
                out.element("div", ["class": "scenes"]) { for (number, scene) in small { write(scene, number) } }
            }
            if scenes.count > Self.mostScenes {
                out.element("p", ["class": "quiet"], Labels.more, ["n": "\(scenes.count - Self.mostScenes)"])
            }
            SystemTables(page, graph, findings).write()
        }
    }

    private func write(_ scene: GraphScene, _ number: Int) {
        let root = graph.nodes[scene.root]
        out.raw("\n")
        out.element("section", ["class": "group"]) {
            out.element("h3") {
                out.both(GraphWords.title(root.kind))
                out.raw(" ")
                out.element("span", ["class": "name"], text: root.name)
                if let place = root.place { out.element("code", ["class": "place"], text: place.shown) }
            }
            out.element("div", ["class": "scenes"]) {
                for (half, part) in scene.halves.enumerated() {
                    let id = "system-\(number)-\(half)"
                    out.element("figure") {
                        out.element("figcaption", ["id": id], part.title)
                        GraphDrawing(part, scene, graph, marks: marks).write(to: out, id: id)
                    }
                }
            }
        }
    }
}
