extension Word {
    /// The part behind the first `=` as a word of its own: `b` of `a=b`, `"$x"` of `a="$x"`. Nil without one or when
    /// nothing is behind it; then also when the `=` itself is quoted together with what follows.
    package var afterEquals: Word? {
        if parts.isEmpty {
            guard let equals = text.utf8.firstIndex(of: Byte.equals) else { return nil }
            let value = String(text[text.utf8.index(after: equals)...])
            guard !value.isEmpty else { return nil }
            let count = value.utf8.count
            let from = range.count == text.utf8.count ? range.upperBound - count : range.lowerBound
            return Word(range: from..<range.upperBound, text: value, literal: value, parts: [], flags: flags)
        }
        guard case .literal(let head, let headRange) = parts[0],
            let equals = head.utf8.firstIndex(of: Byte.equals)
        else { return nil }
        let rest = String(head[head.utf8.index(after: equals)...])
        let offset = head.utf8.distance(from: head.utf8.startIndex, to: equals) + 1
        let isExact = headRange.count == head.utf8.count && range.count == text.utf8.count
        let from = isExact ? headRange.lowerBound + offset : range.lowerBound
        var inner = Array(parts.dropFirst())
        if !rest.isEmpty { inner.insert(.literal(rest, from..<max(from, headRange.upperBound)), at: 0) }
        guard !inner.isEmpty else { return nil }
        let value = isExact ? String(decoding: text.utf8.dropFirst(from - range.lowerBound), as: UTF8.self) : text
        return Word(
            range: from..<range.upperBound, text: value, literal: Part.constant(inner), parts: inner, flags: flags)
    }
}
