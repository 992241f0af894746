import ShellSyntax

/// A case of a table: what is read, and what must come out.
struct Case<Expected: Sendable>: Sendable, CustomStringConvertible {
    let input: String
    let expected: Expected

    init(_ input: String, _ expected: Expected) {
        self.input = input
        self.expected = expected
    }

    var description: String { input }
}

extension ShellScript {
    /// Each command's words, values where constant, in source order.
    var lines: [String] {
        commands.map { $0.words.map(\.template).joined(separator: " ") }
    }

    /// Whether every word's range gives back the word; those in decoded constants have no range of their own.
    var rangesAreExact: Bool {
        commands.allSatisfy { command in
            let words =
                command.words + command.assignments.compactMap(\.value) + command.redirections.map(\.target)
            return words.allSatisfy {
                text($0.range) == $0.text || $0.text.isEmpty || command.context.isInNestedShell
            }
        }
    }
}
