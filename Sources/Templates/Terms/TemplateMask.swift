import Basics

/// Hides what a renderer replaces, so that a template of JSON or YAML can be read as what it becomes.
///
/// Every tag is covered by as many bytes as it has: places stay true. What the tags hide is put back into the values,
/// as unknown where a tag is the whole value or decides whether the value is there.
struct TemplateMask {
    let masked: SourceFile
    private let source: SourceFile
    private let tags: [TemplateTag]
    private let conditional: [Range<Int>]
    private let filler: UInt8

    /// Nil for a file without tags, or one that leaves no byte to cover them with.
    init?(_ source: SourceFile, isJSON: Bool) {
        let tags = TemplateTag.find(in: source.bytes)
        guard !tags.isEmpty else { return nil }
        var seen = [Bool](repeating: false, count: 256)
        for byte in source.bytes { seen[Int(byte)] = true }
        guard let filler = "^;~JQXZK".utf8.first(where: { !seen[Int($0)] }) else { return nil }
        self.source = source
        self.tags = tags
        self.filler = filler
        conditional = TemplateTag.conditionalRanges(tags)
        var bytes = source.bytes
        if isJSON {
            Self.coverJSON(&bytes, tags, filler)
        } else {
            Self.coverYAML(&bytes, tags, filler)
        }
        masked = SourceFile(path: source.path, bytes: bytes)
    }

    // MARK: Covering

    private static func coverJSON(_ bytes: inout [UInt8], _ tags: [TemplateTag], _ filler: UInt8) {
        var isInText = false
        var at = 0
        var next = 0
        while at < bytes.count {
            if next < tags.count, tags[next].range.lowerBound == at {
                let range = tags[next].range
                if isInText {
                    cover(&bytes, range, filler)
                } else if tags[next].role == .value {
                    cover(&bytes, range, filler)
                    let follows = next > 0 && tags[next - 1].range.upperBound == at && tags[next - 1].role == .value
                    let goesOn =
                        next + 1 < tags.count && tags[next + 1].range.lowerBound == range.upperBound
                        && tags[next + 1].role == .value
                    if !follows { bytes[range.lowerBound] = UInt8(ascii: "\"") }
                    if !goesOn { bytes[range.upperBound - 1] = UInt8(ascii: "\"") }
                } else {
                    blank(&bytes, range)
                }
                at = range.upperBound
                next += 1
                continue
            }
            switch bytes[at] {
            case UInt8(ascii: "\\") where isInText: at += 1
            case UInt8(ascii: "\""): isInText.toggle()
            case 0x0A: isInText = false
            default: break
            }
            at += 1
            // A backslash before a tag must not step over the tag's start.
            while next < tags.count, tags[next].range.lowerBound < at { next += 1 }
        }
    }

    private static func coverYAML(_ bytes: inout [UInt8], _ tags: [TemplateTag], _ filler: UInt8) {
        for tag in tags {
            if tag.role != .value, isAlone(bytes, tag.range) {
                blank(&bytes, tag.range)
            } else {
                cover(&bytes, tag.range, filler)
            }
        }
    }

    /// Whether nothing else stands on the lines of a range.
    private static func isAlone(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start > 0, bytes[start - 1] != 0x0A {
            start -= 1
            if bytes[start] != 0x20 { return false }
        }
        var end = range.upperBound
        while end < bytes.count, bytes[end] != 0x0A {
            if bytes[end] != 0x20, bytes[end] != 0x0D { return false }
            end += 1
        }
        return true
    }

    private static func cover(_ bytes: inout [UInt8], _ range: Range<Int>, _ filler: UInt8) {
        for index in range { bytes[index] = filler }
    }

    private static func blank(_ bytes: inout [UInt8], _ range: Range<Int>) {
        for index in range where bytes[index] != 0x0A { bytes[index] = 0x20 }
    }

    // MARK: Putting back

    func restored(_ document: Document) -> Document {
        Document(source: source, roots: document.roots.map { restored($0) }, problems: document.problems)
    }

    private func restored(_ node: DocumentNode) -> DocumentNode {
        var node = node
        switch node.kind {
        case .sequence(let items):
            node.kind = .sequence(items.map { isConditional($0.range) ? hidden($0) : restored($0) })
        case .mapping(let entries):
            node.kind = .mapping(
                entries.map { entry in
                    DocumentEntry(
                        key: restored(entry.key),
                        value: isConditional(entry.key.range) ? hidden(entry.value) : restored(entry.value))
                })
        case .scalar(let text, let style): node.kind = scalar(text, style, node.range)
        case .null, .unknown: break
        }
        return node
    }

    private func hidden(_ node: DocumentNode) -> DocumentNode {
        DocumentNode(.unknown(source.text(node.range.prefix(80))), node.range)
    }

    private func isConditional(_ range: Range<Int>) -> Bool {
        conditional.last(before: range.lowerBound)?.contains(range.lowerBound) == true
    }

    private func scalar(_ text: String, _ style: DocumentScalarStyle, _ range: Range<Int>) -> DocumentNode.Kind {
        guard text.utf8.contains(filler) || style == .block else { return .scalar(text, style) }
        var index = tags.firstIndex(from: range.lowerBound)
        guard index < tags.count, tags[index].range.lowerBound < range.upperBound else { return .scalar(text, style) }
        // A value that is nothing but tags: not even its kind is known.
        if style != .block, tags[index].range.lowerBound == range.lowerBound {
            var end = range.lowerBound
            var last = index
            while last < tags.count, tags[last].range.lowerBound == end {
                end = tags[last].range.upperBound
                last += 1
            }
            if end == range.upperBound { return .unknown(source.text(range)) }
        }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            guard byte == filler, index < tags.count, tags[index].range.lowerBound < range.upperBound else {
                bytes.append(byte)
                rest = rest.dropFirst()
                continue
            }
            // A statement in a text: what is left of the text cannot be told.
            guard tags[index].role == .value else { return .unknown(source.text(range.prefix(80))) }
            bytes += source.bytes[tags[index].range]
            rest = rest.dropFirst(tags[index].range.count)
            index += 1
        }
        return .scalar(String(decoding: bytes, as: UTF8.self), style)
    }
}

extension Range<Int> {
    fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}

extension [TemplateTag] {
    /// The first tag that begins at `offset` or behind it.
    fileprivate func firstIndex(from offset: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension [Range<Int>] {
    /// The last range that begins at `offset` or before it; they are in order.
    fileprivate func last(before offset: Int) -> Range<Int>? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : self[low - 1]
    }
}
