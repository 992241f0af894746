import Basics
import Foundation
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

/// Holds signatures against the keys that people gave.
struct Trust: Sendable {
    let ring: KeyRing
    let now: Moment

    struct Verdict: Sendable {
        var state: SignatureStatement.State
        var signer: String?
        var claims: [String: String] = [:]
    }

    /// What the signature brings along.
    struct Proof {
        /// Leaf first.
        var certificates: [Certificate] = []
        /// When it was made, where someone trusted says so; the certificate must hold then, else now.
        var signedAt: Moment?
        /// A key's name, as the signer tells.
        var hint: String?
        /// Whether the certificate may have run out since, as those of Fulcio do after ten minutes.
        var isShortLived = false
    }

    /// More than any authority has between its root and a signer; what crosses over itself must not cost time.
    static let chainLimit = 5

    func verdict(_ proof: Proof, isMadeBy: (SigningKey) -> Bool) async -> Verdict {
        if let known = ring.keys.first(where: { isMadeBy($0.key) }) {
            // A certificate that came along vouches for nothing here, so that its claims are not told.
            return Verdict(state: .verified, signer: "\(known.name) (\(known.key.fingerprint))")
        }
        guard let leaf = proof.certificates.first else {
            if let certificate = ring.certificates.first(where: { SigningKey($0.publicKey).map(isMadeBy) == true }) {
                return direct(certificate, proof)
            }
            return Verdict(
                state: ring.isEmpty ? .unchecked(Reason.noKey) : .refused(Reason.otherKey), signer: proof.hint)
        }
        let identity = CertificateIdentity(leaf)
        var verdict = Verdict(state: .unchecked(Reason.noKey), signer: identity.name, claims: identity.claims)
        guard let key = SigningKey(leaf.publicKey) else {
            verdict.state = .unchecked(Reason.unknownKey)
            return verdict
        }
        guard isMadeBy(key) else {
            verdict.state = .refused(Reason.notOfCertificate)
            return verdict
        }
        guard !ring.isEmpty else { return verdict }
        guard !ring.certificates.isEmpty else {
            verdict.state = .unchecked(Reason.noAuthority)
            return verdict
        }
        verdict.state = await state(of: leaf, proof)
        return verdict
    }

    /// A signature without a certificate, made with the key of one that was given.
    private func direct(_ certificate: Certificate, _ proof: Proof) -> Verdict {
        let identity = CertificateIdentity(certificate)
        let time = Date(timeIntervalSince1970: Double((proof.signedAt ?? now).seconds))
        let holds = certificate.notValidBefore <= time && time <= certificate.notValidAfter
        return Verdict(
            state: holds ? .verified : .refused(Reason.expired(certificate.notValidAfter)), signer: identity.name,
            claims: identity.claims)
    }

    private func state(of leaf: Certificate, _ proof: Proof) async -> SignatureStatement.State {
        guard proof.certificates.count <= Self.chainLimit else { return .refused(Reason.longChain) }
        if let wrong = LeafPolicy.fault(leaf) { return .refused(wrong) }
        let time = Date(timeIntervalSince1970: Double((proof.signedAt ?? now).seconds))
        if await leads(leaf, proof.certificates, at: time) { return .verified }
        let isValid = leaf.notValidBefore <= time && time <= leaf.notValidAfter
        let wasTrusted = await leads(leaf, proof.certificates, at: leaf.notValidBefore)
        if isValid || !wasTrusted {
            return .refused(wasTrusted ? Reason.expiredAuthority : Reason.otherAuthority)
        }
        // A certificate of ten minutes tells nothing after eleven: the log that tells when is not known here.
        return proof.isShortLived && leaf.notValidAfter < time
            ? .unchecked(Reason.shortLived(leaf.notValidAfter)) : .refused(Reason.expired(leaf.notValidAfter))
    }

    /// Whether the certificates lead to one that was given, all of them valid at `time`.
    private func leads(_ leaf: Certificate, _ chain: [Certificate], at time: Date) async -> Bool {
        // A signer's own certificate that was given needs no authority; the policy would demand that it is one.
        if ring.certificates.contains(leaf) { return leaf.notValidBefore <= time && time <= leaf.notValidAfter }
        var verifier = Verifier(rootCertificates: CertificateStore(ring.certificates)) {
            RFC5280Policy(fixedExpiryValidationTime: time)
            LeafPolicy()
        }
        let result = await verifier.validate(leaf: leaf, intermediates: CertificateStore(chain.dropFirst()))
        if case .validCertificate = result { return true }
        return false
    }
}

/// What a certificate must be for to sign images (Notary Project signature specification; Fulcio certificate profile).
struct LeafPolicy: VerifierPolicy {
    /// Key usage and constraints are judged by the policy of RFC 5280.
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [[2, 5, 29, 37], [2, 5, 29, 17]]

    mutating func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
        guard let fault = Self.fault(chain.leaf) else { return .meetsPolicy }
        return .failsToMeetPolicy(reason: PolicyFailureReason(fault.en))
    }

    /// Nil where it may sign.
    static func fault(_ leaf: Certificate) -> Text? {
        do {
            if let usages = try leaf.extensions.extendedKeyUsage, !usages.contains(.codeSigning) {
                return Reason.wrongUsage
            }
            if let usage = try leaf.extensions.keyUsage, !usage.digitalSignature { return Reason.wrongUsage }
            // Twice the same extension, or one that is not what it says, throws.
            _ = try leaf.extensions.basicConstraints
        } catch {
            return Reason.brokenCertificate
        }
        return nil
    }
}
