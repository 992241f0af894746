import AWSClient
import Basics
import NIOCore
import OCIImage

/// Loads the layers of an image, several at once, each through a pipe of its own.
struct LayerDownloads: Sendable {
    let documents: RegistryDocuments
    let limits: ImageLimits

    /// What came of each layer of the plan, in its order. The first failure ends all.
    func run<C: LayerConsumer>(
        _ plan: ImagePlan, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> [LayerOutcome<C.Result>] {
        guard let manifest = plan.manifest else { return [] }
        // The same layer may be there twice, as empty ones are; it is loaded once.
        var seen: Set<Digest> = []
        // The longest first, so that none is left over at the end.
        let wanted = manifest.layers.enumerated().filter { seen.insert($0.element.digest).inserted }
            .sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }
        typealias Done = (digest: Digest, outcome: Result<LayerOutcome<C.Result>, Failure>)
        var read: [Digest: LayerOutcome<C.Result>] = [:]
        var failure: Failure?
        await withTaskGroup(of: Done.self) { group in
            var next = wanted[...]
            func start() {
                guard let (number, layer) = next.popFirst() else { return }
                let what = "layer \(number + 1) (\(layer.digest.short))"
                group.addTask {
                    do throws(Failure) {
                        return (layer.digest, .success(try await load(layer, what, make())))
                    } catch {
                        return (layer.digest, .failure(error))
                    }
                }
            }
            for _ in 0..<max(1, documents.connection.settings.parallel) { start() }
            while let done = await group.next() {
                switch done.outcome {
                case .success(let outcome):
                    read[done.digest] = outcome
                    if failure == nil { start() }
                case .failure(let error):
                    // The others end because of the first one.
                    if failure == nil { failure = error }
                    group.cancelAll()
                }
            }
        }
        if let failure { throw failure }
        return manifest.layers.compactMap { read[$0.digest] }
    }

    @concurrent
    private func load<C: LayerConsumer>(
        _ layer: Descriptor, _ what: String, _ consumer: C
    ) async throws(Failure) -> LayerOutcome<C.Result> {
        var stream = LayerStream(consumer, limits: limits, what: what, algorithm: layer.digest.algorithm)
        var reader = BlobReader(documents.connection, layer, what: what)
        while let buffer = try await reader.next() {
            try buffer.withUnsafeReadableBytes { (bytes) throws(Failure) in try stream.feed(bytes) }
        }
        return try stream.finish()
    }
}
