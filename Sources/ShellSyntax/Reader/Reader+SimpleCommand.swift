extension Reader {
    /// Reads a simple command, a function definition, or nothing.
    mutating func readSimpleCommand() -> Node? {
        let from = i
        let index = commands.count
        let substitutionsBefore = substitutionCount
        var to = i
        var assignments: [Assignment] = []
        var words: [Word] = []
        var redirections: [Redirection] = []
        commands.append(.placeholder)
        loop: while true {
            skipBlanks()
            guard i < end else { break }
            switch bytes[i] {
            case Byte.newline, Byte.semicolon, Byte.pipe, Byte.close, Byte.hash: break loop
            case Byte.less, Byte.greater, Byte.ampersand:
                guard !isProcessSubstitution else { break }
                guard let redirection = readRedirection(owner: index) else { break loop }
                redirections.append(redirection)
                to = wordEnd
                continue
            case Byte.open:
                guard words.count == 1, assignments.isEmpty, redirections.isEmpty, commands.count == index + 1,
                    let name = words[0].literal
                else { break loop }
                let isFunction = skipEmptyParentheses()
                guard isFunction else { break loop }
                commands.removeLast()
                return compoundFunction(name, from)
            default: break
            }
            if bytes[i].isDigit, let redirection = readRedirection(owner: index) {
                redirections.append(redirection)
            } else if words.isEmpty, bytes[i].isNameStart, let assignment = readAssignment() {
                assignments.append(assignment)
            } else {
                guard let word = readWord() else { break }
                if words.isEmpty { words.reserveCapacity(6) }
                words.append(extendedByArray(word))
            }
            to = wordEnd
        }
        nodeEnd = to
        guard to > from else {
            if commands.count == index + 1 { commands.removeLast() }
            return nil
        }
        let wrapped = Wrappers.resolve(words)
        commands[index] = Command(
            index: index, kind: .simple, range: place(from, to), assignments: assignments, words: words,
            redirections: redirections, wrappers: wrapped.wrappers, effectiveIndex: wrapped.index,
            program: wrapped.program, context: CommandContext(), nested: [],
            hasSubstitution: substitutionCount != substitutionsBefore)
        readNestedShell(index)
        return .command(index)
    }

    private mutating func compoundFunction(_ name: String, _ from: Int) -> Node? {
        guard enter() else { return nil }
        defer { leave() }
        let kind = readFunctionBody(name, from)
        return .compound(Compound(kind: kind, redirections: [], range: place(from, nodeEnd)))
    }

    private var isProcessSubstitution: Bool {
        at(i + 1) == Byte.open && (bytes[i] == Byte.less || bytes[i] == Byte.greater)
    }

    /// Reads `NAME=value`, `NAME+=value`, `NAME[x]=value` or `NAME=(…)`; nil, without moving, for anything else.
    private mutating func readAssignment() -> Assignment? {
        let from = i
        var k = i
        while at(k).isNameByte { k += 1 }
        let nameEnd = k
        if at(k) == Byte.openBracket {
            while k < end, bytes[k] != Byte.closeBracket, !bytes[k].endsWord { k += 1 }
            guard at(k) == Byte.closeBracket else { return nil }
            k += 1
        }
        let appends = at(k) == Byte.plus
        if appends { k += 1 }
        guard at(k) == Byte.equals else { return nil }
        let name = string(from, nameEnd)
        i = k + 1
        var value: Word?
        var elements: [Word]?
        wordEnd = i
        if at(i) == Byte.open {
            elements = readArray()
        } else if i < end, !bytes[i].endsWord || isProcessSubstitution {
            value = readWord()
        }
        return Assignment(name: name, value: value, elements: elements, appends: appends, range: place(from, wordEnd))
    }

    /// Reads `(a b c)`.
    private mutating func readArray() -> [Word] {
        let from = i
        note(.array, from, from + 1)
        i += 1
        var elements: [Word] = []
        while true {
            skipSeparators()
            guard i < end else {
                report(.unterminatedArray, from, from + 1)
                return elements
            }
            if bytes[i] == Byte.close {
                i += 1
                wordEnd = i
                return elements
            }
            if let word = readWord() {
                elements.append(word)
            } else {
                report(.unterminatedArray, from, from + 1)
                return elements
            }
        }
    }

    /// `declare -a x=(a b)`: the array belongs to the word before it.
    private mutating func extendedByArray(_ word: Word) -> Word {
        guard at(i) == Byte.open, i > start, bytes[i - 1] == Byte.equals, bytes[i - 1] != Byte.open else { return word }
        let from = word.range.lowerBound
        let literal = word.literal
        let elements = readArray()
        let text = fixedRange == nil ? string(from, i) : word.text
        var flags = word.flags
        if elements.contains(where: { $0.flags.contains(.substitution) }) { flags.insert(.substitution) }
        let parts = elements.flatMap { element in
            element.parts.isEmpty ? [Part.literal(element.text, element.range)] : element.parts
        }
        return Word(
            range: place(from, i), text: text, literal: nil,
            parts: [.literal(literal ?? word.template, word.range)] + parts, flags: flags)
    }
}

extension Command {
    /// Keeps a command's place while what is inside it is read.
    static let placeholder = Command(
        index: 0, kind: .simple, range: 0..<0, assignments: [], words: [], redirections: [], wrappers: [],
        effectiveIndex: 0, program: nil, context: CommandContext(), nested: [], hasSubstitution: false)
}
