package import Basics

/// What a repository holds under one digest: an image, a manifest list, or an artifact that refers to an image.
///
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html
package struct StoredImage: Sendable, Hashable {
    package var digest: String?
    package var tags: [String]
    package var pushedAt: Moment
    package var lastPulledAt: Moment?
    package var archivedAt: Moment?
    /// When it was last brought back from the archive.
    package var activatedAt: Moment?
    package var storageClass: StorageClass
    package var bytes: Int
    package var repository: String?
    /// The digests that a manifest list names.
    package var manifests: [String]
    /// The digest of the image that a signature or an SBOM belongs to.
    package var subject: String?
    /// Whether it is a manifest list: its size is that of its greatest member, which is stored by itself.
    package var isManifestList: Bool

    package init(
        digest: String? = nil, tags: [String] = [], pushedAt: Moment, bytes: Int = 0,
        storageClass: StorageClass = .standard
    ) {
        self.digest = digest
        self.tags = tags
        self.pushedAt = pushedAt
        self.bytes = bytes
        self.storageClass = storageClass
        manifests = []
        isManifestList = false
    }

    /// What the age of an image and the order of images go by: a restored image behaves like a newly pushed one.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html ("the image's
    /// last_activated_at is used instead of pushed_at_time")
    package var effectivePush: Moment { max(pushedAt, activatedAt ?? pushedAt) }

    /// What `sinceImagePulled` goes by: the last pull; the restore where none came after it; else the push.
    package var effectivePull: Moment {
        if let activatedAt { return max(lastPulledAt ?? activatedAt, activatedAt) }
        return lastPulledAt ?? pushedAt
    }

    package var storedBytes: Int { isManifestList ? 0 : bytes }

    /// What people call it: its tags, else the start of its digest.
    package var name: String {
        if !tags.isEmpty { return tags.joined(separator: ", ") }
        guard let digest else { return "untagged" }
        return "untagged \(digest.prefix(19))"
    }
}
