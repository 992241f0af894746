import Basics

/// Where the parts of a picture stand. The stages are cards one below the other, in the order of the file, in which
/// every stage comes after those it takes from: at the left the context flows in, at the right what stages pass on.
///
/// One column, because it is read on a phone and on paper too.
struct PictureLayout {
    struct Row {
        enum Kind { case base, copy, setting, note }

        var kind: Kind
        var text: String
        var title: String
        var line: Int?
        var y: Int
        /// Takes from the build context.
        var isFromContext = false
    }

    struct Card {
        var stage: Int
        var top: Int
        var height: Int
        var rows: [Row]
    }

    /// What one stage hands to others: a line at the right with an arrow for each.
    struct Lane {
        struct Branch {
            var y: Int
            var isBase: Bool
        }

        var from: Int
        var start: Int
        var branches: [Branch]
        /// Counted from the cards outwards.
        var track = 0
    }

    static let width = 480
    static let rail = 12
    static let cardLeft = 34
    static let rowHeight = 20
    static let headHeight = 30
    private static let trackWidth = 12
    private static let mostRows = 14

    private(set) var cards: [Card] = []
    private(set) var lanes: [Lane] = []
    private(set) var cardWidth = 0
    private(set) var contextRows: [Int] = []
    /// The top of the chain of processes.
    private(set) var chainTop = 0
    private(set) var hasContext = false

    init(_ picture: WorkloadPicture) {
        hasContext = picture.copies.contains { $0.origin == .context }
        var top = hasContext ? 52 : 2
        for index in picture.stages.indices {
            let card = Self.card(picture, index, top)
            cards.append(card)
            top += card.height + 22
        }
        chainTop = top
        contextRows = cards.flatMap { $0.rows.filter(\.isFromContext).map(\.y) }
        connect(picture)
        let tracks = (lanes.map(\.track).max() ?? -1) + 1
        cardWidth = Self.width - Self.cardLeft - (tracks == 0 ? 2 : 10 + tracks * Self.trackWidth)
    }

    func x(ofTrack track: Int) -> Int { Self.cardLeft + cardWidth + 12 + track * Self.trackWidth }

    private static func card(_ picture: WorkloadPicture, _ index: Int, _ top: Int) -> Card {
        let stage = picture.stages[index]
        var rows: [Row] = []
        func add(_ kind: Row.Kind, _ text: String, _ place: WorkloadPicture.Place?) {
            let title = place.map { "\(text)\n\($0.path):\($0.line)" } ?? text
            rows.append(Row(kind: kind, text: text, title: title, line: place?.line, y: 0))
        }
        add(.base, "FROM \(picture.baseName(stage))", stage.place)
        let copies = picture.copies.filter { $0.stage == index }
        for copy in copies.prefix(mostRows) {
            add(.copy, picture.line(copy), copy.place)
            rows[rows.count - 1].isFromContext = copy.origin == .context
        }
        if copies.count > mostRows { add(.note, "… +\(copies.count - mostRows)", nil) }
        if stage.runs > 0 { add(.note, "RUN × \(stage.runs)", nil) }
        if stage.isFinal {
            if picture.user == nil { add(.setting, "USER –", nil) }
            for setting in picture.settings.prefix(mostRows) {
                add(.setting, "\(setting.keyword) \(setting.setting.text)", setting.setting.place)
            }
        }
        for row in rows.indices { rows[row].y = top + headHeight + row * rowHeight + rowHeight / 2 }
        return Card(stage: index, top: top, height: headHeight + rows.count * rowHeight + 8, rows: rows)
    }

    /// Lines from each stage to the rows that take from it; those that would touch get tracks of their own.
    private mutating func connect(_ picture: WorkloadPicture) {
        var branches: [Int: [Lane.Branch]] = [:]
        for card in cards {
            if case .stage(let from) = picture.stages[card.stage].base, let row = card.rows.first {
                branches[from, default: []].append(.init(y: row.y, isBase: true))
            }
            let copies = picture.copies.filter { $0.stage == card.stage }
            for (copy, row) in zip(copies, card.rows.filter { $0.kind == .copy }) {
                if case .stage(let from) = copy.origin {
                    branches[from, default: []].append(.init(y: row.y, isBase: false))
                }
            }
        }
        for (from, branches) in branches.sorted(by: { $0.key > $1.key }) where cards.indices.contains(from) {
            let start = cards[from].top + Self.headHeight / 2
            let below = branches.filter { $0.y > start }
            guard !below.isEmpty else { continue }
            lanes.append(Lane(from: from, start: start, branches: below))
        }
        // Short lines stay near the cards.
        lanes.sort { ($0.length, $0.start) < ($1.length, $1.start) }
        var taken: [[ClosedRange<Int>]] = []
        for index in lanes.indices {
            let span = lanes[index].span
            let track = taken.firstIndex { !$0.contains { $0.overlaps(span) } } ?? taken.count
            if track == taken.count { taken.append([]) }
            taken[track].append(span)
            lanes[index].track = track
        }
    }
}

extension PictureLayout.Lane {
    var span: ClosedRange<Int> { start...max(start, branches.map(\.y).max() ?? start) }
    var length: Int { span.upperBound - span.lowerBound }
}
