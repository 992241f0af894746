/// `2>&1`, `> file`, `<<EOF` and the like.
package struct Redirection: Sendable {
    package enum Operator: String, Sendable, Hashable {
        case input = "<"
        case output = ">"
        case append = ">>"
        case clobber = ">|"
        case readWrite = "<>"
        case duplicateInput = "<&"
        case duplicateOutput = ">&"
        case both = "&>"
        case bothAppend = "&>>"
        case heredoc = "<<"
        case heredocTabs = "<<-"
        case hereString = "<<<"
    }

    /// The number before the operator.
    package let fd: Int?
    package let `operator`: Operator
    /// The file, descriptor or delimiter; empty at the operator's end when it is missing.
    package let target: Word
    /// The index of the body in ``ShellScript/heredocs``.
    package let heredoc: Int?
    package let range: Range<Int>

    /// Whether it writes to a file (`>`, `>>`, `>|`, `&>`).
    package var writesFile: Bool {
        switch self.operator {
        case .output, .append, .clobber, .both, .bothAppend: true
        default: false
        }
    }
}

/// The lines between `<<EOF` and `EOF`.
package struct Heredoc: Sendable {
    package let delimiter: String
    /// The delimiter was quoted, so nothing is expanded.
    package let isQuoted: Bool
    /// `<<-`: leading tabs are removed.
    package let stripsTabs: Bool
    /// The body without the delimiter line; empty when the script ends first.
    package internal(set) var body: Range<Int>
    /// The expansions in the body, when not quoted.
    package internal(set) var parts: [Part]
}

/// `NAME=value` before a command or alone.
package struct Assignment: Sendable {
    package let name: String
    /// Nil for `NAME=` and for arrays.
    package let value: Word?
    /// `NAME=(a b)`
    package let elements: [Word]?
    /// `NAME+=value`
    package let appends: Bool
    package let range: Range<Int>
}
