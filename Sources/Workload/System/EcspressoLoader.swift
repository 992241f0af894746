import Basics
import ECSModel
import Templates

/// Joins the files that a configuration of ecspresso names into one stack.
struct EcspressoLoader {
    private let config: EcspressoConfig
    private let path: String
    private var missing: [String] = []
    private var hidden: [String] = []
    /// The files that belong to the configuration: they are no stacks of their own.
    private(set) var bound: [String] = []

    init(_ config: EcspressoConfig, path: String) {
        self.config = config
        self.path = path
    }

    mutating func load(_ files: inout DefinitionFiles) -> Stack {
        var resources: [Resource] = []
        var address: String?
        if let (file, document) = document(config.taskDefinition, &files) {
            if let term = RawDefinition.taskDefinition(in: document) {
                resources.append(resource(ResourceType.taskDefinition, file, term))
                address = file
                files.tell(file, .read)
            } else {
                files.tell(file, .refused(Self.noMap(file)))
            }
        }
        if let (file, document) = document(config.serviceDefinition, &files) {
            if let term = RawDefinition.service(in: document) {
                resources.append(resource(ResourceType.service, file, config.service(term, task: address)))
                files.tell(file, .read)
            } else {
                files.tell(file, .refused(Self.noMap(file)))
            }
        }
        files.tell(path, state)
        return Stack(name: path, origin: .ecspresso, variants: [Stack.Variant(resources: resources)])
    }

    private func resource(_ type: String, _ file: String, _ term: Term) -> Resource {
        Resource(type: type, address: file, properties: term, place: term.place, origin: .ecspresso)
    }

    /// The document that a key names by a path relative to the configuration.
    private mutating func document(
        _ field: Field<TermText>, _ files: inout DefinitionFiles
    ) -> (path: String, document: Document)? {
        guard let text = field.value else { return nil }
        guard let name = text.known else {
            hidden.append(text.shown)
            return nil
        }
        let file = name.hasPrefix("/") ? nil : RelativePath.join(RelativePath.folder(path), name)
        guard let file else {
            missing.append(name)
            return nil
        }
        bound.append(file)
        if let document = files.named(file) { return (file, document) }
        if files.states[file] == nil { missing.append(name) }
        return nil
    }

    private var state: Infrastructure.File.State {
        if !missing.isEmpty {
            let names = missing.joined(separator: ", ")
            return .partly(
                Text(en: "it names files that are not here: \(names).", ja: "指定されたファイルがここにありません: \(names)。"))
        }
        if !hidden.isEmpty {
            let names = hidden.joined(separator: ", ")
            return .partly(
                Text(
                    en: "which file it means shows only when it is rendered: \(names).",
                    ja: "どのファイルを指すかはレンダリングするまでわかりません: \(names)。"))
        }
        return .read
    }

    private static func noMap(_ path: String) -> Text {
        Text(
            en: "\(path): holds no definition: an object is expected.",
            ja: "\(path): 定義がありません。オブジェクトである必要があります。")
    }
}
