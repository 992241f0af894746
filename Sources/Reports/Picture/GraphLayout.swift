import Workload

/// Where the cards of one half of a scene stand: one below the other, and at their left the lines from each to those
/// that it leads to. One column, because it is read on a phone and on paper too.
struct GraphLayout {
    struct Card {
        var part: GraphScene.Part
        var top: Int
        var height: Int
    }

    /// What goes out from one card: a line at the left with an arrow for each that it leads to.
    struct Lane {
        struct Branch {
            var edge: Int
            var y: Int
        }

        var start: Int
        var branches: [Branch]
        /// Counted from the cards outwards.
        var track = 0

        var span: ClosedRange<Int> {
            let all = branches.map(\.y) + [start]
            return (all.min() ?? start)...(all.max() ?? start)
        }
    }

    static let width = 420
    static let lineHeight = 17
    private static let trackWidth = 10
    private static let mostTracks = 10
    private static let gap = 12

    private(set) var cards: [Card] = []
    private(set) var lanes: [Lane] = []
    private(set) var left = 2
    private(set) var height = 0

    var cardWidth: Int { Self.width - left - 2 }

    init(_ half: GraphScene.Half, _ scene: GraphScene, _ graph: GraphIndex) {
        var top = 2
        var places: [Int: Int] = [:]
        for part in half.parts {
            var lines = 1
            if case .node(let index) = part {
                places[index] = cards.count
                lines = graph.nodes[index].place == nil ? 2 : 3
            }
            let card = Card(part: part, top: top, height: lines * Self.lineHeight + 10)
            cards.append(card)
            top += card.height + Self.gap
        }
        height = top - Self.gap + 2
        connect(scene, graph, places)
        let tracks = (lanes.map(\.track).max() ?? -1) + 1
        left = tracks == 0 ? 2 : 14 + tracks * Self.trackWidth
    }

    func x(ofTrack track: Int) -> Int { left - 14 - track * Self.trackWidth }

    /// Requests go from the load balancer to the service, whichever of them names the other.
    static func isTurned(_ relation: SystemGraph.Relation) -> Bool {
        relation == .isReachedBy || relation == .belongsTo
    }

    private mutating func connect(_ scene: GraphScene, _ graph: GraphIndex, _ places: [Int: Int]) {
        var branches: [Int: [Lane.Branch]] = [:]
        for edge in scene.edges {
            let ends = graph.ends[edge]
            guard var from = places[ends.from], var to = places[ends.to], from != to else { continue }
            if Self.isTurned(graph.edges[edge].relation) { swap(&from, &to) }
            branches[from, default: []].append(Lane.Branch(edge: edge, y: cards[to].top + 14))
        }
        lanes = branches.sorted { $0.key < $1.key }.map { from, branches in
            Lane(start: cards[from].top + cards[from].height - 11, branches: branches)
        }
        // Short lines stay near the cards; those that would touch get tracks of their own.
        lanes.sort { ($0.span.count, $0.start) < ($1.span.count, $1.start) }
        var taken: [[ClosedRange<Int>]] = []
        for index in lanes.indices {
            let span = lanes[index].span
            var track = taken.firstIndex { !$0.contains { $0.overlaps(span) } } ?? taken.count
            if track == taken.count, track < Self.mostTracks { taken.append([]) }
            track = min(track, Self.mostTracks - 1)
            taken[track].append(span)
            lanes[index].track = track
        }
    }
}
