import Crypto
import CryptoExtras
import Foundation
import X509

/// A public key of one of the kinds that container images are signed with.
enum SigningKey: Sendable {
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey)

    /// Nil for a kind that nothing is signed with.
    init?(_ key: Certificate.PublicKey) {
        if let key = P256.Signing.PublicKey(key) {
            self = .p256(key)
        } else if let key = P384.Signing.PublicKey(key) {
            self = .p384(key)
        } else if let key = P521.Signing.PublicKey(key) {
            self = .p521(key)
        } else if let key = Curve25519.Signing.PublicKey(key) {
            self = .ed25519(key)
        } else if let key = _RSA.Signing.PublicKey(key) {
            self = .rsa(key)
        } else {
            return nil
        }
    }

    /// As sigstore signs: ECDSA in DER, PKCS #1 v1.5 or PSS for RSA, the hash SHA-256 or the one of the curve.
    func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        switch self {
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA256.hash(data: message))
        case .p384(let key):
            guard let signature = try? P384.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA384.hash(data: message))
                || key.isValidSignature(signature, for: SHA256.hash(data: message))
        case .p521(let key):
            guard let signature = try? P521.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA512.hash(data: message))
                || key.isValidSignature(signature, for: SHA256.hash(data: message))
        case .ed25519(let key): return key.isValidSignature(signature, for: message)
        case .rsa(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            let digest = SHA256.hash(data: message)
            return key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
                || key.isValidSignature(signature, for: digest, padding: .PSS)
        }
    }

    /// Whether it is the signature of a message of which only the SHA-256 is at hand; nil where that does not suffice.
    func accepts(_ signature: [UInt8], ofSHA256 digest: KnownSHA256) -> Bool? {
        switch self {
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: digest)
        case .p384(let key):
            guard let signature = try? P384.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: digest) ? true : nil
        case .p521, .ed25519, .rsa: return nil
        }
    }

    /// As JOSE and COSE sign (RFC 7518, RFC 9053): the algorithm is named, ECDSA is two numbers side by side.
    func accepts(_ signature: [UInt8], of message: [UInt8], algorithm: String) -> Bool {
        switch (self, algorithm) {
        case (.p256(let key), "ES256"):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA256.hash(data: message))
        case (.p384(let key), "ES384"):
            guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA384.hash(data: message))
        case (.p521(let key), "ES512"):
            guard let signature = try? P521.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA512.hash(data: message))
        case (.rsa(let key), "PS256"):
            return key.isValidSignature(.init(rawRepresentation: signature), for: SHA256.hash(data: message))
        case (.rsa(let key), "PS384"):
            return key.isValidSignature(.init(rawRepresentation: signature), for: SHA384.hash(data: message))
        case (.rsa(let key), "PS512"):
            return key.isValidSignature(.init(rawRepresentation: signature), for: SHA512.hash(data: message))
        default: return false
        }
    }

    /// What people compare keys by: the SHA-256 of the key in DER, the first eight bytes.
    var fingerprint: String {
        let der: Data
        switch self {
        case .p256(let key): der = key.derRepresentation
        case .p384(let key): der = key.derRepresentation
        case .p521(let key): der = key.derRepresentation
        case .ed25519(let key): der = key.rawRepresentation
        case .rsa(let key): der = key.derRepresentation
        }
        return "SHA256:" + Hex.text(SHA256.hash(data: der).prefix(8))
    }
}

/// A SHA-256 that was computed elsewhere, such as the digest of a manifest.
struct KnownSHA256: Crypto.Digest {
    static let byteCount = 32
    private let bytes: [UInt8]

    /// Nil for anything but 64 hexadecimal digits.
    init?(hex: String) {
        guard let bytes = Hex.bytes(hex), bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    var description: String { Hex.text(bytes) }
    func makeIterator() -> IndexingIterator<[UInt8]> { bytes.makeIterator() }
    func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try bytes.withUnsafeBytes(body)
    }
}

/// Hexadecimal digits.
enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let letters = Array(text.utf8)
        guard letters.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: letters.count, by: 2) {
            guard let byte = UInt8(String(decoding: letters[place..<place + 2], as: UTF8.self), radix: 16),
                letters[place] != UInt8(ascii: "+"), letters[place] != UInt8(ascii: "-")
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
