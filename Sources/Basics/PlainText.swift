extension String {
    /// The text for people, where a stranger wrote it: it breaks no line, moves no cursor of a terminal, and does not turn
    /// the direction of writing. Line ends and tabs become a blank, other characters of that kind a dot.
    package var inOneLine: String {
        guard unicodeScalars.contains(where: Self.isActive) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if scalar == "\t" || scalar == "\n" || scalar == "\r" {
                if !result.hasSuffix(" ") { result += " " }
            } else {
                result.unicodeScalars.append(Self.isActive(scalar) ? "·" : scalar)
            }
        }
        return result
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension Text {
    /// Both texts in one line.
    package var inOneLine: Text { Text(en: en.inOneLine, ja: ja.inOneLine) }
}

extension Text {
    /// The same about a file: with its path in front, unless the text names it itself.
    package func naming(_ path: String) -> Text {
        en.contains(path) ? self : Text(en: "/\(path): \(en)", ja: "/\(path): \(ja)")
    }
}
