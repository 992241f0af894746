package import Basics

/// What became of one signature or attestation beside an image.
package struct SignatureStanding: Sendable, Hashable {
    package enum Form: String, Sendable, Hashable {
        case cosign, cosignBundle = "cosign-bundle", notation, provenance, sbom, attestation
    }

    package enum State: Sendable, Hashable {
        /// It is made by the key that was given, for this image.
        case verified
        /// No key was given to hold it against.
        case unchecked
        /// It is wrong, and why.
        case refused(Text)
    }

    package var form: Form
    package var state: State
    /// Who signed, as far as the signature tells: a key id, a certificate's subject, a builder.
    package var signer: String?
    /// What it says beside the digest, e.g. the source commit of provenance.
    package var claims: [String: String]

    package init(form: Form, state: State, signer: String? = nil, claims: [String: String] = [:]) {
        self.form = form
        self.state = state
        self.signer = signer
        self.claims = claims
    }
}
