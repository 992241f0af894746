package import Basics
package import OCIImage

/// What one signature or attestation beside an image says, and whether it holds.
package struct SignatureStatement: Sendable, Hashable {
    package enum Form: String, Sendable, Hashable {
        case cosign, cosignBundle = "cosign-bundle", notation, provenance, sbom, attestation
    }

    package enum State: Sendable, Hashable {
        /// Made by a key, or under a certificate, that was given, for this image.
        case verified
        /// Nothing given decides about it, and why.
        case unchecked(Text)
        /// It is wrong, and why.
        case refused(Text)
    }

    package var form: Form
    package var state: State
    /// A key's file, a certificate's subject, a builder.
    package var signer: String?
    /// By name: `builder`, `build-type`, `source`, `commit`, `ref`, `issuer`, `predicate`, `signed-at`, `expires`,
    /// `signed` (the digest where it is the index that is signed).
    package var claims: [String: String]

    package init(form: Form, state: State, signer: String? = nil, claims: [String: String] = [:]) {
        self.form = form
        self.state = state
        self.signer = signer
        self.claims = claims
    }
}

/// The image that signatures must be about.
package struct SignedImage: Sendable, Hashable {
    package var manifest: Digest
    /// Of indexes that are known to hold the manifest: `cosign sign` signs what a tag names, often the index.
    package var indexes: Set<Digest>

    package init(manifest: Digest, indexes: Set<Digest> = []) {
        self.manifest = manifest
        self.indexes = indexes
    }

    func isMeant(by digest: Digest) -> Bool { digest == manifest || indexes.contains(digest) }
}

/// Words of others, fit to be shown: no control characters, no novels.
enum Told {
    static func short(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(300) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: scalars.append("?")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// The texts and numbers of an object, the first fifty of them.
    static func members(_ node: JSONNode?, under prefix: String) -> [String: String] {
        var told: [String: String] = [:]
        guard let node else { return told }
        for member in node.members.prefix(50) {
            if let text = member.value.scalar { told[prefix + short(member.key)] = short(text) }
        }
        return told
    }
}
