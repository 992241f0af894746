/// A piece of a word. Values have quotes and escapes removed; ranges include them.
package enum Part: Sendable {
    case literal(String, Range<Int>)
    case singleQuoted(String, Range<Int>)
    case doubleQuoted([Part], Range<Int>)
    /// `$'…'` with its escapes resolved.
    case ansiQuoted(String, Range<Int>)
    indirect case parameter(Parameter)
    case substitution(Substitution)
    /// `$((…))`: only the expansions in it are kept apart.
    case arithmetic([Part], Range<Int>, source: String)

    package var range: Range<Int> {
        switch self {
        case .literal(_, let range), .singleQuoted(_, let range), .doubleQuoted(_, let range),
            .ansiQuoted(_, let range), .arithmetic(_, let range, _):
            range
        case .parameter(let parameter): parameter.range
        case .substitution(let substitution): substitution.range
        }
    }

    /// The value when constant.
    var constant: String? {
        switch self {
        case .literal(let value, _), .singleQuoted(let value, _), .ansiQuoted(let value, _): return value
        case .doubleQuoted(let parts, _): return Part.constant(parts)
        case .parameter, .substitution, .arithmetic: return nil
        }
    }

    static func constant(_ parts: [Part]) -> String? {
        if parts.count == 1 { return parts[0].constant }
        var value = ""
        for part in parts {
            guard let constant = part.constant else { return nil }
            value += constant
        }
        return value
    }

    var template: String {
        switch self {
        case .literal(let value, _), .singleQuoted(let value, _), .ansiQuoted(let value, _): return value
        case .doubleQuoted(let parts, _): return parts.map(\.template).joined()
        case .parameter(let parameter): return parameter.text
        case .substitution(let substitution): return substitution.text
        case .arithmetic(_, _, let source): return source
        }
    }

    func collectVariables(_ names: inout [String]) {
        switch self {
        case .literal, .singleQuoted, .ansiQuoted, .substitution: break
        case .doubleQuoted(let parts, _), .arithmetic(let parts, _, _):
            for part in parts { part.collectVariables(&names) }
        case .parameter(let parameter):
            names.append(parameter.name)
            for part in parameter.operand { part.collectVariables(&names) }
        }
    }

    func collectSubstitutions(_ found: inout [Substitution]) {
        switch self {
        case .literal, .singleQuoted, .ansiQuoted: break
        case .substitution(let substitution): found.append(substitution)
        case .doubleQuoted(let parts, _), .arithmetic(let parts, _, _):
            for part in parts { part.collectSubstitutions(&found) }
        case .parameter(let parameter):
            for part in parameter.operand { part.collectSubstitutions(&found) }
        }
    }
}

/// `$name` or `${name…}`.
package struct Parameter: Sendable {
    /// The variable, positional (`1`) or special parameter (`@`, `?`).
    package let name: String
    /// What is done to it: `:-`, `:=`, `:?`, `:+` and the same without colon, `#`, `##`, `%`, `%%`, `/`, `//`, `^`,
    /// `^^`, `,`, `,,`, `:`, `@`; `length` for `${#name}`, `indirect` for `${!name}`. Nil when only its value is used.
    package let operation: String?
    /// The word behind the operator.
    package let operand: [Part]
    /// As written.
    package let text: String
    package let range: Range<Int>

    /// The constant value behind `:-` or `-`.
    package var defaultValue: String? {
        operation == ":-" || operation == "-" ? Part.constant(operand) : nil
    }

    /// Whether expanding it can never fail or give nothing because it is unset: it has a default or an error.
    package var handlesUnset: Bool {
        guard let operation else { return false }
        return [":-", "-", ":=", "=", ":?", "?", ":+", "+"].contains(operation)
    }
}

/// `$(…)`, backticks or `<(…)`.
package struct Substitution: Sendable {
    package enum Kind: UInt8, Sendable, Hashable {
        case dollar, backtick
        /// `<(…)`: the command's output as a file.
        case processInput
        /// `>(…)`
        case processOutput
    }

    package let kind: Kind
    package let statements: [Statement]
    /// The indices of its commands in ``ShellScript/commands``, nested ones included.
    package let commands: Range<Int>
    /// As written.
    package let text: String
    package let range: Range<Int>
}
