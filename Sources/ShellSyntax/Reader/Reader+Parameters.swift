extension Reader {
    /// Reads `${…}`.
    mutating func readBracedParameter(_ quoted: Bool) -> Part {
        let from = i
        i += 2
        guard enter() else {
            return .parameter(
                Parameter(name: "", operation: nil, operand: [], text: string(from, i), range: place(from, i)))
        }
        defer { leave() }
        var operation: String?
        if at(i) == Byte.hash, startsName(i + 1) {
            operation = "length"
            i += 1
        } else if at(i) == Byte.bang, at(i + 1).isNameStart {
            operation = "indirect"
            note(.parameterExpansion, from, i + 1)
            i += 1
        }
        let name = readParameterName()
        if at(i) == Byte.openBracket {
            note(.parameterExpansion, i, i + 1)
            while i < end, bytes[i] != Byte.closeBracket, bytes[i] != Byte.closeBrace, bytes[i] != Byte.newline {
                i += 1
            }
            if at(i) == Byte.closeBracket { i += 1 }
        }
        var operand: [Part] = []
        if i < end, bytes[i] != Byte.closeBrace {
            let written = readParameterOperator()
            if operation == nil { operation = written }
            operand = readParts(until: .brace, quoted: quoted)
        }
        if at(i) == Byte.closeBrace { i += 1 } else { report(.unterminatedParameter, from, from + 2) }
        return .parameter(
            Parameter(
                name: name, operation: operation, operand: operand, text: string(from, i), range: place(from, i)))
    }

    private func startsName(_ k: Int) -> Bool {
        let byte = at(k)
        return byte.isNameByte || byte == Byte.at || byte == Byte.star
    }

    private mutating func readParameterName() -> String {
        let from = i
        let byte = at(i)
        if byte.isDigit {
            while at(i).isDigit { i += 1 }
        } else if byte.isNameStart {
            while at(i).isNameByte { i += 1 }
        } else {
            switch byte {
            case Byte.at, Byte.star, Byte.hash, Byte.question, Byte.dash, Byte.dollar, Byte.bang: i += 1
            default: break
            }
        }
        return string(from, i)
    }

    /// Reads the operator behind the name; empty when there is none that is known.
    private mutating func readParameterOperator() -> String {
        let from = i
        let next = at(i + 1)
        switch at(i) {
        case Byte.colon:
            switch next {
            case Byte.dash, Byte.equals, Byte.question, Byte.plus: i += 2
            default:
                note(.parameterExpansion, i, i + 1)
                i += 1
            }
        case Byte.dash, Byte.equals, Byte.question, Byte.plus: i += 1
        case Byte.hash, Byte.percent: i += next == bytes[i] ? 2 : 1
        case Byte.slash, Byte.caret, Byte.comma:
            note(.parameterExpansion, i, i + 1)
            i += next == bytes[i] ? 2 : 1
        case Byte.at:
            note(.parameterExpansion, i, i + 1)
            i += 1
        default: break
        }
        return string(from, i)
    }

    /// Reads `$'…'`.
    mutating func readAnsiQuoted() -> Part {
        let from = i
        note(.ansiQuote, from, from + 2)
        i += 2
        var value: [UInt8] = []
        while i < end, bytes[i] != Byte.apostrophe {
            guard bytes[i] == Byte.backslash, i + 1 < end else {
                value.append(bytes[i])
                i += 1
                continue
            }
            let letter = bytes[i + 1]
            i += 2
            switch letter {
            case UInt8(ascii: "n"): value.append(0x0A)
            case UInt8(ascii: "t"): value.append(0x09)
            case UInt8(ascii: "r"): value.append(0x0D)
            case UInt8(ascii: "a"): value.append(0x07)
            case UInt8(ascii: "b"): value.append(0x08)
            case UInt8(ascii: "e"), UInt8(ascii: "E"): value.append(0x1B)
            case UInt8(ascii: "f"): value.append(0x0C)
            case UInt8(ascii: "v"): value.append(0x0B)
            case Byte.backslash, Byte.apostrophe, Byte.quote, Byte.question: value.append(letter)
            case UInt8(ascii: "x"): appendNumber(radix: 16, limit: 2, to: &value)
            case UInt8(ascii: "u"): appendNumber(radix: 16, limit: 4, to: &value)
            case UInt8(ascii: "U"): appendNumber(radix: 16, limit: 8, to: &value)
            case 0x30...0x37:
                i -= 1
                appendNumber(radix: 8, limit: 3, to: &value)
            default: value += [Byte.backslash, letter]
            }
        }
        if i < end { i += 1 } else { report(.unterminatedAnsiQuote, from, from + 2) }
        return .ansiQuoted(String(decoding: value, as: UTF8.self), place(from, i))
    }

    /// Reads up to `limit` digits as a byte or a code point.
    private mutating func appendNumber(radix: UInt32, limit: Int, to value: inout [UInt8]) {
        var number: UInt32 = 0
        var count = 0
        while count < limit, let digit = Character(UnicodeScalar(at(i))).hexDigitValue, digit < Int(radix) {
            number = number &* radix &+ UInt32(digit)
            i += 1
            count += 1
        }
        if limit <= 3 {
            value.append(UInt8(truncatingIfNeeded: number))
        } else if let scalar = UnicodeScalar(number) {
            value += Array(String(Character(scalar)).utf8)
        }
    }
}
