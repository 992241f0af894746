package import Basics

/// What looks at the files of one layer while they stream by. Each layer has one of its own, so that several can run at
/// once; what it found out is its `Result`.
package protocol LayerConsumer: Sendable {
    associatedtype Result: Sendable

    /// An entry begins. False: its content may be skipped.
    mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool
    /// Some of the content of the entry that began last, in order. The memory is valid for the call alone. Holes of a
    /// sparse file come as zeros.
    mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure)
    /// The entry's content is complete. Called for every entry for which `begin` said true, with or without content.
    mutating func end() throws(Failure)
    /// The layer is complete.
    consuming func finish() throws(Failure) -> Result
}

/// What an image may ask of the machine that reads it; beyond that it is refused with a reason.
package struct ImageLimits: Sendable {
    /// Entries of one layer.
    package var entries = 2_000_000
    /// Bytes of one layer without compression: 1 TiB.
    package var layerBytes = 1 << 40
    /// How many bytes may come out of one compressed byte, once `ratioFloor` bytes came out.
    package var ratio = 2_000
    package var ratioFloor = 256 << 20
    /// Bytes of a name, of all PAX records of an entry, of manifests and configurations.
    package var name = 64 << 10
    package var header = 1 << 20
    package var document = 16 << 20
    package var layers = 1_000

    package init() {}
}
