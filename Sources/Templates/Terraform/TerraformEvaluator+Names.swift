import Basics
import ECSModel

/// Names and what follows them: `var.a`, `local.b`, `module.c.d`, `aws_x.y[0].id`.
extension TerraformEvaluator {
    func traversal(
        _ name: String, _ steps: [HCLStep], _ expression: HCLExpression, _ frame: TerraformFrame
    ) -> TerraformValue {
        let place = frame.place(expression)
        let module = frame.module
        if let known = frame.names[name] { return apply(steps[...], known, expression, frame) }
        func label(_ index: Int) -> String? {
            guard index < steps.count, case .attribute(let name) = steps[index] else { return nil }
            return name
        }
        func unknown(_ kind: Unknown.Kind) -> TerraformValue {
            TerraformValue(.unknown(Unknown(kind, frame.text(expression))), place)
        }
        guard let first = label(0) else { return unknown(.variable) }
        switch name {
        case "var":
            return apply(steps.dropFirst(), variable(first, module) ?? unknown(.variable), expression, frame)
        case "local":
            guard let local = local(first, module) else { return unknown(.expression) }
            return apply(steps.dropFirst(), local, expression, frame)
        case "path":
            let root = module.rootFolder
            let text = first == "module" ? Self.relative(module.folder.path, to: root) : "."
            return TerraformValue(text: text, place)
        case "terraform": return unknown(.variable)
        case "each", "count", "self": return unknown(.attribute)
        case "module":
            guard let call = module.call(first) else { return unknown(.attribute) }
            return moduleStep(call, steps.dropFirst(), expression, frame)
        case "data":
            guard let second = label(1), let block = module.block("data.\(first).\(second)") else {
                return unknown(.attribute)
            }
            let object = TerraformValue(.object(.resource(module, block, key: nil)), place)
            return apply(steps.dropFirst(2), object, expression, frame)
        default:
            guard let block = module.block("\(name).\(first)") else { return unknown(.attribute) }
            let object = TerraformValue(.object(.resource(module, block, key: nil)), place)
            return apply(steps.dropFirst(), object, expression, frame)
        }
    }

    /// `../../modules/app` seen from `envs/prod`.
    private static func relative(_ path: String, to root: String) -> String {
        let own = path.split(separator: "/")
        let base = root.split(separator: "/")
        var shared = 0
        while shared < own.count, shared < base.count, own[shared] == base[shared] { shared += 1 }
        let parts = Array(repeating: "..", count: base.count - shared) + own[shared...].map(String.init)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    // MARK: Steps

    func apply(
        _ steps: ArraySlice<HCLStep>, _ start: TerraformValue, _ expression: HCLExpression, _ frame: TerraformFrame
    ) -> TerraformValue {
        var value = start
        var index = steps.startIndex
        while index < steps.endIndex {
            switch steps[index] {
            case .attribute(let name): value = attribute(name, of: value, expression, frame)
            case .index(let key):
                let key = self.value(key, frame)
                value = item(key, of: value, expression, frame)
            case .splat(let isFull):
                var end = index + 1
                while end < steps.endIndex {
                    if !isFull, case .index = steps[end] { break }
                    end += 1
                }
                guard let items = splatted(value) else {
                    return TerraformValue(
                        .unknown(value.unknown ?? Unknown(.attribute, frame.text(expression))),
                        frame.place(expression))
                }
                let inner = steps[(index + 1)..<end]
                fuel -= items.count
                guard fuel > 0 else { return open(expression, frame) }
                value = TerraformValue(
                    .list(items.map { apply(inner, $0, expression, frame) }), frame.place(expression))
                index = end
                continue
            }
            index += 1
        }
        return value
    }

    private func splatted(_ value: TerraformValue) -> [TerraformValue]? {
        switch value.kind {
        case .list(let items): return items
        case .null: return []
        case .unknown, .failed: return nil
        case .object(.resource(let module, let block, nil)):
            if case .single = instances(block, module) { return [value] }
            return enumerated(value)?.map(\.value)
        default: return [value]
        }
    }

    private func item(
        _ key: TerraformValue, of value: TerraformValue, _ expression: HCLExpression, _ frame: TerraformFrame
    ) -> TerraformValue {
        let place = frame.place(expression)
        switch value.kind {
        case .unknown, .failed: return value
        case .map(let entries):
            guard let name = key.string else { break }
            fuel -= entries.count / 32
            return value[name] ?? TerraformValue(.failed(frame.text(expression)), place)
        case .list(let items):
            guard let number = key.int else { break }
            return items.indices.contains(number)
                ? items[number] : TerraformValue(.failed(frame.text(expression)), place)
        case .object(.resource(let module, let block, nil)):
            switch instances(block, module) {
            case .open: return value
            case .counted(let count):
                guard let number = key.int else { break }
                if number < 0 || number >= count { return TerraformValue(.failed(frame.text(expression)), place) }
                return TerraformValue(.object(.resource(module, block, key: .number(number))), place)
            case .keyed(let entries):
                guard let name = key.string else { break }
                fuel -= entries.count / 32
                if !entries.contains(where: { $0.key == name }) {
                    return TerraformValue(.failed(frame.text(expression)), place)
                }
                return TerraformValue(.object(.resource(module, block, key: .text(name))), place)
            case .single: return TerraformValue(.failed(frame.text(expression)), place)
            }
        case .object(.module):
            guard let name = key.string else { break }
            return attribute(name, of: value, expression, frame)
        case .object(.unreadModule): return value
        case .text:
            return TerraformValue(.unknown(Unknown(.attribute, frame.text(expression))), place)
        default: return TerraformValue(.failed(frame.text(expression)), place)
        }
        return TerraformValue(.unknown(key.firstUnknown() ?? Unknown(.expression, frame.text(expression))), place)
    }

    private func attribute(
        _ name: String, of value: TerraformValue, _ expression: HCLExpression, _ frame: TerraformFrame
    ) -> TerraformValue {
        let place = frame.place(expression)
        switch value.kind {
        case .unknown, .failed: return value
        case .map(let entries):
            fuel -= entries.count / 32
            return value[name] ?? TerraformValue(.failed(frame.text(expression)), place)
        case .object(.resource(let module, let block, let key)):
            return resourceAttribute(name, block, module, key, place)
        case .object(.module(let module)):
            guard let value = output(name, module) else {
                return TerraformValue(.failed(frame.text(expression)), place)
            }
            // A constant stands where it is written; what is not known is of interest where it is asked for.
            return value.text != nil && value.string == nil ? value.at(place) : value
        case .object(.unreadModule(let path, let source)):
            if let source, let reference = TerraformECSModule.output(name, of: source, path) {
                return TerraformValue(.text(TerraformText(TermText([.reference(reference)]))), place)
            }
            return TerraformValue(.unknown(Unknown(.attribute, frame.text(expression))), place)
        case .text(let text) where text.text.known == nil:
            return TerraformValue(.unknown(Unknown(.attribute, frame.text(expression))), place)
        default: return TerraformValue(.failed(frame.text(expression)), place)
        }
    }

    // MARK: Variables, locals and outputs

    /// Works a value out once; one that depends on itself is unknown.
    private func once(
        _ memo: TerraformModule.Memo?, _ set: (TerraformModule.Memo) -> Void, _ work: () -> TerraformValue?
    ) -> TerraformValue? {
        switch memo {
        case .done(let value): return value
        case .working: return nil
        case nil:
            set(.working)
            let value = work()
            if let value { set(.done(value)) }
            return value
        }
    }

    func variable(_ name: String, _ module: TerraformModule) -> TerraformValue? {
        once(module.variables[name], { module.variables[name] = $0 }) {
            let declared = module.folder.variables[name]
            let type = declared?.block.contents["type"]
            if let (expression, frame) = module.inputs[name] {
                let value = value(expression, frame)
                if !value.isNull || declared?.block.contents["nullable"]?.isFalse != true {
                    return type.map { TerraformTypes.completed(value, $0, declared, module, self) } ?? value
                }
            }
            if let value = module.given[name] {
                return type.map { TerraformTypes.completed(value, $0, declared, module, self) } ?? value
            }
            guard let declared, let standard = declared.block.contents["default"] else { return nil }
            let value = value(standard, TerraformFrame(module: module, source: declared.source))
            return type.map { TerraformTypes.completed(value, $0, declared, module, self) } ?? value
        }
    }

    private func local(_ name: String, _ module: TerraformModule) -> TerraformValue? {
        guard let local = module.folder.locals[name] else { return nil }
        return once(module.locals[name], { module.locals[name] = $0 }) {
            value(local.value, TerraformFrame(module: module, source: local.source))
        }
    }

    func output(_ name: String, _ module: TerraformModule) -> TerraformValue? {
        guard let output = module.folder.outputs[name] else { return nil }
        return once(module.outputs[name], { module.outputs[name] = $0 }) {
            value(output.value, TerraformFrame(module: module, source: output.source))
        }
    }

    // MARK: Resources

    /// What AWS knows a resource by: a link to it says more than the text.
    private static let identity: Set<String> = [
        "id", "arn", "name", "family", "resource_id", "repository_url", "url", "dns_name", "arn_without_revision",
        "bucket", "key_id", "arn_suffix",
    ]

    private func resourceAttribute(
        _ name: String, _ block: TerraformResourceBlock, _ module: TerraformModule, _ key: TerraformKey?,
        _ place: Place
    ) -> TerraformValue {
        let address = TerraformObject.resource(module, block, key: key).shown
        fuel -= (address.utf8.count + block.block.contents.attributes.count) / 64
        if block.isData {
            let slot = address + "." + name
            return once(module.attributes[slot], { module.attributes[slot] = $0 }) {
                dataAttribute(name, block, module, key)
            } ?? TerraformValue(.unknown(Unknown(.attribute, slot)), place)
        }
        let reference = TermText.Part.reference(Reference(address, name))
        let standing = TerraformValue(.text(TerraformText(TermText([reference]))), place)
        if Self.identity.contains(name) { return standing }
        guard let expression = block.block.contents[name] else {
            guard block.block.contents.blocks.contains(where: { $0.type == name }) else { return standing }
            return TerraformValue(.unknown(Unknown(.attribute, address + "." + name)), place)
        }
        let slot = address + "." + name
        let value = once(module.attributes[slot], { module.attributes[slot] = $0 }) {
            self.value(expression, frame(of: block, module, key))
        }
        guard let value, value.firstUnknown() == nil else { return standing }
        return value
    }

    /// The frame of an instance, with `each` or `count`.
    func frame(
        of block: TerraformResourceBlock, _ module: TerraformModule, _ key: TerraformKey?
    ) -> TerraformFrame {
        var frame = TerraformFrame(module: module, source: block.source)
        let place = frame.place(block.block.heading)
        switch key {
        case .number(let number):
            let index = TerraformValue(.number(String(number)), place)
            frame.names["count"] = TerraformValue(
                .map([TerraformEntry(key: "index", keyPlace: place, value: index)]), place)
        case .text(let text):
            var entry = TerraformEntry(key: text, keyPlace: place, value: TerraformValue(text: text, place))
            if case .keyed(let entries) = instances(block, module), let found = entries.last(where: { $0.key == text })
            {
                entry = found
            }
            frame.names["each"] = TerraformValue(
                .map([
                    TerraformEntry(
                        key: "key", keyPlace: place, value: TerraformValue(text: text, entry.keyPlace)),
                    TerraformEntry(key: "value", keyPlace: place, value: entry.value),
                ]), place)
        case nil: break
        }
        return frame
    }

    func instances(_ block: TerraformResourceBlock, _ module: TerraformModule) -> TerraformInstances {
        let address = block.address
        if let known = module.instances[address] { return known }
        // A resource whose number depends on itself.
        guard module.working.insert(address).inserted else { return .open(address) }
        defer { module.working.remove(address) }
        let found = countInstances(block, module)
        module.instances[address] = found
        return found
    }

    private func countInstances(_ block: TerraformResourceBlock, _ module: TerraformModule) -> TerraformInstances {
        let frame = TerraformFrame(module: module, source: block.source)
        if let expression = block.block.contents["count"] {
            guard let count = value(expression, frame).int, count >= 0 else {
                return .open("count = " + frame.text(expression))
            }
            return count > 1000 ? .open("count = \(count)") : .counted(count)
        }
        guard let expression = block.block.contents["for_each"] else { return .single }
        let value = value(expression, frame)
        switch value.kind {
        case .map(let entries) where entries.count <= 1000: return .keyed(entries)
        case .list(let items) where items.count <= 1000:
            var entries: [TerraformEntry] = []
            for item in items {
                guard let text = item.string else { return .open("for_each = " + frame.text(expression)) }
                if entries.contains(where: { $0.key == text }) { continue }
                entries.append(TerraformEntry(key: text, keyPlace: item.place, value: item))
            }
            return .keyed(entries)
        case .object(.resource(let other, let resource, nil)):
            // One for each instance of another resource.
            guard case .keyed(let keys) = instances(resource, other) else { break }
            return .keyed(
                keys.map {
                    TerraformEntry(
                        key: $0.key, keyPlace: $0.keyPlace,
                        value: TerraformValue(
                            .object(.resource(other, resource, key: .text($0.key))), value.place))
                })
        default: break
        }
        return .open("for_each = " + frame.text(expression))
    }
}

extension HCLExpression {
    var isFalse: Bool { if case .bool(false) = kind { true } else { false } }
}
