/// Texts of HCL: in quotes and as heredocs.
extension HCLReader {
    /// Reads a text in quotes; what stands in `${…}` or `%{…}` is kept as it is, quotes in it included.
    mutating func quoted() -> DocumentNode {
        let start = at
        at += 1
        var text: [UInt8] = []
        while let next = byte, next != UInt8(ascii: "\"") {
            switch next {
            case 0x0A:
                report(start..<at, "This text has no closing quote.", "この文字列の閉じ引用符がありません。")
                return DocumentNode(.scalar(String(decoding: text, as: UTF8.self), .quoted), start..<at)
            case UInt8(ascii: "\\"):
                EscapeSequence.read(bytes, &at, into: &text)
            case UInt8(ascii: "$"), UInt8(ascii: "%"):
                let from = at
                if peek(1) == next, peek(2) == UInt8(ascii: "{") {
                    at += 3
                } else if peek(1) == UInt8(ascii: "{") {
                    skipTemplate()
                } else {
                    at += 1
                }
                text.append(contentsOf: bytes[from..<at])
            default:
                text.append(next)
                at += 1
            }
        }
        if at < bytes.count {
            at += 1
        } else {
            report(start..<at, "This text has no closing quote.", "この文字列の閉じ引用符がありません。")
        }
        return DocumentNode(.scalar(String(decoding: text, as: UTF8.self), .quoted), start..<at)
    }

    /// Goes behind the brace that closes `${`, at the latest to the end of the line.
    private mutating func skipTemplate() {
        at += 2
        var depth = 1
        var inText = false
        while let next = byte, next != 0x0A {
            at += 1
            switch next {
            case UInt8(ascii: "\\") where inText && byte != nil && byte != 0x0A: at += 1
            case UInt8(ascii: "\""): inText.toggle()
            case UInt8(ascii: "{") where !inText: depth += 1
            case UInt8(ascii: "}") where !inText:
                depth -= 1
                if depth == 0 { return }
            default: break
            }
        }
    }

    /// Reads `<<NAME` or `<<-NAME` up to the line that holds the name alone; nil when no name follows.
    mutating func heredoc() -> DocumentNode? {
        let start = at
        at += 2
        let isIndented = byte == UInt8(ascii: "-")
        if isIndented { at += 1 }
        guard let marker = name()?.string else {
            at = start
            return nil
        }
        skipLine()
        at = min(at + 1, bytes.count)
        var lines: [Range<Int>] = []
        var isClosed = false
        var end = at
        while at < bytes.count {
            let lineStart = at
            skipLine()
            let line = lineStart..<at
            if isMarker(line, marker) {
                // The line feed stays: it ends the attribute.
                isClosed = true
                end = at
                break
            }
            lines.append(line)
            at = min(at + 1, bytes.count)
            end = at
        }
        if !isClosed {
            report(
                start..<min(start + 2, bytes.count), "The end \(marker) of this text is missing.",
                "このヒアドキュメントの終端 \(marker) がありません。")
        }
        let indent = isIndented ? lines.filter { !isBlank($0) }.map(indentation).min() ?? 0 : 0
        var text: [UInt8] = []
        for line in lines {
            text.append(contentsOf: bytes[line].dropFirst(min(indent, indentation(line))))
            text.append(0x0A)
        }
        return DocumentNode(.scalar(String(decoding: text, as: UTF8.self), .block), start..<end)
    }

    private func indentation(_ line: Range<Int>) -> Int {
        bytes[line].prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    private func isBlank(_ line: Range<Int>) -> Bool {
        bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    private func isMarker(_ line: Range<Int>, _ marker: String) -> Bool {
        let bare = bytes[line].drop { $0 == 0x20 || $0 == 0x09 }
        return bare.elementsEqual(marker.utf8) || bare.elementsEqual(Array(marker.utf8) + [0x0D])
    }
}
