import Basics
import ECSModel
import Templates

/// A value of GitLab's files, which are merged from several: each part knows its file.
struct GitLabNode {
    enum Kind {
        case map([Entry])
        case list([GitLabNode])
        case scalar(String)
        case null
    }

    struct Entry {
        var name: String
        var place: Place
        var value: GitLabNode
    }

    var kind: Kind
    var source: SourceFile
    var range: Range<Int>
    var tag: String?

    var place: Place { Place(source, range) }

    init(_ node: DocumentNode, in source: SourceFile) {
        self.source = source
        range = node.range
        tag = node.tag
        kind =
            switch node.kind {
            case .mapping(let entries):
                .map(
                    entries.map {
                        Entry(
                            name: $0.name, place: Place(source, $0.key.range), value: GitLabNode($0.value, in: source))
                    })
            case .sequence(let items): .list(items.map { GitLabNode($0, in: source) })
            case .scalar(let text, _), .unknown(let text): .scalar(text)
            case .null: .null
            }
    }

    init(_ kind: Kind, at place: Place) {
        self.kind = kind
        source = place.source
        range = place.range
    }

    subscript(key: String) -> GitLabNode? { entry(key)?.value }

    /// The entry of a key; one that is null counts as not there.
    func entry(_ key: String) -> Entry? {
        guard case .map(let entries) = kind, let found = entries.last(where: { $0.name == key }) else { return nil }
        if case .null = found.value.kind { return nil }
        return found
    }

    var entries: [Entry] { if case .map(let entries) = kind { entries } else { [] } }
    var items: [GitLabNode] { if case .list(let items) = kind { items } else { [] } }
    var string: String? { if case .scalar(let text) = kind { text } else { nil } }
    var isMap: Bool { if case .map = kind { true } else { false } }
    var isList: Bool { if case .list = kind { true } else { false } }

    /// The items of a list, or the one value.
    var each: [GitLabNode] {
        switch kind {
        case .list(let items): items
        case .null: []
        case .map, .scalar: [self]
        }
    }

    /// GitLab's merge: maps key by key, everything else as the later one says.
    func merged(with later: GitLabNode, depth: Int = 0) -> GitLabNode {
        guard depth < 100, case .map(let old) = kind, case .map(let new) = later.kind else { return later }
        var result = old
        var places: [String: Int] = [:]
        for (index, entry) in result.enumerated() { places[entry.name] = index }
        for entry in new {
            if let index = places[entry.name] {
                var changed = entry
                changed.value = result[index].value.merged(with: entry.value, depth: depth + 1)
                result[index] = changed
            } else {
                places[entry.name] = result.count
                result.append(entry)
            }
        }
        return GitLabNode(.map(result), at: later.place)
    }
}
