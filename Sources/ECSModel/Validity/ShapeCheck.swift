import Basics

/// Holds a definition against the structures of the API that takes it: keys, types, words, and what must be there.
///
/// Whatever is not known passes: it may be right once it is filled in.
package struct ShapeCheck {
    private let shapes: Shapes
    /// Keys of a describe call's answer that the input does not have; people keep them and tools strip them.
    private let ignored: Set<String>
    /// Whether a number may stand as a text and the reverse; CloudFormation and Terraform convert, the API does not.
    private let converts: Bool
    private var violations: [Violation] = []

    /// - Parameter ignored: top-level keys that are not looked at.
    package init(_ shapes: Shapes, ignored: Set<String> = [], converts: Bool = false) {
        self.shapes = shapes
        self.ignored = ignored
        self.converts = converts
    }

    package mutating func check(_ term: Term) -> [Violation] {
        violations = []
        check(term, shapes.root, "", depth: 0)
        return violations
    }

    private mutating func check(_ term: Term, _ structure: String, _ path: String, depth: Int) {
        guard depth < 20, let members = shapes.members(of: structure) else { return }
        for entry in term.entries {
            if depth == 0, ignored.contains(where: { TermKey.matches($0, entry.key) }) { continue }
            guard let member = members.first(where: { TermKey.matches($0.name, entry.key) }) else {
                // A key that a placeholder makes is not known yet.
                if Self.hasMark(entry.key) { continue }
                unknown(entry, members, path)
                continue
            }
            check(entry.value, member.type, join(path, member.name), depth: depth + 1)
        }
        for member in members where member.isRequired && term[member.name] == nil {
            if term.entries.contains(where: { Self.hasMark($0.key) }) { continue }
            let path = join(path, member.name)
            violations.append(
                Violation(
                    .missing, path: path, place: term.place,
                    message: Text(en: "`\(path)` is missing", ja: "`\(path)` がありません"),
                    answer: "Missing required parameter: \"\(member.name)\""))
        }
    }

    private mutating func check(_ term: Term, _ type: Shapes.MemberType, _ path: String, depth: Int) {
        switch (type, term.kind) {
        case (_, .unknown), (_, .null): return
        case (.structure(let name), .map): check(term, name, path, depth: depth)
        case (.list(let inner), .list(let items)):
            for (index, item) in items.enumerated() {
                check(item, inner, "\(path)[\(index)]", depth: depth + 1)
            }
        case (.map(let inner), .map(let entries)):
            for entry in entries { check(entry.value, inner, "\(path).\(entry.key)", depth: depth + 1) }
        case (.oneOf(let words), .text(let text)):
            guard let known = text.known, !words.contains(known) else { return }
            word(known, words, path, term)
        case (.string, .text), (.number, .number), (.boolean, .bool): return
        case (.integer, .number(let text)):
            if Int(text) == nil { wrong("a whole number", "整数", path, term) }
        case (.string, .number), (.string, .bool), (.oneOf, .number), (.oneOf, .bool):
            if !converts { wrong("a text in quotes", "引用符で囲んだ文字列", path, term) }
        case (.integer, .text(let text)):
            if let known = text.known, !converts || Int(known) == nil { wrong("a whole number", "整数", path, term) }
        case (.number, .text(let text)):
            if let known = text.known, !converts || Double(known) == nil { wrong("a number", "数値", path, term) }
        case (.boolean, .text(let text)):
            guard let known = text.known else { return }
            if !converts || !["true", "false"].contains(known.lowercased()) {
                wrong("true or false", "true または false", path, term)
            }
        case (.list(let inner), _) where converts:
            // Terraform's single block stands for a list of one.
            check(term, inner, "\(path)[0]", depth: depth + 1)
        case (.list, _): wrong("a list", "リスト", path, term)
        case (.structure, _), (.map, _): wrong("an object", "オブジェクト", path, term)
        default: wrong("another type", "別の型", path, term)
        }
    }

    // MARK: Messages

    private mutating func unknown(_ entry: TermEntry, _ members: [Shapes.Member], _ path: String) {
        let near = members.map(\.name).min {
            EditDistance.between($0, entry.key) < EditDistance.between($1, entry.key)
        }
        let hint = near.flatMap { EditDistance.between($0, entry.key) <= 3 ? $0 : nil }
        let path = join(path, entry.key)
        violations.append(
            Violation(
                .unknownKey, path: path, place: entry.keyPlace,
                message: Text(
                    en: "`\(path)` is no key that ECS knows" + (hint.map { ": did you mean `\($0)`?" } ?? ""),
                    ja: "`\(path)` は ECS に存在しないキーです" + (hint.map { "。`\($0)` の誤りではありませんか" } ?? "")),
                answer: "Unknown parameter in input: \"\(entry.key)\""))
    }

    private mutating func word(_ text: String, _ words: [String], _ path: String, _ term: Term) {
        let shown = words.prefix(12).joined(separator: ", ")
        violations.append(
            Violation(
                .wrongWord, path: path, place: term.place,
                message: Text(
                    en: "`\(path)` is `\(text)`; ECS takes one of \(shown)",
                    ja: "`\(path)` の値 `\(text)` は指定できません。使える値: \(shown)")))
    }

    private mutating func wrong(_ en: String, _ ja: String, _ path: String, _ term: Term) {
        violations.append(
            Violation(
                .wrongType, path: path, place: term.place,
                message: Text(en: "`\(path)` must be \(en)", ja: "`\(path)` は\(ja)で指定する必要があります"),
                answer: "Invalid type for parameter \(path)"))
    }

    private func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private static func hasMark(_ key: String) -> Bool { key.utf8.contains { "<{$@".utf8.contains($0) } }
}
