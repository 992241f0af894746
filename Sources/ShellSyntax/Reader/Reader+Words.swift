/// What ends a run of word parts.
enum PartsEnd {
    case quote
    case brace
    /// The end of the range being read: heredoc bodies and arithmetic.
    case limit
}

extension Reader {
    /// Reads a word; nil, without moving, when none stands here.
    mutating func readWord() -> Word? {
        let from = i
        var shape = WordShape()
        while i < end {
            let byte = bytes[i]
            switch byte {
            case Byte.less, Byte.greater, Byte.open:
                if byte == Byte.open ? shape.isExtendedGlob : i == from && at(i + 1) == Byte.open {
                    return readSpecialWord(from)
                }
                return plainWord(from, shape)
            case Byte.space, Byte.tab, Byte.newline, Byte.semicolon, Byte.ampersand, Byte.pipe, Byte.close:
                return plainWord(from, shape)
            case Byte.carriage:
                if isLineEnd(i) { return plainWord(from, shape) }
            case Byte.dollar, Byte.backtick, Byte.quote, Byte.apostrophe, Byte.backslash:
                return readSpecialWord(from)
            default: shape.note(byte, isFirst: i == from)
            }
            shape.last = byte
            i += 1
        }
        return plainWord(from, shape)
    }

    private mutating func plainWord(_ from: Int, _ shape: WordShape) -> Word? {
        guard i > from else { return nil }
        wordEnd = i
        let text = string(from, i)
        return Word(range: place(from, i), text: text, literal: text, parts: [], flags: shape.flags)
    }

    /// Reads a word with quotes, escapes or expansions.
    private mutating func readSpecialWord(_ from: Int) -> Word? {
        i = from
        let substitutionsBefore = substitutionCount
        var shape = WordShape()
        var parts: [Part] = []
        var run = LiteralRun(from)
        var to = from
        loop: while i < end {
            let byte = bytes[i]
            switch byte {
            case Byte.space, Byte.tab, Byte.newline, Byte.semicolon, Byte.ampersand, Byte.pipe, Byte.close: break loop
            case Byte.less, Byte.greater:
                guard i == from, at(i + 1) == Byte.open else { break loop }
                parts.append(readProcessSubstitution())
                shape.flags.insert(.splits)
                run = LiteralRun(i)
                to = i
                continue
            case Byte.open:
                guard shape.isExtendedGlob else { break loop }
                shape.flags.insert(.glob)
                readExtendedGlob(&run)
                to = i
                continue
            case Byte.carriage where isLineEnd(i): break loop
            case Byte.apostrophe:
                flush(run, &parts, i)
                parts.append(readSingleQuoted())
                shape.flags.insert(.quoted)
                run = LiteralRun(i)
            case Byte.quote:
                flush(run, &parts, i)
                parts.append(readDoubleQuoted())
                shape.flags.insert(.quoted)
                run = LiteralRun(i)
            case Byte.dollar, Byte.backtick:
                if byte == escape, let next = continuation(at: i) {
                    i = next
                    continue
                }
                if byte == Byte.dollar, at(i + 1) == Byte.quote {
                    i += 1  // $"…" is a quoted string to be translated.
                    continue
                }
                let before = i
                if let part = readExpansion(quoted: false) {
                    flush(run, &parts, before)
                    if case .ansiQuoted = part { shape.flags.insert(.quoted) } else { shape.flags.insert(.splits) }
                    parts.append(part)
                    run = LiteralRun(i)
                } else {
                    run.append(i, bytes)
                    i += 1
                }
            case Byte.backslash:
                if let next = continuation(at: i) {
                    i = next
                    continue
                }
                if i + 1 < end {
                    run.append(i + 1, bytes)
                    shape.flags.insert(.quoted)
                    i += 2
                } else {
                    run.append(i, bytes)
                    i += 1
                }
            default:
                shape.note(byte, isFirst: i == from)
                run.append(i, bytes)
                i += 1
            }
            shape.last = byte
            to = i
        }
        // A continuation at its end was consumed, but is no part of the word.
        guard to > from else { return nil }
        wordEnd = to
        flush(run, &parts, to)
        if substitutionCount != substitutionsBefore { shape.flags.insert(.substitution) }
        return Word(
            range: place(from, to), text: string(from, to), literal: Part.constant(parts), parts: parts,
            flags: shape.flags)
    }

    /// Takes `(a|b)` of `@(a|b)` into the word.
    private mutating func readExtendedGlob(_ run: inout LiteralRun) {
        let from = i
        var open = 0
        while i < end, bytes[i] != Byte.newline {
            let byte = bytes[i]
            run.append(i, bytes)
            i += 1
            if byte == Byte.open { open += 1 }
            if byte == Byte.close {
                open -= 1
                if open == 0 { return }
            }
        }
        report(.missingParenthesis, from, from + 1)
    }

    mutating func readSingleQuoted() -> Part {
        let from = i
        i += 1
        var run = LiteralRun(i)
        while i < end, bytes[i] != Byte.apostrophe {
            if escape != nil, bytes[i] == escape, let next = continuation(at: i) {
                i = next
            } else {
                run.append(i, bytes)
                i += 1
            }
        }
        if i < end { i += 1 } else { report(.unterminatedSingleQuote, from, from + 1) }
        return .singleQuoted(run.value(bytes), place(from, i))
    }

    mutating func readDoubleQuoted() -> Part {
        let from = i
        i += 1
        let parts = readParts(until: .quote, quoted: true)
        if at(i) == Byte.quote { i += 1 } else { report(.unterminatedDoubleQuote, from, from + 1) }
        return .doubleQuoted(parts, place(from, i))
    }

    /// Reads literal text and expansions up to `stop`, which is left in place.
    mutating func readParts(until stop: PartsEnd, quoted: Bool) -> [Part] {
        var parts: [Part] = []
        var run = LiteralRun(i)
        while i < end {
            let byte = bytes[i]
            switch byte {
            case Byte.quote where stop != .limit:
                flush(run, &parts, i)
                if stop == .quote { return parts }
                parts.append(readDoubleQuoted())
                run = LiteralRun(i)
            case Byte.closeBrace where stop == .brace:
                flush(run, &parts, i)
                return parts
            case Byte.apostrophe where stop == .brace && !quoted:
                flush(run, &parts, i)
                parts.append(readSingleQuoted())
                run = LiteralRun(i)
            case Byte.backslash:
                if let next = continuation(at: i) {
                    i = next
                } else {
                    let next = at(i + 1)
                    if !resolvesEscape(next, stop, quoted) { run.append(i, bytes) }
                    if i + 1 < end { run.append(i + 1, bytes) }
                    i = min(i + 2, end)
                }
            case Byte.dollar, Byte.backtick:
                if byte == escape, let next = continuation(at: i) {
                    i = next
                    continue
                }
                let before = i
                if let part = readExpansion(quoted: quoted) {
                    flush(run, &parts, before)
                    parts.append(part)
                    run = LiteralRun(i)
                } else {
                    run.append(i, bytes)
                    i += 1
                }
            default:
                run.append(i, bytes)
                i += 1
            }
        }
        flush(run, &parts, i)
        return parts
    }

    /// Whether a backslash disappears before `byte`.
    private func resolvesEscape(_ byte: UInt8, _ stop: PartsEnd, _ quoted: Bool) -> Bool {
        switch byte {
        case Byte.dollar, Byte.backtick, Byte.backslash: true
        case Byte.quote: stop != .limit
        case Byte.closeBrace: stop == .brace
        default: !quoted
        }
    }
}
