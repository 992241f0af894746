import Basics
import ECSModel

/// Functions that need no file and no module.
enum TerraformFunctions {
    /// Functions over texts and numbers; nil for others, and where an argument is not known.
    static func texts(_ call: TerraformCall) -> TerraformValue? {
        switch call.name {
        case "format": return format(call)
        case "join": return join(call)
        case "tostring", "tonumber", "tobool": return converted(call)
        case "max", "min":
            let numbers = call.values.compactMap(\.double)
            guard numbers.count == call.values.count else { return nil }
            return (call.name == "max" ? numbers.max() : numbers.min()).map { TerraformValue.number($0, call.place) }
        default: break
        }
        guard let text = call.text(0) else { return nil }
        switch call.name {
        case "lower": return call.result(text.lowercased())
        case "upper": return call.result(text.uppercased())
        case "title": return call.result(title(text))
        case "trimspace": return call.result(trimmed(text) { $0.properties.isWhitespace })
        case "chomp": return call.result(trimmed(text, start: false) { $0 == "\n" || $0 == "\r" })
        case "strrev": return call.result(String(text.reversed()))
        case "abs", "ceil", "floor", "parseint": return number(call, text)
        default: break
        }
        guard let second = call.text(1) else { return nil }
        switch call.name {
        case "trim":
            let set = Set(second.unicodeScalars)
            return call.result(trimmed(text) { set.contains($0) })
        case "trimprefix":
            return call.result(starts(text, second) ? String(text.dropFirst(second.count)) : text)
        case "trimsuffix":
            return call.result(ends(text, second) ? String(text.dropLast(second.count)) : text)
        case "startswith": return call.result(.bool(starts(text, second)))
        case "endswith": return call.result(.bool(ends(text, second)))
        case "strcontains": return call.result(.bool(text.has(second)))
        case "split":
            // split(separator, text)
            return call.result(.list(pieces(second, by: text).map { call.result($0) }))
        case "replace":
            guard let third = call.text(2) else { return nil }
            // Between slashes stands a regular expression, which is not worked out.
            if text.utf8.count > 1, second.hasPrefix("/"), second.hasSuffix("/"), second.utf8.count > 1 { return nil }
            if second.isEmpty { return nil }
            let made = pieces(text, by: second)
            guard text.utf8.count + made.count * third.utf8.count < TerraformEvaluator.textLimit else { return nil }
            return call.result(made.joined(separator: third))
        case "substr":
            guard let start = call.int(1), let length = call.int(2) else { return nil }
            let from = start < 0 ? max(0, text.count + start) : start
            let rest = text.dropFirst(from)
            return call.result(String(length < 0 ? rest : rest.prefix(length)))
        default: return nil
        }
    }

    private static func starts(_ text: String, _ prefix: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

    private static func ends(_ text: String, _ suffix: String) -> Bool {
        text.utf8.count >= suffix.utf8.count && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    private static func trimmed(
        _ text: String, start: Bool = true, _ isOut: (Unicode.Scalar) -> Bool
    ) -> String {
        var scalars = text.unicodeScalars[...]
        while start, let first = scalars.first, isOut(first) { scalars = scalars.dropFirst() }
        while let last = scalars.last, isOut(last) { scalars = scalars.dropLast() }
        return String(scalars)
    }

    private static func title(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.prefix(1).uppercased() + word.dropFirst()
        }.joined(separator: " ")
    }

    private static func pieces(_ text: String, by separator: String) -> [String] {
        let hay = Array(text.utf8)
        let needle = Array(separator.utf8)
        guard let first = needle.first else { return text.map { String($0) } }
        var result: [String] = []
        var start = 0
        var at = 0
        while at + needle.count <= hay.count {
            if hay[at] == first, hay[at..<at + needle.count].elementsEqual(needle) {
                result.append(String(decoding: hay[start..<at], as: UTF8.self))
                at += needle.count
                start = at
            } else {
                at += 1
            }
        }
        result.append(String(decoding: hay[start...], as: UTF8.self))
        return result
    }

    private static func converted(_ call: TerraformCall) -> TerraformValue? {
        guard let value = call.values.first else { return nil }
        if value.isNull || value.unknown != nil { return value }
        switch call.name {
        case "tostring":
            // A text with unknown parts stays one.
            if case .text = value.kind { return value }
            return value.string.map { TerraformValue(text: $0, value.place) } ?? call.failed
        case "tonumber":
            guard let text = value.string else { return nil }
            return Double(text) != nil ? TerraformValue(.number(text), value.place) : call.failed
        default:
            guard value.string != nil else { return nil }
            return value.bool.map { TerraformValue(.bool($0), value.place) } ?? call.failed
        }
    }

    private static func number(_ call: TerraformCall, _ text: String) -> TerraformValue? {
        if call.name == "parseint" {
            guard let base = call.int(1), (2...36).contains(base) else { return nil }
            return Int(text, radix: base).map { call.result(.number(String($0))) } ?? call.failed
        }
        guard let number = Double(text) else { return call.failed }
        let rounded = call.name == "abs" ? abs(number) : number.rounded(call.name == "ceil" ? .up : .down)
        return .number(rounded, call.place)
    }

    /// `join(separator, list)`; items that are not known stay unknown parts of the text.
    private static func join(_ call: TerraformCall) -> TerraformValue? {
        guard let separator = call.text(0) else { return nil }
        var parts: [TermText.Part] = []
        var size = 0
        var isFirst = true
        // Items that hold JSON keep it: `"[${join(",", local.definitions)}]"`.
        var pieces: [TerraformPiece] = []
        var hasForm = false
        for index in call.values.indices.dropFirst() {
            guard let items = call.list(index) else { return nil }
            for item in items {
                guard let text = item.text else { return nil }
                if !isFirst {
                    parts.append(.literal(separator))
                    pieces.append(.literal(separator, call.place, isVerbatim: false))
                }
                isFirst = false
                pieces.append(.value(item))
                if case .text(let text) = item.kind, text.form != nil { hasForm = true }
                parts += text.parts
                size += separator.utf8.count
                for case .literal(let literal) in text.parts { size += literal.utf8.count }
                if size > TerraformEvaluator.textLimit || parts.count > 10_000 { return nil }
            }
        }
        if !hasForm, parts.allSatisfy({ if case .literal = $0 { true } else { false } }) {
            return call.result(parts.map { if case .literal(let text) = $0 { text } else { "" } }.joined())
        }
        return call.result(.text(TerraformText(TermText(parts), hasForm ? .written(pieces) : nil)))
    }

    /// `%s`, `%d`, `%v`, `%q`, and numbers with zeros before them; other verbs are not worked out.
    private static func format(_ call: TerraformCall) -> TerraformValue? {
        guard let pattern = call.text(0) else { return nil }
        var parts: [TermText.Part] = []
        var next = 1
        var literal: [UInt8] = []
        let bytes = Array(pattern.utf8)
        var at = 0
        var size = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "%") else {
                literal.append(bytes[at])
                at += 1
                continue
            }
            at += 1
            let isPadded = at < bytes.count && bytes[at] == UInt8(ascii: "0")
            var width = 0
            while at < bytes.count, (0x30...0x39).contains(bytes[at]), width < 100 {
                width = width * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            guard at < bytes.count else { return nil }
            let verb = bytes[at]
            at += 1
            if verb == UInt8(ascii: "%") {
                literal.append(verb)
                continue
            }
            guard "sdvq".utf8.contains(verb), next < call.values.count, let text = call.values[next].text else {
                return nil
            }
            next += 1
            if verb == UInt8(ascii: "q") || width > 0 {
                guard let known = text.known, verb != UInt8(ascii: "q") || !known.utf8.contains(0x22) else {
                    return nil
                }
                let missing = max(0, width - known.utf8.count)
                literal += [UInt8](repeating: isPadded ? 0x30 : 0x20, count: missing)
                literal += verb == UInt8(ascii: "q") ? Array("\"\(known)\"".utf8) : Array(known.utf8)
                continue
            }
            for part in text.parts {
                if case .literal(let known) = part {
                    literal += Array(known.utf8)
                    size += known.utf8.count
                    if size > TerraformEvaluator.textLimit { return nil }
                } else {
                    parts.append(.literal(String(decoding: literal, as: UTF8.self)))
                    literal = []
                    parts.append(part)
                }
            }
        }
        parts.append(.literal(String(decoding: literal, as: UTF8.self)))
        return call.result(.text(TerraformText(TermText(parts))))
    }
}
