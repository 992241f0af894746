package import Basics
package import ECSModel

/// What a root module says of AWS, with all local modules that it calls.
package struct TerraformStack: Sendable {
    package var resources: [Resource]
    /// Modules of registries and repositories whose inputs are not known here, with the place of their block.
    package var unread: [UnreadModule]

    package struct UnreadModule: Sendable {
        /// `module.app`.
        package var name: String
        /// Its `source`, where it is a plain text.
        package var source: String
        package var place: Place
    }
}

/// Reads a root module.
package enum TerraformReader {
    /// - Parameter folder: gives a module's folder by its path in the tree; nil where there is none.
    /// - Parameter values: `.tfvars` files in the order in which Terraform reads them, the later ones winning.
    package static func read(
        _ root: TerraformFolder, values: [TerraformFile] = [], tree: any FileTree,
        folder: @escaping (String) -> TerraformFolder?
    ) -> TerraformStack {
        let evaluator = TerraformEvaluator(tree: tree, folder: folder)
        var given: [String: TerraformValue] = [:]
        // Values of variables are constants: they see no names.
        let empty = TerraformModule(folder: TerraformFolder(path: root.path, files: []))
        for file in values {
            for attribute in file.contents.attributes {
                let frame = TerraformFrame(module: empty, source: file.source)
                // What is declared a secret is told nowhere.
                given[attribute.name] =
                    root.isSensitive(attribute.name)
                    ? TerraformValue(.unknown(Unknown(.variable, attribute.name)), frame.place(attribute.value))
                    : evaluator.value(attribute.value, frame)
            }
        }
        let module = TerraformModule(folder: root, given: given)
        defer { module.forget() }
        var walk = TerraformWalk(evaluator: evaluator)
        walk.visit(module, condition: nil)
        walk.handOut(module)
        return TerraformStack(
            resources: TerraformJoins(walk.found, elsewhere: walk.elsewhere).resources, unread: walk.unread)
    }
}

/// Goes through all modules and turns each instance of each resource into our terms.
struct TerraformWalk {
    let evaluator: TerraformEvaluator
    var found: [TerraformFound] = []
    var unread: [TerraformStack.UnreadModule] = []
    var elsewhere = TerraformElsewhere()
    private var listed: Set<String> = []
    private static let resourceLimit = 20_000

    init(evaluator: TerraformEvaluator) {
        self.evaluator = evaluator
    }

    mutating func visit(_ module: TerraformModule, condition: String?) {
        for block in module.folder.resources where !block.isData && block.type.hasPrefix("aws_") {
            guard let mapping = TerraformMapping.named(block.type) else { continue }
            each(block, module, condition) { walk, key, condition in
                walk.add(block, mapping, module, key, condition)
            }
        }
        // Of a name that is written twice the last counts; one module would be gone through for each.
        for (index, call) in module.folder.modules.enumerated() where module.folder.moduleIndex[call.name] == index {
            each(call, module, condition) { walk, key, condition in
                if let child = walk.evaluator.child(call, module, key) {
                    walk.visit(child, condition: condition)
                } else {
                    walk.other(call, module, key, condition)
                }
            }
        }
    }

    private mutating func each(
        _ block: TerraformResourceBlock, _ module: TerraformModule, _ condition: String?,
        _ body: (inout TerraformWalk, TerraformKey?, String?) -> Void
    ) {
        guard found.count < Self.resourceLimit, evaluator.fuel > 0 else { return elsewhere.isCut = true }
        switch evaluator.instances(block, module) {
        case .single: body(&self, nil, condition)
        case .counted(let count): for number in 0..<count { body(&self, .number(number), condition) }
        case .keyed(let entries): for entry in entries { body(&self, .text(entry.key), condition) }
        case .open(let text): body(&self, nil, [condition, text].compactMap { $0 }.joined(separator: ", "))
        }
    }

    private mutating func add(
        _ block: TerraformResourceBlock, _ mapping: TerraformMapping, _ module: TerraformModule, _ key: TerraformKey?,
        _ condition: String?
    ) {
        let frame = evaluator.frame(of: block, module, key)
        let place = frame.place(block.block.heading)
        let body = evaluator.body(block.block.contents, frame)
        let terms = TerraformTerms(evaluator: evaluator, documents: mapping.documents)
        let properties = terms.term(body, frame.place(block.block.range))
        found.append(
            TerraformFound(
                type: block.type, address: module.path + block.address + (key?.shown ?? ""), properties: properties,
                place: place, condition: condition, origin: .terraform))
    }

    private mutating func other(
        _ call: TerraformResourceBlock, _ module: TerraformModule, _ key: TerraformKey?, _ condition: String?
    ) {
        let source = call.source(of: "source") ?? ""
        let frame = evaluator.frame(of: call, module, key)
        let path = module.path + "module." + call.name + (key?.shown ?? "")
        guard let known = TerraformSource(source) else {
            // One block can make many instances.
            if listed.insert("\(call.source.path):\(call.block.heading.lowerBound)").inserted {
                unread.append(
                    TerraformStack.UnreadModule(
                        name: "module." + call.name, source: source, place: frame.place(call.block.heading)))
            }
            elsewhere.values.append(inputs(of: call, frame))
            return
        }
        let inputs = inputs(of: call, frame)
        let place = frame.place(call.block.heading)
        found += TerraformECSModule(source: known, path: path, place: place, condition: condition).resources(inputs)
    }

    private func inputs(of call: TerraformResourceBlock, _ frame: TerraformFrame) -> Term {
        let terms = TerraformTerms(evaluator: evaluator, documents: [])
        return terms.term(evaluator.body(call.block.contents, frame), frame.place(call.block.range))
    }

    /// What callers elsewhere get from a module that is made to be called: one that configures no provider itself.
    mutating func handOut(_ root: TerraformModule) {
        defer { if evaluator.fuel <= 0 { elsewhere.isCut = true } }
        let isRoot = root.folder.files.contains { file in
            file.contents.blocks.contains { block in
                block.type == "provider"
                    || block.type == "terraform" && block.contents.blocks.contains { $0.type == "backend" }
            }
        }
        guard !isRoot else { return }
        let terms = TerraformTerms(evaluator: evaluator, documents: [])
        for name in root.folder.outputs.keys.sorted() {
            guard let value = evaluator.output(name, root) else { continue }
            let key = TermEntry(key: name, keyPlace: value.place, value: terms.term(value))
            elsewhere.values.append(Term(.map([key]), value.place))
        }
    }
}

/// A resource in Terraform's terms.
struct TerraformFound {
    var type: String
    var address: String
    var properties: Term
    var place: Place
    var condition: String?
    var origin: Resource.Origin
}
