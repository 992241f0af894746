package import Basics

/// A Bake file (`docker buildx bake`): the targets it builds, in HCL or JSON.
///
/// Ranges are byte offsets into `source`. Facts: docker/buildx, docs/bake-reference.md.
package struct BakeFile: Sendable {
    package var source: SourceFile
    package var targets: [BakeTarget] = []
    package var groups: [BakeGroup] = []
    package var variables: [TemplatedVariable] = []
    package var problems: [DocumentProblem] = []

    package var path: String { source.path }

    package func target(_ name: String) -> BakeTarget? { targets.first { $0.name == name } }

    /// Reads a file; a name ending in `.json` is JSON, else it is HCL. Only JSON that cannot be read at all throws.
    package static func read(_ source: SourceFile, variables: [String: String] = [:]) throws(Failure) -> BakeFile {
        var problems: [DocumentProblem]
        let root: DocumentNode
        let limits = DocumentLimits()
        if source.path.utf8.suffix(5).elementsEqual(".json".utf8) {
            let document = try Document.read(source, as: .json, limits: limits)
            (root, problems) = (document.root, document.problems)
        } else {
            guard source.bytes.count <= limits.bytes else {
                throw .tooLarge(source.path, size: source.bytes.count, limit: limits.bytes)
            }
            var reader = HCLReader(source, limits)
            root = reader.read()
            problems = reader.problems
        }
        var reader = BakeReader(variables)
        var file = reader.read(root, source)
        problems += reader.problems
        file.problems = problems
        return file
    }

    /// What Bake builds from a Compose file: each service with `build`.
    package init(compose: ComposeFile) {
        self.init(source: compose.source)
        targets = compose.services.compactMap { service in
            guard let build = service.build else { return nil }
            var target = BakeTarget(name: service.name, nameRange: service.nameRange, range: service.range)
            target.context = build.context
            target.dockerfile = build.dockerfile
            target.dockerfileInline = build.dockerfileInline
            target.target = build.target
            target.args = build.args
            target.contexts = build.additionalContexts
            target.platforms = build.platforms
            target.tags = (service.image.map { [$0] } ?? []) + build.tags
            target.cacheFrom = build.cacheFrom
            target.cacheTo = build.cacheTo
            return target
        }
        let all = targets.map(\.name)
        groups = [BakeGroup(name: "default", targets: all, range: 0..<0)]
    }

    init(source: SourceFile) {
        self.source = source
    }
}

/// One `target` block. Fields that are not written are nil or empty; `BakeFile.resolvedTargets` adds inherited ones.
package struct BakeTarget: Sendable, Hashable {
    package var name: String
    package var nameRange: Range<Int>
    package var range: Range<Int>
    package var inherits: [Templated] = []
    package var context: Templated?
    package var dockerfile: Templated?
    package var dockerfileInline: Templated?
    package var target: Templated?
    package var args: [TemplatedVariable] = []
    package var contexts: [TemplatedVariable] = []
    package var labels: [TemplatedVariable] = []
    package var platforms: [Templated] = []
    package var tags: [Templated] = []
    package var cacheFrom: [Templated] = []
    package var cacheTo: [Templated] = []
    package var outputs: [Templated] = []
    package var attests: [Templated] = []
    package var secrets: [Templated] = []
    package var ssh: [Templated] = []
    /// The names under `matrix`: each stands for several values, so texts with them are not known.
    package var matrix: [String] = []
}

/// A `group` block: targets built together.
package struct BakeGroup: Sendable, Hashable {
    package var name: String
    package var targets: [String]
    package var range: Range<Int>
}
