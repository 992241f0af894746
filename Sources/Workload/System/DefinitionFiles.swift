import Basics
import Templates

/// Reads the files of definitions, each once, and keeps what became of them.
struct DefinitionFiles {
    private let tree: any FileTree
    /// What the `jsonnet` program made of files, by path.
    private let rendered: [String: JsonnetRendering]
    private(set) var documents: [String: Document] = [:]
    private(set) var states: [String: Infrastructure.File.State] = [:]
    /// Jsonnet files that would have to be rendered to be read.
    private(set) var unrendered: [String] = []

    init(tree: any FileTree, rendered: [String: JsonnetRendering]) {
        self.tree = tree
        self.rendered = rendered
    }

    /// The document of a file that the walk met; nil when it says nothing of ECS or cannot be read.
    mutating func candidate(_ path: String) -> Document? {
        let bytes: [UInt8]
        do throws(Failure) {
            bytes = try tree.read(path, limit: DefinitionLoader.fileLimit)
        } catch {
            // A large file that says nothing of ECS is no definition: only what is named like one is told.
            if error.code == .tooLarge, DefinitionNames.isLikely(path) { states[path] = .refused(error.message) }
            return nil
        }
        if DefinitionNames.isUTF16(bytes) {
            if DefinitionNames.isLikely(path) { states[path] = .refused(Self.utf16(path)) }
            return nil
        }
        switch DefinitionNames.worth(path, bytes) {
        case .none: return nil
        case .maybe: return read(path, bytes, tellsFailure: DefinitionNames.isLikely(path))
        case .surely: return read(path, bytes, tellsFailure: true)
        }
    }

    /// The document of a file that another one names.
    mutating func named(_ path: String) -> Document? {
        if let known = documents[path] { return known }
        if states[path] != nil { return nil }
        do throws(Failure) {
            return read(path, try tree.read(path, limit: DefinitionLoader.fileLimit), tellsFailure: true)
        } catch {
            // What is not there is told of the file that names it.
            if error.code != .notFound { states[path] = .refused(error.message) }
            return nil
        }
    }

    mutating func tell(_ path: String, _ state: Infrastructure.File.State) {
        if case .read = state, states[path] != nil { return }
        states[path] = state
    }

    private mutating func read(_ path: String, _ bytes: [UInt8], tellsFailure: Bool) -> Document? {
        let source = SourceFile(path: path, bytes: bytes)
        let limits = DocumentLimits(placeholders: true)
        do throws(Failure) {
            let document: Document
            if DefinitionNames.isJsonnet(path) {
                guard case .json(let json)? = rendered[path] else {
                    unrendered.append(path)
                    states[path] = .partly((rendered[path] ?? .noProgram).reason ?? Text(en: "", ja: ""))
                    return nil
                }
                document = try JsonnetPlaces.document(rendered: json, of: source, limits: limits)
            } else {
                document = try Document.read(source, limits: limits)
            }
            documents[path] = document
            return document
        } catch {
            if tellsFailure { states[path] = .refused(error.message) }
            return nil
        }
    }

    private static func utf16(_ path: String) -> Text {
        Text(
            en: "\(path): is UTF-16. Save it as UTF-8, as the AWS CLI reads it.",
            ja: "\(path): UTF-16 で保存されています。AWS CLI が読める UTF-8 で保存し直してください。")
    }
}
