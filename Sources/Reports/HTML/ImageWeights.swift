import Basics

/// The Dockerfile with what each of its instructions added beside it.
struct ImageWeights {
    private let weights: ImageRecord.DockerfileWeights
    private let id: String

    init(_ weights: ImageRecord.DockerfileWeights, id: String) {
        self.weights = weights
        self.id = id
    }

    func write(to out: Markup) {
        out.element("p", ["class": "quiet"]) {
            out.element("code", text: weights.path)
            if weights.lines.contains(where: { $0.bytes == nil }) {
                out.raw(" ")
                out.both(ImageLabels.dockerfileNote)
            }
        }
        let largest = max(1, weights.lines.compactMap(\.bytes).max() ?? 1)
        out.element("div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-labelledby": id]) {
            out.element("table", ["class": "weights small"]) {
                out.element("caption", ["class": "sr", "id": id], ImageLabels.dockerfile)
                out.element("thead") {
                    out.element("tr") {
                        out.element("th", ["scope": "col", "class": "n"], ImageLabels.adds)
                        out.element("td", ["class": "share"]) {}
                        out.element("th", ["scope": "col", "class": "n"], ImageLabels.lineNumber)
                        out.element("th", ["scope": "col"], ImageLabels.instruction)
                    }
                }
                out.element("tbody") { for line in weights.lines { row(line, largest, out) } }
            }
        }
    }

    private func row(_ line: ImageRecord.DockerfileWeights.Line, _ largest: Int, _ out: Markup) {
        out.raw("\n")
        out.element("tr") {
            out.element("td", ["class": line.bytes ?? 0 > 0 ? "n" : "n zero"]) {
                if let bytes = line.bytes { out.escaped(ByteSize.shown(bytes)) }
            }
            out.element("td", ["class": "share"]) {
                guard let bytes = line.bytes, bytes > 0 else { return }
                let share = max(1, Int(Double(bytes) / Double(largest) * 100))
                out.element(
                    "svg",
                    ["class": "meter", "viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true"]
                ) {
                    out.empty("rect", ["class": "rest", "width": "100", "height": "8"])
                    out.empty("rect", ["class": "done", "width": "\(share)", "height": "8"])
                }
            }
            out.element("td", ["class": "n zero"], text: "\(line.line)")
            out.element("td") { out.element("code", text: line.text) }
        }
    }
}
