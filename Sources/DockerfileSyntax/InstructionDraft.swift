import ShellSyntax

/// An instruction while it is being read: the parser, the resolver and the reader of scripts each add their part.
struct InstructionDraft {
    var keyword: Keyword
    var keywordText: String
    var keywordRange: Range<Int>
    var range: Range<Int>
    var flags: [Flag] = []
    var arguments: Instruction.Arguments = .none
    var heredocs: [Heredoc] = []
    var text: LogicalText
    var argumentRange: Range<Int>
    var emptyContinuations: [Range<Int>] = []
    var script: EmbeddedScript?

    var words: [Word] { arguments.words }
    var pairs: [Pair] { if case .pairs(let pairs) = arguments { pairs } else { [] } }
    func flag(_ name: String) -> Flag? { flags.last { $0.name == name } }

    /// All arguments in the file; empty behind the keyword where there are none.
    var argumentsSpan: Range<Int> {
        argumentRange.isEmpty
            ? keywordRange.upperBound..<keywordRange.upperBound : text.sourceRange(argumentRange)
    }
}

extension InstructionDraft {
    /// An instruction to change further.
    init(_ instruction: Instruction) {
        keyword = instruction.keyword
        keywordText = instruction.keywordText
        keywordRange = instruction.keywordRange
        range = instruction.range
        flags = instruction.flags
        arguments = instruction.arguments
        heredocs = instruction.heredocs
        text = instruction.text
        argumentRange = instruction.argumentRange
        emptyContinuations = instruction.emptyContinuations
        script = instruction.script
    }
}
