import Basics

/// Reads a Compose file's values; wrong ones are reported and left out.
struct ComposeReader {
    let document: Document
    let interpolation: ComposeInterpolation
    private(set) var problems: [DocumentProblem]

    init(_ document: Document, _ variables: [String: String]) {
        self.document = document
        interpolation = ComposeInterpolation(variables: variables)
        problems = document.problems
    }

    mutating func read() -> ComposeFile {
        let root = document.root
        var file = ComposeFile(source: document.source, document: document)
        if !root.isMapping, !root.isNull { wrong(root, "a mapping with services", "services などを持つマッピング") }
        file.name = text(root["name"])
        for item in root["include"].map({ $0.isSequence ? $0.items : [$0] }) ?? [] {
            file.includes += item.isMapping ? texts(item["path"]) : texts(item)
        }
        file.volumes = root["volumes"]?.entries.map(\.name) ?? []
        if let services = root["services"] {
            if !services.isMapping, !services.isNull {
                wrong(services, "a mapping of names to services", "サービス名から定義へのマッピング")
            }
            for entry in services.entries {
                if let service = service(entry) { file.services.append(service) }
            }
        } else if let version1 = firstVersion(root) {
            // The first format of the file had services at its top level.
            file.services = version1.compactMap { service($0) }
        }
        file.problems = problems
        return file
    }

    private func firstVersion(_ root: DocumentNode) -> [DocumentEntry]? {
        guard root["version"] == nil, root["include"] == nil else { return nil }
        let services = root.entries.filter {
            !$0.name.hasPrefix("x-") && ($0.value["image"] ?? $0.value["build"]) != nil
        }
        return services.isEmpty ? nil : services
    }

    private mutating func service(_ entry: DocumentEntry) -> ComposeService? {
        let node = entry.value
        guard node.isMapping || node.isNull else {
            wrong(node, "a mapping of the service's settings", "サービスの設定のマッピング")
            return nil
        }
        var service = ComposeService(name: entry.name, nameRange: entry.key.range, range: entry.range)
        service.image = text(node["image"])
        service.build = build(node["build"])
        service.platform = text(node["platform"])
        service.command = command(node["command"])
        service.entrypoint = command(node["entrypoint"])
        service.ports = items(node["ports"]).compactMap { port($0) }
        service.expose = texts(node["expose"])
        service.environment = variables(node["environment"])
        service.environmentFiles = items(node["env_file"]).compactMap { text($0.isMapping ? $0["path"] : $0) }
        service.volumes = items(node["volumes"]).compactMap { volume($0) }
        service.temporaryFolders = texts(node["tmpfs"])
        service.healthcheck = healthcheck(node["healthcheck"])
        service.runsInit = node["init"]?.bool
        service.stopSignal = text(node["stop_signal"])
        service.stopGracePeriod = text(node["stop_grace_period"])
        service.user = text(node["user"])
        service.workingFolder = text(node["working_dir"])
        service.readOnly = node["read_only"]?.bool
        service.privileged = node["privileged"]?.bool
        service.addedCapabilities = texts(node["cap_add"])
        service.droppedCapabilities = texts(node["cap_drop"])
        service.networkMode = text(node["network_mode"])
        service.restart = text(node["restart"])
        service.profiles = texts(node["profiles"])
        service.resources = resources(node)
        service.dependencies = dependencies(node["depends_on"])
        service.watches = items(node["develop"]?["watch"]).filter(\.isMapping).map {
            ComposeWatch(
                path: text($0["path"]), action: text($0["action"]), target: text($0["target"]), range: $0.range)
        }
        if let extends = node["extends"] {
            if let other = text(extends.isMapping ? extends["service"] : extends) {
                service.extends = (text(extends["file"]), other)
            }
        }
        return service
    }

    private mutating func build(_ node: DocumentNode?) -> ComposeBuild? {
        guard let node, !node.isNull else { return nil }
        var build = ComposeBuild(range: node.range)
        guard node.isMapping else {
            guard !node.isSequence, let context = text(node) else {
                wrong(node, "a folder or a mapping with context", "フォルダー、または context を持つマッピング")
                return nil
            }
            build.context = context
            return build
        }
        build.context = text(node["context"])
        build.dockerfile = text(node["dockerfile"])
        build.dockerfileInline = text(node["dockerfile_inline"])
        build.target = text(node["target"])
        build.args = variables(node["args"])
        build.additionalContexts = variables(node["additional_contexts"])
        build.platforms = texts(node["platforms"])
        build.secrets = items(node["secrets"]).compactMap { text($0.isMapping ? $0["source"] : $0) }
        build.ssh =
            node["ssh"].map { $0.isMapping ? variables($0).map { Templated($0.name, $0.range) } : texts($0) } ?? []
        build.tags = texts(node["tags"])
        build.cacheFrom = texts(node["cache_from"])
        build.cacheTo = texts(node["cache_to"])
        return build
    }

    // MARK: Values

    mutating func text(_ node: DocumentNode?) -> Templated? {
        guard let node else { return nil }
        switch node.kind {
        case .scalar(let text, _): return Templated(interpolation.expand(text), node.range)
        case .null: return nil
        case .unknown(let expression): return Templated([.unknown(expression)], node.range)
        case .mapping, .sequence:
            wrong(node, "a text", "文字列")
            return nil
        }
    }

    func items(_ node: DocumentNode?) -> [DocumentNode] {
        guard let node, !node.isNull else { return [] }
        return node.isSequence ? node.items : [node]
    }

    mutating func texts(_ node: DocumentNode?) -> [Templated] {
        items(node).compactMap { text($0) }
    }

    /// `args` and `environment`: a mapping, or a list of `NAME=value`.
    mutating func variables(_ node: DocumentNode?) -> [TemplatedVariable] {
        guard let node else { return [] }
        if node.isMapping {
            return node.entries.map { TemplatedVariable(name: $0.name, value: text($0.value), range: $0.range) }
        }
        return items(node).compactMap { item in
            guard let line = item.string else {
                wrong(item, "NAME=value", "NAME=value の形式")
                return nil
            }
            guard let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) else {
                return TemplatedVariable(name: line, value: nil, range: item.range)
            }
            let value = interpolation.expand(String(line[line.utf8.index(after: equals)...]))
            return TemplatedVariable(
                name: String(line[..<equals]), value: Templated(value, item.range), range: item.range)
        }
    }

    mutating func wrong(_ node: DocumentNode, _ en: String, _ ja: String) {
        problems.append(
            DocumentProblem(
                node.range,
                Text(en: "Compose takes \(en) here; this value is left out.", ja: "ここには\(ja)が必要です。この値は無視します。")))
    }
}
