package import ShellSyntax

/// One instruction with its flags, arguments and here-documents.
///
/// A class, because two hundred rules walk over all instructions: a copy of the fields for each step would cost more
/// than what the rules do.
package final class Instruction: Sendable {
    package let keyword: Keyword
    /// The keyword as written.
    package let keywordText: String
    package let keywordRange: Range<Int>
    /// From the keyword to the end of the arguments, or of the last here-document's terminator.
    package let range: Range<Int>
    package let flags: [Flag]
    package let arguments: Arguments
    package let heredocs: [Heredoc]
    /// The instruction with its continuation lines joined.
    package let text: LogicalText
    /// The arguments in `text`.
    package let argumentRange: Range<Int>
    /// Lines of white space between continuation lines.
    package let emptyContinuations: [Range<Int>]
    /// What a shell reads: RUN, CMD, ENTRYPOINT and HEALTHCHECK in shell form, and `["sh", "-c", "…"]`.
    package let script: EmbeddedScript?

    init(_ draft: InstructionDraft) {
        keyword = draft.keyword
        keywordText = draft.keywordText
        keywordRange = draft.keywordRange
        range = draft.range
        flags = draft.flags
        arguments = draft.arguments
        heredocs = draft.heredocs
        text = draft.text
        argumentRange = draft.argumentRange
        emptyContinuations = draft.emptyContinuations
        script = draft.script
    }

    package enum Arguments: Sendable {
        case none
        /// Words between white space: FROM, EXPOSE, and COPY, ADD and VOLUME outside JSON form.
        case words([Word])
        /// A JSON array of strings.
        case json([Word])
        /// ENV, LABEL and ARG.
        case pairs([Pair])
        /// One text: USER, WORKDIR, STOPSIGNAL, MAINTAINER, and RUN, CMD, ENTRYPOINT in shell form.
        case text(Word)
        /// HEALTHCHECK: its type (`CMD`, `NONE`) and what is run.
        indirect case health(type: Word, command: Arguments)
        /// ONBUILD.
        indirect case trigger(Instruction)
    }

    /// The words of a list, in either form; the text as one word; empty for other arguments.
    package var words: [Word] { arguments.words }
    package var isJSON: Bool { arguments.isJSON }

    package var pairs: [Pair] {
        if case .pairs(let pairs) = arguments { pairs } else { [] }
    }

    /// The only text of USER, WORKDIR, STOPSIGNAL, MAINTAINER, or of a shell form.
    package var word: Word? {
        if case .text(let word) = arguments { word } else { nil }
    }

    package var trigger: Instruction? {
        if case .trigger(let instruction) = arguments { instruction } else { nil }
    }

    /// The last flag of that name.
    package func flag(_ name: String) -> Flag? { flags.last { $0.name == name } }

    /// All arguments in the file; empty behind the keyword where there are none.
    package var argumentsSpan: Range<Int> {
        argumentRange.isEmpty
            ? keywordRange.upperBound..<keywordRange.upperBound : text.sourceRange(argumentRange)
    }
}

extension Instruction.Arguments {
    package var words: [Word] {
        switch self {
        case .words(let words), .json(let words): words
        case .text(let word): [word]
        case .health(_, let command): command.words
        case .none, .pairs, .trigger: []
        }
    }

    package var isJSON: Bool {
        switch self {
        case .json: true
        case .health(_, let command): command.isJSON
        default: false
        }
    }
}

/// A shell script inside a Dockerfile: its syntax tree in offsets of its own text, and the way back to the file.
package final class EmbeddedScript: Sendable {
    package let text: LogicalText
    package let shell: ShellScript
    package let interpreter: Interpreter

    init(text: LogicalText, shell: ShellScript, interpreter: Interpreter) {
        self.text = text
        self.shell = shell
        self.interpreter = interpreter
    }

    /// What reads the script.
    package enum Interpreter: Sendable, Hashable {
        case sh, bash, powershell, cmd
        /// Some other program, by name: the script is not read as shell.
        case other(String)

        package var isShell: Bool { self == .sh || self == .bash }
    }

    /// A range of the script in the file.
    package func sourceRange(_ range: Range<Int>) -> Range<Int> { text.sourceRange(range) }
}
