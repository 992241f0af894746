import Basics
import ECSModel
import Templates
import Workload

/// A buildspec that stands in a definition, as a document whose places are those of the definition.
///
/// A block of text is read where it stands, with all around it blanked: its places are right without any arithmetic.
/// What the definition's language puts in (`${Repository}`, `${aws_ecr_repository.app.repository_url}`) becomes the name
/// of a variable of the same length, for which `names` has what it stands for.
struct InlineBuildspec {
    let root: DocumentNode
    let source: SourceFile
    private(set) var names: [String: TermText] = [:]

    /// Nil when the value is no buildspec, or too much was blanked before.
    ///
    /// - Parameter budget: bytes that may still be copied: thousands of projects may stand in one large file.
    init?(_ term: Term, of member: System.Member, in system: System, budget: inout Int) {
        let place = term.place
        if term.isMap {
            root = Self.node(of: term, in: place.source, within: place.range)
            source = place.source
            return
        }
        var mask = BuildspecMask(place, isTerraform: member.resource.origin == .terraform)
        if let keep = mask.block(definition: member.place.path) {
            budget -= place.source.bytes.count
            guard budget > 0 else { return nil }
            let masked = mask.masked(keep)
            guard let document = try? Document.read(masked, as: .yaml) else { return nil }
            root = document.root
            source = masked
            names = mask.names.mapValues { Self.value($0, of: member, in: system) }
            return
        }
        guard let text = Self.plain(place) ?? Self.shown(term) else { return nil }
        budget -= text.utf8.count
        guard budget > 0 else { return nil }
        let inner = SourceFile(path: place.path, text: text)
        guard let document = (try? Document.read(inner, as: .json)) ?? (try? Document.read(inner, as: .yaml)) else {
            return nil
        }
        root = Self.moved(document.root, to: place.range)
        source = place.source
    }

    /// Whether a value is the text of a buildspec and not the name of a file.
    static func isInline(_ term: Term, definition: String) -> Bool {
        if term.isMap { return true }
        let mask = BuildspecMask(term.place, isTerraform: true)
        if mask.isWholeFile(definition) || mask.startsBlock { return true }
        guard let text = term.text?.shown else { return false }
        return text.utf8.contains(0x0A) || text.utf8.first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    /// A text in double quotes: its bytes as they are meant.
    private static func plain(_ place: Place) -> String? {
        let bytes = place.source.bytes[place.range.clamped(to: 0..<place.source.bytes.count)]
        guard bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else { return nil }
        let inner = SourceFile(path: place.path, bytes: Array(bytes))
        return (try? Document.read(inner, as: .json))?.root.string
    }

    private static func shown(_ term: Term) -> String? {
        guard let text = term.text, !term.isUnknown else { return nil }
        return text.shown
    }

    /// The same document with the place of the whole text for each value.
    private static func moved(_ node: DocumentNode, to range: Range<Int>) -> DocumentNode {
        var node = node
        node.range = range
        switch node.kind {
        case .mapping(let entries):
            node.kind = .mapping(
                entries.map { DocumentEntry(key: moved($0.key, to: range), value: moved($0.value, to: range)) })
        case .sequence(let items): node.kind = .sequence(items.map { moved($0, to: range) })
        default: break
        }
        return node
    }

    /// A value of the definition's language as a document: `jsonencode({ … })`.
    private static func node(of term: Term, in source: SourceFile, within outer: Range<Int>) -> DocumentNode {
        let range = term.place.source === source ? term.place.range : outer
        switch term.kind {
        case .null: return DocumentNode(.null, range)
        case .bool(let value): return DocumentNode(.scalar(value ? "true" : "false", .plain), range)
        case .number(let text): return DocumentNode(.scalar(text, .plain), range)
        case .text(let text): return DocumentNode(.scalar(text.shown, .quoted), range)
        case .unknown(let unknown): return DocumentNode(.unknown(unknown.text), range)
        case .list(let items):
            return DocumentNode(.sequence(items.map { node(of: $0, in: source, within: range) }), range)
        case .map(let entries):
            return DocumentNode(
                .mapping(
                    entries.map { entry in
                        let key = entry.keyPlace.source === source ? entry.keyPlace.range : range
                        return DocumentEntry(
                            key: DocumentNode(.scalar(entry.key, .plain), key),
                            value: node(of: entry.value, in: source, within: range))
                    }), range)
        }
    }

    /// `module.build.` of `module.build.aws_codebuild_project.main`.
    private static func module(of address: String) -> String {
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        guard let type = parts.lastIndex(of: "aws_codebuild_project"), type > 0 else { return "" }
        return parts[..<type].joined(separator: ".") + "."
    }

    /// What an expression of the definition's language stands for.
    private static func value(_ expression: String, of member: System.Member, in system: System) -> TermText {
        let parts = expression.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if member.resource.origin == .terraform {
            let prefix = Self.module(of: member.resource.address)
            if parts.count == 3, system.member(prefix + parts[0] + "." + parts[1], in: member.stack) != nil {
                return TermText([.reference(Reference(prefix + parts[0] + "." + parts[1], parts[2]))])
            }
            return TermText([.unknown(Unknown(parts.first == "var" ? .variable : .expression, expression))])
        }
        if system.member(parts[0], in: member.stack) != nil {
            return TermText([.reference(Reference(parts[0], parts.dropFirst().joined(separator: ".")))])
        }
        return TermText([.unknown(Unknown(.parameter, expression))])
    }
}
