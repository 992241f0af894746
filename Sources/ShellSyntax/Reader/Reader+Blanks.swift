extension Reader {
    /// The offset after the line continuation that starts at `k`, or nil when there is none.
    func continuation(at k: Int) -> Int? {
        guard let escape else {
            guard at(k) == Byte.backslash else { return nil }
            if at(k + 1) == Byte.newline { return k + 2 }
            // Strictly a backslash escapes only the CR; scripts saved with CRLF mean a continuation.
            return at(k + 1) == Byte.carriage && at(k + 2) == Byte.newline ? k + 3 : nil
        }
        guard at(k) == escape, k == start || bytes[k - 1] != escape else { return nil }
        var next = k + 1
        while at(next).isBlank { next += 1 }
        if at(next) == Byte.carriage { next += 1 }
        if next >= end { return end }
        return bytes[next] == Byte.newline ? afterDroppedLines(next + 1) : nil
    }

    /// Skips the comment lines and empty lines that the builder drops behind a continuation.
    private func afterDroppedLines(_ lineStart: Int) -> Int {
        var line = lineStart
        while line < end {
            var k = line
            while at(k).isBlank { k += 1 }
            if at(k) == Byte.hash {
                while k < end, bytes[k] != Byte.newline { k += 1 }
            } else if at(k) == Byte.carriage, at(k + 1) == Byte.newline {
                k += 1
            } else if k < end, bytes[k] != Byte.newline {
                return line
            }
            line = min(k + 1, end)
        }
        return end
    }

    /// Skips blanks and line continuations.
    mutating func skipBlanks() {
        while i < end {
            let byte = bytes[i]
            if byte.isBlank {
                i += 1
            } else if byte == Byte.backslash || byte == escape {
                guard let next = continuation(at: i) else { return }
                i = next
            } else if byte == Byte.carriage, isLineEnd(i) {
                i += 1
            } else {
                return
            }
        }
    }

    /// Whether the carriage return at `k` only belongs to a line ending.
    @inline(__always) func isLineEnd(_ k: Int) -> Bool { k + 1 >= end || bytes[k + 1] == Byte.newline }

    /// Skips a comment up to its newline. The builder joins lines before the shell sees the comment.
    mutating func skipComment() {
        while i < end, bytes[i] != Byte.newline {
            if escape != nil, let next = continuation(at: i) { i = next } else { i += 1 }
        }
    }

    /// Skips blanks, newlines and comments, and reads the heredoc bodies that a newline starts.
    mutating func skipSeparators() {
        while true {
            skipBlanks()
            guard i < end else { return }
            if bytes[i] == Byte.newline {
                i += 1
                if !pending.isEmpty { readHeredocBodies() }
            } else if bytes[i] == Byte.hash {
                skipComment()
            } else {
                return
            }
        }
    }
}
