package import Basics

/// A reference to a blob: what it is, its digest and its size in bytes (OCI image specification, descriptor).
package struct Descriptor: Sendable, Hashable {
    package var mediaType: String
    package var digest: Digest
    /// In bytes, as stored.
    package var size: Int
    package var platform: Platform?
    package var artifactType: String?
    package var annotations: [String: String]

    package init(
        mediaType: String, digest: Digest, size: Int, platform: Platform? = nil, artifactType: String? = nil,
        annotations: [String: String] = [:]
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.platform = platform
        self.artifactType = artifactType
        self.annotations = annotations
    }

    /// Nil without a media type, a digest of a known kind or a size that is not negative.
    package init?(_ node: JSONNode) {
        guard let digest = node["digest"]?.string.flatMap({ Digest($0) }),
            let size = node["size"]?.scalar.flatMap({ Int($0) }),
            size >= 0
        else { return nil }
        let platform = node["platform"].flatMap { node -> Platform? in
            guard let os = node["os"]?.string, let architecture = node["architecture"]?.string else { return nil }
            return Platform(
                os: os, architecture: architecture, variant: node["variant"]?.string,
                osVersion: node["os.version"]?.string)
        }
        self.init(
            mediaType: node["mediaType"]?.string ?? "", digest: digest, size: size, platform: platform,
            artifactType: node["artifactType"]?.string, annotations: node["annotations"]?.texts ?? [:])
    }

    /// What BuildKit puts beside an image: provenance and package lists, which no one can run.
    package var isAttestation: Bool { annotations["vnd.docker.reference.type"] == "attestation-manifest" }
}

extension JSONNode {
    /// The members of an object whose values are texts.
    var texts: [String: String] {
        var texts: [String: String] = [:]
        for member in members { if let text = member.value.string { texts[member.key] = text } }
        return texts
    }
}
