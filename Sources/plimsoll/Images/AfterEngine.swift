import Basics
import OCIImage
import Registry

/// A registry that is asked because no engine of this machine has the image. Where it fails too, people are told of both:
/// who mistyped the name of a local image is not helped by the state of a network.
struct AfterEngine: ImageSource {
    let registry: RegistrySource
    /// Why the engine did not do.
    let why: Text

    var name: String { registry.name }
    var kind: ImageSourceKind { registry.kind }

    func choices() async throws(Failure) -> [ImageChoice] {
        do throws(Failure) {
            return try await registry.choices()
        } catch {
            throw told(error)
        }
    }

    func read<C: LayerConsumer>(
        _ platform: Platform?, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C> {
        do throws(Failure) {
            return try await registry.read(platform, limits: limits, make: make)
        } catch {
            throw told(error)
        }
    }

    func attachments(of manifest: Digest) async throws(Failure) -> [Attachment]? {
        try await registry.attachments(of: manifest)
    }

    private func told(_ failure: Failure) -> Failure {
        // What a registry says of an image that it has is about that image alone.
        guard failure.code == .notFound || failure.code == .unavailable else { return failure }
        return Failure(
            failure.code,
            Text(
                en: "\(why(.english)) So its registry was asked: \(failure.message(.english))",
                ja: "\(why(.japanese))レジストリにも問い合わせましたが、取得できませんでした: \(failure.message(.japanese))"),
            cause: failure.cause)
    }
}
