/// The ways in which BuildKit cuts an instruction's text into words. Ranges are offsets in the joined text.
enum WordSplitting {
    /// Cuts at white space as EXPOSE, FROM, COPY and VOLUME do; quotes mean nothing.
    static func atSpace(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = range.lowerBound
        var position = start
        while position <= range.upperBound {
            if position == range.upperBound || bytes[position].isSpace {
                if position > start { words.append(start..<position) }
                start = position + 1
            }
            position += 1
        }
        return words
    }

    /// Cuts as ENV, LABEL and ARG do: quotes and escapes hold a word together and stay in it.
    static func quoted(_ bytes: [UInt8], _ range: Range<Int>, escape: UInt8) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var position = range.lowerBound
        let end = range.upperBound
        while position < end {
            while position < end, bytes[position].isSpace { position += 1 }
            guard position < end else { break }
            let start = position
            var quote: UInt8?
            while position < end {
                let byte = bytes[position]
                if let open = quote {
                    if byte == open {
                        quote = nil
                    } else if byte == escape, open != UInt8(ascii: "'") {
                        position += 1
                    }
                } else if byte.isSpace {
                    break
                } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == escape {
                    position += 1
                }
                position += 1
            }
            position = min(position, end)
            words.append(start..<position)
        }
        return words
    }

    /// Reads the `--flags` before the arguments. Returns them with what follows.
    static func flags(_ bytes: [UInt8], _ range: Range<Int>) -> (flags: [(text: String, range: Range<Int>)], rest: Int)
    {
        var flags: [(text: String, range: Range<Int>)] = []
        var position = range.lowerBound
        let end = range.upperBound
        let backslash = UInt8(ascii: "\\")
        while true {
            while position < end, bytes[position].isSpace { position += 1 }
            guard position + 1 < end, bytes[position] == UInt8(ascii: "-"), bytes[position + 1] == UInt8(ascii: "-")
            else { return (flags, position) }
            let start = position
            var word: [UInt8] = []
            var quote: UInt8?
            while position < end {
                let byte = bytes[position]
                if quote == nil, byte.isSpace { break }
                if byte == quote {
                    quote = nil
                } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == backslash {
                    position += 1
                    if position < end { word.append(bytes[position]) }
                } else {
                    word.append(byte)
                }
                position += 1
            }
            position = min(position, end)
            if word.count == 2 { return (flags, position) }
            flags.append((String(decoding: word, as: UTF8.self), start..<position))
        }
    }
}
