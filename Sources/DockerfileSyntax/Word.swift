/// One argument of an instruction.
package struct Word: Sendable, Hashable {
    /// The word as the builder's parser gives it: quotes and variables untouched, or the string of a JSON array.
    package var raw: String
    /// The word after expansion of variables and removal of quotes; nil where a variable hides the value.
    package var value: String?
    /// The bytes of the file, quotes included.
    package var range: Range<Int>

    package init(raw: String, range: Range<Int>) {
        self.raw = raw
        self.value = raw
        self.range = range
    }

    /// The expanded value, or the word as written where a variable hides it: for messages.
    package var shown: String { value ?? raw }
}

/// A `key=value` of ENV, LABEL or ARG. `value` is nil for an ARG without a default.
package struct Pair: Sendable, Hashable {
    package var key: Word
    package var value: Word?
    /// Written as `ENV key value`, with a space.
    package var isLegacy: Bool
    package var range: Range<Int> { key.range.lowerBound..<(value?.range.upperBound ?? key.range.upperBound) }
}

/// A `--name` or `--name=value` before an instruction's arguments.
package struct Flag: Sendable, Hashable {
    package var name: String
    /// The value with quotes and escapes removed but variables as written; nil for a flag without `=`.
    package var value: String?
    package var range: Range<Int>

    /// The flag as BuildKit prints it.
    package var text: String { value.map { "--\(name)=\($0)" } ?? "--\(name)" }
}

/// A here-document of RUN, COPY or ADD.
package struct Heredoc: Sendable, Hashable {
    /// The delimiter without quotes.
    package var name: String
    /// False when the delimiter is quoted: variables in the content stay as they are.
    package var expands: Bool
    /// `<<-`: leading tabs are removed.
    package var chomps: Bool
    package var fileDescriptor: Int
    /// The `<<NAME` in the instruction.
    package var marker: Range<Int>
    /// The content's lines with their line ends.
    package var content: Range<Int>
    /// The line that ends it; empty when the file ended first.
    package var terminator: Range<Int>
}

/// Something that BuildKit would refuse, or warns of while it parses.
package struct SyntaxProblem: Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        case unknownInstruction, missingArguments, tooManyArguments, unterminatedHeredoc, nonStringJSON
        case missingEquals, unknownFlag, duplicateFlag, invalidFlagValue, invalidMount
        case invalidDirective, duplicateDirective, instructionBeforeFrom, noStage, invalidOnbuild
        case emptyContinuation, invalidFrom, missingBraceInVariable
        /// FROM … AS with a name that BuildKit refuses.
        case invalidStageName
        /// COPY or ADD with sources and no destination.
        case missingDestination
        /// `=value` without a name.
        case blankName
        /// HEALTHCHECK with another type than CMD and NONE, or CMD without a command.
        case invalidHealthcheck
        /// SHELL takes the JSON form only.
        case shellNotJSON
    }

    package var code: Code
    package var range: Range<Int>
    /// What messages about it name.
    package var arguments: [String: String]
}

/// `# name=value` at the top of the file.
package struct Directive: Sendable, Hashable {
    package var name: String
    package var value: String
    package var range: Range<Int>
    package var valueRange: Range<Int>
}

/// A comment, from `#` to the end of its line.
package struct Comment: Sendable, Hashable {
    package var range: Range<Int>
    /// Whether it stands between the lines of an instruction.
    package var isInside: Bool
}
