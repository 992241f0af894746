import Basics
import Crypto

/// The digests of a blob as it is stored, apart from what is read in it.
struct BlobHash {
    private var short = SHA256()
    private var long: LongHash?

    /// - Parameter algorithm: what the blob is named by, where it is known.
    init(_ algorithm: Digest.Algorithm?) {
        long = algorithm == .sha512 ? LongHash() : nil
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        short.update(bufferPointer: bytes)
        long?.feed(bytes)
    }

    /// The SHA-256, and the one more where it was asked for.
    func finish() -> BlobDigests {
        BlobDigests(short: Digest(short.finalize()), long: long?.finish())
    }
}

struct BlobDigests: Sendable {
    var short: Digest
    var long: Digest?

    var all: [Digest] { [short, long].compactMap(\.self) }
}
