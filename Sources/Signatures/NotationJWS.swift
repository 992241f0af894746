import Basics

extension NotationSignature {
    static let jwsType = "application/jose+json"
    private static let prefix = "io.cncf.notary."

    /// Reads a JWS in flattened JSON (RFC 7515), the only one that the Notary Project allows.
    init?(jws bytes: [UInt8]) {
        guard let root = JSONNode(root: bytes), root.isObject, let payloadText = root["payload"]?.string,
            let headerText = root["protected"]?.string, let payload = Base64.decode(payloadText),
            let headerBytes = Base64.decode(headerText), let signature = Base64.decode(root["signature"]?.string),
            let header = JSONNode(root: headerBytes), header.isObject, let algorithm = header["alg"]?.string
        else { return nil }
        self.algorithm = algorithm
        self.payload = payload
        self.signature = signature
        signed = Array("\(headerText).\(payloadText)".utf8)
        contentType = header["cty"]?.string
        critical = (header["crit"]?.elements ?? []).prefix(50).compactMap(\.string)
        scheme = header["\(Self.prefix)signingScheme"]?.string
        attributes = [:]
        for name in ["signingTime", "authenticSigningTime", "expiry"] {
            guard let value = header[Self.prefix + name] else { continue }
            // A time that cannot be read must not pass for none.
            guard let moment = value.string.flatMap({ Moment($0) }) else { return nil }
            attributes[name] = moment
        }
        let loose = root["header"]
        certificates = []
        for node in (loose?["x5c"]?.elements ?? []).prefix(Trust.chainLimit + 1) {
            guard let der = Base64.decode(node.string) else { return nil }
            certificates.append(der)
        }
        agent = loose?["\(Self.prefix)signingAgent"]?.string
    }
}
