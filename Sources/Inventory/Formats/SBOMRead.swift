package import Basics
package import OCIImage

/// What a software bill of materials of any tool tells of an image.
package struct SBOMRead: Sendable {
    /// The document's form and version, e.g. `SPDX 2.3`, `CycloneDX 1.6`.
    package var format: String
    /// The image's name and digest, where the document has them.
    package var name: String?
    package var digest: Digest?
    package var system: OperatingSystem?
    package var packages: [Package] = []
    /// The digests of the layers that packages stand in, by their index in `packages`; trivy and syft tell them.
    package var layers: [Int: Digest] = [:]
    /// What could not be understood: none of it is left out in silence.
    package var problems: [Text] = []

    init(format: String) {
        self.format = format
    }
}
