import Basics

extension LayoutReader {
    /// Documents of an image together.
    private static let bytesLimit = 64 << 20
    private static let countLimit = 200

    /// What the layout keeps beside the image: manifests whose subject it is, BuildKit's attestations, and what cosign
    /// keeps under tags made of the digest. A blob that is not there leaves its attachment out.
    func attachments(of manifest: Digest) throws(Failure) -> [Attachment] {
        let leaves = try leaves()
        let images = leaves.filter { !$0.descriptor.isAttachment && !$0.names.contains(where: Self.isCosignTag) }
        var attachments: [Attachment] = []
        var left = Self.bytesLimit
        for leaf in leaves where leaf.descriptor.digest != manifest && files.has(leaf.descriptor.digest.blobPath) {
            let descriptor = leaf.descriptor
            let isNamed = leaf.names.contains { $0.contains("\(manifest.algorithm.rawValue)-\(manifest.hex)") }
            let isAnnotated = descriptor.annotations["vnd.docker.reference.digest"] == manifest.description
            // `cosign save` writes one image a layout, and what belongs to it without its digest.
            let isSaved = descriptor.isAttachment && descriptor.cosignKind != nil && images.count == 1
            // Of images in an index with their platform nothing has a subject.
            if descriptor.platform != nil, !isNamed, !isAnnotated, !isSaved { continue }
            guard descriptor.size <= limits.document else { continue }
            let bytes = try files.document(descriptor.digest, size: descriptor.size, limit: limits.document)
            guard let read = try? ImageManifest(bytes, what: files.name),
                isNamed || isAnnotated || isSaved || read.subject?.digest == manifest
            else { continue }
            guard attachments.count < Self.countLimit else { break }
            if let attachment = try attachment(read, descriptor.digest, &left) { attachments.append(attachment) }
        }
        return attachments
    }

    private func attachment(
        _ manifest: ImageManifest, _ digest: Digest, _ left: inout Int
    ) throws(Failure) -> Attachment? {
        var blobs: [[UInt8]] = []
        for layer in manifest.layers.prefix(limits.layers) {
            guard layer.size <= min(limits.document, left) else {
                blobs.append([])
                continue
            }
            guard files.has(layer.digest.blobPath) else { return nil }
            let bytes = try files.document(layer.digest, size: layer.size, limit: limits.document)
            left -= bytes.count
            blobs.append(bytes)
        }
        return Attachment(manifest: manifest, digest: digest, blobs: blobs)
    }
}
