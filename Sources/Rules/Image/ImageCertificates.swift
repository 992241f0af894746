import Basics
import ImageScan
import RuleKit

/// Certificates in an image that servers and clients show, in the order of their ends.
enum ImageCertificates {
    static func own(_ image: ScannedImage) -> [ScannedImage.FoundCertificate] {
        var count: [String: Int] = [:]
        for item in image.certificates { count[item.path, default: 0] += 1 }
        return image.certificates.filter { item in
            // Stores of authorities hold many, and old authorities do not say what they are.
            !item.certificate.isAuthority && count[item.path, default: 0] < 8 && !isSample(item.path)
        }
        .sorted { ($0.certificate.ends, $0.path) < ($1.certificate.ends, $1.path) }
    }

    /// One fault for each layer, about the certificate that ends first.
    static func fault(
        _ found: [ScannedImage.FoundCertificate], _ subject: ImageSubject, _ report: inout Report
    ) {
        for (layer, items) in Dictionary(grouping: found, by: \.layer).sorted(by: { $0.key < $1.key }) {
            guard let first = items.first else { continue }
            let arguments = [
                "file": first.path, "subject": String(first.certificate.subject.prefix(80)),
                "date": first.certificate.ends.description, "others": items.count > 1 ? String(items.count - 1) : "",
            ]
            report.fault(
                at: subject.span(ofLayer: layer),
                arguments.merging(subject.layerArguments(layer)) { first, _ in first })
        }
    }

    /// Certificates that sign gems, and those of documents and tests, are shown to nobody.
    private static func isSample(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: "/")
        return parts.contains { folders.contains($0) }
            || parts.last.map { $0.contains("ca-bundle") || $0.contains("cacert") } == true
    }

    private static let folders: Set<Substring> = [
        "gems", "doc", "docs", "example", "examples", "sample", "samples", "demo", "demos", "spec", "specs", "fixture",
        "test", "tests", "testing", "testdata", "dist-packages", "mock", "mocks",
    ]
}
