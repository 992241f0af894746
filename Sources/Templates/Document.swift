package import Basics

/// A YAML or JSON file as values that know their place.
package struct Document: Sendable {
    package let source: SourceFile
    /// The documents of the file in order: YAML parts several by `---`. Empty when the file holds none.
    package var roots: [DocumentNode]
    /// What is wrong but could be read past, such as a key that is written twice.
    package var problems: [DocumentProblem]

    /// The first document, or a null at the start of the file when there is none.
    package var root: DocumentNode { roots.first ?? DocumentNode(.null, 0..<0) }

    package init(source: SourceFile, roots: [DocumentNode], problems: [DocumentProblem] = []) {
        self.source = source
        self.roots = roots
        self.problems = problems
    }

    package enum Format: Sendable { case yaml, json }

    /// Reads a file; without `format`, a name ending in `.json` or `.jsonc` is JSON and everything else YAML.
    ///
    /// JSON has its own reader: YAML's rules forbid parts of it, such as escaped surrogate pairs, keys of over 1,024
    /// characters and a tab before the first brace. Throws a `Failure` with the path, line and column of what is wrong.
    package static func read(
        _ source: SourceFile, as format: Format? = nil, limits: DocumentLimits = DocumentLimits()
    ) throws(Failure) -> Document {
        guard source.bytes.count <= limits.bytes else {
            throw .tooLarge(source.path, size: source.bytes.count, limit: limits.bytes)
        }
        let name = source.path.utf8
        let isJSON = name.suffix(5).elementsEqual(".json".utf8) || name.suffix(6).elementsEqual(".jsonc".utf8)
        let format = format ?? (isJSON ? .json : .yaml)
        guard limits.placeholders else { return try plain(source, format, limits) }
        return try template(source, format, limits)
    }

    /// Reads a file in which a renderer's tags may stand.
    ///
    /// JSON goes first as it is: tags within texts do no harm there. YAML would take `{{ x }}` for a mapping.
    private static func template(
        _ source: SourceFile, _ format: Format, _ limits: DocumentLimits
    ) throws(Failure) -> Document {
        var first: Failure?
        if format == .json {
            do throws(Failure) { return try plain(source, format, limits) } catch { first = error }
        }
        guard let mask = TemplateMask(source, isJSON: format == .json) else {
            if let first { throw first }
            return try plain(source, format, limits)
        }
        do throws(Failure) {
            return mask.restored(try plain(mask.masked, format, limits))
        } catch {
            if let first { throw first }
            return try plain(source, format, limits)
        }
    }

    private static func plain(
        _ source: SourceFile, _ format: Format, _ limits: DocumentLimits
    ) throws(Failure) -> Document {
        switch format {
        case .json:
            var reader = JSONReader(source, limits)
            let root = try reader.read()
            return Document(source: source, roots: [root], problems: reader.problems)
        case .yaml:
            var composer = YAMLComposer(source, limits)
            try composer.read()
            return Document(source: source, roots: composer.roots, problems: composer.problems)
        }
    }

    package func span(_ node: DocumentNode) -> Span { source.span(node.range) }
}
