package import Basics
import Crypto

extension Digest {
    /// The digest of bytes at hand.
    package static func of(_ bytes: some Sequence<UInt8>, _ algorithm: Algorithm = .sha256) -> Digest? {
        let bytes = Array(bytes)
        switch algorithm {
        case .sha256: return Digest(.sha256, hex: Hex.text(SHA256.hash(data: bytes)))
        case .sha512: return Digest(.sha512, hex: Hex.text(SHA512.hash(data: bytes)))
        }
    }

    /// Throws `invalid` where bytes do not have this digest, or the size that was named with it.
    package func verify(_ bytes: [UInt8], size: Int?, what: String) throws(Failure) {
        if let size, size != bytes.count { throw .wrongSize(what, self, said: size, found: bytes.count) }
        guard let found = Digest.of(bytes, algorithm), found == self else {
            throw .wrongDigest(what, said: self, found: Digest.of(bytes, algorithm))
        }
    }
}

enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(128)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The SHA-512 of a stream, for the rare blob that is named by one; all else goes by SHA-256.
struct LongHash {
    private var hash = SHA512()

    mutating func feed(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }
    func finish() -> Digest? { Digest(.sha512, hex: Hex.text(hash.finalize())) }
}

extension Failure {
    static func wrongDigest(_ what: String, said: Digest, found: Digest?) -> Failure {
        Failure(
            .invalid,
            Text(
                en:
                    "A blob of \(what) is not what it should be: its digest is not \(said). It was changed or damaged: fetch the image again.",
                ja: "\(what) の blob のダイジェストが \(said) と一致しません。改ざんまたは破損しています。イメージを取得し直してください。"),
            cause: found.map { "found \($0)" })
    }

    static func wrongSize(_ what: String, _ digest: Digest, said: Int, found: Int) -> Failure {
        Failure(
            .invalid,
            Text(
                en:
                    "The blob \(digest) of \(what) has \(found) bytes where \(said) were announced. It was changed or damaged: fetch the image again.",
                ja: "\(what) の blob \(digest) は \(said) バイトのはずですが、\(found) バイトです。改ざんまたは破損しています。イメージを取得し直してください。"))
    }
}
