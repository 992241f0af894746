/// How a command is joined to what stands before or after it.
package enum Connector: UInt8, Sendable, Hashable {
    /// Nothing before it: first of the script or of a body.
    case start
    /// `&&`
    case and
    /// `||`
    case or
    /// `;` or a newline
    case sequence
    /// `&`
    case background
    /// `|`
    case pipe
    /// Nothing after it: last of the script or of a body.
    case end
}

/// Pipelines joined by `&&` and `||`, up to `;`, `&` or a newline.
package struct Statement: Sendable {
    package struct Link: Sendable {
        /// `.start` for the first, else `.and` or `.or`.
        package let connector: Connector
        package let pipeline: Pipeline
    }

    package let links: [Link]
    /// `.sequence`, `.background` or `.end`.
    package let terminator: Connector
    package let range: Range<Int>
}

/// Commands joined by `|`.
package struct Pipeline: Sendable {
    /// Unique in its script.
    package let id: Int
    /// Behind `!`.
    package let negated: Bool
    package let elements: [Node]
    package let range: Range<Int>
}

/// One element of a pipeline.
package enum Node: Sendable {
    /// An index into ``ShellScript/commands``.
    case command(Int)
    indirect case compound(Compound)
}

/// A compound command with the redirections behind it.
package struct Compound: Sendable {
    package enum Kind: Sendable {
        case subshell([Statement])
        case group([Statement])
        case conditional(branches: [Branch], otherwise: [Statement])
        /// `while` and, when `until`, the opposite.
        case loop(condition: [Statement], body: [Statement], until: Bool)
        /// `for` and `select`; `words` is nil without `in` (that is, `"$@"`).
        case each(variable: String, words: [Word]?, body: [Statement])
        case choice(subject: Word?, arms: [Arm])
        case function(name: String, body: Node?)
    }

    /// A condition of `if` or `elif` and what it guards.
    package struct Branch: Sendable {
        package let condition: [Statement]
        package let body: [Statement]
    }

    /// One arm of `case`.
    package struct Arm: Sendable {
        package let patterns: [Word]
        package let body: [Statement]
    }

    package let kind: Kind
    package let redirections: [Redirection]
    package let range: Range<Int>
}

/// A function and where it is defined.
package struct FunctionDefinition: Sendable, Hashable {
    package let name: String
    /// The whole definition.
    package let range: Range<Int>
}
