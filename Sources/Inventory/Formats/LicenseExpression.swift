/// Licence expressions of SPDX, annex D: which texts are one, and how they are written.
package enum LicenseExpression {
    /// Identifiers by their lower-case form.
    private static let ids = table(SPDXLicenseIDs.licenses)
    private static let exceptions = table(SPDXLicenseIDs.exceptions)

    private static func table(_ text: String) -> [String: String] {
        Dictionary(
            text.split(whereSeparator: \.isWhitespace).map { ($0.lowercased(), String($0)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The identifier as the list writes it, or nil when it has none of that name.
    package static func identifier(_ text: String) -> String? { ids[text.lowercased()] }

    /// The expression with identifiers as the list writes them; nil unless all of it is valid.
    ///
    /// Licences of a document's own (`LicenseRef-…`) are not: elsewhere they mean nothing.
    package static func normal(_ text: String) -> String? {
        guard text.utf8.count <= 2048 else { return nil }
        var words: [String] = []
        var depth = 0
        /// Whether a licence comes next, or what joins two.
        var wantsLicense = true
        var wantsException = false
        for token in tokens(text) {
            switch token {
            case "(":
                guard wantsLicense else { return nil }
                depth += 1
                words.append("(")
            case ")":
                guard !wantsLicense, !wantsException, depth > 0 else { return nil }
                depth -= 1
                words.append(")")
            default:
                if wantsException {
                    guard let exception = exceptions[token.lowercased()] else { return nil }
                    words.append(exception)
                    wantsException = false
                } else if wantsLicense {
                    guard let license = license(String(token)) else { return nil }
                    words.append(license)
                    wantsLicense = false
                } else {
                    let joint = token.uppercased()
                    guard ["AND", "OR", "WITH"].contains(joint), joint != "WITH" || words.last != ")" else {
                        return nil
                    }
                    words.append(joint)
                    wantsException = joint == "WITH"
                    wantsLicense = !wantsException
                }
            }
        }
        guard depth == 0, !wantsLicense, !wantsException else { return nil }
        return written(words)
    }

    /// Whether a valid expression is more than one identifier.
    package static func isCompound(_ expression: String) -> Bool { identifier(expression) == nil }

    private static func license(_ text: String) -> String? {
        if let id = identifier(text) { return id }
        guard text.utf8.last == UInt8(ascii: "+"), let id = identifier(String(text.dropLast())) else { return nil }
        return id + "+"
    }

    private static func tokens(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isWhitespace).flatMap { word -> [Substring] in
            var pieces: [Substring] = []
            var rest = word
            while let index = rest.firstIndex(where: { $0 == "(" || $0 == ")" }) {
                if index > rest.startIndex { pieces.append(rest[..<index]) }
                pieces.append(rest[index...index])
                rest = rest[rest.index(after: index)...]
            }
            if !rest.isEmpty { pieces.append(rest) }
            return pieces
        }
    }

    private static func written(_ words: [String]) -> String {
        var text = ""
        for word in words {
            if !text.isEmpty, word != ")", !text.hasSuffix("(") { text += " " }
            text += word
        }
        return text
    }
}
