package import Basics
import Foundation
import OCIImage
import SwiftASN1
import X509

/// What a certificate file says of itself.
package struct CertificateFacts: Sendable, Hashable {
    package var subject: String
    package var ends: Day
    package var isAuthority: Bool

    /// Certificates by their names; stores of authorities that a distribution ships are left out, as old ones belong there.
    static func wants(_ entry: LayerEntry) -> Bool {
        guard entry.size > 0, entry.size <= 64 << 10 else { return false }
        let path = entry.path
        guard path.hasSuffix(".pem") || path.hasSuffix(".crt") || path.hasSuffix(".cer") || path.hasSuffix(".cert")
        else { return false }
        let stores = [
            "etc/ssl/certs/", "usr/share/ca-certificates/", "etc/pki/", "usr/lib/ssl/", "etc/ca-certificates/",
        ]
        if stores.contains(where: { path.hasPrefix($0) }) { return false }
        return !path.split(separator: "/").dropLast().contains { part in
            ["test", "tests", "testdata", "fixtures", "certifi", "_vendor", "site-packages", "node_modules"].contains(
                part)
        }
    }

    /// The certificates of a PEM file; none where it holds something else.
    static func read(_ bytes: [UInt8]) -> [CertificateFacts] {
        let text = String(decoding: bytes, as: UTF8.self)
        var found: [CertificateFacts] = []
        var rest = text[...]
        let begin = "-----BEGIN CERTIFICATE-----"
        let end = "-----END CERTIFICATE-----"
        while found.count < 20, let start = rest.range(of: begin) {
            guard let stop = rest[start.upperBound...].range(of: end) else { break }
            let pem = String(rest[start.lowerBound..<stop.upperBound])
            rest = rest[stop.upperBound...]
            guard let certificate = try? Certificate(pemEncoded: pem) else { continue }
            let seconds = certificate.notValidAfter.timeIntervalSince1970
            guard let day = Day(secondsSince1970: Int(seconds)) else { continue }
            let isAuthority = (try? certificate.extensions.basicConstraints).map { constraint in
                if case .isCertificateAuthority = constraint { true } else { false }
            }
            found.append(
                CertificateFacts(
                    subject: certificate.subject.description, ends: day, isAuthority: isAuthority ?? false))
        }
        return found
    }
}
