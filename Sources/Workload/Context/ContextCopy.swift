import Basics
import DockerfileSyntax

/// What one COPY, ADD or bind mount takes from the build context.
package struct ContextCopy: Sendable {
    package enum Way: Sendable, Hashable { case copy, add, mount }

    /// One source, its place in the file, and what became of it.
    package struct Source: Sendable {
        package var range: Range<Int>
        /// As written, variables replaced.
        package var text: String
        /// Cleaned, relative to the context; empty for all of it.
        package var path: String
        package var outcome: CopySelection.Outcome
        package var isWildcard: Bool
        package var isRoot: Bool { path.isEmpty }
    }

    package var way: Way
    /// The index of the instruction.
    package var instruction: Int
    package var stage: Int
    package var sources: [Source]
    /// Sorted by path, each once.
    package var files: [ContextFile]
    package var totalBytes: Int
    /// The absolute path in the image; nil where it hangs on what the file does not tell.
    package var destination: String?
    package var isFolder: Bool
    package var hasExcludes: Bool

    /// Whether it takes the whole context.
    package var takesAll: Bool { sources.contains { $0.isRoot && $0.outcome == .found } }

    /// The source that brings a file.
    package func source(of file: ContextFile) -> Source? {
        sources.first { $0.isRoot || $0.path == file.path || file.path.hasPrefix($0.path + "/") }
            ?? sources.first(where: \.isWildcard)
    }

    /// Where a file ends up in the image; nil where that cannot be told.
    package func target(of file: ContextFile) -> String? {
        guard way != .mount, let destination, let source = source(of: file) else { return nil }
        let base = destination == "/" ? "" : destination
        if source.isRoot { return base + "/" + file.path }
        if source.isWildcard { return base + "/" + RelativePath.name(file.path) }
        if source.path == file.path {
            return isFolder ? base + "/" + RelativePath.name(file.path) : destination
        }
        return base + file.path.dropFirst(source.path.utf8.count)
    }

    /// All of a file, in its order.
    static func read(_ file: Dockerfile, _ files: ImageFiles, _ context: BuildContext?) -> [ContextCopy] {
        guard let context else { return [] }
        var result: [ContextCopy] = []
        for stage in file.stages {
            for index in stage.instructions where file.instructions.indices.contains(index) {
                let instruction = file.instructions[index]
                if let copy = copy(instruction, index, stage, files, context) { result.append(copy) }
                if instruction.keyword == .run { result += mounts(instruction, index, stage, context) }
            }
        }
        return result
    }

    private static func copy(
        _ instruction: Instruction, _ index: Int, _ stage: Stage, _ files: ImageFiles, _ context: BuildContext
    ) -> ContextCopy? {
        guard let view = instruction.copy, view.from == nil else { return nil }
        let words = view.sources.filter { $0.kind == .path }.map(\.word).filter { $0.value != nil }
        guard !words.isEmpty else { return nil }
        let excludes = view.excludes.compactMap(\.value)
        let selection = context.shipped(by: words.map(\.shown), excluding: excludes)
        let copied = files.copies[stage.index]?.first { $0.instruction == index }
        return ContextCopy(
            way: view.isAdd ? .add : .copy, instruction: index, stage: stage.index,
            sources: zip(words, selection.sources).map { word, source in
                Source(
                    range: word.range, text: word.shown, path: clean(word.shown), outcome: source.outcome,
                    isWildcard: source.isWildcard)
            },
            files: selection.files, totalBytes: selection.totalBytes, destination: copied?.destination,
            isFolder: copied?.isFolder ?? true, hasExcludes: !excludes.isEmpty)
    }

    private static func mounts(
        _ instruction: Instruction, _ index: Int, _ stage: Stage, _ context: BuildContext
    ) -> [ContextCopy] {
        instruction.mounts.filter { $0.kind == .bind && $0.from == nil }.compactMap { mount in
            let text = mount.source ?? "."
            guard !text.contains("$") else { return nil }
            let selection = context.shipped(by: [text])
            return ContextCopy(
                way: .mount, instruction: index, stage: stage.index,
                sources: selection.sources.map {
                    Source(
                        range: mount.flag.range, text: text, path: clean(text), outcome: $0.outcome,
                        isWildcard: $0.isWildcard)
                },
                files: selection.files, totalBytes: selection.totalBytes, destination: mount.target, isFolder: false,
                hasExcludes: false)
        }
    }

    private static func clean(_ text: String) -> String {
        String(decoding: GoPath.clean(Array("/".utf8) + Array(text.utf8)).dropFirst(), as: UTF8.self)
    }
}
