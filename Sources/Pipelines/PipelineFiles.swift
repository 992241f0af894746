package import Basics
package import Templates
package import Workload

/// Reads the files of pipelines, each once, and keeps what became of them.
package struct PipelineFiles: Sendable {
    package let tree: any FileTree
    private var documents: [String: Document] = [:]
    private var states: [String: Infrastructure.File.State] = [:]
    /// Bytes of one file that are read; longer ones are refused.
    private static let limit = 4 << 20

    package init(tree: any FileTree) {
        self.tree = tree
    }

    /// The document of a file; nil when it is not there or cannot be read, of which the latter is told.
    package mutating func document(_ path: String) -> Document? {
        if let known = documents[path] { return known }
        if states[path] != nil { return nil }
        do throws(Failure) {
            let source = SourceFile(path: path, bytes: try tree.read(path, limit: Self.limit))
            let document = try Document.read(source)
            documents[path] = document
            states[path] = .read
            return document
        } catch {
            if error.code != .notFound { states[path] = .refused(error.message) }
            return nil
        }
    }

    /// Says that some of a file could not be read.
    package mutating func tell(_ path: String, partly why: Text) {
        if case .refused? = states[path] { return }
        states[path] = .partly(why)
    }

    /// Takes back that a file was read as a pipeline: it turned out to be something else.
    package mutating func forget(_ path: String) {
        documents[path] = nil
        states[path] = nil
    }

    package var files: [Infrastructure.File] {
        states.map { Infrastructure.File(path: $0.key, state: $0.value) }
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    package var sources: [SourceFile] {
        documents.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value.source)
    }
}
