import Basics
package import ECSModel

extension Document {
    /// The first document as a term; placeholders in texts are unknown parts.
    package var term: Term { term(of: root) }

    /// A value of the document as a term.
    package func term(of node: DocumentNode) -> Term {
        let place = Place(source, node.range)
        switch node.kind {
        case .null: return Term(.null, place)
        case .unknown(let text): return Term(.unknown(Placeholders.unknown(text)), place)
        case .sequence(let items): return Term(.list(items.map { term(of: $0) }), place)
        case .mapping(let entries):
            return Term(
                .map(
                    entries.map {
                        TermEntry(key: $0.name, keyPlace: Place(source, $0.key.range), value: term(of: $0.value))
                    }), place)
        case .scalar(let text, .plain):
            if text == "true" || text == "false" { return Term(.bool(text == "true"), place) }
            if Self.isNumber(text) { return Term(.number(text), place) }
            return Term(.text(Placeholders.read(text)), place)
        case .scalar(let text, _): return Term(.text(Placeholders.read(text)), place)
        }
    }

    /// Digits with a sign and a fraction: `nan`, `1e3` and `0x10` are texts to AWS.
    private static func isNumber(_ text: String) -> Bool {
        var digits = 0
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "-") where index == 0: continue
            case UInt8(ascii: ".") where index > 0: continue
            default: return false
            }
        }
        return digits > 0 && Double(text) != nil
    }
}
