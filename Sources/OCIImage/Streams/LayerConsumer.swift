package import Basics

/// What looks at the files of one layer while they stream by. Each layer has one of its own, so that several can run at
/// once; what it found out is its `Result`. It is made and used within one task and need not be Sendable: one that reads
/// an archive in an archive holds a `LayerStream`.
package protocol LayerConsumer: SendableMetatype {
    associatedtype Result: Sendable
    /// What all layers together make; nothing, where a consumer says nothing of it.
    associatedtype Joined: Sendable = Void

    /// An entry begins. False: its content may be skipped.
    mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool
    /// Some of the content of the entry that began last, in order, never empty. The memory is valid for the call alone.
    ///
    /// Holes of a sparse file come as zeros, up to `ImageLimits.entryHoles` of them in an entry and `layerHoles` in a
    /// layer; beyond that they are left out, so that less comes than `size` says and the rest lies nearer to the front.
    mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure)
    /// The entry's content is complete. Called for every entry for which `begin` said true, with or without content.
    mutating func end() throws(Failure)
    /// The layer is complete.
    consuming func finish() throws(Failure) -> Result
    /// All layers of an image are complete, lowest first, and their digests agree. Called once.
    static func join(_ results: [Result]) -> Joined
}

extension LayerConsumer where Joined == Void {
    package static func join(_ results: [Result]) {}
}

/// What an image may ask of the machine that reads it; beyond that it is refused with a reason.
package struct ImageLimits: Sendable {
    /// Entries of one layer.
    package var entries = 2_000_000
    /// Bytes of one layer without compression: 1 TiB.
    package var layerBytes = 1 << 40
    /// How many bytes may come out of one compressed byte, once `ratioFloor` bytes came out. Gzip cannot go beyond 1,032;
    /// a gigabyte at half of that is nothing but repetition.
    package var ratio = 500
    package var ratioFloor = 1 << 30
    /// Stretches of content in a sparse file.
    package var sparseParts = 100_000
    /// Bytes of zeros that a consumer is given for the holes of an entry, and of all entries of a layer.
    package var entryHoles = 64 << 20
    package var layerHoles = 1 << 30
    /// What the sizes of a layer's entries may add up to, holes included: 1 PiB.
    package var contentBytes = 1 << 50
    /// Bytes of a name, of all PAX records of an entry, of manifests and configurations.
    package var name = 64 << 10
    package var header = 1 << 20
    package var document = 16 << 20
    package var layers = 1_000

    package init() {}
}
