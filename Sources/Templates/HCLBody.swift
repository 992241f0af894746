/// Collects the attributes and blocks of one body; blocks of one type become one mapping by label.
struct HCLBody {
    private var entries: [DocumentEntry] = []
    /// Where each block type stands in `entries`, and the blocks themselves.
    private var types: [String: Int] = [:]
    private var blocks: [Int: [Block]] = [:]

    private struct Block {
        var labels: ArraySlice<DocumentNode>
        var body: DocumentNode
    }

    mutating func add(_ attribute: DocumentEntry) {
        entries.append(attribute)
    }

    mutating func add(type: DocumentNode, labels: [DocumentNode], _ body: DocumentNode) {
        let name = type.string ?? ""
        let block = Block(labels: labels[...], body: body)
        if let index = types[name] {
            blocks[index, default: []].append(block)
            return
        }
        types[name] = entries.count
        blocks[entries.count] = [block]
        entries.append(DocumentEntry(key: type, value: body))
    }

    func finished() -> [DocumentEntry] {
        var result = entries
        for (index, blocks) in blocks { result[index].value = Self.value(blocks) }
        return result
    }

    /// Blocks without labels are one body or a list of bodies; with labels they are entries by the first label.
    private static func value(_ blocks: [Block]) -> DocumentNode {
        let start = blocks.first?.body.range.lowerBound ?? 0
        let end = blocks.last?.body.range.upperBound ?? start
        guard blocks.contains(where: { !$0.labels.isEmpty }) else {
            if blocks.count == 1 { return blocks[0].body }
            return DocumentNode(.sequence(blocks.map(\.body)), start..<max(start, end))
        }
        let entries = blocks.compactMap { block -> DocumentEntry? in
            guard let label = block.labels.first else { return nil }
            let rest = Block(labels: block.labels.dropFirst(), body: block.body)
            return DocumentEntry(key: label, value: rest.labels.isEmpty ? rest.body : value([rest]))
        }
        return DocumentNode(.mapping(entries), start..<max(start, end))
    }
}
