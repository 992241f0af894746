package import RuleKit

/// Applies a fix's edits to one file so that all that belongs to the file as such stays: its line endings, a byte order
/// mark at its start, and whether its last line is ended.
package enum FileEdits {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let feed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// The new bytes; nil when edits overlap or leave the file. `bytes` is nil for a file that is not there yet.
    package static func apply(_ edits: [Edit], to bytes: [UInt8]?) -> [UInt8]? {
        guard let bytes else {
            guard edits.allSatisfy({ $0.range == 0..<0 }) else { return nil }
            return edits.flatMap { Array($0.replacement.utf8) }
        }
        let start = bytes.starts(with: mark) ? mark.count : 0
        let endsLinesWithCR = endsLinesWithCR(bytes)
        var ready: [Edit] = []
        for edit in edits {
            guard edit.range.lowerBound >= 0, edit.range.upperBound <= bytes.count else { return nil }
            var edit = edit
            edit.range = max(start, edit.range.lowerBound)..<max(start, edit.range.upperBound)
            if endsLinesWithCR { edit.replacement = withCR(edit.replacement) }
            ready.append(edit)
        }
        // Insertions at one place stand in the order in which the fix names them.
        let order = ready.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        for (_, edit) in order {
            guard edit.range.lowerBound >= position else { return nil }
            result += bytes[position..<edit.range.lowerBound]
            result += edit.replacement.utf8
            position = edit.range.upperBound
        }
        result += bytes[position...]
        return withSameEnd(result, as: bytes)
    }

    /// Whether most lines end with CR LF.
    static func endsLinesWithCR(_ bytes: [UInt8]) -> Bool {
        var lines = 0
        var long = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == feed {
                lines += 1
                if previous == carriageReturn { long += 1 }
            }
            previous = byte
        }
        return long * 2 > lines
    }

    private static func withCR(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if byte == feed, result.last != carriageReturn { result.append(carriageReturn) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A file whose last line had no end keeps it so.
    private static func withSameEnd(_ bytes: [UInt8], as old: [UInt8]) -> [UInt8] {
        guard let last = old.last, last != feed, bytes.last == feed else { return bytes }
        var result = bytes
        result.removeLast()
        if result.last == carriageReturn { result.removeLast() }
        return result
    }
}
