extension Reader {
    /// Reads one element of a pipeline; nil when there is none.
    mutating func readNode() -> Node? {
        skipBlanks()
        guard i < end else { return nil }
        switch bytes[i] {
        case Byte.open:
            if at(i + 1) == Byte.open, case .closed(let close) = arithmeticEnd(i + 2) {
                return readArithmeticCommand(close)
            }
            return compound { $0.readParenthesised() }
        case Byte.openBrace:
            if isWordEnd(i + 1) { return compound { $0.readGroup() } }
        case Byte.openBracket:
            if at(i + 1) == Byte.openBracket, isWordEnd(i + 2) { return readTest() }
        case UInt8(ascii: "i"):
            if isWord("if", at: i) { return compound { $0.readIf() } }
        case UInt8(ascii: "w"):
            if isWord("while", at: i) { return compound { $0.readLoop(5, until: false) } }
        case UInt8(ascii: "u"):
            if isWord("until", at: i) { return compound { $0.readLoop(5, until: true) } }
        case UInt8(ascii: "f"):
            if isWord("for", at: i) { return compound { $0.readFor(3) } }
            if isWord("function", at: i) { return compound { $0.readFunctionKeyword() } }
        case UInt8(ascii: "s"):
            if isWord("select", at: i) {
                note(.selectLoop, i, i + 6)
                return compound { $0.readFor(6) }
            }
        case UInt8(ascii: "c"):
            if isWord("case", at: i) { return compound { $0.readCase() } }
        default: break
        }
        return readSimpleCommand()
    }

    /// Reads a compound command one level deeper, and the redirections behind it.
    mutating func compound(_ read: (inout Reader) -> Compound.Kind) -> Node? {
        let from = i
        guard enter() else { return nil }
        defer { leave() }
        let kind = read(&self)
        let redirections = readRedirections(owner: nil)
        return .compound(Compound(kind: kind, redirections: redirections, range: place(from, nodeEnd)))
    }

    private mutating func readParenthesised() -> Compound.Kind {
        let from = i
        i += 1
        let body = readEnclosed([.parenthesis])
        if at(i) == Byte.close { i += 1 } else { report(.missingParenthesis, from, from + 1) }
        return .subshell(body)
    }

    private mutating func readGroup() -> Compound.Kind {
        let from = i
        i += 1
        let body = readNested([.brace])
        if !take(.brace) { report(.missingBrace, from, from + 1) }
        return .group(body)
    }

    private mutating func readIf() -> Compound.Kind {
        let from = i
        var branches: [Compound.Branch] = []
        var otherwise: [Statement] = []
        i += 2
        while true {
            let condition = readNested([.then, .elseIf, .otherwise, .fi])
            if !take(.then) { report(.missingThen, from, from + 2) }
            let body = readNested([.elseIf, .otherwise, .fi])
            branches.append(Compound.Branch(condition: condition, body: body))
            if !take(.elseIf) { break }
        }
        if take(.otherwise) { otherwise = readNested([.fi]) }
        if !take(.fi) { report(.missingFi, from, from + 2) }
        return .conditional(branches: branches, otherwise: otherwise)
    }

    private mutating func readLoop(_ length: Int, until: Bool) -> Compound.Kind {
        let from = i
        i += length
        let condition = readNested([.do, .done])
        let body = readBody(from, length)
        return .loop(condition: condition, body: body, until: until)
    }

    /// Reads `do … done`.
    private mutating func readBody(_ keyword: Int, _ length: Int) -> [Statement] {
        skipSeparators()
        if !take(.do) { report(.missingDo, keyword, keyword + length) }
        let body = readNested([.done])
        if !take(.done) { report(.missingDone, keyword, keyword + length) }
        return body
    }

    private mutating func readFor(_ length: Int) -> Compound.Kind {
        let from = i
        i += length
        skipBlanks()
        var variable = ""
        var words: [Word]?
        if at(i) == Byte.open, at(i + 1) == Byte.open {
            note(.arithmeticCommand, i, i + 2)
            switch arithmeticEnd(i + 2) {
            case .closed(let close): i = close + 2
            case .notArithmetic, .unterminated:
                report(.unterminatedArithmetic, i, i + 2)
                while i < end, bytes[i] != Byte.newline { i += 1 }
            }
        } else {
            variable = readWord()?.literal ?? ""
            skipSeparators()
            if isWord("in", at: i) {
                i += 2
                words = readWordList()
            }
        }
        skipBlanks()
        if at(i) == Byte.semicolon { i += 1 }
        // bash lets a brace group stand for do … done.
        skipSeparators()
        if at(i) == Byte.openBrace, isWordEnd(i + 1), case .group(let body) = readGroup() {
            return .each(variable: variable, words: words, body: body)
        }
        return .each(variable: variable, words: words, body: readBody(from, length))
    }

    /// Reads words up to the end of the line or an operator.
    mutating func readWordList() -> [Word] {
        var words: [Word] = []
        while true {
            skipBlanks()
            guard i < end, bytes[i] != Byte.hash, let word = readWord() else { return words }
            words.append(word)
        }
    }

    private mutating func readFunctionKeyword() -> Compound.Kind {
        let from = i
        note(.functionKeyword, i, i + 8)
        i += 8
        skipBlanks()
        let name = readWord()?.literal ?? ""
        skipBlanks()
        if at(i) == Byte.open { skipEmptyParentheses() }
        return readFunctionBody(name, from)
    }

    /// Skips `( )`; false when something else stands here.
    @discardableResult
    mutating func skipEmptyParentheses() -> Bool {
        var k = i + 1
        while at(k).isBlank { k += 1 }
        guard at(i) == Byte.open, at(k) == Byte.close else { return false }
        i = k + 1
        return true
    }

    mutating func readFunctionBody(_ name: String, _ from: Int) -> Compound.Kind {
        skipSeparators()
        let slot = functions.count
        functions.append(FunctionDefinition(name: name, range: place(from, i)))
        let body = readNode()
        if body == nil { report(.missingCommand, from, i) }
        functions[slot] = FunctionDefinition(name: name, range: place(from, max(nodeEnd, from)))
        return .function(name: name, body: body)
    }

    /// Reads a list inside this construct; tokens that only an enclosing one can take end it too.
    private mutating func readNested(_ stops: Stops) -> [Statement] {
        let outer = openStops
        openStops.formUnion(stops)
        defer { openStops = outer }
        return readList(openStops)
    }

    /// Reads a list of its own, which keywords of what encloses it do not end.
    mutating func readEnclosed(_ stops: Stops) -> [Statement] {
        let outer = openStops
        openStops = stops
        defer { openStops = outer }
        return readList(stops)
    }

    /// Takes the closing token if it stands here.
    private mutating func take(_ stop: Stops) -> Bool {
        guard let token = closer(at: i), token.stop == stop else { return false }
        i += token.length
        return true
    }

    private mutating func readCase() -> Compound.Kind {
        let from = i
        i += 4
        skipBlanks()
        let subject = readWord()
        skipSeparators()
        if isWord("in", at: i) { i += 2 } else { report(.missingIn, from, from + 4) }
        var arms: [Compound.Arm] = []
        while true {
            skipSeparators()
            if take(.esac) { return .choice(subject: subject, arms: arms) }
            guard i < end, !isEnclosingCloser else {
                report(.missingEsac, from, from + 4)
                return .choice(subject: subject, arms: arms)
            }
            arms.append(readArm())
        }
    }

    private mutating func readArm() -> Compound.Arm {
        let from = i
        if at(i) == Byte.open { i += 1 }
        var patterns: [Word] = []
        while true {
            skipBlanks()
            if let pattern = readWord() { patterns.append(pattern) }
            skipBlanks()
            guard at(i) == Byte.pipe else { break }
            i += 1
        }
        if at(i) == Byte.close { i += 1 } else { report(.unexpectedToken, i, i + 1) }
        let body = readNested([.doubleSemicolon, .esac])
        _ = take(.doubleSemicolon)
        if i == from { i += 1 }
        return Compound.Arm(patterns: patterns, body: body)
    }

    /// Whether a token stands here that ends an enclosing construct, and not a pattern that looks like it.
    private var isEnclosingCloser: Bool {
        guard let token = closer(at: i), token.stop != .doubleSemicolon, openStops.contains(token.stop) else {
            return false
        }
        var k = i + token.length
        while at(k).isBlank { k += 1 }
        return token.stop == .parenthesis || (at(k) != Byte.close && at(k) != Byte.pipe)
    }
}
