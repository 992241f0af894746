import Basics

/// The layers of an image as bars below each other: how much each adds, what of it is in vain, and what made it.
///
/// The drawing has no scale of its own: bars are parts of its width, text keeps its size, and the style sheet chooses
/// among three cuts of an instruction, so that it is read on a phone as well as on a wide screen.
struct ImageLayerPicture {
    private let image: ImageRecord
    /// The start of the ids in the drawing.
    private let id: String
    private let largest: Int

    private static let row = 40
    /// Hostile images have thousands; the table has all.
    static let mostLayers = 160
    /// Columns of an instruction, from a wide screen to a phone.
    private static let cuts: [(style: String, columns: Int)] = [("wide", 104), ("middle", 50), ("narrow", 29)]

    init(_ image: ImageRecord, id: String) {
        self.image = image
        self.id = id
        largest = max(1, image.layers.map(\.size).max() ?? 1)
    }

    /// - Parameter title: the id of the heading that names the drawing.
    func write(to out: Markup, title: String) {
        let layers = image.layers.prefix(Self.mostLayers)
        out.element("figure", ["class": "layers-figure"]) {
            out.element(
                "svg",
                [
                    "class": "layers", "width": "100%", "height": "\(layers.count * Self.row)", "role": "img",
                    "aria-labelledby": "\(title) \(id)-desc",
                ]
            ) {
                out.element("desc", ["id": "\(id)-desc"], text: description(layers))
                out.element("defs") {
                    hatch(out, "needless", turn: "rotate(45)")
                    hatch(out, "hidden", turn: "rotate(-45)")
                }
                for (index, layer) in layers.enumerated() { draw(layer, index * Self.row, out) }
            }
            legend(out)
        }
        if image.layers.count > layers.count {
            out.element("p", ["class": "quiet"], Labels.more, ["n": "\(image.layers.count - layers.count)"])
        }
    }

    /// Numbers and instructions, which are the same in each language.
    private func description(_ layers: ArraySlice<ImageRecord.Layer>) -> String {
        layers.map { "\($0.number): \(ByteSize.shown($0.size))" }.joined(separator: "; ")
    }

    private func hatch(_ out: Markup, _ name: String, turn: String) {
        out.element(
            "pattern",
            [
                "id": "\(id)-\(name)", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
                "patternTransform": turn,
            ]
        ) {
            out.empty("rect", ["width": "6", "height": "6", "class": "\(name)-ground"])
            out.empty("rect", ["width": "2.5", "height": "6", "class": "\(name)-line"])
        }
    }

    private func draw(_ layer: ImageRecord.Layer, _ top: Int, _ out: Markup) {
        let origin = Self.oneLine(layer.origin)
        let place = layer.line.map { "\(file):\($0)" }
        out.element("g") {
            out.element(
                "title",
                text: ["\(layer.number) · \(ByteSize.shown(layer.size))", place, origin].compactMap { $0 }
                    .filter { !$0.isEmpty }.joined(separator: "\n"))
            out.element("text", ["x": "22", "y": "\(top + 14)", "text-anchor": "end", "class": "quiet"]) {
                out.escaped("\(layer.number)")
            }
            out.element("text", ["x": "96", "y": "\(top + 14)", "text-anchor": "end", "class": "strong"]) {
                out.escaped(ByteSize.shown(layer.size))
            }
            for cut in Self.cuts where !origin.isEmpty {
                out.element("text", ["x": "108", "y": "\(top + 14)", "class": cut.style]) {
                    out.escaped(PictureDrawing.shortened(origin, to: cut.columns))
                }
            }
            if layer.isBase == true {
                out.element("text", ["x": "100%", "y": "\(top + 14)", "text-anchor": "end", "class": "quiet end word"])
                {
                    out.bothInDrawing(ImageLabels.legendBase)
                }
            } else if let place {
                out.element("text", ["x": "100%", "y": "\(top + 14)", "text-anchor": "end", "class": "quiet end"]) {
                    out.escaped(PictureDrawing.shortened(place, to: 20))
                }
            }
            bar(layer, top + 20, out)
        }
    }

    /// What is in use, then what is needless, then what is hidden.
    private func bar(_ layer: ImageRecord.Layer, _ top: Int, _ out: Markup) {
        let size = max(0, layer.size)
        let hidden = min(max(0, layer.hidden), size)
        let needless = min(max(0, layer.needless), size - hidden)
        out.empty("rect", ["x": "0", "y": "\(top)", "width": "100%", "height": "12", "class": "rest"])
        let parts: [(bytes: Int, style: String, fill: String?)] = [
            (size - hidden - needless, layer.isBase == true ? "base" : "own", nil),
            (needless, "part", "url(#\(id)-needless)"), (hidden, "part", "url(#\(id)-hidden)"),
        ]
        var start = 0
        for part in parts where part.bytes > 0 {
            out.empty(
                "rect",
                [
                    "x": share(start), "y": "\(top)", "width": share(part.bytes), "height": "12",
                    "class": part.style, "fill": part.fill,
                ])
            start += part.bytes
        }
    }

    private func share(_ bytes: Int) -> String {
        let hundredths = Int(Double(bytes) / Double(largest) * 10_000)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }

    private func legend(_ out: Markup) {
        out.element("figcaption") {
            out.element("ul", ["class": "legend"]) {
                if image.base.layers == nil {
                    entry(ImageLabels.legendAll, "own", nil, out)
                } else {
                    entry(ImageLabels.legendOwn, "own", nil, out)
                    entry(ImageLabels.legendBase, "base", nil, out)
                }
                entry(ImageLabels.legendNeedless, "part", "url(#\(id)-needless)", out)
                entry(ImageLabels.legendHidden, "part", "url(#\(id)-hidden)", out)
            }
            out.element("p", ImageLabels.layerNote, ["size": ByteSize.shown(largest)])
        }
    }

    private func entry(_ words: Text, _ style: String, _ fill: String?, _ out: Markup) {
        out.element("li") {
            out.element("svg", ["class": "layers swatch", "width": "24", "height": "12", "aria-hidden": "true"]) {
                out.empty("rect", ["width": "24", "height": "12", "class": style, "fill": fill])
            }
            out.both(words)
        }
    }

    private var file: String {
        let path = image.dockerfile?.path ?? "Dockerfile"
        return path.split(separator: "/").last.map(String.init) ?? path
    }

    /// An instruction of many lines as one; only its beginning could be shown anyway.
    static func oneLine(_ text: String) -> String {
        text.prefix(600).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
