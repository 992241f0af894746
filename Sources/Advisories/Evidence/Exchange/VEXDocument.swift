package import Basics

/// A document of statements: OpenVEX 0.2.0 (https://github.com/openvex/spec) or CycloneDX with analyses
/// (https://cyclonedx.org/capabilities/vex/).
package enum VEXDocument {
    /// - Parameter name: the file, told with each statement.
    /// - Throws: `invalid` for anything else.
    package static func read(_ bytes: [UInt8], name: String) throws(Failure) -> [VEXStatement] {
        guard let root = JSONNode(root: bytes), root.isObject else { throw .noExchange(name) }
        if root["@context"]?.string?.hasPrefix("https://openvex.dev/ns") == true {
            return try OpenVEXReader(root, name).statements()
        }
        if root["bomFormat"]?.string == "CycloneDX" { return CycloneDXExchange(root, name).statements() }
        // An OpenVEX document may come signed, as the predicate of an in-toto statement.
        if root["predicateType"]?.string?.hasPrefix("https://openvex.dev/ns") == true, let inner = root["predicate"] {
            return try OpenVEXReader(inner, name).statements()
        }
        throw .noExchange(name)
    }
}

/// OpenVEX: what a statement does not say, the document says for it.
struct OpenVEXReader {
    private let root: JSONNode
    private let name: String
    private let author: String
    private let time: Moment?

    init(_ root: JSONNode, _ name: String) {
        self.root = root
        self.name = name
        author = root["author"]?.string ?? name
        time = (root["last_updated"] ?? root["timestamp"])?.string.flatMap { Moment($0) }
    }

    /// - Throws: `invalid` for a statement that cannot be read: what was left out might be what somebody decided.
    func statements() throws(Failure) -> [VEXStatement] {
        guard let list = root["statements"], list.isArray else { throw .noExchange(name) }
        var statements: [VEXStatement] = []
        for (index, node) in list.elements.enumerated() {
            guard let status = node["status"]?.string.flatMap(VEXStatement.Status.init(rawValue:)) else {
                throw .brokenStatement(
                    name, index,
                    Text(
                        en: "its status is none of not_affected, affected, fixed and under_investigation",
                        ja: "status が not_affected、affected、fixed、under_investigation のいずれでもありません"))
            }
            // Before 0.2.0 it was a plain text.
            guard let subject = node["vulnerability"], let id = subject["name"]?.string ?? subject.string else {
                throw .brokenStatement(
                    name, index, Text(en: "it names no vulnerability", ja: "脆弱性の名前がありません"))
            }
            let others = (subject["aliases"]?.elements ?? []).compactMap(\.string)
            let own = (node["last_updated"] ?? node["timestamp"])?.string.flatMap { Moment($0) }
            statements.append(
                VEXStatement(
                    vulnerability: id, aliases: others, status: status, justification: node["justification"]?.string,
                    note: (node["impact_statement"] ?? node["status_notes"])?.string,
                    products: (node["products"]?.elements ?? []).map { product in
                        VEXProduct(
                            identity: Self.identity(product),
                            parts: (product["subcomponents"]?.elements ?? []).map(Self.identity))
                    }, time: own ?? time, author: node["supplier"]?.string ?? author, document: name))
        }
        return statements
    }

    private static func identity(_ node: JSONNode) -> VEXIdentity {
        if let text = node.string { return VEXIdentity(id: text, urls: []) }
        return VEXIdentity(
            id: node["@id"]?.string, urls: [node["identifiers"]?["purl"]?.string].compactMap(\.self),
            hashes: [node["hashes"]?["sha-256"]?.string].compactMap(\.self))
    }
}

extension Failure {
    fileprivate static func brokenStatement(_ name: String, _ index: Int, _ reason: Text) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "\(name): statement \(index + 1) cannot be read: \(reason.en). Correct the document.",
                ja: "\(name): ステートメント \(index + 1) を読み取れません: \(reason.ja)。文書を修正してください。"))
    }
}
