import Basics
import DockerEngine
import Foundation
import OCIImage
import Registry

/// Finds where an image is kept, from what a user calls it.
enum ImageOpening {
    static func source(_ request: ImageRequest) async throws(Failure) -> any ImageSource {
        let place = try ImagePlace(request.reference)
        if let source = try place.source() { return source }
        switch place {
        case .engine(let name): return try engine(name)
        case .registry(let reference): return registry(reference, request)
        case .reference(let reference):
            // An engine on this machine is asked first; without one the registry is.
            do throws(Failure) {
                let engine = try engine(request.reference)
                if try await engine.isThere() { return engine }
                let address = engine.address.shown
                return AfterEngine(
                    registry: registry(reference, request),
                    why: Text(
                        en: "The Docker Engine at \(address) has no image `\(request.reference)`.",
                        ja: "\(address) の Docker Engine にイメージ `\(request.reference)` はありません。"))
            } catch {
                return AfterEngine(registry: registry(reference, request), why: error.message)
            }
        case .layout, .archive:
            throw Failure(
                .invalid,
                Text(
                    en: "`\(request.reference)` cannot be opened as an image.",
                    ja: "`\(request.reference)` をイメージとして開けません。"))
        }
    }

    private static func engine(_ name: String) throws(Failure) -> EngineSource {
        EngineSource(name, at: try EngineAddress.find(environment: ProcessInfo.processInfo.environment))
    }

    private static func registry(_ reference: OCIImage.ImageReference, _ request: ImageRequest) -> RegistrySource {
        RegistrySource(reference, settings: .system(isInsecure: request.isInsecure))
    }
}
