import ECSModel

/// Puts variables in place, as GitLab does in its own keys: `$NAME`, `${NAME}`, `%NAME%`, `$$` for a dollar.
enum GitLabText {
    static func term(_ text: String, _ lookup: (String) -> String?) -> TermText {
        // Variables that hold each other would grow without end.
        var budget = 16_384
        return TermText(parts(text, 0, &budget, lookup))
    }

    private static func parts(
        _ text: String, _ depth: Int, _ budget: inout Int, _ lookup: (String) -> String?
    ) -> [TermText.Part] {
        var parts: [TermText.Part] = []
        let bytes = Array(text.utf8)
        var run: [UInt8] = []
        var position = 0
        func flush() {
            if !run.isEmpty { parts.append(.literal(String(decoding: run, as: UTF8.self))) }
            run = []
        }
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "$"), position + 1 < bytes.count else {
                run.append(bytes[position])
                position += 1
                continue
            }
            if bytes[position + 1] == UInt8(ascii: "$") {
                run.append(UInt8(ascii: "$"))
                position += 2
                continue
            }
            let braces = bytes[position + 1] == UInt8(ascii: "{")
            let start = position + (braces ? 2 : 1)
            var end = start
            while end < bytes.count, isName(bytes[end]) { end += 1 }
            guard end > start, !braces || end < bytes.count && bytes[end] == UInt8(ascii: "}") else {
                run.append(bytes[position])
                position += 1
                continue
            }
            flush()
            let name = String(decoding: bytes[start..<end], as: UTF8.self)
            if depth < 5, let value = lookup(name), value.utf8.count < budget {
                budget -= value.utf8.count + 16
                parts += self.parts(value, depth + 1, &budget, lookup)
            } else {
                parts.append(.unknown(Unknown(.variable, name)))
            }
            position = braces ? end + 1 : end
        }
        flush()
        return parts
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}
