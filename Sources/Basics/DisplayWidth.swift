/// Columns a terminal needs, so that Japanese and English text line up.
package enum DisplayWidth {
    /// The columns of `text`: 2 for East Asian wide and full-width characters and emoji, 0 for combining ones, else 1.
    ///
    /// Ranges are those of Unicode's EastAsianWidth.txt (classes W and F).
    package static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for scalar in text.unicodeScalars {
            if scalar.value < 0x300 {
                width += scalar.value < 0x20 ? 0 : 1
            } else {
                width += of(scalar)
            }
        }
        return width
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// `text` followed by as many spaces as bring it to `width` columns.
    package static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - of(text)))
    }

    /// The start of `text` that fits into `width` columns, with `…` where something is left out.
    package static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        var result = ""
        var columns = 0
        for character in text {
            let next = of(String(character))
            if columns + next > width - 1 { break }
            result.append(character)
            columns += next
        }
        return result + "…"
    }

    /// Breaks text into lines of at most `width` columns: at spaces, and between wide characters, as Japanese is set.
    package static func wrap(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        for piece in pieces(text) {
            let pieceWidth = of(piece)
            if lineWidth > 0, lineWidth + of(piece.trailingTrimmed) > width {
                lines.append(line.trailingTrimmed)
                line = ""
                lineWidth = 0
            }
            line += piece
            lineWidth += pieceWidth
        }
        if !line.isEmpty { lines.append(line.trailingTrimmed) }
        return lines.isEmpty ? [""] : lines
    }

    /// Words with the space behind them, and wide characters one by one with closing punctuation kept to them.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var current = ""
        for character in text {
            let wide = character.unicodeScalars.first.map { of($0) == 2 } ?? false
            if wide, !"。、）」』：；！？ー".contains(character) {
                if !current.isEmpty { pieces.append(current) }
                current = String(character)
            } else {
                if let last = current.unicodeScalars.last, !wide, of(last) == 2 {
                    pieces.append(current)
                    current = ""
                }
                current.append(character)
                if character == " " {
                    pieces.append(current)
                    current = ""
                }
            }
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }
}

extension String {
    fileprivate var trailingTrimmed: String {
        var result = self[...]
        while result.last == " " { result = result.dropLast() }
        return String(result)
    }
}
