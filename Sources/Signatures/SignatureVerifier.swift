package import Basics
package import OCIImage

/// Verifies what is kept beside an image: cosign and Notation signatures, Sigstore bundles, attestations.
///
/// Nothing is fetched and no clock is read. Sigstore's own authorities (Fulcio, Rekor) are not known: signatures without
/// a key of one's own ("keyless") hold only against a certificate that is given.
package struct SignatureVerifier: Sendable {
    private let image: SignedImage
    private let trust: Trust

    /// Statements of all attachments together.
    private static let statementLimit = 500

    /// - Parameter now: the moment at which certificates and signatures must not have expired.
    package init(image: SignedImage, keys: KeyRing, now: Moment) {
        self.image = image
        trust = Trust(ring: keys, now: now)
    }

    /// One statement a signature or attestation, in the order of the attachments. What is neither (reports of scanners,
    /// for instance) is left out.
    package func statements(_ attachments: [Attachment]) async -> [SignatureStatement] {
        var statements: [SignatureStatement] = []
        for attachment in attachments {
            for (layer, blob) in zip(attachment.manifest.layers, attachment.blobs) {
                guard statements.count < Self.statementLimit else { return statements }
                if let statement = await statement(attachment.manifest, layer, blob) { statements.append(statement) }
            }
        }
        return statements
    }

    private func statement(
        _ manifest: ImageManifest, _ layer: Descriptor, _ blob: [UInt8]
    ) async -> SignatureStatement? {
        let kind = manifest.artifactType ?? manifest.config.mediaType
        let type = layer.mediaType
        guard let form = form(kind, layer) else { return nil }
        if blob.isEmpty { return SignatureStatement(form: form, state: .unchecked(Reason.tooLarge)) }
        if type == CosignSignature.mediaType { return await CosignSignature.statement(layer, blob, image, trust) }
        if SigstoreBundle.isMediaType(type) { return await SigstoreBundle.statement(blob, image, trust) }
        if type == DSSEEnvelope.mediaType { return await envelope(layer, blob) }
        if kind == NotationSignature.artifactType { return await notation(type, blob) }
        if type == InTotoStatement.mediaType { return unsigned(blob) }
        return SignatureStatement(form: form, state: .unchecked(Reason.unsigned), claims: ["format": Told.short(type)])
    }

    /// What a layer should be by its kind; nil for what is neither signature nor attestation.
    private func form(_ kind: String, _ layer: Descriptor) -> SignatureStatement.Form? {
        let predicate = layer.annotations["in-toto.io/predicate-type"] ?? layer.annotations["predicateType"]
        switch layer.mediaType {
        case CosignSignature.mediaType: return .cosign
        case DSSEEnvelope.mediaType, InTotoStatement.mediaType:
            return predicate.map { InTotoStatement.form($0) } ?? .attestation
        case let type where SigstoreBundle.isMediaType(type): return .cosignBundle
        case let type where kind == NotationSignature.artifactType || type == NotationSignature.coseType:
            return .notation
        case let type where type.contains("spdx") || type.contains("cyclonedx") || type.contains("syft"): return .sbom
        default: return nil
        }
    }

    private func envelope(_ layer: Descriptor, _ blob: [UInt8]) async -> SignatureStatement {
        guard let root = JSONNode(root: blob), let envelope = DSSEEnvelope(root) else {
            return SignatureStatement(
                form: .attestation,
                state: .refused(Reason.broken(Text(en: "a DSSE envelope with signatures", ja: "署名付きの DSSE エンベロープ"))))
        }
        let proof: Trust.Proof
        do throws(Failure) { proof = try CosignSignature.proof(layer.annotations) } catch {
            return SignatureStatement(form: .attestation, state: .refused(error.message))
        }
        return await envelope.statement(image, trust, proof)
    }

    private func notation(_ type: String, _ blob: [UInt8]) async -> SignatureStatement {
        let envelope: NotationSignature?
        switch type {
        case NotationSignature.jwsType: envelope = NotationSignature(jws: blob)
        case NotationSignature.coseType: envelope = NotationSignature(cose: blob)
        default:
            return SignatureStatement(
                form: .notation,
                state: .unchecked(
                    Text(
                        en: "its envelope `\(Told.short(type))` is of an unknown kind",
                        ja: "エンベロープ `\(Told.short(type))` に対応していません")))
        }
        guard let envelope else {
            return SignatureStatement(
                form: .notation,
                state: .refused(
                    Reason.broken(Text(en: "an envelope of the Notary Project", ja: "Notary Project のエンベロープ"))))
        }
        return await envelope.statement(image, trust)
    }

    /// BuildKit's attestations are statements without an envelope.
    private func unsigned(_ blob: [UInt8]) -> SignatureStatement {
        guard let statement = InTotoStatement(blob) else {
            return SignatureStatement(
                form: .attestation,
                state: .refused(Reason.broken(Text(en: "an in-toto statement", ja: "in-toto ステートメント"))))
        }
        let claims = statement.claims
        // An image that was built without a name has no subject in its attestations.
        let fault = statement.subjects.isEmpty ? nil : statement.fault(image)
        return SignatureStatement(
            form: statement.form, state: fault.map { .refused($0) } ?? .unchecked(Reason.unsigned),
            signer: claims["builder"], claims: claims)
    }
}
