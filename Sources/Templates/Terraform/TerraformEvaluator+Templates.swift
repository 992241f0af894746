import Basics
import ECSModel

/// Texts, and texts that hold JSON or YAML.
extension TerraformEvaluator {
    func template(_ parts: [HCLPart], _ place: Place, _ frame: TerraformFrame) -> TerraformValue {
        if parts.count == 1 {
            switch parts[0] {
            case .literal(let text, let range, let isVerbatim):
                let piece = TerraformPiece.literal(text, frame.place(range), isVerbatim: isVerbatim)
                return self.text([piece], place)
            // A template that is one expression has that expression's value, of whatever kind.
            case .value(let inner): return value(inner, frame)
            default: break
            }
        }
        var pieces: [TerraformPiece] = []
        pieces.reserveCapacity(parts.count)
        add(parts, frame, &pieces)
        return text(pieces, place)
    }

    /// `templatefile` and `template_file`: a text of its own file in which variables are replaced.
    func template(_ source: SourceFile, _ variables: [TerraformEntry], _ frame: TerraformFrame) -> TerraformValue? {
        var parser = HCLParser(source, 0..<source.bytes.count)
        let parts = parser.wholeTemplate()
        guard !parser.isBroken else { return nil }
        var inner = TerraformFrame(module: frame.module, source: source)
        for entry in variables { inner.names[entry.key] = entry.value }
        var pieces: [TerraformPiece] = []
        add(parts, inner, &pieces)
        return text(pieces, Place(source, 0..<source.bytes.count), keepsForm: true)
    }

    private func add(_ parts: [HCLPart], _ frame: TerraformFrame, _ pieces: inout [TerraformPiece]) {
        for part in parts {
            fuel -= 1
            guard fuel > 0 else { return }
            switch part {
            case .literal(let text, let range, let isVerbatim):
                pieces.append(.literal(text, frame.place(range), isVerbatim: isVerbatim))
            case .value(let expression): pieces.append(.value(value(expression, frame)))
            case .condition(let condition, let then, let otherwise):
                if let isTrue = value(condition, frame).bool {
                    add(isTrue ? then : otherwise, frame, &pieces)
                } else {
                    let cause = Unknown(.condition, frame.text(condition))
                    pieces.append(.value(TerraformValue(.unknown(cause), frame.place(condition))))
                }
            case .loop(let key, let name, let collection, let body):
                let all = value(collection, frame)
                guard let items = enumerated(all) else {
                    let cause = all.firstUnknown() ?? Unknown(.expression, frame.text(collection))
                    pieces.append(.value(TerraformValue(.unknown(cause), frame.place(collection))))
                    continue
                }
                var inner = frame
                fuel -= items.count
                for item in items {
                    if let key { inner.names[key] = item.key }
                    inner.names[name] = item.value
                    add(body, inner, &pieces)
                }
            }
        }
    }

    func text(_ pieces: [TerraformPiece], _ place: Place, keepsForm: Bool = false) -> TerraformValue {
        var parts: [TermText.Part] = []
        var size = 0
        for piece in pieces {
            switch piece {
            case .literal(let text, _, _):
                size += text.utf8.count
                parts.append(.literal(text))
            case .value(let value):
                guard let text = value.text else {
                    let cause = value.firstUnknown() ?? Unknown(.expression, "")
                    parts.append(.unknown(cause))
                    continue
                }
                for case .literal(let literal) in text.parts { size += literal.utf8.count }
                parts += text.parts
            }
            if size > Self.textLimit || parts.count > 10_000 {
                return TerraformValue(.unknown(Unknown(.expression, "…")), place)
            }
        }
        fuel -= size / 64
        let text = TermText(Self.joined(parts))
        let isDocument = keepsForm || Self.looksLikeJSON(text)
        return TerraformValue(.text(TerraformText(text, isDocument ? .written(pieces) : nil)), place)
    }

    /// Joins neighbouring literals, each run in one go.
    private static func joined(_ parts: [TermText.Part]) -> [TermText.Part] {
        guard parts.count > 2 else { return parts }
        var result: [TermText.Part] = []
        var run: [String] = []
        func flush() {
            if !run.isEmpty { result.append(.literal(run.joined())) }
            run = []
        }
        for part in parts {
            if case .literal(let text) = part {
                run.append(text)
            } else {
                flush()
                result.append(part)
            }
        }
        flush()
        return result
    }

    private static func looksLikeJSON(_ text: TermText) -> Bool {
        let first = text.knownPrefix.utf8.first { $0 > 0x20 }
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    }

    // MARK: JSON

    /// The value that a text encodes; nil when it is no JSON (or YAML).
    func decoded(_ value: TerraformValue, as format: Document.Format = .json) -> TerraformValue? {
        switch value.kind {
        case .unknown, .failed: return value
        case .text(let text):
            switch text.form {
            case .encoded(let inner): return inner
            case .written(let pieces): return TerraformDocument(pieces, value.place).read(format, fuel: &fuel)
            case nil:
                if text.text.parts.count == 1, case .unknown(let unknown)? = text.text.parts.first {
                    return TerraformValue(.unknown(unknown), value.place)
                }
                let pieces = text.text.parts.map { part -> TerraformPiece in
                    if case .literal(let literal) = part { return .literal(literal, value.place, isVerbatim: false) }
                    return .value(TerraformValue(.text(TerraformText(TermText([part]))), value.place))
                }
                return TerraformDocument(pieces, value.place).read(format, fuel: &fuel)
            }
        // Where a list or map stands in place of its JSON, it is meant itself.
        case .list, .map: return value
        case .null, .bool, .number: return value
        case .object: return nil
        }
    }
}
