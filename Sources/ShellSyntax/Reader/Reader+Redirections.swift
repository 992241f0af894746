/// A heredoc whose operator was read and whose body comes after the next newline.
struct PendingHeredoc {
    let index: Int
    /// The command that reads it; nil for a compound command.
    let owner: Int?
    let operatorRange: Range<Int>
}

extension Reader {
    /// Reads a redirection; nil, without moving, when none stands here.
    mutating func readRedirection(owner: Int?) -> Redirection? {
        let from = i
        var k = i
        var fd: Int?
        while at(k).isDigit, k - from < 9 {
            fd = (fd ?? 0) * 10 + Int(bytes[k] - 0x30)
            k += 1
        }
        guard let found = redirectionOperator(at: k), fd == nil || at(k) != Byte.ampersand else { return nil }
        let (kind, length) = found
        if at(k + length) == Byte.open, kind == .input || kind == .output { return nil }
        i = k + length
        if kind == .both || kind == .bothAppend { note(.redirectBoth, k, i) }
        if kind == .hereString { note(.hereString, k, i) }
        skipBlanks()
        let targetStart = i
        var target = readWord()
        if target == nil {
            i = max(i, targetStart)
            wordEnd = k + length
            report(.missingRedirectionTarget, from, k + length)
            target = Word(range: place(i, i), text: "", literal: nil, parts: [], flags: [])
        }
        var heredoc: Int?
        if let target, kind == .heredoc || kind == .heredocTabs {
            heredoc = heredocs.count
            heredocs.append(
                Heredoc(
                    delimiter: target.template, isQuoted: target.isQuoted, stripsTabs: kind == .heredocTabs,
                    body: place(i, i), parts: []))
            pending.append(
                PendingHeredoc(index: heredocs.count - 1, owner: owner, operatorRange: place(from, k + length)))
        }
        guard let target else { return nil }
        return Redirection(fd: fd, operator: kind, target: target, heredoc: heredoc, range: place(from, wordEnd))
    }

    /// Reads the redirections behind a compound command or a test, and notes where it ends.
    mutating func readRedirections(owner: Int?) -> [Redirection] {
        var redirections: [Redirection] = []
        nodeEnd = i
        while true {
            skipBlanks()
            guard i < end, let redirection = readRedirection(owner: owner) else { return redirections }
            redirections.append(redirection)
            nodeEnd = wordEnd
        }
    }

    private func redirectionOperator(at k: Int) -> (Redirection.Operator, Int)? {
        let next = at(k + 1)
        switch at(k) {
        case Byte.less:
            switch next {
            case Byte.less:
                if at(k + 2) == Byte.less { return (.hereString, 3) }
                return at(k + 2) == Byte.dash ? (.heredocTabs, 3) : (.heredoc, 2)
            case Byte.greater: return (.readWrite, 2)
            case Byte.ampersand: return (.duplicateInput, 2)
            default: return (.input, 1)
            }
        case Byte.greater:
            switch next {
            case Byte.greater: return (.append, 2)
            case Byte.pipe: return (.clobber, 2)
            case Byte.ampersand: return (.duplicateOutput, 2)
            default: return (.output, 1)
            }
        case Byte.ampersand where next == Byte.greater:
            return at(k + 2) == Byte.greater ? (.bothAppend, 3) : (.both, 2)
        default: return nil
        }
    }

    /// Reads the bodies that begin at this line, in the order of their operators.
    mutating func readHeredocBodies() {
        let waiting = pending
        pending = []
        for heredoc in waiting {
            let bodyStart = i
            let stripsTabs = heredocs[heredoc.index].stripsTabs
            let delimiter = Array(heredocs[heredoc.index].delimiter.utf8)
            var bodyEnd: Int?
            while i < end, bodyEnd == nil {
                let lineStart = i
                var k = i
                if stripsTabs { while at(k) == Byte.tab { k += 1 } }
                var lineEnd = k
                while lineEnd < end, bytes[lineEnd] != Byte.newline { lineEnd += 1 }
                i = min(lineEnd + 1, end)
                if lineEnd > k, bytes[lineEnd - 1] == Byte.carriage { lineEnd -= 1 }
                if lineEnd - k == delimiter.count, bytes[k..<lineEnd].elementsEqual(delimiter) {
                    bodyEnd = lineStart
                    // The newline behind the delimiter may start further bodies, never a second one of this.
                }
            }
            if bodyEnd == nil { report(.unterminatedHeredoc, heredoc.operatorRange) }
            finish(heredoc, bodyStart, bodyEnd ?? i)
        }
    }

    /// Reads the expansions in a body, or the script when it is fed to a shell.
    private mutating func finish(_ heredoc: PendingHeredoc, _ bodyStart: Int, _ bodyEnd: Int) {
        heredocs[heredoc.index].body = place(bodyStart, bodyEnd)
        let after = i
        let outerEnd = end
        defer {
            i = after
            end = outerEnd
        }
        i = bodyStart
        end = bodyEnd
        if let owner = heredoc.owner, commands.indices.contains(owner), isShellReadingInput(commands[owner]) {
            guard nestedShells < Self.nestedShellLimit, enter() else { return }
            defer { leave() }
            nestedShells += 1
            let nested = readEnclosed([])
            commands[owner] = commands[owner].with(nested: nested)
            nestedShells -= 1
        } else if !heredocs[heredoc.index].isQuoted {
            heredocs[heredoc.index].parts = readParts(until: .limit, quoted: true)
        }
    }
}
