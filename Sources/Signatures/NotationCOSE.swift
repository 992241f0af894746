import Basics

extension NotationSignature {
    static let coseType = "application/cose"
    private static let prefix = "io.cncf.notary."
    /// IANA's registry of COSE algorithms.
    private static let algorithms = [
        -7: "ES256", -35: "ES384", -36: "ES512", -37: "PS256", -38: "PS384", -39: "PS512",
    ]

    /// Reads a COSE_Sign1 envelope (RFC 9052), which has tag 18.
    init?(cose bytes: [UInt8]) {
        guard case .tagged(18, let body)? = CBOR(bytes), let parts = body.elements, parts.count == 4,
            let header = parts[0].bytes, let payload = parts[2].bytes, let signature = parts[3].bytes,
            let protected = CBOR(header), let algorithm = protected[1]?.integer.flatMap({ Self.algorithms[$0] })
        else { return nil }
        self.algorithm = algorithm
        self.payload = payload
        self.signature = signature
        // Sig_structure: its name, the protected header, no data from outside, the payload.
        signed =
            CBOR.head(4, 4) + CBOR.head(3, 10) + Array("Signature1".utf8) + CBOR.head(2, header.count) + header
            + CBOR.head(2, 0) + CBOR.head(2, payload.count) + payload
        contentType = protected[3]?.text
        critical = (protected[2]?.elements ?? []).map { $0.text ?? $0.integer.map { "\($0)" } ?? "?" }
            .filter { $0 != "3" }
        scheme = protected["\(Self.prefix)signingScheme"]?.text
        attributes = [:]
        for name in ["signingTime", "authenticSigningTime", "expiry"] {
            guard let value = protected[Self.prefix + name] else { continue }
            // A time is tag 1: seconds since 1970.
            guard case .tagged(1, let seconds) = value, let count = seconds.integer,
                let moment = Moment("\(count)")
            else { return nil }
            attributes[name] = moment
        }
        switch parts[1][33] {
        case .bytes(let one)?: certificates = [one]
        case .array(let several)?: certificates = several.prefix(Trust.chainLimit + 1).compactMap(\.bytes)
        default: certificates = []
        }
        agent = parts[1]["\(Self.prefix)signingAgent"]?.text
    }
}
