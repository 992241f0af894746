import Basics
import RuleKit
import Workload

/// One half of a scene as SVG. Colours come from the page's style sheet; the cards of nodes with findings lead there.
struct GraphDrawing {
    /// What a card says of a node's findings.
    struct Mark {
        var count: Int
        var worst: Severity
        /// The place in the page that tells of them.
        var target: String
    }

    private let scene: GraphScene
    private let graph: GraphIndex
    private let layout: GraphLayout
    private let marks: [Int: Mark]
    private typealias L = GraphLayout

    /// The width of a character of the fixed-width font at the size of names and at that of places, in hundredths.
    private static let (nameWidth, placeWidth) = (760, 670)

    init(_ half: GraphScene.Half, _ scene: GraphScene, _ graph: GraphIndex, marks: [Int: Mark]) {
        self.scene = scene
        self.graph = graph
        self.marks = marks
        layout = GraphLayout(half, scene, graph)
    }

    /// - Parameter id: the element that names the drawing.
    func write(to out: Markup, id: String) {
        out.element(
            "svg",
            [
                "class": "picture system", "viewBox": "0 0 \(L.width) \(layout.height)", "role": "group",
                "aria-labelledby": id,
            ]
        ) {
            for lane in layout.lanes { draw(lane, out) }
            for card in layout.cards { draw(card, out) }
        }
    }

    // MARK: Lines

    private func draw(_ lane: L.Lane, _ out: Markup) {
        let x = layout.x(ofTrack: lane.track)
        let left = layout.left
        let arrows = lane.branches.map { "M\(left) \($0.y)l-6-4v8z" }.joined()
        let ends = lane.branches.map { "M\(x) \($0.y)H\(left - 6)" }.joined()
        let trunk = "M\(x) \(lane.span.lowerBound)V\(lane.span.upperBound)"
        out.empty("path", ["d": "M\(left) \(lane.start)H\(x)\(trunk)\(ends)", "class": "lane"])
        out.empty("path", ["d": arrows, "class": "tip lane"])
        // A thin line is hard to point at: these are broad, and are seen when they are.
        for branch in lane.branches {
            let (edge, ends) = (graph.edges[branch.edge], graph.ends[branch.edge])
            let names = "\(graph.nodes[ends.from].name) → \(graph.nodes[ends.to].name)"
            let data = "M\(left) \(lane.start)H\(x)V\(branch.y)H\(left - 6)"
            out.element("path", ["d": data, "class": "near"]) {
                out.element("title", text: ([names] + edge.places.prefix(6).map(\.shown)).joined(separator: "\n"))
            }
        }
    }

    // MARK: Cards

    private func draw(_ card: L.Card, _ out: Markup) {
        switch card.part {
        case .more(let kind, let count):
            rectangle(card, "card unused", out)
            let text = GraphWords.more(kind, count)
            words(out, layout.left + 10, card.top + 18, text, "note")
        case .node(let index):
            guard let mark = marks[index] else { return node(index, card, nil, out) }
            out.element("a", ["href": "#\(mark.target)"]) { node(index, card, mark, out) }
        }
    }

    private func rectangle(_ card: L.Card, _ style: String, _ out: Markup) {
        out.empty(
            "rect",
            [
                "x": "\(layout.left)", "y": "\(card.top)", "width": "\(layout.cardWidth)", "height": "\(card.height)",
                "rx": "5", "class": style,
            ])
    }

    private func node(_ index: Int, _ card: L.Card, _ mark: Mark?, _ out: Markup) {
        let node = graph.nodes[index]
        let x = layout.left + 10
        let right = layout.left + layout.cardWidth - 10
        rectangle(card, index == scene.root ? "card final" : node.place == nil ? "card unused" : "card", out)
        if let mark {
            out.empty(
                "rect",
                [
                    "x": "\(layout.left)", "y": "\(card.top)", "width": "4", "height": "\(card.height)", "rx": "2",
                    "class": "mark \(mark.worst.rawValue)",
                ])
        }
        words(out, x, card.top + 18, GraphWords.role(of: index, in: scene, graph), "note")
        if let mark {
            words(
                out, right, card.top + 18, GraphWords.findings(mark.count), "found \(mark.worst.rawValue)",
                anchor: "end")
        }
        let name = node.stage.map { "\(node.name) · \($0)" } ?? node.name
        text(out, x, card.top + 35, name, "name", limit: (layout.cardWidth - 20) * 100 / Self.nameWidth)
        guard let place = node.place else { return }
        text(out, x, card.top + 52, place.shown, "quiet", limit: (layout.cardWidth - 20) * 100 / Self.placeWidth)
    }

    /// What is cut short is told whole when it is pointed at.
    private func text(_ out: Markup, _ x: Int, _ y: Int, _ text: String, _ style: String, limit: Int) {
        let short = PictureDrawing.shortened(text, to: limit)
        out.element("text", ["x": "\(x)", "y": "\(y)", "class": style]) {
            if short != text { out.element("title", text: text) }
            out.escaped(short)
        }
    }

    private func words(
        _ out: Markup, _ x: Int, _ y: Int, _ text: Text, _ style: String, anchor: String? = nil
    ) {
        out.element("text", ["x": "\(x)", "y": "\(y)", "class": "word \(style)", "text-anchor": anchor]) {
            out.bothInDrawing(text)
        }
    }
}
