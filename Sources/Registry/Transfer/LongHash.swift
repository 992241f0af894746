import Crypto
import OCIImage

/// The SHA-512 of a stream, for the rare blob that is named by one.
struct LongHash {
    private var hash = SHA512()

    mutating func feed(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    var digest: OCIImage.Digest? {
        OCIImage.Digest(
            .sha512,
            hex: hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined())
    }
}
