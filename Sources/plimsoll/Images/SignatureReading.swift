import Basics
import ImageScan
import OCIImage

/// Looks for signatures and attestations beside an image.
struct SignatureReading {
    let request: ImageRequest

    /// Nil where the source cannot tell.
    func read(_ source: any ImageSource, _ image: ScannedImage) async throws(Failure) -> [SignatureStanding]? {
        guard let manifest = image.choice.manifest else { return nil }
        return try await source.attachments(of: manifest).map { _ in [] }
    }
}
