import Basics

/// Reads `.tf.json` and `.tfvars.json` as what they are in native syntax.
///
/// Source: https://developer.hashicorp.com/terraform/language/syntax/json
enum HCLFromJSON {
    /// Block types with as many labels as levels of objects stand above their bodies.
    private static let labels = [
        "resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "locals": 0, "terraform": 0,
    ]

    static func read(_ source: SourceFile) throws(Failure) -> (HCLContents, [DocumentProblem]) {
        let document = try Document.read(source, as: .json)
        var contents = HCLContents()
        for entry in document.root.entries {
            if let count = labels[entry.name] {
                blocks(entry.name, entry.value, [], count, entry.key.range, source, &contents)
            } else {
                contents.attributes.append(attribute(entry, source))
            }
        }
        return (contents, document.problems)
    }

    private static func blocks(
        _ type: String, _ node: DocumentNode, _ labels: [String], _ left: Int, _ heading: Range<Int>,
        _ source: SourceFile, _ contents: inout HCLContents
    ) {
        if node.isSequence {
            for item in node.items { blocks(type, item, labels, left, heading, source, &contents) }
        } else if left > 0 {
            for entry in node.entries where entry.name != "//" {
                blocks(type, entry.value, labels + [entry.name], left - 1, entry.key.range, source, &contents)
            }
        } else {
            var inner = HCLContents()
            for entry in node.entries where entry.name != "//" { inner.attributes.append(attribute(entry, source)) }
            contents.blocks.append(
                HCLBlock(type: type, labels: labels, heading: heading, range: node.range, contents: inner))
        }
    }

    private static func attribute(_ entry: DocumentEntry, _ source: SourceFile) -> HCLAttribute {
        HCLAttribute(name: entry.name, nameRange: entry.key.range, value: expression(entry.value, source))
    }

    static func expression(_ node: DocumentNode, _ source: SourceFile) -> HCLExpression {
        let kind: HCLExpression.Kind
        switch node.kind {
        case .null: kind = .null
        case .unknown: kind = .invalid
        case .sequence(let items): kind = .tuple(items.map { expression($0, source) })
        case .mapping(let entries):
            kind = .object(
                entries.map {
                    let key = HCLPart.literal($0.name, $0.key.range, isVerbatim: false)
                    return HCLItem(
                        key: HCLExpression(kind: .template([key]), range: $0.key.range),
                        value: expression($0.value, source))
                })
        case .scalar(let text, .plain):
            kind = text == "true" || text == "false" ? .bool(text == "true") : .number(text)
        case .scalar(let text, _):
            // Without escapes the text stands in the file as it is.
            let inner = node.range.lowerBound + 1..<max(node.range.lowerBound + 1, node.range.upperBound - 1)
            var parser =
                inner.count == text.utf8.count
                ? HCLParser(source, inner) : HCLParser(source, text: text, at: node.range)
            let parts = parser.wholeTemplate()
            kind = parser.isBroken ? .template([.literal(text, node.range, isVerbatim: false)]) : .template(parts)
        }
        return HCLExpression(kind: kind, range: node.range)
    }
}
