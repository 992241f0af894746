import Basics

/// The digests of a blob as it is stored, apart from what is read in it.
struct BlobHash {
    private var short = StreamHash()
    private var long: LongHash?

    /// - Parameter algorithm: what the blob is named by, where it is known.
    init(_ algorithm: Digest.Algorithm?) {
        long = algorithm == .sha512 ? LongHash() : nil
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        short.feed(bytes)
        long?.feed(bytes)
    }

    /// The SHA-256, and the one more where it was asked for.
    func finish() -> BlobDigests {
        BlobDigests(short: short.finish(), long: long?.finish())
    }
}

struct BlobDigests: Sendable {
    var short: Digest
    var long: Digest?

    var all: [Digest] { [short, long].compactMap(\.self) }
}
