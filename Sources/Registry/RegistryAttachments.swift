import AWSClient
package import Basics
import NIOHTTP1
package import OCIImage

extension RegistrySource {
    /// Bytes of all blobs together, and how many attachments there may be.
    private static let bytesLimit = 64 << 20
    private static let countLimit = 200

    /// What is kept beside the image: by the referrers API or the tag that stands in for it, by cosign's tags
    /// (`sha256-….sig`, `.att`, `.sbom`), and by BuildKit in the index.
    ///
    /// What belongs to the index that holds the manifest is there as well: `cosign sign` signs what a tag names.
    package func attachments(of manifest: Digest) async throws(Failure) -> [Attachment]? {
        let limits = ImageLimits()
        var subjects = [manifest]
        var found: [Digest] = []
        if let top = try await documents.document(reference.target, limit: limits.document) {
            if top.digest != manifest, case .index(let index) = top.content,
                index.manifests.contains(where: { $0.digest == manifest })
            {
                subjects.append(top.digest)
                found += index.manifests.filter {
                    $0.isAttestation && $0.annotations["vnd.docker.reference.digest"] == manifest.description
                }.map(\.digest)
            }
        }
        for subject in subjects {
            for descriptor in try await referrers(subject, limits) { found.append(descriptor.digest) }
            for ending in ["sig", "att", "sbom"] {
                let tag = "\(subject.algorithm.rawValue)-\(subject.hex).\(ending)"
                guard let document = try await documents.document(tag, limit: limits.document) else { continue }
                found.append(document.digest)
            }
        }
        var seen: Set<Digest> = [manifest]
        var left = Self.bytesLimit
        var attachments: [Attachment] = []
        for digest in found where seen.insert(digest).inserted && attachments.count < Self.countLimit {
            guard let document = try await documents.document(digest.description, limit: limits.document),
                case .manifest(let manifest) = document.content
            else { continue }
            attachments.append(
                Attachment(
                    manifest: manifest, digest: document.digest, blobs: try await blobs(manifest, limits, &left)))
        }
        return attachments
    }

    /// What says of itself that it belongs to an image.
    private func referrers(_ subject: Digest, _ limits: ImageLimits) async throws(Failure) -> [Descriptor] {
        var descriptors: [Descriptor] = []
        var path: String? = "referrers/\(subject)"
        var isKnown = false
        // Pages of a list that never ends are no list.
        for _ in 0..<10 {
            guard let next = path else { break }
            let answer = try await connection.exchange(
                .GET, next, ["Accept": MediaType.ociIndex], limit: limits.document)
            // Registries of before the API answer in many ways; those that know it answer with an index.
            guard answer.status == 200, let index = try? ImageIndex(answer.body, what: next) else { break }
            isKnown = true
            descriptors += index.manifests
            guard descriptors.count < Self.countLimit else { break }
            path = connection.nextPage(answer)
        }
        if isKnown { return descriptors }
        let tag = "\(subject.algorithm.rawValue)-\(subject.hex)"
        guard let document = try await documents.document(tag, limit: limits.document),
            case .index(let index) = document.content
        else { return [] }
        return index.manifests
    }

    private func blobs(
        _ manifest: ImageManifest, _ limits: ImageLimits, _ left: inout Int
    ) async throws(Failure) -> [[UInt8]] {
        var blobs: [[UInt8]] = []
        for layer in manifest.layers.prefix(limits.layers) {
            guard layer.size <= min(limits.document, left) else {
                blobs.append([])
                continue
            }
            left -= layer.size
            blobs.append(try await documents.blob(layer, limit: limits.document, what: "\(name): \(layer.digest)"))
        }
        return blobs
    }
}
