/// Expands variables and removes quotes as BuildKit's own little shell does for FROM, ENV, COPY and the like.
package struct Expansion {
    /// The value of a variable: nil when none is set, `.unknown` when it is set to something the file does not say.
    package enum Value: Sendable, Hashable {
        case known(String)
        case unknown
    }

    /// One use of a variable.
    package struct Use: Sendable, Hashable {
        package var name: String
        /// In the bytes of the word.
        package var range: Range<Int>
        /// A default or an alternative stands beside it (`${A:-b}`), so that it may well be unset.
        package var hasFallback: Bool
    }

    private let bytes: [UInt8]
    private let escape: UInt8
    private let lookUp: (String) -> Value?
    private var position = 0
    private var isUnknown = false
    private var depth = 0
    private(set) var uses: [Use] = []
    private(set) var isBroken = false

    /// Whether expansion would change nothing: the common case, told without any allocation.
    static func isPlain(_ text: String, escape: UInt8) -> Bool {
        !text.utf8.contains { $0 == UInt8(ascii: "$") || $0 == 0x22 || $0 == 0x27 || $0 == escape }
    }

    private init(_ text: String, escape: UInt8, lookUp: @escaping (String) -> Value?) {
        bytes = Array(text.utf8)
        self.escape = escape
        self.lookUp = lookUp
    }

    /// The expanded text, nil where a variable hides it; the variables used; and whether a brace is left open.
    static func expand(
        _ text: String, escape: UInt8, lookUp: @escaping (String) -> Value?
    ) -> (value: String?, uses: [Use], isBroken: Bool) {
        if isPlain(text, escape: escape) { return (text, [], false) }
        var expansion = Expansion(text, escape: escape, lookUp: lookUp)
        let result = expansion.text(until: nil)
        return (expansion.isUnknown || expansion.isBroken ? nil : result, expansion.uses, expansion.isBroken)
    }

    /// Reads up to an unquoted `stop` byte (which stays), or to the end. `keepsEscapes` is for patterns, which have
    /// escapes of their own.
    private mutating func text(until stop: UInt8?, keepsEscapes: Bool = false) -> String {
        var result: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == stop { break }
            switch byte {
            case UInt8(ascii: "'"):
                position += 1
                while position < bytes.count, bytes[position] != byte {
                    result.append(bytes[position])
                    position += 1
                }
                if position == bytes.count { isBroken = true }
                position += 1
            case UInt8(ascii: "\""): doubleQuoted(&result)
            case UInt8(ascii: "$"): result.append(contentsOf: dollar().utf8)
            case escape:
                if keepsEscapes { result.append(byte) }
                position += 1
                if position < bytes.count { result.append(bytes[position]) }
                position += 1
            default:
                result.append(byte)
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func doubleQuoted(_ result: inout [UInt8]) {
        let quote = bytes[position]
        position += 1
        while position < bytes.count, bytes[position] != quote {
            let byte = bytes[position]
            if byte == UInt8(ascii: "$") {
                result.append(contentsOf: dollar().utf8)
            } else if byte == escape, position + 1 < bytes.count {
                let next = bytes[position + 1]
                if next == quote || next == UInt8(ascii: "$") || next == escape {
                    result.append(next)
                    position += 2
                } else {
                    result.append(byte)
                    position += 1
                }
            } else {
                result.append(byte)
                position += 1
            }
        }
        if position >= bytes.count { isBroken = true }
        position += 1
    }

    /// Reads from a `$`.
    private mutating func dollar() -> String {
        let start = position
        position += 1
        guard position < bytes.count else { return "$" }
        if bytes[position] != UInt8(ascii: "{") {
            let name = name()
            guard !name.isEmpty else { return "$" }
            uses.append(Use(name: name, range: start..<position, hasFallback: false))
            return value(lookUp(name))
        }
        position += 1
        let name = name()
        guard !name.isEmpty, position < bytes.count, depth < 32 else { return broken() }
        let next = bytes[position]
        if next == UInt8(ascii: "}") {
            position += 1
            uses.append(Use(name: name, range: start..<position, hasFallback: false))
            return value(lookUp(name))
        }
        depth += 1
        defer { depth -= 1 }
        return modifier(name, start)
    }

    private mutating func modifier(_ name: String, _ start: Int) -> String {
        var orEmpty = false
        if bytes[position] == UInt8(ascii: ":") {
            orEmpty = true
            position += 1
        }
        guard position < bytes.count else { return broken() }
        let kind = bytes[position]
        position += 1
        var twice = false
        if position < bytes.count, bytes[position] == kind, "#%/".utf8.contains(kind) {
            twice = true
            position += 1
        }
        let wasUnknown = isUnknown
        let isPattern = "#%/".utf8.contains(kind)
        let operand = text(until: kind == UInt8(ascii: "/") ? kind : UInt8(ascii: "}"), keepsEscapes: isPattern)
        var replacement = ""
        if kind == UInt8(ascii: "/"), position < bytes.count, bytes[position] == kind {
            position += 1
            replacement = text(until: UInt8(ascii: "}"), keepsEscapes: true)
        }
        guard position < bytes.count, !isBroken else { return broken() }
        position += 1
        let operandUnknown = isUnknown
        isUnknown = wasUnknown
        let set = lookUp(name)
        let isChoice = "-+?".utf8.contains(kind)
        uses.append(Use(name: name, range: start..<position, hasFallback: isChoice))
        if isChoice, set == .unknown {
            isUnknown = true
            return ""
        }
        var isSet = set != nil
        if orEmpty, set == .known("") { isSet = false }
        switch kind {
        case UInt8(ascii: "?"):
            // Unset stops the build, unless the value comes from outside.
            if !isSet { isUnknown = true }
            return isSet ? value(set) : ""
        case UInt8(ascii: "-"), UInt8(ascii: "+"):
            if isSet == (kind == UInt8(ascii: "-")) { return isSet ? value(set) : "" }
            if operandUnknown { isUnknown = true }
            return operand
        case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "/"):
            guard !orEmpty || kind != UInt8(ascii: "/") else { return broken() }
            if operandUnknown || set == .unknown {
                isUnknown = true
                return ""
            }
            guard case .known(let text)? = set else { return "" }
            return Pattern.apply(kind, twice: twice, operand, replacement, to: text)
        default: return broken()
        }
    }

    private mutating func name() -> String {
        let start = position
        if position < bytes.count, bytes[position].isDigit {
            while position < bytes.count, bytes[position].isDigit { position += 1 }
        } else if position < bytes.count, "@*#?-$!".utf8.contains(bytes[position]) {
            position += 1
        } else {
            while position < bytes.count, bytes[position].isNameByte { position += 1 }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func value(_ value: Value?) -> String {
        switch value {
        case .known(let text)?: return text
        case .unknown?: isUnknown = true
        case nil: break
        }
        return ""
    }

    private mutating func broken() -> String {
        isBroken = true
        position = bytes.count
        return ""
    }
}
