import Basics
import ECSModel

/// Modules that a module block reads.
extension TerraformEvaluator {
    static let moduleDepth = 10

    /// `module.name`, with its key where the block has `count` or `for_each`.
    func moduleStep(
        _ call: TerraformResourceBlock, _ steps: ArraySlice<HCLStep>, _ expression: HCLExpression,
        _ frame: TerraformFrame
    ) -> TerraformValue {
        let module = frame.module
        let place = frame.place(expression)
        func object(_ key: TerraformKey?) -> TerraformValue {
            TerraformValue(.object(self.object(call, module, key)), place)
        }
        switch instances(call, module) {
        case .single: return apply(steps, object(nil), expression, frame)
        case .open:
            // The one instance that stands for all.
            if case .index? = steps.first { return apply(steps.dropFirst(), object(nil), expression, frame) }
            return apply(
                steps, TerraformValue(.unknown(Unknown(.attribute, frame.text(expression))), place), expression, frame)
        case .counted(let count):
            fuel -= count / 4
            let all = (0..<count).map { object(.number($0)) }
            return apply(steps, TerraformValue(.list(all), place), expression, frame)
        case .keyed(let entries):
            fuel -= entries.count / 4
            let all = entries.map { TerraformEntry(key: $0.key, keyPlace: $0.keyPlace, value: object(.text($0.key))) }
            return apply(steps, TerraformValue(.map(all), place), expression, frame)
        }
    }

    private func object(
        _ call: TerraformResourceBlock, _ module: TerraformModule, _ key: TerraformKey?
    ) -> TerraformObject {
        if let child = child(call, module, key) { return .module(child) }
        let path = module.path + "module." + call.name + (key?.shown ?? "")
        return .unreadModule(path, call.source(of: "source").flatMap { TerraformSource($0) })
    }

    /// The instance of a local module; nil for one that is not read.
    func child(
        _ call: TerraformResourceBlock, _ module: TerraformModule, _ key: TerraformKey?
    ) -> TerraformModule? {
        let slot = call.name + (key?.shown ?? "")
        if let known = module.children[slot] { return known }
        let made = make(call, module, key, slot)
        module.children[slot] = .some(made)
        return made
    }

    private func make(
        _ call: TerraformResourceBlock, _ module: TerraformModule, _ key: TerraformKey?, _ slot: String
    ) -> TerraformModule? {
        guard module.depth < Self.moduleDepth, modulesLeft > 0, let source = call.source(of: "source"),
            TerraformSource.isLocal(source), let path = RelativePath.join(module.folder.path, source)
        else { return nil }
        // A module that reads itself is refused by Terraform too.
        var ancestor: TerraformModule? = module
        while let next = ancestor {
            if next.folder.path == path { return nil }
            ancestor = next.parent
        }
        guard let folder = folder(path) else { return nil }
        modulesLeft -= 1
        let frame = frame(of: call, module, key)
        var inputs: [String: (HCLExpression, TerraformFrame)] = [:]
        for attribute in call.block.contents.attributes where !Self.metaArguments.contains(attribute.name) {
            inputs[attribute.name] = (attribute.value, frame)
        }
        return TerraformModule(folder: folder, path: module.path + "module.\(slot).", parent: module, inputs: inputs)
    }

    static let metaArguments: Set<String> = [
        "source", "version", "providers", "provider", "count", "for_each", "depends_on", "lifecycle", "provisioner",
        "connection",
    ]

    // MARK: Data sources

    func dataAttribute(
        _ name: String, _ block: TerraformResourceBlock, _ module: TerraformModule, _ key: TerraformKey?
    ) -> TerraformValue? {
        let frame = frame(of: block, module, key)
        let place = frame.place(block.block.heading)
        switch (block.type, name) {
        case ("aws_iam_policy_document", "json"), ("aws_iam_policy_document", "minified_json"):
            let document = TerraformPolicyDocument.read(body(block.block.contents, frame), place, self)
            return TerraformValue(
                .text(
                    TerraformText(
                        TermText([.unknown(Unknown(.attribute, block.address + "." + name))]), .encoded(document))),
                place)
        case ("template_file", "rendered"):
            guard let template = block.block.contents["template"] else { return nil }
            let variables = block.block.contents["vars"].map { value($0, frame).entries } ?? []
            let written = value(template, frame)
            guard case .text(let text) = written.kind, case .written(let pieces)? = text.form, pieces.count == 1,
                case .literal(_, let file, true)? = pieces.first
            else { return written }
            return self.template(file.source, variables, frame)
        // What is looked up by the name of a resource here is that resource.
        case ("aws_ecs_task_definition", "family"), ("aws_ecs_task_definition", "arn"),
            ("aws_ecs_task_definition", "id"):
            guard let name = block.block.contents["task_definition"] else { return nil }
            let value = value(name, frame)
            return value.text?.reference == nil ? nil : value
        // Looked up by the name or ARN that it has.
        case ("aws_iam_role", "name"), ("aws_iam_role", "id"):
            return block.block.contents["name"].map { value($0, frame) }
        case ("aws_iam_policy", "arn"), ("aws_iam_policy", "id"):
            return block.block.contents["arn"].map { value($0, frame) }
        case ("aws_region", "name"), ("aws_region", "region"), ("aws_region", "id"): return region(module)
        default: return nil
        }
    }

    /// The Region that the root's own provider names.
    private func region(_ module: TerraformModule) -> TerraformValue? {
        var root = module
        while let parent = root.parent { root = parent }
        for file in root.folder.files {
            for block in file.contents.blocks("provider") where block.labels == ["aws"] {
                guard block.contents["alias"] == nil, let region = block.contents["region"] else { continue }
                let value = value(region, TerraformFrame(module: root, source: file.source))
                return value.string == nil ? nil : value
            }
        }
        return nil
    }

    // MARK: Bodies

    /// The attributes and blocks of a resource as one map: a block that stands once is a map, else a list of maps.
    func body(_ contents: HCLContents, _ frame: TerraformFrame, depth: Int = 0) -> [TerraformEntry] {
        var entries: [TerraformEntry] = []
        for attribute in contents.attributes where depth > 0 || !Self.metaArguments.contains(attribute.name) {
            let place = frame.place(attribute.nameRange)
            entries.append(TerraformEntry(key: attribute.name, keyPlace: place, value: value(attribute.value, frame)))
        }
        fuel -= 1
        guard depth < 20, fuel > 0 else { return entries }
        var names: [String] = []
        var blocks: [String: [TerraformValue]] = [:]
        var headings: [String: Place] = [:]
        func add(_ name: String, _ heading: Range<Int>, _ value: TerraformValue) {
            if headings[name] == nil {
                names.append(name)
                headings[name] = frame.place(heading)
            }
            blocks[name, default: []].append(value)
        }
        for block in contents.blocks {
            let place = frame.place(block.range)
            if block.type == "dynamic", let name = block.labels.first {
                for value in dynamic(block, name, frame, depth) { add(name, block.heading, value) }
            } else if block.type == "lifecycle", depth == 0 {
                if let ignored = ignoredChanges(block, frame) { entries.append(ignored) }
            } else if depth > 0 || block.type == "source" || !Self.metaArguments.contains(block.type) {
                // Only of a module `source` means where it is; a build project has a block of that name.
                add(
                    block.type, block.heading,
                    TerraformValue(.map(body(block.contents, frame, depth: depth + 1)), place))
            }
        }
        for name in names {
            guard let values = blocks[name], let keyPlace = headings[name] else { continue }
            let value = values.count == 1 ? values[0] : TerraformValue(.list(values), keyPlace)
            entries.append(TerraformEntry(key: name, keyPlace: keyPlace, value: value))
        }
        return entries
    }

    private func dynamic(
        _ block: HCLBlock, _ name: String, _ frame: TerraformFrame, _ depth: Int
    ) -> [TerraformValue] {
        guard let content = block.contents.blocks.last(where: { $0.type == "content" }),
            let collection = block.contents["for_each"]
        else { return [] }
        var iterator = name
        if case .traversal(let own, _)? = block.contents["iterator"]?.kind { iterator = own }
        let place = frame.place(content.range)
        let all = value(collection, frame)
        guard let items = enumerated(all) else {
            return [TerraformValue(.unknown(Unknown(.condition, frame.text(collection))), place)]
        }
        var inner = frame
        var values: [TerraformValue] = []
        for item in items {
            guard fuel > 0 else { break }
            inner.names[iterator] = TerraformValue(
                .map([
                    TerraformEntry(key: "key", keyPlace: item.key.place, value: item.key),
                    TerraformEntry(key: "value", keyPlace: item.value.place, value: item.value),
                ]), item.value.place)
            values.append(TerraformValue(.map(body(content.contents, inner, depth: depth + 1)), place))
        }
        return values
    }

    /// The names of attributes that Terraform leaves alone once the resource is there.
    private func ignoredChanges(_ block: HCLBlock, _ frame: TerraformFrame) -> TerraformEntry? {
        guard let attribute = block.contents.attributes.last(where: { $0.name == "ignore_changes" }) else { return nil }
        var items: [HCLExpression] = [attribute.value]
        if case .tuple(let list) = attribute.value.kind { items = list }
        let names = items.map { TerraformValue(text: frame.text($0), frame.place($0)) }
        return TerraformEntry(
            key: "lifecycleIgnoreChanges", keyPlace: frame.place(attribute.nameRange),
            value: TerraformValue(.list(names), frame.place(attribute.value)))
    }
}
