import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads the layers of an image from disk, several at once.
enum LayerRun {
    /// How many at once: one a processor, and two at least, as one often waits for the disk.
    static var width: Int { max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    static func run<C: LayerConsumer>(
        _ plan: ImagePlan, from files: any StoredFiles, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> [LayerOutcome<C.Result>] {
        // The same layer may be there twice, as empty ones are; it is read once.
        var work: [(layer: PlannedLayer, number: Int, place: StoredPlace)] = []
        var paths: Set<String> = []
        for (number, layer) in plan.layers.enumerated() where paths.insert(layer.path).inserted {
            guard let place = try files.place(layer.path) else {
                if let digest = layer.digest { throw .missingBlob(digest, files.name) }
                throw .missingLayer(layer.path, files.name)
            }
            if let size = layer.size, let digest = layer.digest, size != place.range.count {
                throw .wrongSize(files.name, digest, said: size, found: place.range.count)
            }
            work.append((layer, number, place))
        }
        // The longest first, so that none is left over at the end.
        work.sort { ($1.place.range.count, $0.number) < ($0.place.range.count, $1.number) }
        var read: [String: LayerOutcome<C.Result>] = [:]
        var failure: Failure?
        typealias Done = (path: String, result: Result<LayerOutcome<C.Result>, Failure>)
        await withTaskGroup(of: Done.self) { group in
            var next = work[...]
            func start() {
                guard let (layer, number, place) = next.popFirst() else { return }
                let what = "\(plan.name): layer \(number + 1) (\(layer.path))"
                group.addTask {
                    do throws(Failure) {
                        return (layer.path, .success(try self.read(layer, place, what, limits, make())))
                    } catch {
                        return (layer.path, .failure(error))
                    }
                }
            }
            for _ in 0..<width { start() }
            while let done = await group.next() {
                switch done.result {
                case .success(let outcome):
                    read[done.path] = outcome
                    if failure == nil { start() }
                case .failure(let error):
                    // The others end because of the first one.
                    if failure == nil { failure = error }
                    group.cancelAll()
                }
            }
        }
        if let failure { throw failure }
        try Failure.throwIfCancelled()
        var outcomes: [LayerOutcome<C.Result>] = []
        for layer in plan.layers { if let outcome = read[layer.path] { outcomes.append(outcome) } }
        return outcomes
    }

    private static func read<C: LayerConsumer>(
        _ layer: PlannedLayer, _ place: StoredPlace, _ what: String, _ limits: ImageLimits, _ consumer: C
    ) throws(Failure) -> LayerOutcome<C.Result> {
        var stream = LayerStream(consumer, limits: limits, what: what, algorithm: layer.digest?.algorithm)
        try place.file.stream(place.range) { (bytes) throws(Failure) in try stream.feed(bytes) }
        return try stream.finish()
    }
}

/// A `LayerPipe` that also tells the SHA-512 where the blob is named by one.
struct LayerStream<C: LayerConsumer> {
    private var pipe: LayerPipe<C>
    private var long: LongHash?

    init(_ consumer: C, limits: ImageLimits, what: String, algorithm: Digest.Algorithm?) {
        pipe = LayerPipe(consumer, limits: limits, what: what)
        long = algorithm == .sha512 ? LongHash() : nil
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        long?.feed(bytes)
        try pipe.feed(bytes)
    }

    consuming func finish() throws(Failure) -> LayerOutcome<C.Result> {
        let digest = long?.finish()
        let outcome = try pipe.finish()
        return LayerOutcome(
            digests: [outcome.digest, digest].compactMap(\.self), facts: outcome.facts, result: outcome.result)
    }
}

extension Failure {
    static func missingLayer(_ path: String, _ place: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "\(place) lacks the layer \(path) that its manifest names. It was saved in part: save it again.",
                ja: "\(place) に、マニフェストにあるレイヤー \(path) がありません。一部だけが保存されているため、保存し直してください。"))
    }
}
