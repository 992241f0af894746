package import Basics

/// Where an image is kept: a layout, an archive, an engine, a registry.
package protocol ImageSource: Sendable {
    /// As people asked for it.
    var name: String { get }
    var kind: ImageSourceKind { get }

    /// Every platform on offer, attestations left out.
    func choices() async throws(Failure) -> [ImageChoice]

    /// Streams each layer of one image once through a consumer of its own, several layers at once where the source can.
    /// All digests that the image names are verified: of the manifest, the configuration, each blob and each layer
    /// without its compression.
    ///
    /// - Parameter platform: which one; nil takes the only one, else that of this machine, else linux/amd64.
    /// - Throws: `notFound` where there is no such image or platform (the message lists those on offer), `invalid` for a
    ///   broken image or a digest that does not agree, `tooLarge` beyond `limits`, `unavailable` for a network.
    func read<C: LayerConsumer>(
        _ platform: Platform?, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C>

    /// What else is kept beside the image: signatures, attestations, package lists. Nil where it has nothing of the
    /// kind or cannot tell.
    func attachments(of manifest: Digest) async throws(Failure) -> [Attachment]?
}

package enum ImageSourceKind: String, Sendable, Hashable {
    case layoutFolder = "oci-layout"
    case layoutArchive = "oci-archive"
    case dockerArchive = "docker-archive"
    case engine = "docker-engine"
    case registry
}

/// One of the images under a name.
package struct ImageChoice: Sendable, Hashable {
    package var platform: Platform
    /// Nil where the source knows none: a Docker archive has no manifest.
    package var manifest: Digest?
    /// The tags in an archive.
    package var names: [String]

    package init(platform: Platform, manifest: Digest?, names: [String] = []) {
        self.platform = platform
        self.manifest = manifest
        self.names = names
    }
}

/// An image that was read, with what the consumers made of its layers, lowest first.
package struct ReadImage<C: LayerConsumer>: Sendable {
    package var choice: ImageChoice
    package var manifest: ImageManifest?
    package var configDigest: Digest
    package var configuration: ImageConfiguration
    package var layers: [ReadLayer<C.Result>]
    /// What they make together.
    package var joined: C.Joined
    /// The other platforms under the name.
    package var others: [ImageChoice]

    package init(
        choice: ImageChoice, manifest: ImageManifest?, configDigest: Digest, configuration: ImageConfiguration,
        layers: [ReadLayer<C.Result>], joined: C.Joined, others: [ImageChoice]
    ) {
        self.choice = choice
        self.manifest = manifest
        self.configDigest = configDigest
        self.configuration = configuration
        self.layers = layers
        self.joined = joined
        self.others = others
    }
}

package struct ReadLayer<Result: Sendable>: Sendable {
    package var facts: LayerFacts
    package var result: Result

    package init(facts: LayerFacts, result: Result) {
        self.facts = facts
        self.result = result
    }
}

/// A layer as such.
package struct LayerFacts: Sendable, Hashable {
    package enum Compression: String, Sendable, Hashable { case none, gzip, zstd }

    /// Of the blob as stored; nil where a Docker archive stores layers without one.
    package var digest: Digest?
    /// Of the archive without compression.
    package var diffID: Digest
    package var compression: Compression
    /// Bytes as stored.
    package var storedSize: Int
    /// Bytes of the archive without compression.
    package var size: Int
    package var entries: Int

    package init(
        digest: Digest?, diffID: Digest, compression: Compression, storedSize: Int, size: Int, entries: Int
    ) {
        self.digest = digest
        self.diffID = diffID
        self.compression = compression
        self.storedSize = storedSize
        self.size = size
        self.entries = entries
    }
}

/// A document beside an image, such as a signature.
package struct Attachment: Sendable, Hashable {
    package var manifest: ImageManifest
    package var digest: Digest
    /// The blobs of its layers, in order; those over the limit of documents are left empty.
    package var blobs: [[UInt8]]

    package init(manifest: ImageManifest, digest: Digest, blobs: [[UInt8]]) {
        self.manifest = manifest
        self.digest = digest
        self.blobs = blobs
    }
}
