import Basics

/// Which files may hold definitions, by name and by what stands in them.
enum DefinitionNames {
    static func isLikely(_ path: String) -> Bool {
        let name = RelativePath.name(path).lowercased()
        return ["task", "ecs", "service", "template", "stack"].contains { name.has($0) }
    }

    static func isJsonnet(_ path: String) -> Bool { path.hasSuffix(".jsonnet") }

    /// What PowerShell writes when the output of a command is sent to a file.
    static func isUTF16(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    }

    /// What a text promises.
    enum Worth { case none, maybe, surely }

    /// A word of definitions, found by a byte in it that is rare in JSON and YAML: one pass over a file looks for all.
    private struct Mark: Sendable {
        let word: [UInt8]
        let anchor: Int
        let isSure: Bool

        init(_ word: StaticString, at anchor: Int, isSure: Bool = true) {
            self.word = word.withUTF8Buffer { Array($0) }
            self.anchor = anchor
            self.isSure = isSure
        }
    }

    private static let marks = [
        Mark("ontainerDefinitions", at: 8), Mark("AWS::", at: 1), Mark("planned_values", at: 7),
        Mark("ScalableDimension", at: 8), Mark("task_definition", at: 4), Mark("service_definition", at: 7),
        Mark("serviceName", at: 7, isSure: false), Mark("desiredCount", at: 7, isSure: false),
        Mark("portMappings", at: 4, isSure: false), Mark("clusterName", at: 7, isSure: false),
    ]

    /// The marks by their anchors.
    private static let anchored: [[Mark]] = {
        var table = [[Mark]](repeating: [], count: 256)
        for mark in marks { table[Int(mark.word[mark.anchor])].append(mark) }
        return table
    }()
    private static let isAnchor: [Bool] = anchored.map { !$0.isEmpty }

    /// Whether a text has words of ECS or CloudFormation: most JSON and YAML files of a repository have not.
    static func worth(_ path: String, _ bytes: [UInt8]) -> Worth {
        if RelativePath.name(path).hasPrefix("manifest.y"), bytes.has("type:") { return .surely }
        var found = Worth.none
        bytes.withUnsafeBufferPointer { buffer in
            isAnchor.withUnsafeBufferPointer { isAnchor in
                for at in buffer.indices where isAnchor[Int(buffer[at])] {
                    for mark in anchored[Int(buffer[at])] where stands(mark, at, in: buffer) {
                        found = mark.isSure ? .surely : .maybe
                        if mark.isSure { return }
                    }
                }
            }
        }
        // Kubernetes shares some of the words.
        return found == .maybe && bytes.has("apiVersion:") ? .none : found
    }

    private static func stands(_ mark: Mark, _ at: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = at - mark.anchor
        guard start >= 0, start + mark.word.count <= bytes.count else { return false }
        for index in mark.word.indices where bytes[start + index] != mark.word[index] { return false }
        return true
    }

    /// Whether a walk takes the file for one that may hold a definition.
    static func isCandidate(_ name: String) -> Bool {
        // A walk asks this of every file: most names end otherwise.
        guard let last = name.utf8.last, "nletfsNLETFS".utf8.contains(last) else { return false }
        let lower = name.lowercased()
        if last | 0x20 == UInt8(ascii: "f") || last | 0x20 == UInt8(ascii: "s") {
            return name.hasSuffix(".tf") || name.hasSuffix(".tfvars")
        }
        guard [".json", ".yaml", ".yml", ".template", ".jsonnet"].contains(where: { lower.hasSuffix($0) })
        else { return false }
        return !["package.json", "package-lock.json", "tsconfig.json", "pnpm-lock.yaml", "composer.json"]
            .contains(lower)
    }
}
