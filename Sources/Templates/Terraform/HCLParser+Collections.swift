import Basics

/// Tuples, objects and `for`.
extension HCLParser {
    mutating func tuple(depth: Int) -> HCLExpression {
        let start = at
        let outer = ignoresLines
        ignoresLines = true
        defer { ignoresLines = outer }
        at += 1
        skip()
        if isFor { return loop(start, close: UInt8(ascii: "]"), depth: depth) }
        var items: [HCLExpression] = []
        while !isBroken {
            skip()
            if byte == UInt8(ascii: "]") { break }
            items.append(expression(depth: depth + 1))
            skip()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else if byte != UInt8(ascii: "]") {
                fail("A comma or ] is expected.", "カンマまたは ] が必要です。")
            }
        }
        at = min(at + 1, end)
        return HCLExpression(kind: .tuple(items), range: range(start))
    }

    mutating func object(depth: Int) -> HCLExpression {
        let start = at
        let outer = ignoresLines
        ignoresLines = false
        defer { ignoresLines = outer }
        at += 1
        skip(lines: true)
        if isFor { return loop(start, close: UInt8(ascii: "}"), depth: depth) }
        var items: [HCLItem] = []
        while !isBroken {
            skip(lines: true)
            if byte == UInt8(ascii: "}") { break }
            guard let key = key(depth: depth) else { break }
            skip(lines: false)
            guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") else {
                fail("key = value is expected.", "key = value の形式が必要です。")
                break
            }
            at += 1
            skip(lines: true)
            items.append(HCLItem(key: key, value: expression(depth: depth + 1)))
            skip(lines: false)
            switch byte {
            case UInt8(ascii: ","): at += 1
            case 0x0A, UInt8(ascii: "}"): continue
            default: fail("A new line, a comma or } is expected.", "改行、カンマ、または } が必要です。")
            }
        }
        at = min(at + 1, end)
        return HCLExpression(kind: .object(items), range: range(start))
    }

    /// A bare name is a text; anything else is an expression.
    private mutating func key(depth: Int) -> HCLExpression? {
        let start = at
        if let word = name() {
            let nameEnd = at
            skip(lines: false)
            let isBare = byte == UInt8(ascii: "=") && peek(1) != UInt8(ascii: "=") || byte == UInt8(ascii: ":")
            if isBare {
                let range = fixedRange ?? start..<nameEnd
                return HCLExpression(kind: .template([.literal(word, range, isVerbatim: true)]), range: range)
            }
            at = start
        }
        let key = expression(depth: depth + 1)
        return isBroken ? nil : key
    }

    /// Whether a `for` expression begins here.
    private var isFor: Bool {
        guard byte == UInt8(ascii: "f"), peek(1) == UInt8(ascii: "o"), peek(2) == UInt8(ascii: "r") else {
            return false
        }
        return peek(3) == 0x20 || peek(3) == 0x09 || peek(3) == 0x0A
    }

    private mutating func loop(_ start: Int, close: UInt8, depth: Int) -> HCLExpression {
        ignoresLines = true
        at += 3
        skip()
        var names: [String] = []
        while let name = name(), names.count < 2 {
            names.append(name)
            skip()
            guard byte == UInt8(ascii: ",") else { break }
            at += 1
            skip()
        }
        guard let valueName = names.last, name() == "in" else {
            fail("for NAME in VALUE is expected.", "for 名前 in 値 の形式が必要です。")
            return HCLExpression(kind: .invalid, range: range(start))
        }
        skip()
        let collection = expression(depth: depth + 1)
        skip()
        guard !isBroken, byte == UInt8(ascii: ":") else {
            fail("A colon is expected in for.", "for 式にはコロンが必要です。")
            return HCLExpression(kind: .invalid, range: range(start))
        }
        at += 1
        skip()
        var result = expression(depth: depth + 1)
        skip()
        var resultKey: HCLExpression?
        if byte == UInt8(ascii: "="), peek(1) == UInt8(ascii: ">") {
            at += 2
            skip()
            resultKey = result
            result = expression(depth: depth + 1)
            skip()
        }
        var isGrouped = false
        if byte == UInt8(ascii: "."), peek(1) == UInt8(ascii: "."), peek(2) == UInt8(ascii: ".") {
            at += 3
            isGrouped = true
            skip()
        }
        var condition: HCLExpression?
        if byte == UInt8(ascii: "i"), peek(1) == UInt8(ascii: "f") {
            at += 2
            skip()
            condition = expression(depth: depth + 1)
            skip()
        }
        guard !isBroken, byte == close else {
            fail("The end of for is expected.", "for 式の閉じ括弧がありません。")
            return HCLExpression(kind: .invalid, range: range(start))
        }
        at += 1
        let loop = HCLLoop(
            keyName: names.count == 2 ? names[0] : nil, valueName: valueName, collection: collection,
            resultKey: resultKey, result: result, isGrouped: isGrouped, condition: condition)
        return HCLExpression(kind: .loop(loop), range: range(start))
    }
}
