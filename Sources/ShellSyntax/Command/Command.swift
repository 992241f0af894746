/// A simple command: assignments, words and redirections, with what is known around it.
///
/// A class, because two hundred rules walk over all commands: copying the fields each time would cost more than the rules.
package final class Command: Sendable {
    package enum Kind: UInt8, Sendable, Hashable {
        case simple
        /// `[[ … ]]`; its words are those between the brackets, operators included where they are words.
        case test
        /// `(( … ))`; its one word holds the expansions.
        case arithmetic
    }

    /// Its place in ``ShellScript/commands``.
    package let index: Int
    package let kind: Kind
    /// From the first assignment, word or redirection to the last.
    package let range: Range<Int>
    package let assignments: [Assignment]
    /// The command name and its arguments.
    package let words: [Word]
    package let redirections: [Redirection]
    /// The commands in front that only run another one: `sudo`, `env`, `exec`, …, outermost first.
    package let wrappers: [String]
    /// The index in `words` of the command behind the wrappers; `words.count` when they run nothing.
    package let effectiveIndex: Int
    /// The base name of the command behind the wrappers: `apt-get` for `sudo /usr/bin/apt-get`; nil when not constant.
    package let program: String?
    package let context: CommandContext
    /// The script given to `sh -c`, `eval` or, by heredoc, to a shell, when it can be read from here.
    package let nested: [Statement]
    /// A word, assignment or redirection holds a command substitution.
    let hasSubstitution: Bool

    init(
        index: Int, kind: Kind, range: Range<Int>, assignments: [Assignment], words: [Word],
        redirections: [Redirection], wrappers: [String], effectiveIndex: Int, program: String?,
        context: CommandContext, nested: [Statement], hasSubstitution: Bool
    ) {
        self.index = index
        self.kind = kind
        self.range = range
        self.assignments = assignments
        self.words = words
        self.redirections = redirections
        self.wrappers = wrappers
        self.effectiveIndex = effectiveIndex
        self.program = program
        self.context = context
        self.nested = nested
        self.hasSubstitution = hasSubstitution
    }

    /// The same command with what is found out about it later.
    func with(context: CommandContext? = nil, nested: [Statement]? = nil) -> Command {
        Command(
            index: index, kind: kind, range: range, assignments: assignments, words: words,
            redirections: redirections, wrappers: wrappers, effectiveIndex: effectiveIndex, program: program,
            context: context ?? self.context, nested: nested ?? self.nested, hasSubstitution: hasSubstitution)
    }

    /// The literal first word, as written.
    package var name: String? { words.first?.literal }

    /// The arguments after the first word.
    package var arguments: ArraySlice<Word> { words.dropFirst() }
}
