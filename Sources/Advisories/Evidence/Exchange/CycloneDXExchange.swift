import Basics

/// `vulnerabilities[].analysis` of a CycloneDX document; what is affected is named by reference to its components.
struct CycloneDXExchange {
    private let root: JSONNode
    private let name: String
    private var components: [String: VEXIdentity] = [:]
    /// What the document as a whole is about, where it is an image.
    private var subject: VEXIdentity?
    private var subjectReference: String?
    private let author: String
    private let time: Moment?

    init(_ root: JSONNode, _ name: String) {
        self.root = root
        self.name = name
        let metadata = root["metadata"]
        time = metadata?["timestamp"]?.string.flatMap { Moment($0) }
        author =
            (metadata?["supplier"]?["name"] ?? metadata?["authors"]?.elements.first?["name"])?.string ?? name
        if let main = metadata?["component"] {
            let identity = Self.identity(main)
            subjectReference = main["bom-ref"]?.string
            if main["type"]?.string == "container" || identity.urls.contains(where: \.isImage) { subject = identity }
            if let reference = subjectReference { components[reference] = identity }
        }
        // Components hold components; a queue, so that depth costs no stack, and a limit on their number.
        var queue = root["components"]?.elements ?? []
        var next = 0
        while next < queue.count, next < 1_000_000 {
            let node = queue[next]
            next += 1
            if let reference = node["bom-ref"]?.string { components[reference] = Self.identity(node) }
            if let inner = node["components"], queue.count < 1_000_000 { queue += inner.elements }
        }
    }

    func statements() -> [VEXStatement] {
        (root["vulnerabilities"]?.elements ?? []).compactMap { node in
            guard let analysis = node["analysis"], let id = node["id"]?.string,
                let status = Self.states[analysis["state"]?.string ?? ""]
            else { return nil }
            let time = (analysis["lastUpdated"] ?? analysis["firstIssued"] ?? node["updated"])?.string
            return VEXStatement(
                vulnerability: id, aliases: (node["references"]?.elements ?? []).compactMap { $0["id"]?.string },
                status: status, justification: analysis["justification"]?.string, note: analysis["detail"]?.string,
                products: (node["affects"]?.elements ?? []).compactMap(product),
                time: time.flatMap { Moment($0) } ?? self.time,
                author: author, document: name)
        }
    }

    private static let states: [String: VEXStatement.Status] = [
        "resolved": .fixed, "resolved_with_pedigree": .fixed, "exploitable": .affected,
        "in_triage": .underInvestigation, "false_positive": .notAffected, "not_affected": .notAffected,
    ]

    private func product(_ node: JSONNode) -> VEXProduct? {
        guard var reference = node["ref"]?.string else { return nil }
        // A link into another document, `urn:cdx:<serial>/<version>#<reference>`: references are often package URLs.
        if reference.hasPrefix("urn:cdx:"), let mark = reference.firstIndex(of: "#") {
            reference = String(reference[reference.index(after: mark)...])
        }
        var identity = components[reference] ?? VEXIdentity(id: reference, urls: [])
        let versions = node["versions"]?.elements ?? []
        identity.versions = versions.filter { $0["status"]?.string != "unaffected" }.compactMap {
            $0["version"]?.string
        }
        // Of ranges alone nobody can tell here whether they hold the version: such a statement is about nothing known.
        if !versions.isEmpty, identity.versions.isEmpty { return nil }
        guard let subject, reference != subjectReference else { return VEXProduct(identity: identity) }
        return VEXProduct(identity: subject, parts: [identity])
    }

    private static func identity(_ node: JSONNode) -> VEXIdentity {
        let hashes = (node["hashes"]?.elements ?? []).filter { $0["alg"]?.string == "SHA-256" }
        var id = node["bom-ref"]?.string
        if node["type"]?.string == "container", let name = node["name"]?.string {
            // Scanners write `name` and, as version, a tag or a digest.
            let version = node["version"]?.string ?? ""
            id = version.isEmpty ? name : version.hasPrefix("sha256:") ? "\(name)@\(version)" : "\(name):\(version)"
        }
        return VEXIdentity(
            id: id, urls: [node["purl"]?.string].compactMap(\.self), hashes: hashes.compactMap { $0["content"]?.string }
        )
    }
}

extension Failure {
    static func noExchange(_ name: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "\(name): is no VEX document. OpenVEX and CycloneDX JSON with analyses are read.",
                ja: "\(name): VEX 文書ではありません。OpenVEX と、analysis を含む CycloneDX JSON に対応しています。"))
    }
}
