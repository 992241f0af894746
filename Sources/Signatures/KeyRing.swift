package import Basics
import Crypto
import CryptoExtras
import SwiftASN1
import X509

/// The keys and certificates that people trust, read from their files.
package struct KeyRing: Sendable {
    struct NamedKey: Sendable {
        let key: SigningKey
        /// The file it came from.
        let name: String
    }

    let keys: [NamedKey]
    /// Of authorities, or of signers themselves.
    let certificates: [Certificate]

    package var isEmpty: Bool { keys.isEmpty && certificates.isEmpty }

    /// Throws `invalid`, with the file's name, where a file holds no public key or certificate of a known kind.
    package init(_ files: [VerificationKey]) throws(Failure) {
        var keys: [NamedKey] = []
        var certificates: [Certificate] = []
        for file in files {
            let documents = try Self.documents(file)
            for document in documents {
                switch document.discriminator {
                case "CERTIFICATE":
                    do { certificates.append(try Certificate(pemDocument: document)) } catch {
                        throw .key(
                            file.name,
                            Text(en: "its certificate cannot be read", ja: "証明書を読み取れません"), "\(error)")
                    }
                case "PUBLIC KEY":
                    do {
                        let key = try Certificate.PublicKey(pemDocument: document)
                        guard let key = SigningKey(key) else { throw UnknownKind() }
                        keys.append(NamedKey(key: key, name: file.name))
                    } catch {
                        throw .key(
                            file.name,
                            Text(
                                en:
                                    "its key is broken or of an unknown kind; P-256, P-384, P-521, Ed25519 and RSA are known",
                                ja: "鍵が壊れているか、未対応の種類です (対応: P-256、P-384、P-521、Ed25519、RSA)"),
                            "\(error)")
                    }
                case "RSA PUBLIC KEY":
                    guard let key = try? _RSA.Signing.PublicKey(pemRepresentation: document.pemString) else {
                        throw .key(
                            file.name,
                            Text(
                                en: "its RSA key is broken or shorter than 2048 bits",
                                ja: "RSA 鍵が壊れているか、2048 ビット未満です"))
                    }
                    keys.append(NamedKey(key: .rsa(key), name: file.name))
                case let kind where kind.contains("PRIVATE KEY"):
                    throw .key(
                        file.name,
                        Text(
                            en: "it holds a private key; give the public one, such as cosign.pub",
                            ja: "秘密鍵です。cosign.pub などの公開鍵を指定してください"))
                // `openssl ecparam` writes the curve before the key.
                case "EC PARAMETERS": continue
                case let kind:
                    throw .key(
                        file.name,
                        Text(
                            en: "it holds `\(kind.prefix(40))`, which is neither a public key nor a certificate",
                            ja: "`\(kind.prefix(40))` が含まれています。公開鍵でも証明書でもありません"))
                }
            }
        }
        self.keys = keys
        self.certificates = certificates
    }

    private static func documents(_ file: VerificationKey) throws(Failure) -> [PEMDocument] {
        guard file.pem.utf8.count <= 4 << 20 else {
            throw .key(file.name, Text(en: "it is larger than 4 MiB", ja: "4 MiB を超えています"))
        }
        do {
            let documents = try PEMDocument.parseMultiple(pemString: file.pem)
            if !documents.isEmpty { return documents }
        } catch {
            throw .key(file.name, Text(en: "its PEM blocks are broken", ja: "PEM ブロックが壊れています"), "\(error)")
        }
        throw .key(
            file.name,
            Text(
                en: "it has no PEM block (`-----BEGIN PUBLIC KEY-----`)",
                ja: "PEM ブロック (`-----BEGIN PUBLIC KEY-----`)がありません"))
    }

    private struct UnknownKind: Error {}
}

extension Failure {
    fileprivate static func key(_ name: String, _ why: Text, _ cause: String? = nil) -> Failure {
        Failure(
            .invalid,
            Text(
                en:
                    "\(name) cannot be used to verify signatures: \(why.en). Give a PEM file with a public key or a certificate.",
                ja: "\(name) は署名の検証に使えません。\(why.ja)。公開鍵か証明書の PEM ファイルを指定してください。"),
            cause: cause)
    }
}
