import Basics
import ECSModel

/// Calls of functions.
///
/// Source: https://developer.hashicorp.com/terraform/language/functions
extension TerraformEvaluator {
    func call(
        _ name: String, _ arguments: [HCLExpression], _ expandsLast: Bool, _ expression: HCLExpression,
        _ frame: TerraformFrame
    ) -> TerraformValue {
        let place = frame.place(expression)
        switch name {
        case "try":
            for argument in arguments {
                let value = value(argument, frame)
                if !value.isFailed { return value }
            }
            return TerraformValue(.failed(frame.text(expression)), place)
        case "can":
            guard let value = arguments.first.map({ value($0, frame) }) else { break }
            if value.unknown != nil, !value.isFailed { return value.at(place) }
            return TerraformValue(.bool(!value.isFailed), place)
        default: break
        }
        var values = arguments.map { value($0, frame) }
        if expandsLast, let last = values.popLast() {
            guard case .list(let items) = last.kind else {
                return TerraformValue(
                    .unknown(last.firstUnknown() ?? Unknown(.expression, frame.text(expression))), place)
            }
            values += items
        }
        fuel -= values.count
        let call = TerraformCall(name: name, values: values, place: place, text: frame.text(expression))
        if let read = files(call, frame) { return read }
        for value in values where !charge(value.weight) { return call.open }
        if let made = TerraformFunctions.collections(call, self) { return made }
        guard let made = TerraformFunctions.texts(call) else { return call.open }
        // A text is memory that stays as long as the value does.
        fuel -= Int(made.weight) / 2
        return made
    }

    /// Functions that read files or documents.
    private func files(_ call: TerraformCall, _ frame: TerraformFrame) -> TerraformValue? {
        switch call.name {
        case "jsonencode", "yamlencode":
            guard let value = call.values.first else { return nil }
            let text = TermText([.unknown(Unknown(.expression, call.text))])
            let plain = value.isNull || value.items.isEmpty && value.entries.isEmpty ? value.string : nil
            return TerraformValue(
                .text(TerraformText(plain.map { TermText($0) } ?? text, .encoded(value))), call.place)
        case "jsondecode", "yamldecode":
            guard let value = call.values.first else { return nil }
            return decoded(value, as: call.name == "jsondecode" ? .json : .yaml)
                ?? value.unknown.map { TerraformValue(.unknown($0), call.place) }
                ?? TerraformValue(.failed(call.text), call.place)
        case "file":
            guard let source = file(call, frame) else { return missing(call) }
            let place = Place(source, 0..<source.bytes.count)
            let content = source.text(0..<source.bytes.count)
            return text(
                [.literal(content, place, isVerbatim: content.utf8.count == source.bytes.count)], place, keepsForm: true
            )
        case "templatefile":
            guard let source = file(call, frame) else { return missing(call) }
            guard call.values.count > 1, case .map(let variables) = call.values[1].kind else { return call.open }
            return template(source, variables, frame) ?? call.open
        case "fileexists":
            guard let path = path(call, frame) else { return nil }
            return TerraformValue(.bool(tree.exists(path)), call.place)
        default: return nil
        }
    }

    private func path(_ call: TerraformCall, _ frame: TerraformFrame) -> String? {
        guard let path = call.values.first?.string, !path.hasPrefix("/") else { return nil }
        return RelativePath.join(frame.module.rootFolder, path)
    }

    private func file(_ call: TerraformCall, _ frame: TerraformFrame) -> SourceFile? {
        guard let path = path(call, frame) else { return nil }
        if let source = tree.source(path) {
            fuel -= source.bytes.count / 64
            return source
        }
        // A path without `path.module` in a module counts from where Terraform runs; many mean the module's folder.
        guard let written = call.values.first?.string,
            let beside = RelativePath.join(frame.module.folder.path, written)
        else { return nil }
        return tree.source(beside)
    }

    private func missing(_ call: TerraformCall) -> TerraformValue {
        let name = call.values.first?.text?.shown ?? call.text
        return TerraformValue(.unknown(Unknown(.missing, name)), call.place)
    }
}

/// A call with its arguments worked out.
struct TerraformCall {
    var name: String
    var values: [TerraformValue]
    var place: Place
    var text: String

    /// It is not worked out: for what an argument is unknown, or because the function is not known here.
    var open: TerraformValue {
        let cause = values.lazy.compactMap { $0.firstUnknown() }.first
        return TerraformValue(.unknown(cause ?? Unknown(.expression, text)), place)
    }

    var failed: TerraformValue { TerraformValue(.failed(text), place) }

    func text(_ index: Int) -> String? { values.indices.contains(index) ? values[index].string : nil }
    func int(_ index: Int) -> Int? { values.indices.contains(index) ? values[index].int : nil }
    func list(_ index: Int) -> [TerraformValue]? {
        guard values.indices.contains(index), case .list(let items) = values[index].kind else { return nil }
        return items
    }
    func map(_ index: Int) -> [TerraformEntry]? {
        guard values.indices.contains(index), case .map(let entries) = values[index].kind else { return nil }
        return entries
    }

    func result(_ text: String) -> TerraformValue { TerraformValue(text: text, place) }
    func result(_ kind: TerraformValue.Kind) -> TerraformValue { TerraformValue(kind, place) }
}
