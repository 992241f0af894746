import Basics

/// The elements of an XML file as a flat list, read by their tags alone.
///
/// Only a handful of facts is read from pom.xml, *.csproj and nuget.config, and the XML libraries at hand need libxml2. This
/// reads tags, attributes, text, comments and CDATA; it ignores namespaces and document types and forgives tags left open.
struct TagScan: Sendable {
    struct Element: Sendable {
        /// The name without its namespace prefix.
        let name: String
        /// The index of the element around it.
        let parent: Int?
        /// The start tag.
        let tag: ByteText
        /// What stands behind the start tag, up to the next tag.
        var text: ByteText

        /// The value of an attribute; entities are left as they are.
        func attribute(_ name: String) -> ByteText? {
            let head = name + "="
            var rest = tag
            while let found = rest.find(head) {
                rest = tag.from(found + head.utf8.count)
                guard found > tag.start, ByteText.isBlank(tag.bytes[found - 1]), let quote = rest.first else {
                    continue
                }
                if let end = rest.dropFirst(1).firstIndex(of: quote) { return rest.dropFirst(1).upTo(end) }
            }
            return nil
        }
    }

    private(set) var elements: [Element] = []
    /// Whether every element was closed, and there was one at all.
    private(set) var isWellFormed = true

    init(_ bytes: [UInt8]) {
        let whole = ByteText(bytes)
        var open: [Int] = []
        var offset = 0
        while let start = whole.from(offset).firstIndex(of: UInt8(ascii: "<")) {
            let rest = whole.from(start)
            if rest.hasPrefix("<!--") {
                offset = rest.find("-->").map { $0 + 3 } ?? bytes.count
            } else if rest.hasPrefix("<![CDATA[") {
                let end = rest.find("]]>") ?? bytes.count
                if let index = open.last, elements[index].text.trimmed.isEmpty {
                    elements[index].text = whole.from(start + 9).upTo(end)
                }
                offset = min(end + 3, bytes.count)
            } else if let end = Self.tagEnd(rest) {
                let tag = whole.from(start).upTo(end + 1)
                offset = end + 1
                if tag.hasPrefix("<?") || tag.hasPrefix("<!") { continue }
                if tag.hasPrefix("</") {
                    let name = Self.name(tag.dropFirst(2))
                    if let index = open.lastIndex(where: { elements[$0].name == name }) {
                        if index != open.count - 1 { isWellFormed = false }
                        open.removeSubrange(index...)
                    } else {
                        isWellFormed = false
                    }
                    continue
                }
                let text = whole.from(offset).upTo(whole.from(offset).firstIndex(of: UInt8(ascii: "<")) ?? bytes.count)
                elements.append(Element(name: Self.name(tag.dropFirst(1)), parent: open.last, tag: tag, text: text))
                // No build file is nested so deep; the search for an open tag stays cheap.
                if !tag.hasSuffix("/>"), open.count < 200 { open.append(elements.count - 1) }
            } else {
                isWellFormed = false
                break
            }
        }
        if !open.isEmpty || elements.isEmpty { isWellFormed = false }
    }

    /// The offset of the `>` that ends a tag, past quoted attribute values.
    private static func tagEnd(_ tag: ByteText) -> Int? {
        var offset = tag.start
        var quote: UInt8 = 0
        while let byte = tag[offset] {
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                return offset
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            offset += 1
        }
        return nil
    }

    private static func name(_ text: ByteText) -> String {
        var offset = text.start
        while let byte = text[offset], !ByteText.isBlank(byte), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") {
            offset += 1
        }
        let name = text.upTo(offset)
        return name.firstIndex(of: UInt8(ascii: ":")).map { name.from($0 + 1).text } ?? name.text
    }

    /// The names of an element and those around it, outermost first.
    func path(_ index: Int) -> [String] {
        var names: [String] = []
        var next: Int? = index
        while let current = next, elements.indices.contains(current) {
            names.append(elements[current].name)
            next = elements[current].parent
        }
        return names.reversed()
    }

    /// Elements whose whole path is `path`, with their indices.
    func all(_ path: String...) -> [Int] {
        elements.indices.filter { elements[$0].name == path.last && self.path($0) == path }
    }

    /// The trimmed text of the first child of that name.
    func child(_ name: String, of index: Int) -> ByteText? {
        var next = index + 1
        // Children come behind their parent, and before anything of a lesser depth.
        while next < elements.count, let parent = elements[next].parent, parent >= index {
            if parent == index, elements[next].name == name { return elements[next].text.trimmed }
            next += 1
        }
        return nil
    }
}
