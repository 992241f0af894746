import Basics
import ECSModel

/// JSON or YAML that a text holds, read with the places of the file where the text is written.
///
/// What `${…}` puts in is written into the text when it is known; what is not becomes a mark that is found again.
struct TerraformDocument {
    private let place: Place
    private var bytes: [UInt8] = []
    /// Where runs of the text come from, in order.
    private var runs: [Run] = []
    private var marks: [TerraformValue] = []

    private struct Run {
        var start: Int
        var place: Place
        var isVerbatim: Bool
    }

    init(_ pieces: [TerraformPiece], _ place: Place) {
        self.place = place
        add(pieces)
    }

    private mutating func add(_ pieces: [TerraformPiece]) {
        for piece in pieces {
            switch piece {
            case .literal(let text, let place, let isVerbatim):
                runs.append(Run(start: bytes.count, place: place, isVerbatim: isVerbatim))
                bytes.append(contentsOf: text.utf8)
            case .value(let value):
                if case .text(let text) = value.kind, case .written(let inner)? = text.form {
                    // A text within the text, each with its places.
                    add(inner)
                    continue
                }
                runs.append(Run(start: bytes.count, place: value.place, isVerbatim: false))
                if case .text(let text) = value.kind, case .encoded(let inner)? = text.form {
                    add(mark: inner)
                    continue
                }
                guard let text = value.text else {
                    add(mark: value)
                    continue
                }
                for part in text.parts {
                    if case .literal(let literal) = part {
                        bytes.append(contentsOf: literal.utf8)
                    } else {
                        add(mark: TerraformValue(.text(TerraformText(TermText([part]))), value.place))
                    }
                }
            }
        }
    }

    private mutating func add(mark: TerraformValue) {
        bytes.append(contentsOf: "${#\(marks.count)}".utf8)
        marks.append(mark)
    }

    func read(_ format: Document.Format, fuel: inout Int) -> TerraformValue? {
        fuel -= bytes.count / 16
        guard fuel > 0 else { return nil }
        let source = SourceFile(path: place.path, bytes: bytes)
        let limits = DocumentLimits(depth: 60, nodes: 100_000, placeholders: true)
        guard let document = try? Document.read(source, as: format, limits: limits) else { return nil }
        return value(document.root)
    }

    // MARK: Values

    private func value(_ node: DocumentNode) -> TerraformValue {
        let place = self.place(node.range)
        switch node.kind {
        case .null: return TerraformValue(.null, place)
        case .unknown(let text):
            // `${#0}` alone is the value itself, whatever its kind.
            let parts = self.parts(text)
            if parts.count == 1, case .mark(let mark) = parts[0] { return marks[mark] }
            return TerraformValue(.unknown(Unknown(.placeholder, text)), place)
        case .sequence(let items): return TerraformValue(.list(items.map { value($0) }), place)
        case .mapping(let entries):
            return TerraformValue(
                .map(
                    entries.map {
                        let key = self.text($0.name).shown
                        return TerraformEntry(key: key, keyPlace: self.place($0.key.range), value: value($0.value))
                    }), place)
        case .scalar(let text, let style):
            if style == .plain, text == "true" || text == "false" {
                return TerraformValue(.bool(text == "true"), place)
            }
            if style == .plain, Double(text) != nil, text.utf8.first.map({ $0 < 0x3A }) == true {
                return TerraformValue(.number(text), place)
            }
            let known = self.text(text)
            if known.parts.count == 1, case .unknown(let unknown)? = known.parts.first {
                return TerraformValue(.unknown(unknown), place)
            }
            return TerraformValue(.text(TerraformText(known)), place)
        }
    }

    private enum Part {
        case literal(String)
        case mark(Int)
    }

    private func text(_ text: String) -> TermText {
        guard text.utf8.contains(where: { "$<[{@_%".utf8.contains($0) }) else { return TermText(text) }
        return TermText(
            parts(text).flatMap { part -> [TermText.Part] in
                switch part {
                case .literal(let text): Placeholders.read(text).parts
                case .mark(let mark): marks[mark].text?.parts ?? [.unknown(Unknown(.expression, "…"))]
                }
            })
    }

    /// Finds the marks in a text.
    private func parts(_ text: String) -> [Part] {
        guard !marks.isEmpty, text.has("${#") else { return [.literal(text)] }
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var literal = 0
        var at = 0
        while at < bytes.count {
            var end = at + 3
            guard end < bytes.count, bytes[at] == UInt8(ascii: "$"), bytes[at + 1] == UInt8(ascii: "{"),
                bytes[at + 2] == UInt8(ascii: "#")
            else {
                at += 1
                continue
            }
            while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
            let number = Int(String(decoding: bytes[(at + 3)..<end], as: UTF8.self))
            guard end < bytes.count, bytes[end] == UInt8(ascii: "}"), let number, marks.indices.contains(number) else {
                at += 1
                continue
            }
            if literal < at { parts.append(.literal(String(decoding: bytes[literal..<at], as: UTF8.self))) }
            parts.append(.mark(number))
            at = end + 1
            literal = at
        }
        if literal < bytes.count { parts.append(.literal(String(decoding: bytes[literal...], as: UTF8.self))) }
        return parts
    }

    // MARK: Places

    /// Where a range of the text is written. What `${…}` put in stands where that value is written.
    private func place(_ range: Range<Int>) -> Place {
        guard let first = run(range.lowerBound) else { return place }
        let start = offset(range.lowerBound, first)
        let last = run(max(range.lowerBound, range.upperBound - 1)) ?? first
        guard last.place.source === first.place.source else {
            return Place(first.place.source, start..<min(start + 1, first.place.source.bytes.count))
        }
        let end =
            last.isVerbatim
            ? offset(max(range.lowerBound, range.upperBound - 1), last) + 1 : last.place.range.upperBound
        return Place(first.place.source, start..<max(start, end))
    }

    /// A byte that is no UTF-8 is three in the text: never behind the end of what was written.
    private func offset(_ position: Int, _ run: Run) -> Int {
        let range = run.place.range
        guard run.isVerbatim else { return range.lowerBound }
        return min(range.lowerBound + position - run.start, max(range.lowerBound, range.upperBound - 1))
    }

    private func run(_ position: Int) -> Run? {
        var low = 0
        var high = runs.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if runs[middle].start <= position { low = middle } else { high = middle }
        }
        return runs.indices.contains(low) ? runs[low] : nil
    }
}
