import Basics

/// Texts with `${…}` and `%{…}`: in quotes, as heredocs, and as files.
extension HCLParser {
    private enum Token {
        case part(HCLPart)
        case ifStart(HCLExpression)
        case otherwise, ifEnd, loopEnd
        case loopStart(key: String?, value: String, HCLExpression)
    }

    /// What has been read of one template.
    private struct Tokens {
        var list: [Token] = []
        /// `~}`: the blanks that follow are left out.
        var trimsNext = false

        mutating func add(_ text: String, _ range: Range<Int>, isVerbatim: Bool) {
            // A byte that is no UTF-8 is three in the text.
            let isVerbatim = isVerbatim && text.utf8.count == range.count
            guard trimsNext else {
                if !text.isEmpty { list.append(.part(.literal(text, range, isVerbatim: isVerbatim))) }
                return
            }
            let kept = text.utf8.drop { $0 <= 0x20 }
            guard !kept.isEmpty else { return }
            trimsNext = false
            let shift = isVerbatim ? text.utf8.count - kept.count : 0
            let from = min(range.lowerBound + shift, range.upperBound)
            list.append(.part(.literal(String(Substring(kept)), from..<range.upperBound, isVerbatim: isVerbatim)))
        }

        /// `${~`: the blanks before are left out.
        mutating func trimLast() {
            while case .part(.literal(let text, let range, let isVerbatim))? = list.last {
                list.removeLast()
                var kept = text.utf8[...]
                while let last = kept.last, last <= 0x20 { kept = kept.dropLast() }
                if kept.isEmpty { continue }
                let upper = isVerbatim ? range.lowerBound + kept.count : range.upperBound
                list.append(.part(.literal(String(Substring(kept)), range.lowerBound..<upper, isVerbatim: isVerbatim)))
                return
            }
        }
    }

    /// The whole of what is to be read as a template: a file for `templatefile`.
    mutating func wholeTemplate() -> [HCLPart] {
        template(isQuoted: false, indent: 0, depth: 0)
    }

    mutating func quotedTemplate(depth: Int) -> [HCLPart] {
        at += 1
        let parts = template(isQuoted: true, indent: 0, depth: depth)
        guard !isBroken else { return [] }
        guard byte == UInt8(ascii: "\"") else {
            fail("This text has no closing quote.", "この文字列の閉じ引用符がありません。")
            return []
        }
        at += 1
        return parts
    }

    /// Where the lines of a heredoc that begins here stand, and where its end marker ends; nil when it is none.
    func heredocRange() -> (lines: Range<Int>, close: Int, isIndented: Bool)? {
        var scan = at + 2
        let isIndented = scan < end && bytes[scan] == UInt8(ascii: "-")
        if isIndented { scan += 1 }
        let nameStart = scan
        // Looking for the end of what is none would go through the file at each `<<`.
        guard scan < end, HCLReader.isNameStart(bytes[scan]) else { return nil }
        while scan < end, HCLReader.isNameStart(bytes[scan]) || (0x30...0x39).contains(bytes[scan]) { scan += 1 }
        let marker = bytes[nameStart..<scan]
        while scan < end, bytes[scan] != 0x0A { scan += 1 }
        let start = min(scan + 1, end)
        var line = start
        while line < end {
            var first = line
            while first < end, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
            if bytes[first..<end].starts(with: marker) {
                let after = first + marker.count
                var last = after
                while last < end, [0x20, 0x09, 0x0D].contains(bytes[last]) { last += 1 }
                if last >= end || bytes[last] == 0x0A { return (start..<line, after, isIndented) }
            }
            while first < end, bytes[first] != 0x0A { first += 1 }
            line = min(first + 1, end)
        }
        return nil
    }

    mutating func heredoc(depth: Int) -> [HCLPart] {
        guard let body = heredocRange() else {
            fail("The end of this text is missing.", "ヒアドキュメントの終端がありません。")
            // Looking for the end of one text after another to the end of the file would take long.
            isUnclosed = true
            return []
        }
        let outer = end
        at = body.lines.lowerBound
        end = body.lines.upperBound
        let indent = body.isIndented ? smallestIndent(body.lines) : 0
        let parts = template(isQuoted: false, indent: indent, depth: depth)
        end = outer
        if !isBroken { at = body.close }
        return parts
    }

    private func smallestIndent(_ lines: Range<Int>) -> Int {
        var smallest = Int.max
        var line = lines.lowerBound
        while line < lines.upperBound {
            var first = line
            while first < lines.upperBound, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
            if first < lines.upperBound, bytes[first] != 0x0A, bytes[first] != 0x0D {
                smallest = min(smallest, first - line)
            }
            while first < lines.upperBound, bytes[first] != 0x0A { first += 1 }
            line = first + 1
        }
        return smallest == Int.max ? 0 : smallest
    }

    private mutating func template(isQuoted: Bool, indent: Int, depth: Int) -> [HCLPart] {
        let outer = ignoresLines
        defer { ignoresLines = outer }
        var tokens = Tokens()
        var run = at
        skipIndent(indent, &run)
        func flush(_ parser: HCLParser) {
            guard run < parser.at else { return }
            let range = run..<parser.at
            tokens.add(parser.text(range), parser.fixedRange ?? range, isVerbatim: parser.fixedRange == nil)
        }
        while !isBroken, let next = byte {
            if isQuoted, next == UInt8(ascii: "\"") || next == 0x0A { break }
            if next == UInt8(ascii: "\\"), isQuoted {
                flush(self)
                let start = at
                var decoded: [UInt8] = []
                EscapeSequence.read(bytes, &at, into: &decoded)
                tokens.add(String(decoding: decoded, as: UTF8.self), range(start), isVerbatim: false)
                run = at
            } else if next == UInt8(ascii: "$") || next == UInt8(ascii: "%"), peek(1) == next,
                peek(2) == UInt8(ascii: "{")
            {
                // `$${` is the text `${`.
                flush(self)
                run = at + 1
                at += 3
            } else if next == UInt8(ascii: "$") || next == UInt8(ascii: "%"), peek(1) == UInt8(ascii: "{") {
                flush(self)
                sequence(isDirective: next == UInt8(ascii: "%"), &tokens, depth: depth)
                run = at
            } else if next == 0x0A, indent > 0 {
                at += 1
                flush(self)
                run = at
                skipIndent(indent, &run)
            } else {
                at += 1
            }
        }
        guard !isBroken else { return [] }
        flush(self)
        var position = 0
        let parts = Self.tree(tokens.list, &position, depth: 0)
        if position != tokens.list.count {
            fail("A directive of this template is not closed or opens nothing.", "テンプレートのディレクティブの対応が取れていません。")
        }
        return parts
    }

    private mutating func skipIndent(_ indent: Int, _ run: inout Int) {
        var left = indent
        while left > 0, let next = byte, next == 0x20 || next == 0x09 {
            at += 1
            left -= 1
        }
        run = at
    }

    /// `${value}`, `%{ if … }`, `%{ for … }` and their ends.
    private mutating func sequence(isDirective: Bool, _ tokens: inout Tokens, depth: Int) {
        at += 2
        ignoresLines = true
        if byte == UInt8(ascii: "~") {
            at += 1
            tokens.trimLast()
        }
        tokens.trimsNext = false
        skip()
        if isDirective {
            directive(&tokens, depth: depth)
        } else {
            tokens.list.append(.part(.value(expression(depth: depth + 1))))
        }
        skip()
        if byte == UInt8(ascii: "~") {
            at += 1
            tokens.trimsNext = true
        }
        guard !isBroken, byte == UInt8(ascii: "}") else {
            return fail("} is expected at the end of this expression.", "式の終わりに } が必要です。")
        }
        at += 1
    }

    private mutating func directive(_ tokens: inout Tokens, depth: Int) {
        switch name() {
        case "if":
            skip()
            tokens.list.append(.ifStart(expression(depth: depth + 1)))
        case "else": tokens.list.append(.otherwise)
        case "endif": tokens.list.append(.ifEnd)
        case "endfor": tokens.list.append(.loopEnd)
        case "for":
            skip()
            let first = name()
            var second: String?
            skip()
            if byte == UInt8(ascii: ",") {
                at += 1
                skip()
                second = name()
                skip()
            }
            guard let first, name() == "in" else {
                return fail("for NAME in VALUE is expected.", "for 名前 in 値 の形式が必要です。")
            }
            skip()
            let collection = expression(depth: depth + 1)
            tokens.list.append(
                .loopStart(key: second == nil ? nil : first, value: second ?? first, collection))
        default: fail("This directive is not known.", "不明なディレクティブです。")
        }
    }

    /// Nests what stands between `if` and `endif`, `for` and `endfor`; stops at an end that belongs to the caller.
    private static func tree(_ tokens: [Token], _ position: inout Int, depth: Int) -> [HCLPart] {
        var parts: [HCLPart] = []
        guard depth < depthLimit else { return parts }
        while position < tokens.count {
            switch tokens[position] {
            case .part(let part):
                parts.append(part)
                position += 1
            case .ifStart(let condition):
                position += 1
                let then = tree(tokens, &position, depth: depth + 1)
                var otherwise: [HCLPart] = []
                if position < tokens.count, case .otherwise = tokens[position] {
                    position += 1
                    otherwise = tree(tokens, &position, depth: depth + 1)
                }
                guard position < tokens.count, case .ifEnd = tokens[position] else {
                    position = .max
                    return parts
                }
                position += 1
                parts.append(.condition(condition, then, otherwise))
            case .loopStart(let key, let value, let collection):
                position += 1
                let inner = tree(tokens, &position, depth: depth + 1)
                guard position < tokens.count, case .loopEnd = tokens[position] else {
                    position = .max
                    return parts
                }
                position += 1
                parts.append(.loop(key: key, value: value, collection, inner))
            case .otherwise, .ifEnd, .loopEnd: return parts
            }
        }
        return parts
    }
}
