import Basics
import ImageScan
import OCIImage
import Signatures

/// Looks for signatures and attestations beside an image, and holds them against the keys that were given.
struct SignatureReading {
    let request: ImageRequest

    /// How many digests that signatures name are asked for: an index is one, and strangers cost a request each.
    private static let lookupLimit = 4

    /// Nil where the source cannot tell.
    func read(_ source: any ImageSource, _ image: ScannedImage) async throws(Failure) -> [SignatureStanding]? {
        // First, so that a wrong file is told even where nothing is signed.
        let keys = try keys()
        guard let manifest = image.choice.manifest, let attachments = try await source.attachments(of: manifest) else {
            return nil
        }
        var signed = SignedImage(manifest: manifest)
        // The end of the day: what was signed today counts already.
        let now = Moment(seconds: Moment(request.today).seconds + Moment.secondsOfDay - 1)
        var statements = await SignatureVerifier(image: signed, keys: keys, now: now).statements(attachments)
        signed.indexes = await indexes(statements, source, manifest)
        if !signed.indexes.isEmpty {
            statements = await SignatureVerifier(image: signed, keys: keys, now: now).statements(attachments)
        }
        return statements.map { SignatureStanding($0) }
    }

    private func keys() throws(Failure) -> KeyRing {
        var files: [VerificationKey] = []
        for path in request.keyFiles {
            let bytes = try ReviewPlace.disk(path).read(path, limit: 4 << 20)
            files.append(VerificationKey(pem: String(decoding: bytes, as: UTF8.self), name: path))
        }
        return try KeyRing(files)
    }

    /// Of the digests that statements name, those of indexes that hold the image: only a registry knows more than the
    /// image that was asked for.
    private func indexes(
        _ statements: [SignatureStatement], _ source: any ImageSource, _ manifest: Digest
    ) async -> Set<Digest> {
        guard source.kind == .registry, let place = try? ImagePlace(request.reference) else { return [] }
        let reference: OCIImage.ImageReference
        switch place {
        case .registry(let named), .reference(let named): reference = named
        default: return []
        }
        var asked: Set<Digest> = []
        var indexes: Set<Digest> = []
        for digest in statements.compactMap({ $0.claims["signed"].flatMap { Digest($0) } }) {
            guard asked.count < Self.lookupLimit, asked.insert(digest).inserted else { continue }
            var request = request
            request.reference = "docker://\(reference.with(digest: digest))"
            guard let index = try? await ImageOpening.source(request), let choices = try? await index.choices(),
                choices.contains(where: { $0.manifest == manifest })
            else { continue }
            indexes.insert(digest)
        }
        return indexes
    }
}

extension SignatureStanding {
    init(_ statement: SignatureStatement) {
        var claims = statement.claims
        let state: State
        switch statement.state {
        case .verified: state = .verified
        case .unchecked(let why):
            state = .unchecked
            claims["unchecked"] = why.en
        case .refused(let why): state = .refused(why)
        }
        let form: Form
        switch statement.form {
        case .cosign: form = .cosign
        case .cosignBundle: form = .cosignBundle
        case .notation: form = .notation
        case .provenance: form = .provenance
        case .sbom: form = .sbom
        case .attestation: form = .attestation
        }
        self.init(form: form, state: state, signer: statement.signer, claims: claims)
    }
}
