import Basics

/// Which files may hold definitions, by name and by what stands in them.
enum DefinitionNames {
    static func isLikely(_ path: String) -> Bool {
        let name = RelativePath.name(path).lowercased()
        return ["task", "ecs", "service", "template", "stack"].contains { name.has($0) }
    }

    private static let marks = [
        "ontainerDefinitions", "AWS::", "serviceName", "desiredCount", "portMappings", "planned_values",
    ]

    /// Whether the text has words of ECS or CloudFormation: most JSON and YAML files of a repository have not.
    static func isWorthReading(_ source: SourceFile) -> Bool {
        marks.contains { source.bytes.has($0) }
    }

    /// Whether a walk takes the file for one that may hold a definition.
    static func isCandidate(_ name: String) -> Bool {
        // A walk asks this of every file: most names end otherwise.
        guard let last = name.utf8.last, "nletfsNLETFS".utf8.contains(last) else { return false }
        let lower = name.lowercased()
        if last | 0x20 == UInt8(ascii: "f") || last | 0x20 == UInt8(ascii: "s") {
            return name.hasSuffix(".tf") || name.hasSuffix(".tfvars")
        }
        guard [".json", ".yaml", ".yml", ".template"].contains(where: { lower.hasSuffix($0) }) else { return false }
        return !["package.json", "package-lock.json", "tsconfig.json", "pnpm-lock.yaml", "composer.json"]
            .contains(lower)
    }
}
