/// How a program's version stands in its bytes: between a text before it and one behind it.
struct ProgramMark: Sendable {
    /// What may follow the numbers and belongs to the version.
    enum Tail: Sendable {
        case none
        /// `1.1.1w`
        case letters
        /// `16beta1`, `8.3.0RC2`, `2.0.0-rc.1`
        case release
        /// Any of letters, digits, `.`, `-`, `_`, `+`.
        case word
    }

    let before: [UInt8]
    let after: [UInt8]
    let parts: ClosedRange<Int>
    let tail: Tail
    /// What is searched for: the text before, or the one behind where there is none before.
    let search: ByteSearch

    init(_ before: String, _ parts: ClosedRange<Int> = 3...3, _ tail: Tail = .none, then after: String = "") {
        self.before = Array(before.utf8)
        self.after = Array(after.utf8)
        self.parts = parts
        self.tail = tail
        search = ByteSearch(before.isEmpty ? self.after : self.before)
    }

    /// A version of one release, `3.11.…`, between two zeros.
    init(release: String) {
        before = [0]
        after = [0]
        parts = 3...3
        tail = .word
        search = ByteSearch([0] + Array("\(release).".utf8))
    }

    /// Versions and what stands around them are shorter.
    static let reach = 128

    /// The first version that the mark finds. `isLast` says that nothing follows: where something does, a mark so near
    /// to the end that its version may be cut off is left for the next piece.
    func version(in bytes: UnsafeRawBufferPointer, isLast: Bool) -> String? {
        var at = 0
        while let found = search.first(in: bytes, from: at) {
            if !isLast, found + search.needle.count + Self.reach > bytes.count { return nil }
            if let version = before.isEmpty ? behind(bytes, found) : ahead(bytes, found + before.count) {
                return version
            }
            at = found + 1
        }
        return nil
    }

    private func ahead(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> String? {
        let limit = min(bytes.count, start + Self.reach)
        guard let end = end(bytes, start..<limit) else { return nil }
        guard after.isEmpty || bytes[end..<min(bytes.count, end + after.count)].elementsEqual(after) else { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The word right before a place, which has to begin with a version.
    private func behind(_ bytes: UnsafeRawBufferPointer, _ end: Int) -> String? {
        var start = end
        while start > 0, end - start < Self.reach, Self.isWord(bytes[start - 1]) { start -= 1 }
        guard let stop = self.end(bytes, start..<end) else { return nil }
        return String(decoding: bytes[start..<stop], as: UTF8.self)
    }

    /// Where the version ends that starts the range.
    private func end(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        var end = at
        var count = 0
        while count < parts.upperBound {
            let digits = at
            while at < range.upperBound, Self.isDigit(bytes[at]) { at += 1 }
            guard at > digits else { break }
            count += 1
            end = at
            guard at < range.upperBound, bytes[at] == 0x2E else { break }
            at += 1
        }
        guard parts.contains(count) else { return nil }
        return tailEnd(bytes, end, range.upperBound)
    }

    private func tailEnd(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
        var at = start
        switch tail {
        case .none: return start
        case .letters:
            while at < limit, at - start < 3, bytes[at] >= 0x61, bytes[at] <= 0x7A { at += 1 }
            return at
        case .word:
            while at < limit, Self.isWord(bytes[at]) { at += 1 }
            return at
        case .release:
            if at < limit, bytes[at] == 0x2D { at += 1 }
            let word = at
            while at < limit, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A { at += 1 }
            let name = String(decoding: bytes[word..<at], as: UTF8.self).lowercased()
            guard ["alpha", "beta", "rc", "preview", "dev", "p"].contains(name) else { return start }
            while at < limit, Self.isDigit(bytes[at]) || bytes[at] == 0x2E { at += 1 }
            while at > word, bytes[at - 1] == 0x2E { at -= 1 }
            return at
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x2E || byte == 0x2D || byte == 0x5F
            || byte == 0x2B
    }
}
