import Basics
import ECSModel

/// Works out the values of a template under one scenario, as far as they are constant.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
struct IntrinsicEvaluator {
    private let template: CloudFormationTemplate
    private let scenario: Scenario
    private let given: [String: Term]
    private var outcomes: [String: Bool?] = [:]
    private var open: Set<String> = []
    /// Bytes of text that may still be made: parameters and mappings that are used again and again multiply.
    private var room = 4 << 20
    /// So long a chain of conditions, each of the next, is followed.
    private static let chainLimit = 100
    /// Texts are split at separators of this length at most: each costs a comparison at each byte.
    private static let separatorLimit = 64

    init(_ template: CloudFormationTemplate, _ scenario: Scenario, given: [String: Term]) {
        self.template = template
        self.scenario = scenario
        self.given = given
    }

    private var source: SourceFile { template.document.source }

    // MARK: Values

    mutating func term(_ node: DocumentNode) -> Term {
        if let call = IntrinsicCall(node), call.name != "Condition" {
            guard room > 0 else { return unknown(node, .expression, "Fn::\(call.name)") }
            let made = value(call, node)
            for case .literal(let literal) in made.text?.parts ?? [] { room -= literal.utf8.count }
            return made
        }
        let place = Place(source, node.range)
        switch node.kind {
        case .sequence(let items):
            return Term(.list(items.map { term($0) }.filter { !Self.isNull($0) }), place)
        case .mapping(let entries):
            let values = entries.map {
                TermEntry(key: $0.name, keyPlace: Place(source, $0.key.range), value: term($0.value))
            }
            return Term(.map(values.filter { !Self.isNull($0.value) }), place)
        default: return template.document.term(of: node)
        }
    }

    private static func isNull(_ term: Term) -> Bool { if case .null = term.kind { true } else { false } }

    private func text(_ node: DocumentNode, _ parts: [TermText.Part]) -> Term {
        Term(.text(TermText(parts)), Place(source, node.range))
    }

    private func unknown(_ node: DocumentNode, _ kind: Unknown.Kind, _ text: String) -> Term {
        Term(.unknown(Unknown(kind, text)), Place(source, node.range))
    }

    private mutating func value(_ call: IntrinsicCall, _ node: DocumentNode) -> Term {
        let argument = call.argument
        switch call.name {
        case "Ref": return reference(argument.string ?? "", node)
        case "GetAtt": return attribute(argument, node)
        case "Sub": return substitution(argument, node)
        case "Join": return join(argument, node)
        case "If": return choice(argument, node)
        case "FindInMap": return lookUp(argument, node)
        case "Select": return selection(argument, node)
        case "Split": return split(argument, node)
        case "Base64":
            var inner = term(argument)
            inner.place = Place(source, node.range)
            return inner
        case "ImportValue":
            return text(node, [.unknown(Unknown(.attribute, term(argument).text?.shown ?? call.name))])
        default: return unknown(node, .expression, "Fn::\(call.name)")
        }
    }

    private mutating func reference(_ name: String, _ node: DocumentNode) -> Term {
        if name == "AWS::NoValue" { return Term(.null, Place(source, node.range)) }
        if let passed = given[name] { return self.passed(passed, as: name, node) }
        if let choice = scenario.choices[name] {
            guard let value = choice else { return unknown(node, .parameter, name) }
            return constant(value, isList: template.parameters[name]?.isList == true, node)
        }
        if let parameter = template.parameters[name] {
            guard let value = parameter.standard, !parameter.isLookedUp else { return unknown(node, .parameter, name) }
            return constant(value, isList: parameter.isList, node)
        }
        if template.resourceNames.contains(name) { return text(node, [.reference(Reference(name))]) }
        return text(node, [.unknown(Unknown(.parameter, name))])
    }

    /// A value that is given keeps its own place, where that is another file: there it is changed.
    private mutating func passed(_ term: Term, as name: String, _ node: DocumentNode) -> Term {
        var term = term
        if let parameter = template.parameters[name] {
            if parameter.isLookedUp { return unknown(node, .parameter, term.string ?? name) }
            if parameter.isList, let text = term.string {
                let place = term.place
                term = constant(text, isList: true, node)
                term.place = place
            }
        }
        if term.place.source === source { term.place = Place(source, node.range) }
        return term
    }

    private mutating func constant(_ value: String, isList: Bool, _ node: DocumentNode) -> Term {
        let place = Place(source, node.range)
        room -= value.utf8.count
        guard isList else { return Term(.text(Placeholders.read(value)), place) }
        if value.isEmpty { return Term(.list([]), place) }
        let items = value.split(separator: ",", omittingEmptySubsequences: false).map { part in
            Term(.text(TermText(String(part.drop { $0 == " " }))), place)
        }
        return Term(.list(items), place)
    }

    private mutating func attribute(_ argument: DocumentNode, _ node: DocumentNode) -> Term {
        var names = argument.items.compactMap(\.string)
        if let whole = argument.string {
            names = whole.split(separator: ".", maxSplits: 1).map(String.init)
        }
        guard names.count >= 2, let first = names.first else { return unknown(node, .expression, "Fn::GetAtt") }
        return text(node, [.reference(Reference(first, names.dropFirst().joined(separator: ".")))])
    }

    private mutating func substitution(_ argument: DocumentNode, _ node: DocumentNode) -> Term {
        var pattern = argument.string
        var local: [String: Term] = [:]
        if argument.isSequence {
            pattern = argument.items.first?.string
            for entry in argument.items.dropFirst().first?.entries ?? [] { local[entry.name] = term(entry.value) }
        }
        guard let pattern else { return unknown(node, .expression, "Fn::Sub") }
        var parts: [TermText.Part] = []
        var rest = pattern[...]
        while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            parts += Placeholders.read(String(rest[..<start.lowerBound])).parts
            let name = String(rest[start.upperBound..<end]).filter { $0 != " " }
            rest = rest[rest.index(after: end)...]
            guard room > 0 else { return unknown(node, .expression, "Fn::Sub") }
            if name.hasPrefix("!") {
                parts.append(.literal("${\(name.dropFirst())}"))
            } else if let value = local[name] {
                for case .literal(let literal) in value.text?.parts ?? [] { room -= literal.utf8.count }
                parts += value.text?.parts ?? [.unknown(Unknown(.expression, name))]
            } else if name.contains("."), let dot = name.firstIndex(of: ".") {
                parts.append(.reference(Reference(String(name[..<dot]), String(name[name.index(after: dot)...]))))
            } else {
                parts += reference(name, node).text?.parts ?? [.unknown(Unknown(.expression, name))]
            }
        }
        parts += Placeholders.read(String(rest)).parts
        return text(node, parts)
    }

    private mutating func join(_ argument: DocumentNode, _ node: DocumentNode) -> Term {
        let items = argument.items
        guard items.count == 2, let separator = items[0].string else { return unknown(node, .expression, "Fn::Join") }
        let list = term(items[1])
        guard list.isList else {
            return text(node, [.unknown(list.text?.firstUnknown ?? Unknown(.expression, "Fn::Join"))])
        }
        room -= separator.utf8.count * list.items.count
        guard room > 0 else { return unknown(node, .expression, "Fn::Join") }
        var parts: [TermText.Part] = []
        for (index, item) in list.items.enumerated() {
            if index > 0 { parts.append(.literal(separator)) }
            parts += item.text?.parts ?? [.unknown(Unknown(.expression, "Fn::Join"))]
        }
        return text(node, parts)
    }

    private mutating func choice(_ argument: DocumentNode, _ node: DocumentNode) -> Term {
        let items = argument.items
        guard items.count == 3, let condition = items[0].string else { return unknown(node, .expression, "Fn::If") }
        guard let outcome = outcome(ofCondition: condition) else { return unknown(node, .condition, condition) }
        return term(outcome ? items[1] : items[2])
    }

    private mutating func lookUp(_ argument: DocumentNode, _ node: DocumentNode) -> Term {
        let names = argument.items.prefix(3).map { term($0).string }
        guard names.count == 3, let map = names[0], let top = names[1], let second = names[2] else {
            let shown = argument.items.prefix(3).map { term($0).text?.shown ?? "?" }.joined(separator: ".")
            return unknown(node, .parameter, shown)
        }
        guard let found = template.mappings[map]?[top]?[second] else {
            if let standard = argument.items.dropFirst(3).first?["DefaultValue"] { return term(standard) }
            return unknown(node, .missing, "\(map).\(top).\(second)")
        }
        // No function may stand in a mapping.
        var value = template.document.term(of: found)
        value.place = Place(source, node.range)
        return value
    }

    private mutating func selection(_ argument: DocumentNode, _ node: DocumentNode) -> Term {
        let items = argument.items
        guard items.count == 2, let index = term(items[0]).string.flatMap({ Int($0) }) else {
            return unknown(node, .expression, "Fn::Select")
        }
        let list = term(items[1])
        if case .unknown(let whole) = list.kind {
            // Two items of one list are not the same: `Fn::GetAZs[0]`, `Fn::GetAZs[1]`.
            return unknown(node, .expression, "\(whole.text)[\(index)]")
        }
        guard list.isList, list.items.indices.contains(index) else {
            return unknown(node, .expression, "Fn::Select")
        }
        return list.items[index]
    }

    private mutating func split(_ argument: DocumentNode, _ node: DocumentNode) -> Term {
        let items = argument.items
        guard items.count == 2, let separator = items[0].string, !separator.isEmpty,
            separator.utf8.count <= Self.separatorLimit, let whole = term(items[1]).string
        else { return unknown(node, .expression, "Fn::Split") }
        room -= whole.utf8.count
        let place = Place(source, node.range)
        var parts: [Term] = []
        var rest = whole[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(Term(.text(TermText(String(rest[..<range.lowerBound]))), place))
            rest = rest[range.upperBound...]
        }
        return Term(.list(parts + [Term(.text(TermText(String(rest))), place)]), place)
    }

    // MARK: Conditions

    /// How a condition turns out; nil when that cannot be told.
    mutating func outcome(ofCondition name: String) -> Bool? {
        if let known = outcomes[name] { return known }
        guard open.count < Self.chainLimit, let node = template.conditions[name], open.insert(name).inserted else {
            return nil
        }
        let result = outcome(node, depth: 0)
        open.remove(name)
        outcomes[name] = .some(result)
        return result
    }

    private mutating func outcome(_ node: DocumentNode, depth: Int) -> Bool? {
        guard depth < 50, let call = IntrinsicCall(node) else { return node.bool }
        let items = call.argument.items
        switch call.name {
        case "Condition": return outcome(ofCondition: call.argument.string ?? "")
        case "Not": return items.first.flatMap { outcome($0, depth: depth + 1) }.map { !$0 }
        case "And":
            let all = items.map { outcome($0, depth: depth + 1) }
            return all.contains(false) ? false : all.contains(nil) ? nil : true
        case "Or":
            let all = items.map { outcome($0, depth: depth + 1) }
            return all.contains(true) ? true : all.contains(nil) ? nil : false
        case "Equals":
            guard items.count == 2 else { return nil }
            return equal(items[0], items[1])
        default: return nil
        }
    }

    private mutating func equal(_ a: DocumentNode, _ b: DocumentNode) -> Bool? {
        // A value that no condition names is none of those that they name.
        for (one, other) in [(a, b), (b, a)] {
            if let call = IntrinsicCall(one), call.name == "Ref", let name = call.argument.string,
                let choice = scenario.choices[name], choice == nil
            {
                return IntrinsicCall(other) == nil ? false : nil
            }
        }
        guard let x = term(a).string, let y = term(b).string else { return nil }
        return x == y
    }
}

extension Substring {
    fileprivate func firstRange(of text: String) -> Range<Index>? {
        guard let first = text.first else { return nil }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].hasPrefix(text) { return found..<index(found, offsetBy: text.count) }
            start = index(after: found)
        }
        return nil
    }
}
