/// Something that a shell would refuse, or that the reader gave up on. Reading always goes on.
package struct Problem: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case unterminatedSingleQuote, unterminatedDoubleQuote, unterminatedAnsiQuote
        case unterminatedSubstitution, unterminatedBacktick, unterminatedParameter, unterminatedArithmetic
        case unterminatedHeredoc, unterminatedTest, unterminatedArray
        case missingThen, missingFi, missingDo, missingDone, missingIn, missingEsac
        case missingBrace, missingParenthesis
        /// An operator such as `&&` or `|` with nothing after it.
        case missingCommand
        case missingRedirectionTarget
        /// A word or operator where none may stand: `fi` without `if`, `)` alone.
        case unexpectedToken
        /// Nested deeper than the reader follows; what comes after is not read.
        case tooDeep
    }

    package let kind: Kind
    /// Where it starts: the opening quote or keyword, or the token itself.
    package let range: Range<Int>
}

/// A construct of bash that POSIX does not have; harmless in bash, an error or a surprise in `sh`.
package struct ShellExtension: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// `[[ … ]]`
        case doubleBracket
        /// `(( … ))` or `for ((…))`
        case arithmeticCommand
        /// `function name`
        case functionKeyword
        /// `<(…)` or `>(…)`
        case processSubstitution
        /// `<<<`
        case hereString
        /// `&>` or `&>>`
        case redirectBoth
        /// `|&`
        case pipeBoth
        /// `$'…'` (in POSIX since 2024, in few shells named sh)
        case ansiQuote
        /// `a=(…)`
        case array
        /// `${a/b/c}`, `${a^^}`, `${a:1}`, `${!a}`, `${a[0]}`
        case parameterExpansion
        /// `select`
        case selectLoop
    }

    package let kind: Kind
    package let range: Range<Int>
}
