import Basics

/// Holds a definition against the structures of the API that takes it: keys, types, words, and what must be there.
///
/// Whatever is not known passes: it may be right once it is filled in.
package struct ShapeCheck {
    private let shapes: Shapes
    /// Keys of a describe call's answer that the input does not have; people keep them and tools strip them.
    private let ignored: Set<String>
    private let language: Language
    private var violations: [Violation] = []

    /// What a definition is written for.
    package enum Language: Sendable {
        /// The API's own JSON: types are exact.
        case api
        /// Numbers, truth values and texts stand for each other; lists are lists, and keys are exact.
        case cloudFormation
        /// As CloudFormation, but keys are Terraform's, and a block stands for a list of one.
        case terraform

        package init(_ origin: Resource.Origin) {
            switch origin {
            case .raw, .ecspresso: self = .api
            case .cloudFormation: self = .cloudFormation
            case .terraform, .terraformPlan, .copilot, .compose: self = .terraform
            }
        }
    }

    /// - Parameter ignored: top-level keys that are not looked at.
    package init(_ shapes: Shapes, ignored: Set<String> = [], language: Language = .api) {
        self.shapes = shapes
        self.ignored = ignored
        self.language = language
    }

    private var converts: Bool { language != .api }

    package mutating func check(_ term: Term) -> [Violation] {
        violations = []
        check(term, shapes.root, "", depth: 0)
        return violations
    }

    private mutating func check(_ term: Term, _ structure: String, _ path: String, depth: Int) {
        guard depth < 20, let members = shapes.members(of: structure) else { return }
        for entry in term.entries {
            if depth == 0, ignored.contains(where: { TermKey.matches($0, entry.key) }) { continue }
            guard let member = member(entry.key, members, structure) else {
                // A key that a placeholder makes is not known yet.
                if Self.hasMark(entry.key) { continue }
                unknown(entry, members, path)
                continue
            }
            if language == .cloudFormation {
                let name = CloudFormationNames.name(of: member.name, in: structure)
                if entry.key != name {
                    violations.append(
                        Violation(.wrongCase, path: join(path, entry.key), place: entry.keyPlace, hint: name))
                }
            }
            check(entry.value, member.type, join(path, member.name), depth: depth + 1)
        }
        for member in members where member.isRequired && term[member.name] == nil {
            if term.entries.contains(where: { Self.hasMark($0.key) }) { continue }
            violations.append(Violation(.missing, path: join(path, member.name), place: term.place))
        }
    }

    private mutating func check(_ term: Term, _ type: Shapes.MemberType, _ path: String, depth: Int) {
        switch (type, term.kind) {
        case (_, .unknown), (_, .null): return
        case (_, .text(let text)) where text.known == nil: return
        case (.structure(let name), .map): check(term, name, path, depth: depth)
        case (.list(let inner), .list(let items)):
            let seen = language == .cloudFormation && CloudFormationNames.isSet(path)
            var known: Set<String> = []
            for (index, item) in items.enumerated() {
                if seen, let text = item.canonical(), !known.insert(text).inserted {
                    violations.append(
                        Violation(.twice, path: "\(path)[\(index)]", place: item.isMap ? item.heading : item.place))
                }
                check(item, inner, "\(path)[\(index)]", depth: depth + 1)
            }
        case (.map(let inner), .map(let entries)):
            for entry in entries { check(entry.value, inner, "\(path).\(entry.key)", depth: depth + 1) }
        case (.oneOf(let words), .text(let text)):
            guard let known = text.known, !words.contains(known) else { return }
            let hint = words.prefix(12).joined(separator: ", ")
            violations.append(Violation(.wrongWord, path: path, place: term.place, hint: hint))
        case (.string, .text), (.number, .number), (.boolean, .bool): return
        case (.integer, .number(let text)):
            if Int(text) == nil { wrong(.needsInteger, path, term) }
        case (.string, .number), (.string, .bool), (.oneOf, .number), (.oneOf, .bool):
            if !converts { wrong(.needsText, path, term) }
        case (.integer, .text(let text)):
            if let known = text.known, !converts || Int(known) == nil { wrong(.needsInteger, path, term) }
        case (.number, .text(let text)):
            if let known = text.known, !converts || Double(known) == nil { wrong(.needsNumber, path, term) }
        case (.boolean, .text(let text)):
            guard let known = text.known else { return }
            if !converts || !["true", "false"].contains(known.lowercased()) {
                wrong(.needsBoolean, path, term)
            }
        case (.list(let inner), _) where language == .terraform && !path.hasPrefix("containerDefinitions"):
            // A single block stands for a list of one; Terraform's JSON of containers has no blocks.
            check(term, inner, "\(path)[0]", depth: depth + 1)
        case (.list, _): wrong(.needsList, path, term)
        case (.structure, _), (.map, _): wrong(.needsObject, path, term)
        case (.string, _), (.oneOf, _): wrong(.needsText, path, term)
        case (.integer, _): wrong(.needsInteger, path, term)
        case (.number, _): wrong(.needsNumber, path, term)
        case (.boolean, _): wrong(.needsBoolean, path, term)
        }
    }

    private func member(_ key: String, _ members: [Shapes.Member], _ structure: String) -> Shapes.Member? {
        if let member = members.first(where: { TermKey.matches($0.name, key) }) { return member }
        guard language == .cloudFormation else { return nil }
        return members.first { CloudFormationNames.name(of: $0.name, in: structure) == key }
    }

    // MARK: What is wrong

    private mutating func unknown(_ entry: TermEntry, _ members: [Shapes.Member], _ path: String) {
        let near = members.map(\.name).min {
            EditDistance.between($0, entry.key) < EditDistance.between($1, entry.key)
        }
        let hint = near.flatMap { EditDistance.between($0, entry.key) <= 3 ? $0 : nil }
        violations.append(
            Violation(.unknownKey, path: join(path, entry.key), place: entry.keyPlace, hint: hint ?? ""))
    }

    private mutating func wrong(_ kind: Violation.Kind, _ path: String, _ term: Term) {
        violations.append(Violation(kind, path: path, place: term.place))
    }

    private func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private static func hasMark(_ key: String) -> Bool { key.utf8.contains { "<{$@".utf8.contains($0) } }
}
