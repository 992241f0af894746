import Basics

/// Builds values from YAML events: aliases and merge keys are replaced by what they stand for.
struct YAMLComposer {
    private(set) var roots: [DocumentNode] = []
    private(set) var problems: [DocumentProblem] = []

    private let source: SourceFile
    private let limits: DocumentLimits
    private var anchors: [String: Built] = [:]
    private var open: [Collection] = []
    private var total = 0

    /// A value with the number of values in it and how deep they go, both with aliases replaced.
    private struct Built {
        var node: DocumentNode
        var weight = 1
        var height = 1
    }

    /// A mapping or sequence whose end has not come yet.
    private struct Collection {
        var isMapping: Bool
        var anchor: String?
        var tag: String?
        var start: Int
        var end: Int
        var items: [DocumentNode] = []
        var entries: [DocumentEntry] = []
        var key: DocumentNode?
        var hasMerge = false
        var weight = 1
        var height = 1
    }

    init(_ source: SourceFile, _ limits: DocumentLimits) {
        self.source = source
        self.limits = limits
    }

    mutating func read() throws(Failure) {
        var failure: Failure?
        source.bytes.withUnsafeBufferPointer { input in
            do throws(Failure) { try read(input) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private mutating func read(_ input: UnsafeBufferPointer<UInt8>) throws(Failure) {
        guard !input.isEmpty else { return }
        var events = YAMLEvents(source, input, depth: limits.depth)
        while true {
            switch try events.next() {
            case .streamEnd: return
            case .documentStart: anchors = [:]
            case .documentEnd: open = []
            case .alias(let name, let range):
                guard let built = anchors[name] else {
                    throw .document(
                        source, at: range.lowerBound,
                        Text(
                            en: "the alias *\(name)* has no anchor &\(name) before it. Define the anchor first.",
                            ja: "エイリアス *\(name) に対応するアンカー &\(name) が前にありません。先にアンカーを定義してください。"))
                }
                try add(built, end: range.upperBound)
            case .scalar(let text, let style, let anchor, let tag, let range):
                let isNull = style == .plain && tag == nil && Self.isNull(text)
                let range = style == .block ? trimmed(range) : range
                let built = Built(node: DocumentNode(isNull ? .null : .scalar(text, style), range, tag: tag))
                if let anchor { anchors[anchor] = built }
                try add(built, end: range.upperBound)
            case .sequenceStart(let anchor, let tag, let range):
                try begin(
                    Collection(
                        isMapping: false, anchor: anchor, tag: tag, start: range.lowerBound, end: range.upperBound))
            case .mappingStart(let anchor, let tag, let range):
                try begin(
                    Collection(
                        isMapping: true, anchor: anchor, tag: tag, start: range.lowerBound, end: range.upperBound))
            case .collectionEnd(let end): try finish(end)
            }
        }
    }

    private mutating func begin(_ collection: Collection) throws(Failure) {
        guard open.count < limits.depth else { throw .tooDeep(source, at: collection.start, limit: limits.depth) }
        open.append(collection)
    }

    private mutating func finish(_ bracket: Int?) throws(Failure) {
        guard var collection = open.popLast() else { return }
        let end = max(bracket ?? collection.end, collection.start)
        let range = collection.start..<end
        let kind: DocumentNode.Kind
        if collection.isMapping {
            KeyProblem.find(collection.entries, into: &problems)
            if collection.hasMerge {
                let before = collection.entries.count
                collection.entries = Self.merged(collection.entries)
                collection.weight += max(0, collection.entries.count - before)
            }
            kind = .mapping(collection.entries)
        } else {
            kind = .sequence(collection.items)
        }
        let node = DocumentNode(kind, range, tag: collection.tag)
        let built = Built(node: node, weight: collection.weight, height: collection.height)
        if let anchor = collection.anchor { anchors[anchor] = built }
        try add(built, end: end, counted: true)
    }

    /// Puts a value into the collection around it, or makes it a document.
    private mutating func add(_ built: Built, end: Int, counted: Bool = false) throws(Failure) {
        total += counted ? 1 : built.weight
        guard total <= limits.nodes else { throw .tooManyNodes(source, at: end, limit: limits.nodes) }
        guard open.count + built.height <= limits.depth + 1 else {
            throw .tooDeep(source, at: end, limit: limits.depth)
        }
        guard !open.isEmpty else {
            roots.append(built.node)
            return
        }
        let last = open.count - 1
        open[last].weight += built.weight
        open[last].height = max(open[last].height, built.height + 1)
        open[last].end = max(open[last].end, end)
        if !open[last].isMapping {
            open[last].items.append(built.node)
        } else if let key = open[last].key {
            open[last].entries.append(DocumentEntry(key: key, value: built.node))
            open[last].key = nil
        } else {
            open[last].key = built.node
            if case .scalar("<<", .plain) = built.node.kind { open[last].hasMerge = true }
        }
    }

    /// Replaces `<<` by the entries it names; keys of the mapping itself win, then those of earlier mappings.
    private static func merged(_ entries: [DocumentEntry]) -> [DocumentEntry] {
        var own: [DocumentEntry] = []
        var named: [DocumentNode] = []
        for entry in entries {
            if case .scalar("<<", .plain) = entry.key.kind {
                named += entry.value.isSequence ? entry.value.items : [entry.value]
            } else {
                own.append(entry)
            }
        }
        var seen = Set(own.compactMap(\.key.string))
        for entry in named.flatMap(\.entries) {
            guard let name = entry.key.string, seen.insert(name).inserted else { continue }
            own.append(entry)
        }
        return own
    }

    private static func isNull(_ text: String) -> Bool {
        text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// A block text ends with its last line that is not blank.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, [0x20, 0x0A, 0x0D, 0x09].contains(source.bytes[end - 1]) { end -= 1 }
        return range.lowerBound..<end
    }
}
