import Basics
import ECSModel
import Templates
import Workload

/// The environments of a CloudFormation template: a file of parameters for each, an environment of the SAM CLI, or the
/// words that its own parameter `Environment` takes.
struct TemplateEnvironments {
    private let tree: any FileTree
    private let files: Lazy<[ParameterFile]>
    /// By path; each is read when it is asked for.
    private let templates: [String: Lazy<CloudFormationTemplate?>]
    private let sources: [String: SourceFile]
    /// What may be a file of parameters.
    private let candidates: [String]
    private let declared: [ParitySettings.Environment]
    /// So many files are looked at.
    private static let fileLimit = 200

    init(
        tree: any FileTree, infrastructure: Infrastructure, candidates: [String], settings: ParitySettings
    ) {
        self.tree = tree
        let sources = Dictionary(
            infrastructure.sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var templates: [String: Lazy<CloudFormationTemplate?>] = [:]
        for stack in infrastructure.stacks where stack.origin == .cloudFormation {
            guard let source = sources[stack.name] else { continue }
            templates[stack.name] = Lazy {
                (try? Document.read(source, limits: DocumentLimits(placeholders: true)))
                    .flatMap { CloudFormationTemplate($0) }
            }
        }
        self.sources = sources
        self.templates = templates
        let known = Set(infrastructure.stacks.map(\.name))
        self.candidates = candidates.filter { !known.contains($0) }
        declared = settings.environments
        files = Lazy {
            candidates.lazy.filter {
                !known.contains($0) && EnvironmentPath($0, declared: settings.environments) != nil
            }
            .prefix(Self.fileLimit)
            .compactMap { ParameterFile.read($0, tree, declared: settings.environments) }
        }
    }

    /// Files of parameters that cannot be used, with the reason: they would be missing without a word.
    func problems() -> [Infrastructure.File] {
        let good = files.value
        guard !good.isEmpty else { return [] }
        let folders = Set(good.map { RelativePath.folder($0.source.path) })
        let read = Set(good.map(\.source.path))
        let beside = candidates.filter { folders.contains(RelativePath.folder($0)) && !read.contains($0) }
        return beside.compactMap { path in
            ParameterFile.problem(path, tree, declared: declared).map {
                Infrastructure.File(path: path, state: .refused($0))
            }
        }
            + good.compactMap { file in
                stranger(in: file).map { Infrastructure.File(path: file.source.path, state: .refused($0)) }
            }
    }

    /// The parameter that keeps a file from being that of the template it fits best.
    private func stranger(in file: ParameterFile) -> Text? {
        var best: (path: String, shared: Int, others: [String])?
        for (path, template) in templates {
            guard let names = template.value?.parameterNames else { continue }
            let others = file.values.keys.filter { !names.contains($0) }
            let shared = file.values.count - others.count
            if others.isEmpty { return nil }
            if shared > (best?.shared ?? 0) { best = (path, shared, others.sorted()) }
        }
        guard let best, best.shared >= best.others.count, let first = best.others.first else { return nil }
        return Text(
            en: "`\(first)` is no parameter of \(best.path)", ja: "`\(first)` は \(best.path) のパラメータではありません")
    }

    func group(_ stack: Stack) -> EnvironmentGroup? {
        guard Self.runsTasks(stack), mayVary(stack), let template = templates[stack.name]?.value,
            !template.parameterNames.isEmpty
        else { return nil }
        return fromFiles(stack, template) ?? EnvironmentGroup(fromSAM(stack, template))
            ?? EnvironmentGroup(fromValues(stack, template))
    }

    /// Whether it is worth reading the template again.
    private func mayVary(_ stack: Stack) -> Bool {
        if !files.value.isEmpty || tree.exists(samConfig(stack)) { return true }
        guard let bytes = sources[stack.name]?.bytes else { return false }
        return ["Env", "env", "ENV", "Stage", "stage"].contains { bytes.has($0) }
    }

    private func samConfig(_ stack: Stack) -> String {
        let folder = RelativePath.folder(stack.name)
        return folder.isEmpty ? "samconfig.toml" : folder + "/samconfig.toml"
    }

    private static func runsTasks(_ stack: Stack) -> Bool {
        stack.variants.contains { variant in
            variant.resources.contains {
                $0.type == ResourceType.service || $0.type == ResourceType.taskDefinition
            }
        }
    }

    private func unit(
        _ name: EnvironmentName, _ source: String, _ place: Place, _ given: [String: Term], _ stack: Stack,
        _ template: CloudFormationTemplate
    ) -> EnvironmentUnit? {
        var given = given
        // What a template declares a secret is compared nowhere.
        for (parameter, value) in given where template.isSecret(parameter) {
            given[parameter] = Term(.unknown(Unknown(.parameter, parameter)), value.place)
        }
        guard let made = template.likeliestStack(given: given) else { return nil }
        return EnvironmentUnit(
            name: name, source: source, place: place,
            parts: [EnvironmentUnit.Part(scope: stack.name, variant: Stack.Variant(resources: made.resources))])
    }

    // MARK: Files of parameters

    private func fromFiles(_ stack: Stack, _ template: CloudFormationTemplate) -> EnvironmentGroup? {
        let own = files.value.filter { owner(of: $0) == stack.name }
        // Those that differ in the word of the environment only belong together.
        let groups = Dictionary(grouping: own, by: \.path.scope).sorted { $0.key < $1.key }.compactMap { _, files in
            EnvironmentGroup(
                files.compactMap { file in
                    unit(file.path.name, file.source.path, file.place, file.values, stack, template)
                })
        }
        return groups.count == 1 ? groups.first : nil
    }

    /// The template that a file is for: it has all the parameters, and its name or its nearness tells it from others.
    private func owner(of file: ParameterFile) -> String? {
        var fitting = templates.filter { item in
            guard let template = item.value.value else { return false }
            return file.values.keys.allSatisfy { template.parameterNames.contains($0) }
        }.map(\.key)
        if fitting.count > 1 {
            let words = Set(Self.words(file.path.scope))
            let named = fitting.filter { path in
                Self.words(Self.stem(path)).allSatisfy { words.contains($0) }
            }
            if !named.isEmpty { fitting = named }
        }
        if fitting.count > 1 {
            let own = file.source.path.split(separator: "/")
            let shared = fitting.map { path in zip(own, path.split(separator: "/")).prefix { $0 == $1 }.count }
            guard let most = shared.max() else { return nil }
            fitting = zip(fitting, shared).filter { $1 == most }.map(\.0)
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    private static func stem(_ path: String) -> String { String(RelativePath.name(path).prefix { $0 != "." }) }

    private static func words(_ text: String) -> [String] {
        EnvironmentWords.words(Array(text.utf8)).map { $0.text.lowercased() }
    }

    // MARK: The SAM CLI

    private func fromSAM(_ stack: Stack, _ template: CloudFormationTemplate) -> [EnvironmentUnit] {
        let folder = RelativePath.folder(stack.name)
        guard let source = tree.source(samConfig(stack)) else {
            return []
        }
        return SAMConfig.environments(source).compactMap { environment in
            if let file = environment.template, RelativePath.join(folder, file) != stack.name { return nil }
            guard environment.values.keys.allSatisfy({ template.parameterNames.contains($0) }) else { return nil }
            return unit(
                environment.name, "\(source.path) (\(environment.name.written))", environment.place,
                environment.values, stack, template)
        }
    }

    // MARK: Values of a parameter

    private static let parameterNames: Set<String> = [
        "env", "environment", "envname", "environmentname", "envtype", "environmenttype", "stage", "stagename",
        "deployenv",
        "deployenvironment", "deploymentenvironment", "targetenv", "targetenvironment", "appenv", "deploystage",
        "deploymentstage", "envid", "environmentid",
    ]

    private func fromValues(_ stack: Stack, _ template: CloudFormationTemplate) -> [EnvironmentUnit] {
        let names = template.parameterNames.filter {
            Self.parameterNames.contains($0.lowercased().filter { $0 != "_" && $0 != "-" })
        }
        guard names.count == 1, let parameter = names.first else { return [] }
        var values = template.allowedValues(parameter)
        if values.isEmpty {
            // `FindInMap [Sizes, !Ref Env, Cpu]`: the mapping names the environments.
            values =
                template.mappingKeys.first { keys in
                    keys.count > 1 && keys.allSatisfy { EnvironmentName(word: $0.value) != nil }
                } ?? []
        }
        return values.prefix(16).compactMap { value, place in
            guard let name = EnvironmentName(word: value) else { return nil }
            let given = [parameter: Term(.text(TermText(value)), place)]
            return unit(name, "\(stack.name) (\(parameter) = \(value))", place, given, stack, template)
        }
    }
}
