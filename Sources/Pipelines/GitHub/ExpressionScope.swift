import Basics
import ECSModel

/// What the expressions of a workflow can name at one place of it.
struct ExpressionScope {
    /// `env`, and what a shell sees of it.
    var variables: [String: TermText] = [:]
    /// `inputs`, by names in lower case, of what is called: a composite action or a reusable workflow.
    var inputs: [String: TermText] = [:]
    var matrix: [String: TermText] = [:]
    /// `steps.id.outputs.name` by `id.name`.
    var outputs: [String: TermText] = [:]
    /// `needs.id.outputs.name` by `id.name`.
    var needs: [String: TermText] = [:]
    /// Outputs that list images, with the places where those are named, by `id.name`.
    var lists: [String: [Activity.ImageUse]] = [:]

    /// The value of a text in which `${{ … }}` may stand.
    func text(_ text: String) -> TermText {
        guard text.has("${{") else { return TermText(text) }
        var parts: [TermText.Part] = []
        var rest = text.utf8[...]
        while let open = Self.find("${{", in: rest), let close = Self.find("}}", in: rest[open...].dropFirst(3)) {
            parts.append(.literal(String(decoding: rest[..<open], as: UTF8.self)))
            parts += expression(Self.trim(rest[rest.index(open, offsetBy: 3)..<close])).parts
            rest = rest[rest.index(close, offsetBy: 2)...]
        }
        parts.append(.literal(String(decoding: rest, as: UTF8.self)))
        return TermText(parts)
    }

    /// The value of an expression without the marks around it; unknown as such where it cannot be worked out.
    func expression(_ text: String) -> TermText {
        GitHubExpression(text).flatMap { value($0) } ?? TermText([.unknown(Unknown(.expression, text))])
    }

    /// What the text of an expression, marks and all, names when it is nothing but an output that lists images.
    func list(_ text: String) -> [Activity.ImageUse]? {
        let text = Self.trim(text.utf8[...])
        guard text.hasPrefix("${{"), text.hasSuffix("}}"), text.utf8.count > 5,
            case .path(let path)? = GitHubExpression(String(text.dropFirst(3).dropLast(2))),
            path.count == 4, path[0] == "steps", path[2] == "outputs"
        else { return nil }
        return lists[path[1] + "." + path[3]]
    }

    private static func find(_ needle: String, in text: Substring.UTF8View) -> String.Index? {
        guard let first = needle.utf8.first else { return nil }
        var rest = text
        while let found = rest.firstIndex(of: first) {
            if rest[found...].starts(with: needle.utf8) { return found }
            rest = rest[rest.index(after: found)...]
        }
        return nil
    }

    private static func trim(_ text: Substring.UTF8View) -> String {
        var text = text
        while let first = text.first, [0x20, 0x09, 0x0A, 0x0D].contains(first) { text = text.dropFirst() }
        while let last = text.last, [0x20, 0x09, 0x0A, 0x0D].contains(last) { text = text.dropLast() }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Values

    /// Nil where it is not known.
    func value(_ expression: GitHubExpression) -> TermText? {
        switch expression {
        case .text(let text): return TermText(text)
        case .bool(let value): return TermText(value ? "true" : "false")
        case .path(let path): return lookUp(path)
        case .not(let inner): return truth(inner).map { TermText($0 ? "false" : "true") }
        case .and(let left, let right):
            guard let truth = truth(left) else { return nil }
            return truth ? value(right) : value(left)
        case .or(let left, let right):
            guard let truth = truth(left) else { return nil }
            return truth ? value(left) : value(right)
        case .comparison(let name, let left, let right):
            guard name == "==" || name == "!=", let a = value(left)?.known, let b = value(right)?.known else {
                return nil
            }
            return TermText((a.lowercased() == b.lowercased()) == (name == "==") ? "true" : "false")
        case .call(let name, let arguments): return call(name, arguments)
        }
    }

    /// Whether a value counts as true; nil where that is open. The text `false` counts as true but a truth value of an
    /// input does not: which one it is does not show.
    private func truth(_ expression: GitHubExpression) -> Bool? {
        switch expression {
        case .bool(let value): return value
        case .and(let left, let right):
            return truth(left).flatMap { $0 ? truth(right) : false }
        case .or(let left, let right):
            return truth(left).flatMap { $0 ? true : truth(right) }
        default: break
        }
        guard let value = value(expression) else { return nil }
        guard let known = value.known else {
            return value.knownPrefix.isEmpty && value.knownSuffix.isEmpty ? nil : true
        }
        if known == "false" {
            switch expression {
            case .comparison, .not: return false
            default: return nil
            }
        }
        return !known.isEmpty && known != "0"
    }

    private func lookUp(_ path: [String]) -> TermText? {
        guard path.count > 1 else { return nil }
        switch path[0].lowercased() {
        case "env" where path.count == 2: return variables[path[1]]
        case "inputs" where path.count == 2: return inputs[path[1].lowercased()]
        case "matrix": return matrix[path.dropFirst().joined(separator: ".")]
        case "steps" where path.count == 4 && path[2] == "outputs": return outputs[path[1] + "." + path[3]]
        case "needs" where path.count == 4 && path[2] == "outputs": return needs[path[1] + "." + path[3]]
        default: return nil
        }
    }

    private func call(_ name: String, _ arguments: [GitHubExpression]) -> TermText? {
        switch name {
        case "format": return format(arguments)
        case "fromjson" where arguments.count == 1:
            // Scalars stay what they are; lists and maps are not taken apart.
            guard let text = value(arguments[0])?.known, text == "true" || text == "false" || Double(text) != nil
            else { return nil }
            return TermText(text)
        default: return nil
        }
    }

    /// `format('{0}/{1}', a, b)`
    private func format(_ arguments: [GitHubExpression]) -> TermText? {
        guard case .text(let pattern)? = arguments.first else { return nil }
        let values = arguments.dropFirst().map { argument -> TermText? in
            if case .path(let path) = argument, value(argument) == nil {
                return TermText([.unknown(Unknown(.expression, path.joined(separator: ".")))])
            }
            return value(argument)
        }
        var parts: [TermText.Part] = []
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            guard let number = Int(rest[rest.index(after: open)..<close]), values.indices.contains(number),
                let value = values[number]
            else { return nil }
            parts.append(.literal(String(rest[..<open])))
            parts += value.parts
            rest = rest[rest.index(after: close)...]
        }
        return TermText(parts + [.literal(String(rest))])
    }
}
