import Basics

/// Reads targets, groups and variables from the values of a Bake file.
struct BakeReader {
    private(set) var problems: [DocumentProblem] = []
    private let given: [String: String]
    private var interpolation = HCLInterpolation(variables: [:])

    init(_ variables: [String: String]) {
        given = variables
    }

    mutating func read(_ root: DocumentNode, _ source: SourceFile) -> BakeFile {
        var file = BakeFile(source: source)
        if !root.isMapping, !root.isNull { wrong(root) }
        let blocks = { (type: String) in root[type].map(Self.labelled) ?? [] }
        // Variables may use those before them; attributes at the top level are variables too.
        for entry in root.entries where !["variable", "target", "group", "function"].contains(entry.name) {
            if let value = text(entry.value) { interpolation.variables[entry.name] = value.parts }
        }
        for entry in blocks("variable") {
            let value = text(entry.value["default"])
            file.variables.append(TemplatedVariable(name: entry.name, value: value, range: entry.range))
            if let given = given[entry.name] {
                interpolation.variables[entry.name] = [.text(given)]
            } else if let value {
                interpolation.variables[entry.name] = value.parts
            }
        }
        var places: [String: Int] = [:]
        for entry in blocks("target") {
            let target = target(entry)
            // A target that is written twice is one target, the later fields winning.
            if let place = places[target.name] {
                file.targets[place] = target.over(file.targets[place])
            } else {
                places[target.name] = file.targets.count
                file.targets.append(target)
            }
        }
        for entry in blocks("group") {
            let names = texts(entry.value["targets"]).map(\.shown)
            file.groups.append(BakeGroup(name: entry.name, targets: names, range: entry.range))
        }
        return file
    }

    /// Blocks by label: in JSON they may also be a list of such mappings.
    private static func labelled(_ node: DocumentNode) -> [DocumentEntry] {
        node.isSequence ? node.items.flatMap(\.entries) : node.entries
    }

    private mutating func target(_ entry: DocumentEntry) -> BakeTarget {
        // JSON allows a list with the one body in it.
        let node = entry.value.isSequence ? entry.value.items.first ?? entry.value : entry.value
        var target = BakeTarget(name: entry.name, nameRange: entry.key.range, range: entry.range)
        if !node.isMapping { wrong(node) }
        target.matrix = node["matrix"]?.entries.map(\.name) ?? []
        let outer = interpolation.variables
        for name in target.matrix { interpolation.variables[name] = [.unknown(name)] }
        defer { interpolation.variables = outer }
        target.inherits = texts(node["inherits"])
        target.context = text(node["context"])
        target.dockerfile = text(node["dockerfile"])
        target.dockerfileInline = text(node["dockerfile-inline"])
        target.target = text(node["target"])
        target.args = variables(node["args"])
        target.contexts = variables(node["contexts"])
        target.labels = variables(node["labels"])
        target.platforms = texts(node["platforms"])
        target.tags = texts(node["tags"])
        target.cacheFrom = texts(node["cache-from"])
        target.cacheTo = texts(node["cache-to"])
        target.outputs = texts(node["output"])
        target.attests = texts(node["attest"])
        target.secrets = texts(node["secret"])
        target.ssh = texts(node["ssh"])
        return target
    }

    private func text(_ node: DocumentNode?) -> Templated? {
        guard let node else { return nil }
        switch node.kind {
        case .scalar(let text, _): return Templated(interpolation.expand(text), node.range)
        case .unknown(let expression): return Templated([.unknown(expression)], node.range)
        case .null, .mapping, .sequence: return nil
        }
    }

    /// A list of texts. Objects (the newer form of `cache-to`, `secret` and others) become `key=value,…`.
    private func texts(_ node: DocumentNode?) -> [Templated] {
        guard let node else { return [] }
        return (node.isSequence ? node.items : [node]).compactMap { item in
            guard item.isMapping else { return text(item) }
            var parts = TemplatedParts()
            for (index, entry) in item.entries.enumerated() {
                parts.add(((index > 0 ? "," : "") + entry.name + "=").utf8)
                for part in text(entry.value)?.parts ?? [] { parts.add(part) }
            }
            return Templated(parts.finished(), item.range)
        }
    }

    private func variables(_ node: DocumentNode?) -> [TemplatedVariable] {
        node?.entries.map { TemplatedVariable(name: $0.name, value: text($0.value), range: $0.range) } ?? []
    }

    private mutating func wrong(_ node: DocumentNode) {
        problems.append(
            DocumentProblem(
                node.range,
                Text(
                    en: "A block with attributes is expected; this value is left out.",
                    ja: "属性を持つブロックが必要です。この値は無視します。")))
    }
}
