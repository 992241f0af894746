/// Variables in Compose files: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:?error}`, `${NAME:+other}`, and `$$`.
///
/// Grammar: compose-spec, chapter "Interpolation". A variable without value is left unknown, not empty as Compose
/// makes it: it is nearly always set where the project runs.
package struct ComposeInterpolation: Sendable {
    package var variables: [String: String]

    package init(variables: [String: String] = [:]) {
        self.variables = variables
    }

    private static let depthLimit = 16

    package func expand(_ text: String) -> [Templated.Part] {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [.text(text)] }
        return expand(ArraySlice(text.utf8), depth: 0)
    }

    private func expand(_ bytes: ArraySlice<UInt8>, depth: Int) -> [Templated.Part] {
        var result = TemplatedParts()
        var rest = bytes
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result.add(rest[..<dollar])
            let next = dollar + 1
            guard next < rest.endIndex else {
                rest = rest[dollar...]
                break
            }
            if rest[next] == UInt8(ascii: "$") {
                result.add([UInt8(ascii: "$")])
                rest = rest[(next + 1)...]
            } else if rest[next] == UInt8(ascii: "{") {
                // Without a closing brace nothing behind it can be read with certainty.
                guard let close = Self.closingBrace(rest, next) else {
                    rest = rest[dollar...]
                    break
                }
                for part in value(of: rest[(next + 1)..<close], depth: depth) { result.add(part) }
                rest = rest[(close + 1)...]
            } else {
                let end = Self.nameEnd(rest, next)
                if end == next {
                    result.add([UInt8(ascii: "$")])
                } else {
                    result.add(plain(String(decoding: rest[next..<end], as: UTF8.self)))
                }
                rest = rest[end...]
            }
        }
        result.add(rest)
        return result.finished()
    }

    private func plain(_ name: String) -> Templated.Part {
        variables[name].map { .text($0) } ?? .unknown(name)
    }

    /// The value of what stands between braces.
    private func value(of inner: ArraySlice<UInt8>, depth: Int) -> [Templated.Part] {
        let end = Self.nameEnd(inner, inner.startIndex)
        let name = String(decoding: inner[..<end], as: UTF8.self)
        guard end > inner.startIndex else { return [.unknown(String(decoding: inner, as: UTF8.self))] }
        var rest = inner[end...]
        let colon = rest.first == UInt8(ascii: ":")
        if colon { rest = rest.dropFirst() }
        guard let sign = rest.first else { return [plain(name)] }
        let word = rest.dropFirst()
        let known = variables[name]
        let isSet = known != nil && !(colon && known == "")
        switch sign {
        case UInt8(ascii: "-"):
            if let known, isSet { return [.text(known)] }
            return depth < Self.depthLimit ? expand(word, depth: depth + 1) : [.unknown(name)]
        case UInt8(ascii: "+"):
            if known == nil { return [.unknown(name)] }
            guard isSet else { return [.text("")] }
            return depth < Self.depthLimit ? expand(word, depth: depth + 1) : [.unknown(name)]
        case UInt8(ascii: "?"):
            if let known, isSet { return [.text(known)] }
            return [.unknown(name)]
        default:
            return [.unknown(name)]
        }
    }

    private static func nameEnd(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.endIndex {
            switch bytes[at] {
            case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): at += 1
            case 0x30...0x39 where at > start: at += 1
            default: return at
            }
        }
        return at
    }

    /// The brace that closes the one at `open`, with braces between them passed over.
    private static func closingBrace(_ bytes: ArraySlice<UInt8>, _ open: Int) -> Int? {
        var depth = 0
        var at = open
        while at < bytes.endIndex {
            switch bytes[at] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return nil
    }
}
