import Basics

/// Expressions.
extension HCLParser {
    mutating func expression(depth: Int) -> HCLExpression {
        let start = at
        guard depth < Self.depthLimit else {
            fail("Values are nested too deep to be read.", "値の入れ子が深すぎるため読み込めません。")
            return invalid(start)
        }
        let condition = operators(depth: depth)
        guard !isBroken else { return condition }
        let valueEnd = at
        skip()
        guard byte == UInt8(ascii: "?") else {
            at = valueEnd
            return condition
        }
        at += 1
        skip(lines: true)
        let then = expression(depth: depth + 1)
        skip(lines: true)
        guard !isBroken, byte == UInt8(ascii: ":") else {
            fail("A colon is expected in this condition.", "条件式のコロンがありません。")
            return invalid(start)
        }
        at += 1
        skip(lines: true)
        let otherwise = expression(depth: depth + 1)
        return HCLExpression(kind: .conditional(condition, then: then, otherwise: otherwise), range: range(start))
    }

    private func invalid(_ start: Int) -> HCLExpression { HCLExpression(kind: .invalid, range: range(start)) }

    /// Operands and operators, put together by how tightly they bind.
    private mutating func operators(depth: Int) -> HCLExpression {
        let start = at
        var operands = [operand(depth: depth)]
        var signs: [HCLOperator] = []
        while !isBroken {
            let before = at
            skip()
            guard let (sign, width) = sign() else {
                at = before
                break
            }
            at += width
            skip(lines: true)
            signs.append(sign)
            operands.append(operand(depth: depth))
        }
        if signs.isEmpty { return operands[0] }
        if isBroken { return invalid(start) }
        return Self.gather(operands[...], signs[...], level: 0)
    }

    /// Splits at the operators of a level, then looks at the next level within the pieces.
    private static func gather(
        _ operands: ArraySlice<HCLExpression>, _ signs: ArraySlice<HCLOperator>, level: Int
    ) -> HCLExpression {
        guard let first = operands.first, let last = operands.last else {
            return HCLExpression(kind: .invalid, range: 0..<0)
        }
        if signs.isEmpty || level > 5 { return first }
        var pieces: [HCLExpression] = []
        var between: [HCLOperator] = []
        var from = operands.startIndex
        // `signs[i]` stands before `operands[i + 1]`, both counted from their starts.
        let shift = operands.startIndex - signs.startIndex
        for index in signs.indices where signs[index].level == level {
            let upTo = index + shift
            pieces.append(gather(operands[from...upTo], signs[(from - shift)..<index], level: level + 1))
            between.append(signs[index])
            from = upTo + 1
        }
        let tail = gather(operands[from...], signs[(from - shift)...], level: level + 1)
        if between.isEmpty { return tail }
        pieces.append(tail)
        let rest = zip(between, pieces.dropFirst()).map { HCLOperand(sign: $0, value: $1) }
        let upper = max(first.range.lowerBound, last.range.upperBound)
        return HCLExpression(kind: .chain(pieces[0], rest), range: first.range.lowerBound..<upper)
    }

    private func sign() -> (HCLOperator, Int)? {
        let next = peek(1)
        switch byte {
        case UInt8(ascii: "|"): return next == UInt8(ascii: "|") ? (.or, 2) : nil
        case UInt8(ascii: "&"): return next == UInt8(ascii: "&") ? (.and, 2) : nil
        case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? (.equal, 2) : nil
        case UInt8(ascii: "!"): return next == UInt8(ascii: "=") ? (.notEqual, 2) : nil
        case UInt8(ascii: "<"):
            return next == UInt8(ascii: "=") ? (.lessOrEqual, 2) : next == UInt8(ascii: "<") ? nil : (.less, 1)
        case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
        case UInt8(ascii: "+"): return (.plus, 1)
        case UInt8(ascii: "-"): return (.minus, 1)
        case UInt8(ascii: "*"): return (.times, 1)
        case UInt8(ascii: "/"): return (.divide, 1)
        case UInt8(ascii: "%"): return next == UInt8(ascii: "{") ? nil : (.modulo, 1)
        default: return nil
        }
    }

    private mutating func operand(depth: Int) -> HCLExpression {
        let start = at
        var signs: [HCLOperator] = []
        while byte == UInt8(ascii: "!") || byte == UInt8(ascii: "-") {
            signs.append(byte == UInt8(ascii: "!") ? .not : .minus)
            at += 1
            skip()
        }
        let value = postfix(depth: depth)
        return signs.isEmpty ? value : HCLExpression(kind: .unary(signs, value), range: range(start))
    }

    private mutating func postfix(depth: Int) -> HCLExpression {
        let start = at
        let base = primary(depth: depth)
        var steps: [HCLStep] = []
        while !isBroken {
            let before = at
            skip()
            if byte == UInt8(ascii: "."), peek(1) != UInt8(ascii: ".") {
                at += 1
                skip()
                if let name = name() {
                    steps.append(.attribute(name))
                } else if byte == UInt8(ascii: "*") {
                    at += 1
                    steps.append(.splat(isFull: false))
                } else if let digits = digits() {
                    steps.append(.index(HCLExpression(kind: .number(digits), range: range(before))))
                } else {
                    fail("A name is expected after the dot.", "ドットの後には名前が必要です。")
                }
            } else if byte == UInt8(ascii: "[") {
                steps.append(index(depth: depth))
            } else {
                at = before
                break
            }
        }
        if steps.isEmpty { return base }
        if case .traversal(let name, _) = base.kind {
            return HCLExpression(kind: .traversal(name, steps), range: range(start))
        }
        return HCLExpression(kind: .postfix(base, steps), range: range(start))
    }

    private mutating func digits() -> String? {
        let start = at
        while let next = byte, (0x30...0x39).contains(next) { at += 1 }
        return at > start ? text(start..<at) : nil
    }

    private mutating func index(depth: Int) -> HCLStep {
        let outer = ignoresLines
        ignoresLines = true
        defer { ignoresLines = outer }
        at += 1
        skip()
        var step = HCLStep.splat(isFull: true)
        if byte == UInt8(ascii: "*") {
            at += 1
        } else {
            step = .index(expression(depth: depth + 1))
        }
        skip()
        close(UInt8(ascii: "]"))
        return step
    }

    /// Reads a closing bracket.
    private mutating func close(_ bracket: UInt8) {
        guard !isBroken else { return }
        guard byte == bracket else {
            let shown = String(UnicodeScalar(bracket))
            return fail("\(shown) is expected here.", "ここには \(shown) が必要です。")
        }
        at += 1
    }

    private mutating func primary(depth: Int) -> HCLExpression {
        let start = at
        switch byte {
        case UInt8(ascii: "\""):
            let parts = quotedTemplate(depth: depth)
            return HCLExpression(kind: .template(parts), range: range(start))
        case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"):
            let parts = heredoc(depth: depth)
            return HCLExpression(kind: .template(parts), range: range(start))
        case UInt8(ascii: "["): return tuple(depth: depth)
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "("):
            let outer = ignoresLines
            ignoresLines = true
            at += 1
            skip()
            var inner = expression(depth: depth + 1)
            skip()
            close(UInt8(ascii: ")"))
            ignoresLines = outer
            inner.range = range(start)
            // What follows the parentheses belongs to the whole in them: (a ? b : c).d
            if case .traversal = inner.kind { return HCLExpression(kind: .postfix(inner, []), range: inner.range) }
            return inner
        case .some(0x30...0x39): return number()
        default:
            guard let word = name() else {
                fail("A value is expected here.", "ここには値が必要です。")
                return invalid(start)
            }
            return named(word, start, depth: depth)
        }
    }

    private mutating func number() -> HCLExpression {
        let start = at
        _ = digits()
        if byte == UInt8(ascii: "."), let next = peek(1), (0x30...0x39).contains(next) {
            at += 1
            _ = digits()
        }
        if let next = byte, next | 0x20 == UInt8(ascii: "e") {
            let before = at
            at += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            if digits() == nil { at = before }
        }
        return HCLExpression(kind: .number(text(start..<at)), range: range(start))
    }

    private mutating func named(_ word: String, _ start: Int, depth: Int) -> HCLExpression {
        switch word {
        case "true", "false": return HCLExpression(kind: .bool(word == "true"), range: range(start))
        case "null": return HCLExpression(kind: .null, range: range(start))
        default: break
        }
        var word = word
        while byte == UInt8(ascii: ":"), peek(1) == UInt8(ascii: ":") {
            at += 2
            word += "::" + (name() ?? "")
        }
        let nameEnd = at
        skip()
        guard byte == UInt8(ascii: "(") else {
            at = nameEnd
            return HCLExpression(kind: .traversal(word, []), range: range(start))
        }
        let outer = ignoresLines
        ignoresLines = true
        defer { ignoresLines = outer }
        at += 1
        var arguments: [HCLExpression] = []
        var expands = false
        while !isBroken {
            skip()
            if byte == UInt8(ascii: ")") { break }
            arguments.append(expression(depth: depth + 1))
            skip()
            if byte == UInt8(ascii: "."), peek(1) == UInt8(ascii: "."), peek(2) == UInt8(ascii: ".") {
                at += 3
                expands = true
                skip()
            }
            guard byte == UInt8(ascii: ",") else { break }
            at += 1
        }
        close(UInt8(ascii: ")"))
        return HCLExpression(kind: .call(word, arguments, expandsLast: expands), range: range(start))
    }
}
