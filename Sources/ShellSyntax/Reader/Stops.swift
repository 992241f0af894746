/// The tokens that end a list; a list inside inherits those of what encloses it, so that one missing `done` does not
/// swallow the `fi` behind it.
struct Stops: OptionSet {
    let rawValue: UInt16

    static let parenthesis = Stops(rawValue: 1)
    static let brace = Stops(rawValue: 1 << 1)
    static let then = Stops(rawValue: 1 << 2)
    static let elseIf = Stops(rawValue: 1 << 3)
    static let otherwise = Stops(rawValue: 1 << 4)
    static let fi = Stops(rawValue: 1 << 5)
    static let `do` = Stops(rawValue: 1 << 6)
    static let done = Stops(rawValue: 1 << 7)
    static let esac = Stops(rawValue: 1 << 8)
    static let doubleSemicolon = Stops(rawValue: 1 << 9)
}

extension Reader {
    /// The closing token at the command position `k`, with its length.
    func closer(at k: Int) -> (stop: Stops, length: Int)? {
        switch at(k) {
        case Byte.close: return (.parenthesis, 1)
        case Byte.semicolon:
            if at(k + 1) == Byte.semicolon { return (.doubleSemicolon, at(k + 2) == Byte.ampersand ? 3 : 2) }
            return at(k + 1) == Byte.ampersand ? (.doubleSemicolon, 2) : nil
        case Byte.closeBrace: return isWordEnd(k + 1) ? (.brace, 1) : nil
        case UInt8(ascii: "t"): return isWord("then", at: k) ? (.then, 4) : nil
        case UInt8(ascii: "e"):
            if isWord("else", at: k) { return (.otherwise, 4) }
            if isWord("elif", at: k) { return (.elseIf, 4) }
            return isWord("esac", at: k) ? (.esac, 4) : nil
        case UInt8(ascii: "f"): return isWord("fi", at: k) ? (.fi, 2) : nil
        case UInt8(ascii: "d"):
            if isWord("do", at: k) { return (.do, 2) }
            return isWord("done", at: k) ? (.done, 4) : nil
        default: return nil
        }
    }

    /// Whether exactly this unquoted word stands at `k`.
    func isWord(_ word: StaticString, at k: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard k + length <= end else { return false }
        return word.withUTF8Buffer { buffer in
            for offset in 0..<length where bytes[k + offset] != buffer[offset] { return false }
            return true
        } && isWordEnd(k + length)
    }

    /// Whether a word that reaches up to `k` ends there.
    func isWordEnd(_ k: Int) -> Bool {
        guard k < end else { return true }
        let byte = bytes[k]
        if byte == Byte.carriage { return isLineEnd(k) }
        if byte == Byte.backslash || byte == escape { return continuation(at: k) != nil }
        return byte.endsWord
    }
}
