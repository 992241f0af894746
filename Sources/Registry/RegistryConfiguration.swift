package import Basics
package import OCIImage

extension RegistrySource {
    /// The configuration of one image, without its layers.
    ///
    /// - Throws: as `read` does.
    package func configuration(_ platform: Platform?) async throws(Failure) -> ImageConfiguration {
        try await plan(platform, ImageLimits()).configuration
    }
}
