import Basics
package import ECSModel

/// What `terraform show -json` says of a plan or a state.
///
/// Source: https://developer.hashicorp.com/terraform/internals/json-format
package enum TerraformPlan {
    package static func isPlan(_ document: Document) -> Bool {
        let root = document.root
        guard root["format_version"]?.string != nil, root["terraform_version"] != nil || root["planned_values"] != nil
        else { return false }
        return root["planned_values"]?.isMapping == true || root["resource_changes"]?.isSequence == true
            || root["values"]?.isMapping == true
    }

    package static func resources(of document: Document) -> [Resource] {
        var reader = Reader(document)
        return reader.read()
    }

    private struct Reader {
        private let document: Document
        private let evaluator: TerraformEvaluator
        /// What is known after apply, by address.
        private var open: [String: DocumentNode] = [:]
        /// The expressions of resources by address without keys.
        private var expressions: [String: DocumentNode] = [:]
        private var found: [TerraformFound] = []

        init(_ document: Document) {
            self.document = document
            evaluator = TerraformEvaluator(tree: MemoryTree([String: String]()), folder: { _ in nil })
        }

        mutating func read() -> [Resource] {
            let root = document.root
            for change in root["resource_changes"]?.items ?? [] {
                guard let address = change["address"]?.string else { continue }
                open[address] = change["change"]?["after_unknown"]
            }
            if let module = root["configuration"]?["root_module"] { configuration(module, path: "", depth: 0) }
            let values = root["planned_values"] ?? root["values"]
            if let module = values?["root_module"] {
                self.module(module, depth: 0)
            } else {
                for change in root["resource_changes"]?.items ?? [] {
                    if let after = change["change"]?["after"], after.isMapping { add(change, after) }
                }
            }
            return TerraformJoins(found).resources
        }

        private mutating func configuration(_ module: DocumentNode, path: String, depth: Int) {
            guard depth < TerraformEvaluator.moduleDepth else { return }
            for resource in module["resources"]?.items ?? [] {
                guard let address = resource["address"]?.string else { continue }
                expressions[path + address] = resource["expressions"]
            }
            for call in module["module_calls"]?.entries ?? [] {
                guard let inner = call.value["module"] else { continue }
                configuration(inner, path: path + "module.\(call.name).", depth: depth + 1)
            }
        }

        private mutating func module(_ module: DocumentNode, depth: Int) {
            for resource in module["resources"]?.items ?? [] {
                if let values = resource["values"] { add(resource, values) }
            }
            guard depth < 50 else { return }
            for child in module["child_modules"]?.items ?? [] { self.module(child, depth: depth + 1) }
        }

        private mutating func add(_ resource: DocumentNode, _ values: DocumentNode) {
            guard let address = resource["address"]?.string, let type = resource["type"]?.string,
                resource["mode"]?.string ?? "managed" == "managed", let mapping = TerraformMapping.named(type)
            else { return }
            let plain = Self.withoutKeys(address)
            let context = Context(
                module: Self.module(of: address), expressions: expressions[plain], unknown: open[address])
            let entries = map(values, context.unknown, context.expressions, context)
            let terms = TerraformTerms(evaluator: evaluator, documents: mapping.documents)
            found.append(
                TerraformFound(
                    type: type, address: address, properties: terms.term(entries, place(values.range)),
                    place: place(resource.range), condition: nil, origin: .terraformPlan))
        }

        private struct Context {
            /// `module.app.` with its keys.
            var module: String
            var expressions: DocumentNode?
            var unknown: DocumentNode?
        }

        private func place(_ range: Range<Int>) -> Place { Place(document.source, range) }

        // MARK: Values

        private func map(
            _ node: DocumentNode, _ unknown: DocumentNode?, _ expressions: DocumentNode?, _ context: Context,
            depth: Int = 0
        ) -> [TerraformEntry] {
            let unknown = Fields(unknown)
            let expressions = Fields(expressions)
            let own = Fields(node)
            var entries = node.entries.map { entry in
                TerraformEntry(
                    key: entry.name, keyPlace: place(entry.key.range),
                    value: value(entry.value, unknown[entry.name], expressions[entry.name], context, depth: depth))
            }
            // What is known only after apply is left out of the values.
            for entry in unknown.entries where own[entry.name] == nil && entry.value.bool == true {
                let value = known(after: entry.name, expressions[entry.name], context, node.range)
                entries.append(TerraformEntry(key: entry.name, keyPlace: place(node.range), value: value))
            }
            return entries
        }

        private func value(
            _ node: DocumentNode, _ unknown: DocumentNode?, _ expressions: DocumentNode?, _ context: Context,
            depth: Int
        ) -> TerraformValue {
            let place = place(node.range)
            if unknown?.bool == true { return known(after: "", expressions, context, node.range) }
            guard depth < 60 else { return TerraformValue(.unknown(Unknown(.expression, "…")), place) }
            switch node.kind {
            case .null, .unknown: return TerraformValue(.null, place)
            case .scalar(let text, .plain):
                if text == "true" || text == "false" { return TerraformValue(.bool(text == "true"), place) }
                return TerraformValue(.number(text), place)
            case .scalar(let text, _): return TerraformValue(text: text, place)
            case .sequence(let items):
                let inner = items.enumerated().map { index, item in
                    value(
                        item, unknown?.items.dropFirst(index).first,
                        expressions?.isSequence == true ? expressions?.items.dropFirst(index).first : nil, context,
                        depth: depth + 1)
                }
                return TerraformValue(.list(inner), place)
            case .mapping:
                return TerraformValue(.map(map(node, unknown, expressions, context, depth: depth + 1)), place)
            }
        }

        /// A value that shows only after apply; where its expression is one attribute of one resource, that is meant.
        private func known(
            after name: String, _ expression: DocumentNode?, _ context: Context, _ range: Range<Int>
        ) -> TerraformValue {
            let place = place(range)
            // One use has two or three; nobody can tell which of hundreds is meant.
            let references = (expression?["references"]?.strings ?? []).prefix(20)
            // Terraform lists `aws_x.y.arn` and `aws_x.y` for one use.
            let longest = references.filter { reference in
                !references.contains { $0 != reference && $0.hasPrefix(reference) }
            }
            let text = longest.first ?? name
            guard longest.count == 1, let dot = text.lastIndex(of: "."), text.hasPrefix("aws_"),
                text[..<dot].contains(".")
            else { return TerraformValue(.unknown(Unknown(.attribute, text)), place) }
            let reference = Reference(
                context.module + text[..<dot], String(text[text.index(after: dot)...]))
            return TerraformValue(.text(TerraformText(TermText([.reference(reference)]))), place)
        }

        /// The entries of a mapping, found at once where there are many.
        private struct Fields {
            let entries: [DocumentEntry]
            private let node: DocumentNode?
            private let index: [String: DocumentNode]

            init(_ node: DocumentNode?) {
                self.node = node
                entries = node?.entries ?? []
                index =
                    entries.count < 32
                    ? [:] : Dictionary(entries.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            }

            subscript(name: String) -> DocumentNode? { index.isEmpty ? node?[name] : index[name] }
        }

        // MARK: Addresses

        /// `module.a["x"].aws_b.c[0]` without its keys.
        private static func withoutKeys(_ address: String) -> String {
            var result: [UInt8] = []
            var isKey = false
            var isText = false
            for byte in address.utf8 {
                if byte == UInt8(ascii: "\""), isKey { isText.toggle() }
                if byte == UInt8(ascii: "["), !isText { isKey = true }
                if !isKey { result.append(byte) }
                if byte == UInt8(ascii: "]"), !isText { isKey = false }
            }
            return String(decoding: result, as: UTF8.self)
        }

        /// The module's part of an address, with its dot.
        private static func module(of address: String) -> String {
            guard address.hasPrefix("module.") else { return "" }
            let bytes = Array(address.utf8)
            var end = 0
            var at = 0
            // Modules come in pairs of names: `module.` and a name with or without a key.
            while bytes[at...].starts(with: "module.".utf8) {
                at += 7
                var isText = false
                while at < bytes.count, isText || bytes[at] != UInt8(ascii: ".") {
                    if bytes[at] == UInt8(ascii: "\"") { isText.toggle() }
                    at += 1
                }
                at = min(at + 1, bytes.count)
                end = at
            }
            return String(decoding: bytes[..<end], as: UTF8.self)
        }
    }
}
