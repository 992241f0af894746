package import Basics
package import OCIImage

/// What a software bill of materials says about an image: written as SPDX 2.3 (`spdx()`) or CycloneDX 1.6
/// (`cycloneDX()`), both JSON. Equal documents are written byte by byte the same, whatever the order of their packages.
package struct SBOMDocument: Sendable, Hashable {
    /// The image as it was asked for, e.g. `registry.example/app:1.2`.
    package var name: String
    /// The digest of its manifest, where one is known.
    package var digest: Digest?
    package var platform: Platform?
    package var system: OperatingSystem?
    package var packages: [Package]
    /// The digests of its layers without compression, by `Package.layer`.
    package var layers: [Digest]
    /// When the document was made; given from outside, so that tests and reproducible builds decide.
    package var created: Moment
    /// Plimsoll's own version.
    package var toolVersion: String

    package init(
        name: String, digest: Digest? = nil, platform: Platform? = nil, system: OperatingSystem? = nil,
        packages: [Package], layers: [Digest] = [], created: Moment, toolVersion: String
    ) {
        self.name = name
        self.digest = digest
        self.platform = platform
        self.system = system
        self.packages = packages
        self.layers = layers
        self.created = created
        self.toolVersion = toolVersion
    }

    /// `2026-11-21T20:49:47Z`
    var timestamp: String {
        let second = created.seconds - Moment(created.day).seconds
        let rest = second % 60
        return "\(created.day)T\(created.clock):\(rest < 10 ? "0" : "")\(rest)Z"
    }
}
