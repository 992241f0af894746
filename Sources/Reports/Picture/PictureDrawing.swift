import Basics

/// A workload's picture as SVG. Colours come from the page's style sheet; words are those of the Dockerfile, and the
/// few others are there in both languages.
struct PictureDrawing {
    private let picture: WorkloadPicture
    private let layout: PictureLayout
    private typealias L = PictureLayout

    /// The width of a character of the fixed-width font at the size used, in hundredths of a unit.
    private static let charWidth = 725

    init(_ picture: WorkloadPicture) {
        self.picture = picture
        layout = PictureLayout(picture)
    }

    /// - Parameter id: the element that names the picture.
    func write(to out: Markup, name: String, id: String) {
        let height = chainHeight + layout.chainTop
        out.element(
            "svg",
            [
                "class": "picture", "viewBox": "0 0 \(L.width) \(height)", "role": "img",
                "aria-labelledby": id,
            ]
        ) {
            out.element("title", text: name)
            out.element("desc", text: description)
            context(out)
            for lane in layout.lanes { draw(lane, out) }
            for card in layout.cards { draw(card, out) }
            chain(out)
        }
    }

    private var description: String {
        let stages = picture.stages.indices.map { picture.name(ofStage: $0) }.joined(separator: ", ")
        return stages + "; " + picture.processes.map(\.name).joined(separator: " → ")
    }

    // MARK: Parts

    private func text(
        _ out: Markup, _ x: Int, _ y: Int, _ text: String, _ style: String?, limit: Int, anchor: String? = nil
    ) {
        out.element("text", ["x": "\(x)", "y": "\(y)", "class": style, "text-anchor": anchor]) {
            out.escaped(Self.shortened(text, to: limit))
        }
    }

    private func words(_ out: Markup, _ x: Int, _ y: Int, _ text: Text, _ style: String, anchor: String? = nil) {
        out.element("text", ["x": "\(x)", "y": "\(y)", "class": "word \(style)", "text-anchor": anchor]) {
            out.bothInDrawing(text)
        }
    }

    private func path(_ out: Markup, _ data: String, _ style: String) {
        out.empty("path", ["d": data, "class": style])
    }

    private func arrow(_ out: Markup, toX x: Int, _ y: Int, pointsRight: Bool, _ style: String) {
        let back = pointsRight ? x - 6 : x + 6
        path(out, "M\(x) \(y)L\(back) \(y - 4)L\(back) \(y + 4)z", style + " tip")
    }

    /// The end of a long name says more than its middle: both ends stay.
    static func shortened(_ text: String, to columns: Int) -> String {
        guard DisplayWidth.of(text) > columns else { return text }
        let characters = Array(text)
        var (head, tail) = ("", "")
        var used = 1
        var (first, last) = (0, characters.count - 1)
        while first <= last {
            let takesHead = DisplayWidth.of(head) <= DisplayWidth.of(tail) * 2
            let next = characters[takesHead ? first : last]
            used += DisplayWidth.of(String(next))
            if used > columns { break }
            if takesHead {
                head.append(next)
                first += 1
            } else {
                tail = String(next) + tail
                last -= 1
            }
        }
        return head + "…" + tail
    }

    private func context(_ out: Markup) {
        guard layout.hasContext, let last = layout.contextRows.last else { return }
        out.empty("rect", ["x": "1", "y": "1", "width": "250", "height": "32", "rx": "4", "class": "source"])
        words(out, 10, 21, Text(en: "Build context", ja: "ビルドコンテキスト"), "strong")
        let folder = picture.context.map { $0.isEmpty ? "." : $0 } ?? ""
        text(out, 243, 21, folder, "quiet", limit: 15, anchor: "end")
        path(out, "M\(L.rail) 33V\(last)", "flow")
        for y in layout.contextRows {
            path(out, "M\(L.rail) \(y)H\(L.cardLeft - 6)", "flow")
            arrow(out, toX: L.cardLeft, y, pointsRight: true, "flow")
        }
    }

    private func draw(_ lane: PictureLayout.Lane, _ out: Markup) {
        let edge = L.cardLeft + layout.cardWidth
        let x = layout.x(ofTrack: lane.track)
        path(out, "M\(edge) \(lane.start)H\(x)V\(lane.span.upperBound)", "lane")
        for branch in lane.branches {
            path(out, "M\(x) \(branch.y)H\(edge + 6)", "lane")
            arrow(out, toX: edge, branch.y, pointsRight: false, "lane")
        }
    }

    private func draw(_ card: PictureLayout.Card, _ out: Markup) {
        let stage = picture.stages[card.stage]
        let style = stage.isFinal ? "card final" : stage.isUsed ? "card" : "card unused"
        let (left, width) = (L.cardLeft, layout.cardWidth)
        out.empty(
            "rect",
            [
                "x": "\(left)", "y": "\(card.top)", "width": "\(width)", "height": "\(card.height)", "rx": "5",
                "class": style,
            ]
        )
        out.element("g") {
            out.element("title", text: "\(picture.name(ofStage: card.stage))\n\(stage.place.path):\(stage.place.line)")
            if let name = stage.name {
                text(out, left + 10, card.top + 20, name, "name", limit: (width - 160) * 100 / Self.charWidth)
            } else {
                let number = "\(card.stage)"
                words(
                    out, left + 10, card.top + 20,
                    Text(en: "stage \(number)", ja: "ステージ \(number)"), "strong")
            }
        }
        if stage.isFinal {
            words(
                out, left + width - 10, card.top + 20, Text(en: "the image that runs", ja: "実行されるイメージ"),
                "note", anchor: "end")
        } else if !stage.isUsed {
            words(
                out, left + width - 10, card.top + 20, Text(en: "not in the image", ja: "イメージに含まれない"), "note",
                anchor: "end")
        }
        for row in card.rows {
            let limit = (width - 56) * 100 / Self.charWidth
            out.element("g") {
                // What is not cut short says no more there than here.
                if DisplayWidth.of(row.text) > limit { out.element("title", text: row.title) }
                text(out, left + 10, row.y + 4, row.text, row.kind == .base ? "base" : nil, limit: limit)
                if let line = row.line {
                    text(out, left + width - 10, row.y + 4, ":\(line)", "quiet", limit: 8, anchor: "end")
                }
            }
        }
    }

    // MARK: Processes

    private static let step = 58

    private var chainHeight: Int {
        let count = picture.processes.count + (picture.left == nil ? 0 : 1)
        return count == 0 ? 0 : 24 + count * Self.step - 24
    }

    private func chain(_ out: Markup) {
        guard !picture.processes.isEmpty else { return }
        let left = L.cardLeft
        if let final = layout.cards.last(where: { picture.stages[$0.stage].isFinal }),
            final.stage == layout.cards.last?.stage
        {
            path(out, "M\(left + 24) \(final.top + final.height)V\(layout.chainTop + 18)", "start")
        }
        words(out, left + 36, layout.chainTop + 10, Text(en: "starts", ja: "起動"), "note")
        let all = picture.processes + (picture.left.map { [$0] } ?? [])
        for (index, process) in all.enumerated() {
            let y = layout.chainTop + 18 + index * Self.step
            let isLost = isBeyondObstacle(index)
            out.element("g") {
                out.element("title", text: "\(process.name)\n\(process.place.path):\(process.place.line)")
                out.empty(
                    "rect",
                    [
                        "x": "\(left)", "y": "\(y)", "width": "250", "height": "32", "rx": "16",
                        "class": isLost ? "process lost" : "process",
                    ]
                )
                text(out, left + 14, y + 21, process.name, "name", limit: 18)
                let file = process.place.path.split(separator: "/").last.map(String.init) ?? ""
                text(out, left + 240, y + 21, "\(file):\(process.place.line)", "quiet", limit: 16, anchor: "end")
            }
            if index == 0 { words(out, left + 260, y + 21, Text(en: "PID 1", ja: "PID 1"), "strong") }
            if index + 1 < all.count { arrow(out, below: y + 32, isBlocked: isBeyondObstacle(index + 1), index) }
            if index + 1 == all.count { verdict(out, left + 260, y + 21, isFirst: index == 0) }
        }
    }

    private func isBeyondObstacle(_ index: Int) -> Bool {
        if case .blocked(let at, _)? = picture.signal { index > at } else { false }
    }

    private func arrow(_ out: Markup, below y: Int, isBlocked: Bool, _ index: Int) {
        let x = L.cardLeft + 24
        let bottom = y + Self.step - 32
        let isHere = isBlocked && !isBeyondObstacle(index)
        path(out, "M\(x) \(y)V\(bottom - 6)", isBlocked ? "signal lost" : "signal")
        path(
            out, "M\(x) \(bottom)L\(x - 4) \(bottom - 6)L\(x + 4) \(bottom - 6)z", isBlocked ? "tip lost" : "tip signal"
        )
        guard isHere else { return }
        path(out, "M\(x - 9) \(y + 4)L\(x + 9) \(y + 14)M\(x + 9) \(y + 4)L\(x - 9) \(y + 14)", "stop")
        words(out, x + 16, y + 15, Text(en: "SIGTERM stops here", ja: "SIGTERM はここで止まります"), "bad")
    }

    private func verdict(_ out: Markup, _ x: Int, _ y: Int, isFirst: Bool) {
        let words: (Text, String)? =
            switch picture.signal {
            case .reaches: (Text(en: "gets SIGTERM", ja: "SIGTERM が届く"), "good")
            case .blocked: (Text(en: "no SIGTERM", ja: "SIGTERM が届かない"), "bad")
            case .unknown, nil: nil
            }
        guard let words else { return }
        self.words(out, isFirst ? x + 50 : x, y, words.0, words.1)
    }
}
