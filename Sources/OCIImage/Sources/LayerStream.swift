package import Basics

/// A layer that comes in once, as from a network: hashed and looked into as it passes.
package struct LayerStream<C: LayerConsumer> {
    private var pipe: LayerPipe<C>
    private var hash: BlobHash

    /// - Parameters:
    ///   - what: names the layer in errors.
    ///   - algorithm: what the blob is named by, where it is known; its SHA-256 is told in any case.
    package init(_ consumer: C, limits: ImageLimits, what: String, algorithm: Digest.Algorithm? = nil) {
        pipe = LayerPipe(consumer, limits: limits, what: what)
        hash = BlobHash(algorithm)
    }

    /// Takes the next bytes of the blob. Throws `invalid` for a broken one, `tooLarge` beyond the limits, and what the
    /// consumer throws.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        hash.feed(bytes)
        try pipe.feed(bytes)
    }

    package consuming func finish() throws(Failure) -> LayerOutcome<C.Result> {
        let digests = hash.finish()
        let layer = try pipe.finish()
        return LayerOutcome(
            digests: digests.all, facts: layer.facts(blob: digests.short), result: layer.result)
    }
}
