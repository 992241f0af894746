/// Text that was meant as a JSON array of strings and is none: `['a', 'b']`, `["a",]`, `["a" "b"]`.
struct LooseArray {
    /// The array as it was meant; nil where that cannot be told.
    let json: String?
    /// Nothing in it would be read in another way than the shell reads it.
    let isSafe: Bool

    /// Nil for text that a shell may well read on purpose, such as `[ -f x ]`.
    init?(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        guard scalars.first == "[", scalars.count > 2 else { return nil }
        var position = 1
        while position < scalars.count, scalars[position] == " " { position += 1 }
        guard position < scalars.count, Self.closing(scalars[position]) != nil else { return nil }
        let elements = Self.elements(scalars, from: position)
        if position > 1 {
            // `[ "$a" = b ]` is a test; only what is cut by commas is an array.
            guard let elements, elements.commas > 0 else { return nil }
        }
        guard let elements else {
            json = nil
            isSafe = false
            return
        }
        json = "[" + elements.words.map(Self.quoted).joined(separator: ", ") + "]"
        isSafe =
            elements.commas >= elements.words.count - 1
            && !elements.words.contains { $0.contains("$") || $0.contains("\\") }
    }

    private static func closing(_ open: Unicode.Scalar) -> Unicode.Scalar? {
        switch open {
        case "'": "'"
        case "\"": "\""
        case "“", "”": "”"
        case "‘", "’": "’"
        default: nil
        }
    }

    /// The strings up to the closing bracket, and how many commas stand between them; nil when anything else is there.
    private static func elements(
        _ scalars: [Unicode.Scalar], from start: Int
    ) -> (words: [String], commas: Int)? {
        var words: [String] = []
        var commas = 0
        var position = start
        while position < scalars.count {
            let scalar = scalars[position]
            if scalar == " " || scalar == "\t" {
                position += 1
            } else if scalar == "," {
                commas += 1
                position += 1
            } else if scalar == "]" {
                return position == scalars.count - 1 ? (words, commas) : nil
            } else if let close = closing(scalar) {
                guard let end = scalars[(position + 1)...].firstIndex(where: { $0 == close }) else { return nil }
                var word = String.UnicodeScalarView()
                word.append(contentsOf: scalars[(position + 1)..<end])
                words.append(String(word))
                position = end + 1
            } else {
                return nil
            }
        }
        return nil
    }

    private static func quoted(_ word: String) -> String {
        "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
