/// What `((` turned out to be.
enum ArithmeticEnd {
    /// The offset of the closing `))`.
    case closed(Int)
    /// A subshell in a subshell, or a substitution that starts with a subshell.
    case notArithmetic
    case unterminated
}

extension Reader {
    /// Reads what a `$` or backtick starts; nil, without moving, when it is only that character.
    mutating func readExpansion(quoted: Bool) -> Part? {
        let from = i
        if bytes[i] == Byte.backtick { return readBackticks() }
        let next = at(i + 1)
        switch next {
        case Byte.open:
            if at(i + 2) == Byte.open {
                switch arithmeticEnd(i + 3) {
                case .closed(let close): return readArithmetic(close)
                case .unterminated:
                    report(.unterminatedArithmetic, from, from + 3)
                    return readArithmetic(end)
                case .notArithmetic: break
                }
            }
            return readSubstitution(.dollar, length: 2)
        case Byte.openBrace: return readBracedParameter(quoted)
        case Byte.apostrophe: return quoted ? nil : readAnsiQuoted()
        case Byte.at, Byte.star, Byte.hash, Byte.question, Byte.dash, Byte.dollar, Byte.bang: i += 2
        default:
            if next.isNameStart {
                i += 2
                while at(i).isNameByte { i += 1 }
            } else if next.isDigit {
                i += 2
            } else {
                return nil
            }
        }
        return .parameter(
            Parameter(
                name: string(from + 1, i), operation: nil, operand: [], text: string(from, i), range: place(from, i)))
    }

    private mutating func readSubstitution(_ kind: Substitution.Kind, length: Int) -> Part {
        let from = i
        let firstCommand = commands.count
        substitutionCount += 1
        i += length
        var statements: [Statement] = []
        if enter() {
            statements = readEnclosed([.parenthesis])
            leave()
        }
        if at(i) == Byte.close { i += 1 } else { report(.unterminatedSubstitution, from, from + length) }
        return .substitution(
            Substitution(
                kind: kind, statements: statements, commands: firstCommand..<commands.count, text: string(from, i),
                range: place(from, i)))
    }

    mutating func readProcessSubstitution() -> Part {
        note(.processSubstitution, i, i + 2)
        return readSubstitution(bytes[i] == Byte.less ? .processInput : .processOutput, length: 2)
    }

    private mutating func readBackticks() -> Part {
        let from = i
        let firstCommand = commands.count
        let outerEnd = end
        substitutionCount += 1
        var close = i + 1
        while close < end, bytes[close] != Byte.backtick {
            close += bytes[close] == Byte.backslash ? 2 : 1
        }
        close = min(close, end)
        if close == end { report(.unterminatedBacktick, from, from + 1) }
        i += 1
        end = close
        var statements: [Statement] = []
        if enter() {
            statements = readEnclosed([])
            leave()
        }
        end = outerEnd
        i = min(close + 1, end)
        return .substitution(
            Substitution(
                kind: .backtick, statements: statements, commands: firstCommand..<commands.count,
                text: string(from, i), range: place(from, i)))
    }

    /// Finds the `))` that closes the arithmetic whose content starts at `from`.
    ///
    /// Parentheses in quotes mislead it, so that it may look further than what is then read; a budget over the whole
    /// script keeps that linear.
    mutating func arithmeticEnd(_ from: Int) -> ArithmeticEnd {
        var open = 0
        var k = from
        defer { lookahead -= k - from }
        while k < end {
            if k - from > lookahead { return .notArithmetic }
            switch bytes[k] {
            case Byte.backslash: k += 1
            case Byte.open: open += 1
            case Byte.close:
                if open == 0 { return at(k + 1) == Byte.close ? .closed(k) : .notArithmetic }
                open -= 1
            default: break
            }
            k += 1
        }
        return .unterminated
    }

    private mutating func readArithmetic(_ close: Int) -> Part {
        let from = i
        i += 3
        let parts = readArithmeticContent(close)
        i = min(close + 2, end)
        return .arithmetic(parts, place(from, i), source: string(from, i))
    }

    private mutating func readArithmeticContent(_ close: Int) -> [Part] {
        let outerEnd = end
        guard enter() else { return [] }
        end = min(close, end)
        let parts = readParts(until: .limit, quoted: true)
        end = outerEnd
        leave()
        return parts
    }

    /// Reads `(( … ))` as a command of one word.
    mutating func readArithmeticCommand(_ close: Int) -> Node {
        let from = i
        let index = commands.count
        let substitutionsBefore = substitutionCount
        note(.arithmeticCommand, i, i + 2)
        commands.append(.placeholder)
        i += 2
        let parts = readArithmeticContent(close)
        i = min(close + 2, end)
        let hasSubstitution = substitutionCount != substitutionsBefore
        let text = string(from, i)
        let word = Word(
            range: place(from, i), text: text, literal: nil, parts: [.arithmetic(parts, place(from, i), source: text)],
            flags: hasSubstitution ? .substitution : [])
        let redirections = readRedirections(owner: index)
        commands[index] = Command(
            index: index, kind: .arithmetic, range: place(from, nodeEnd), assignments: [], words: [word],
            redirections: redirections,
            wrappers: [], effectiveIndex: 0, program: nil, context: CommandContext(), nested: [],
            hasSubstitution: hasSubstitution)
        return .command(index)
    }

    /// Reads `[[ … ]]` as a command whose words are those between the brackets.
    mutating func readTest() -> Node {
        let from = i
        let index = commands.count
        let substitutionsBefore = substitutionCount
        note(.doubleBracket, i, i + 2)
        commands.append(.placeholder)
        i += 2
        var words: [Word] = []
        while true {
            skipSeparators()
            if at(i) == Byte.closeBracket, at(i + 1) == Byte.closeBracket, isWordEnd(i + 2) {
                i += 2
                break
            }
            guard i < end, bytes[i] != Byte.semicolon else {
                report(.unterminatedTest, from, from + 2)
                break
            }
            if let word = readWord() { words.append(word) } else { i += 1 }
        }
        let redirections = readRedirections(owner: index)
        commands[index] = Command(
            index: index, kind: .test, range: place(from, nodeEnd), assignments: [], words: words,
            redirections: redirections, wrappers: [], effectiveIndex: words.count, program: nil,
            context: CommandContext(), nested: [],
            hasSubstitution: substitutionCount != substitutionsBefore)
        return .command(index)
    }
}
