/// Finds the `<<NAME` words of an instruction, as BuildKit does: a word of its own, an optional descriptor before it.
enum HeredocMarker {
    struct Found {
        var name: String
        var expands: Bool
        var chomps: Bool
        var fileDescriptor: Int
        /// In the joined text.
        var range: Range<Int>
    }

    static func find(_ bytes: [UInt8], _ range: Range<Int>) -> [Found] {
        guard range.count >= 3 else { return [] }
        // Nearly all instructions have none; look for the two bytes before anything is cut.
        var position = range.lowerBound
        let less = UInt8(ascii: "<")
        while position + 1 < range.upperBound, !(bytes[position] == less && bytes[position + 1] == less) {
            position += 1
        }
        guard position + 1 < range.upperBound else { return [] }
        // BuildKit reads the line as its little shell does, and finds none where that fails: `don't <<EOF`.
        let line = String(decoding: bytes[range], as: UTF8.self)
        if Expansion.expand(line, escape: UInt8(ascii: "\\"), lookUp: { _ in nil }).isBroken { return [] }
        return WordSplitting.quoted(bytes, range, escape: UInt8(ascii: "\\")).compactMap { read(bytes, $0) }
    }

    /// Reads one word; nil when it is no marker.
    private static func read(_ bytes: [UInt8], _ word: Range<Int>) -> Found? {
        var position = word.lowerBound
        let less = UInt8(ascii: "<")
        while position < word.upperBound, bytes[position].isDigit { position += 1 }
        let descriptor = Int(String(decoding: bytes[word.lowerBound..<position], as: UTF8.self)) ?? 0
        guard position + 1 < word.upperBound, bytes[position] == less, bytes[position + 1] == less else { return nil }
        position += 2
        let chomps = position < word.upperBound && bytes[position] == UInt8(ascii: "-")
        if chomps { position += 1 }
        let rest = bytes[position..<word.upperBound]
        guard !rest.isEmpty, !rest.contains(less) else { return nil }
        var name: [UInt8] = []
        var quote: UInt8?
        var quoted = false
        while position < word.upperBound {
            let byte = bytes[position]
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
                quoted = true
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'"), position + 1 < word.upperBound {
                position += 1
                quoted = true
                name.append(bytes[position])
            } else {
                name.append(byte)
            }
            position += 1
        }
        guard !name.isEmpty else { return nil }
        return Found(
            name: String(decoding: name, as: UTF8.self), expands: !quoted, chomps: chomps, fileDescriptor: descriptor,
            range: word)
    }
}
