/// What a file's name says it is. Works on bytes: a walk asks it of every file of a repository.
enum FileNameKind: Sendable, Hashable {
    case dockerfile
    /// `Dockerfile.go`: a Dockerfile for Go or Go code about Dockerfiles; the text decides.
    case maybeDockerfile
    case dockerfileTemplate
    case compose
    case bake
    case other
    case none

    init(_ name: String) {
        var name = name
        self = name.withUTF8 { Self.classify(NameBytes($0)) }
    }

    private static func classify(_ name: NameBytes) -> FileNameKind {
        if name.count < 4 { return .none }
        let kind = containerKind(name)
        if kind != .none { return kind }
        return OtherFileNames.contains(name) ? .other : .none
    }

    private static func containerKind(_ name: NameBytes) -> FileNameKind {
        switch name[0] | 0x20 {
        case UInt8(ascii: "d"):
            if name.hasPrefix("dockerfile") { return variant(name, after: 10) }
            if name.hasPrefix("docker-compose"), name.isYAML { return .compose }
            if name.hasPrefix("docker-bake"), name.hasSuffix(".hcl") || name.hasSuffix(".json") { return .bake }
        case UInt8(ascii: "c"):
            if name.hasPrefix("containerfile") { return variant(name, after: 13) }
            if name.hasPrefix("compose."), name.isYAML { return .compose }
            if name.hasPrefix("compose-"), name.isYAML { return .compose }
        case UInt8(ascii: "b"):
            if name.equals("bake.hcl") { return .bake }
        default: break
        }
        if name.hasSuffix(".dockerfile") || name.hasSuffix(".containerfile") { return .dockerfile }
        if name.isTemplate, name.contains(".dockerfile.") { return .dockerfileTemplate }
        return .none
    }

    /// `Dockerfile`, `Dockerfile.web`, `Dockerfile-web`, `Dockerfile_web`; but not `Dockerfile.dockerignore` or a backup.
    private static func variant(_ name: NameBytes, after length: Int) -> FileNameKind {
        if name.count == length { return .dockerfile }
        switch name[length] {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): break
        default: return .none
        }
        if name.isTemplate { return .dockerfileTemplate }
        for suffix in notDockerfiles where name.hasSuffix(suffix) { return .none }
        for suffix in ambiguous where name.hasSuffix(suffix) { return .maybeDockerfile }
        return name[length] == UInt8(ascii: ".") ? .dockerfile : .maybeDockerfile
    }

    private static let notDockerfiles: [StaticString] = [
        ".dockerignore", ".containerignore", "~", ".swp", ".swo", ".orig", ".rej", ".bak", ".md", ".rst", ".adoc",
        ".html", ".png", ".svg", ".sha256", ".sig", ".lock", ".log",
    ]

    private static let ambiguous: [StaticString] = [
        ".go", ".py", ".js", ".ts", ".rs", ".rb", ".java", ".kt", ".cs", ".php", ".lua", ".vim", ".ex", ".swift", ".c",
        ".h", ".cpp", ".hs", ".scala", ".sh", ".json", ".yml", ".yaml", ".toml", ".txt", ".xml", ".ini", ".css", ".out",
        ".test", ".snap", ".tsx", ".jsx", ".mjs", ".cjs", ".hcl", ".tf", ".diff", ".patch",
    ]
}

/// The bytes of a name, compared without regard to ASCII case.
struct NameBytes {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    subscript(index: Int) -> UInt8 { bytes[index] }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether `text` (in lower case) stands at `start`.
    private func has(_ text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start >= 0, start + length <= bytes.count else { return false }
        return text.withUTF8Buffer { text in
            for index in 0..<length where Self.lower(bytes[start + index]) != text[index] { return false }
            return true
        }
    }

    func hasPrefix(_ text: StaticString) -> Bool { has(text, at: 0) }

    func hasSuffix(_ text: StaticString) -> Bool { has(text, at: bytes.count - text.utf8CodeUnitCount) }

    func equals(_ text: StaticString) -> Bool { bytes.count == text.utf8CodeUnitCount && has(text, at: 0) }

    func contains(_ text: StaticString) -> Bool {
        let last = bytes.count - text.utf8CodeUnitCount
        guard last >= 0 else { return false }
        return (0...last).contains { has(text, at: $0) }
    }

    var isYAML: Bool { hasSuffix(".yml") || hasSuffix(".yaml") }

    var isTemplate: Bool {
        hasSuffix(".template") || hasSuffix(".tmpl") || hasSuffix(".tpl") || hasSuffix(".j2") || hasSuffix(".jinja")
            || hasSuffix(".jinja2") || hasSuffix(".in") || hasSuffix(".erb") || hasSuffix(".mustache")
            || hasSuffix(".gotmpl")
    }
}
