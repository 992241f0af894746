import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads the layers of an image from disk, several at once, while threads hash what was read.
enum LayerRun {
    /// How many at once: one a processor, and two at least, as one often waits for the disk.
    static var width: Int { max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Smaller blobs are hashed by whoever reads them.
    private static let smallBlob = 1 << 20

    private struct Work: Sendable {
        var layer: PlannedLayer
        var number: Int
        var place: StoredPlace
    }

    /// The image, once all is read and each digest agrees.
    static func run<C: LayerConsumer>(
        _ plan: ImagePlan, from files: any StoredFiles, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C> {
        let work = try work(plan, files)
        // Looking into a layer takes more than twice as long as hashing it.
        let threads = HashThreads(max(1, min(width, work.count) / 2))
        defer { threads.close() }
        var outcomes: [String: LayerOutcome<C.Result>] = [:]
        var failure: Failure?
        await withTaskGroup(of: (path: String, result: Result<LayerOutcome<C.Result>, Failure>).self) { group in
            var next = work[...]
            func start() {
                guard let work = next.popFirst() else { return }
                let what = "\(plan.name): layer \(work.number + 1) (\(work.layer.path))"
                group.addTask {
                    do throws(Failure) {
                        return (work.layer.path, .success(try self.run(work, what, limits, threads, make)))
                    } catch {
                        return (work.layer.path, .failure(error))
                    }
                }
            }
            for _ in 0..<width { start() }
            while let done = await group.next() {
                switch done.result {
                case .success(let outcome): outcomes[done.path] = outcome
                case .failure(let error):
                    // The others end because of the first one.
                    if failure == nil { failure = error }
                    group.cancelAll()
                }
                if failure == nil { start() }
            }
        }
        if let failure { throw failure }
        try Failure.throwIfCancelled()
        return try plan.finished(plan.layers.compactMap { outcomes[$0.path] }, of: C.self)
    }

    /// The same layer may be there twice, as empty ones are; it is read once.
    private static func work(_ plan: ImagePlan, _ files: any StoredFiles) throws(Failure) -> [Work] {
        var work: [Work] = []
        var paths: Set<String> = []
        for (number, layer) in plan.layers.enumerated() where paths.insert(layer.path).inserted {
            guard let place = try files.place(layer.path) else {
                if let digest = layer.digest { throw .missingBlob(digest, files.name) }
                throw .missingLayer(layer.path, files.name)
            }
            if let size = layer.size, let digest = layer.digest, size != place.range.count {
                throw .wrongSize(files.name, digest, said: size, found: place.range.count)
            }
            work.append(Work(layer: layer, number: number, place: place))
        }
        // The longest first, so that none is left over at the end.
        work.sort { ($1.place.range.count, $0.number) < ($0.place.range.count, $1.number) }
        return work
    }

    private static func run<C: LayerConsumer>(
        _ work: Work, _ what: String, _ limits: ImageLimits, _ threads: HashThreads, _ make: () -> C
    ) throws(Failure) -> LayerOutcome<C.Result> {
        let place = work.place
        let algorithm = work.layer.digest?.algorithm
        guard place.range.count > smallBlob, algorithm != .sha512 else {
            var stream = LayerStream(make(), limits: limits, what: what, algorithm: algorithm)
            try place.file.stream(place.range) { (bytes) throws(Failure) in try stream.feed(bytes) }
            return try stream.finish()
        }
        let lane = threads.lane()
        var pipe = LayerPipe(make(), limits: limits, what: what, threads: threads)
        try place.file.stream(place.range, through: lane) { (bytes) throws(Failure) in try pipe.feed(bytes) }
        let layer = try pipe.finish()
        let digest = try lane.finish()
        return LayerOutcome(digests: [digest], facts: layer.facts(blob: digest), result: layer.result)
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
