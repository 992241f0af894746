import Basics
import Foundation
import Testing

@testable import Signatures

/// `openssl` signs, which shares no code with what verifies here.
@Suite(.enabled(if: OpenSSL.isThere, "openssl is not installed")) struct OpenSSLTests {
    @Test(arguments: [
        ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
        ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
        ["-algorithm", "ED25519"],
    ])
    func signaturesOfOpenSSLVerify(_ kind: [String]) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "signatures-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let openssl = OpenSSL(folder: folder)
        try openssl.run(["genpkey"] + kind + ["-out", "key.pem"])
        try openssl.run(["pkey", "-in", "key.pem", "-pubout", "-out", "pub.pem"])
        try openssl.run([
            "req", "-x509", "-new", "-key", "key.pem", "-subj", "/CN=tester", "-days", "2", "-out", "cert.pem",
        ])
        let payload = Maker.payload()
        try Data(payload).write(to: folder.appending(path: "payload"))
        if kind.contains("ED25519") {
            try openssl.run(["pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "payload", "-out", "sig"])
        } else {
            try openssl.run(["dgst", "-sha256", "-sign", "key.pem", "-out", "sig", "payload"])
        }
        let signature = try Data(contentsOf: folder.appending(path: "sig"))
        let key = try String(contentsOf: folder.appending(path: "pub.pem"), encoding: .utf8)
        let certificate = try String(contentsOf: folder.appending(path: "cert.pem"), encoding: .utf8)
        let attachment = Maker.cosign(payload, signature)
        #expect(await Maker.one(attachment, try Maker.ring(key))?.isVerified == true)
        #expect(await Maker.one(Maker.cosign(payload + [0x0A], signature), try Maker.ring(key))?.refusal != nil)
        // The certificate holds now, and long ago it did not.
        let ring = try Maker.ring(certificate)
        let today = await Maker.one(attachment, ring, at: OpenSSL.now)
        #expect(today?.isVerified == true)
        #expect(today?.signer == "CN=tester")
        #expect(await Maker.one(attachment, ring, at: OpenSSL.now.adding(days: 30))?.refusal != nil)
    }
}
