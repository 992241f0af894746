extension Reader {
    /// Reads statements up to a token in `stops`, which is left in place, or to the end.
    mutating func readList(_ stops: Stops) -> [Statement] {
        var statements: [Statement] = []
        while true {
            skipSeparators()
            guard i < end else { return statements }
            let from = i
            if let token = closer(at: i) {
                if stops.contains(token.stop) { return statements }
                report(.unexpectedToken, i, i + token.length)
                i += token.length
                continue
            }
            if isOperator(bytes[i]) {
                report(.unexpectedToken, i, i + 1)
                i += 1
                continue
            }
            statements.append(readStatement())
            if i == from { i += 1 }
        }
    }

    /// Whether `byte` starts an operator that cannot begin a command.
    private func isOperator(_ byte: UInt8) -> Bool {
        (byte == Byte.ampersand && at(i + 1) != Byte.greater) || byte == Byte.semicolon || byte == Byte.pipe
    }

    private mutating func readStatement() -> Statement {
        let from = i
        var to = i
        var links: [Statement.Link] = []
        var connector = Connector.start
        while true {
            let pipeline = readPipeline()
            to = pipeline.to
            links.append(Statement.Link(connector: connector, pipeline: pipeline.value))
            skipBlanks()
            let byte = at(i)
            guard byte == Byte.ampersand || byte == Byte.pipe, at(i + 1) == byte else { break }
            connector = byte == Byte.ampersand ? .and : .or
            let operatorStart = i
            i += 2
            skipSeparators()
            if i >= end || closer(at: i) != nil || isOperator(bytes[i]) {
                report(.missingCommand, operatorStart, operatorStart + 2)
                break
            }
        }
        return Statement(links: links, terminator: readTerminator(), range: place(from, to))
    }

    private mutating func readTerminator() -> Connector {
        switch at(i) {
        case Byte.semicolon:
            if closer(at: i) != nil { return .end }
            i += 1
            return .sequence
        case Byte.ampersand:
            guard at(i + 1) != Byte.ampersand else { return .sequence }
            i += 1
            return .background
        case Byte.newline, Byte.hash: return .sequence
        default: return .end
        }
    }

    private mutating func readPipeline() -> (value: Pipeline, to: Int) {
        let from = i
        var negated = false
        while at(i) == Byte.bang, isWordEnd(i + 1), at(i + 1) != Byte.open {
            negated.toggle()
            i += 1
            skipBlanks()
        }
        skipTimeKeyword()
        let id = pipelineCount
        pipelineCount += 1
        var elements: [Node] = []
        var to = i
        while true {
            let elementStart = i
            if let node = readNode() {
                elements.append(node)
                to = nodeEnd
            } else {
                report(.missingCommand, elementStart, elementStart + 1)
            }
            skipBlanks()
            guard at(i) == Byte.pipe, at(i + 1) != Byte.pipe else { break }
            let operatorStart = i
            i += 1
            if at(i) == Byte.ampersand {
                note(.pipeBoth, operatorStart, i + 1)
                i += 1
            }
            skipSeparators()
            if i >= end || closer(at: i) != nil {
                report(.missingCommand, operatorStart, operatorStart + 1)
                break
            }
        }
        return (Pipeline(id: id, negated: negated, elements: elements, range: place(from, to)), to)
    }

    /// `time` before a compound command is a keyword; before a simple command it is read as a wrapper.
    private mutating func skipTimeKeyword() {
        guard at(i) == UInt8(ascii: "t"), isWord("time", at: i) else { return }
        var k = i + 4
        while at(k).isBlank { k += 1 }
        if at(k) == Byte.open || (at(k) == Byte.openBrace && isWordEnd(k + 1)) { i = k }
    }
}
