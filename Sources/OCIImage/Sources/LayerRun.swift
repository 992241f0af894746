import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads the layers of an image from disk, several at once.
///
/// Each blob is read twice: by the one who looks into it, and by one who hashes it as it is stored, so that the hash of a
/// large layer is another processor's work. The second time it comes from the memory of the system; what is too large for
/// that is hashed on the way.
enum LayerRun {
    /// How many at once: one a processor, and two at least, as one often waits for the disk.
    static var width: Int { max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// What the system may be trusted to keep of files that were read a moment ago: a quarter of the memory, in bytes.
    private static var keptBySystem: Int { sysconf(Int32(_SC_PHYS_PAGES)) / 4 * sysconf(Int32(_SC_PAGESIZE)) }

    /// Smaller blobs are not worth a task of their own.
    private static let smallBlob = 1 << 20

    private struct Work: Sendable {
        var layer: PlannedLayer
        var number: Int
        var place: StoredPlace
        /// Whether reading and hashing are two tasks.
        var isSplit: Bool
        var isHash = false
    }

    private enum Done<C: LayerConsumer>: Sendable {
        case whole(LayerOutcome<C.Result>)
        case read(@Sendable (Digest) -> LayerFacts, C.Result)
        case hashed(BlobDigests)
        case joined(C.Joined)

        /// What the consumer made of a layer.
        var result: C.Result? {
            switch self {
            case .whole(let outcome): outcome.result
            case .read(_, let result): result
            case .hashed, .joined: nil
            }
        }
    }

    /// The image, once all is read and each digest agrees.
    static func run<C: LayerConsumer>(
        _ plan: ImagePlan, from files: any StoredFiles, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C> {
        let work = try work(plan, files)
        var halves: [String: [Done<C>]] = [:]
        var joined: C.Joined?
        var unread = work.count { !$0.isHash }
        var failure: Failure?
        await withTaskGroup(of: (path: String, result: Result<Done<C>, Failure>).self) { group in
            var next = work[...]
            func start() {
                guard let work = next.popFirst() else { return }
                let what = "\(plan.name): layer \(work.number + 1) (\(work.layer.path))"
                group.addTask {
                    do throws(Failure) {
                        return (work.layer.path, .success(try self.run(work, what, limits, make)))
                    } catch {
                        return (work.layer.path, .failure(error))
                    }
                }
            }
            for _ in 0..<width { start() }
            while let done = await group.next() {
                switch done.result {
                case .success(.joined(let made)): joined = made
                case .success(let half):
                    halves[done.path, default: []].append(half)
                    if half.result == nil { break }
                    unread -= 1
                    guard unread == 0 else { break }
                    // While the rest is hashed, the layers are joined.
                    let results = plan.layers.compactMap { layer in
                        halves[layer.path]?.lazy.compactMap(\.result).first
                    }
                    group.addTask { ("", .success(.joined(C.join(results)))) }
                    continue
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
        let outcomes = plan.layers.compactMap { halves[$0.path].flatMap(outcome) }
        return try plan.finished(outcomes, of: C.self, joined: joined)
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
            work.append(Work(layer: layer, number: number, place: place, isSplit: place.range.count > smallBlob))
        }
        if work.reduce(0, { $0 + $1.place.range.count }) > keptBySystem {
            for index in work.indices { work[index].isSplit = false }
        }
        for item in work where item.isSplit {
            var hash = item
            hash.isHash = true
            work.append(hash)
        }
        // The longest first, so that none is left over at the end; hashes, which are quick, fill up what is left.
        work.sort {
            ($0.isHash ? 1 : 0, $1.place.range.count, $0.number) < ($1.isHash ? 1 : 0, $0.place.range.count, $1.number)
        }
        return work
    }

    private static func run<C: LayerConsumer>(
        _ work: Work, _ what: String, _ limits: ImageLimits, _ make: () -> C
    ) throws(Failure) -> Done<C> {
        let place = work.place
        let algorithm = work.layer.digest?.algorithm
        if work.isHash {
            var hash = BlobHash(algorithm)
            try place.file.stream(place.range) { (bytes) throws(Failure) in hash.feed(bytes) }
            return .hashed(hash.finish())
        }
        guard work.isSplit else {
            var stream = LayerStream(make(), limits: limits, what: what, algorithm: algorithm)
            try place.file.stream(place.range) { (bytes) throws(Failure) in try stream.feed(bytes) }
            return .whole(try stream.finish())
        }
        var pipe = LayerPipe(make(), limits: limits, what: what)
        try place.file.stream(place.range) { (bytes) throws(Failure) in try pipe.feed(bytes) }
        let layer = try pipe.finish()
        return .read({ layer.facts(blob: $0) }, layer.result)
    }

    private static func outcome<C>(_ halves: [Done<C>]) -> LayerOutcome<C.Result>? {
        var facts: (@Sendable (Digest) -> LayerFacts)?
        var result: C.Result?
        var digests: BlobDigests?
        for half in halves {
            switch half {
            case .whole(let outcome): return outcome
            case .read(let read, let told): (facts, result) = (read, told)
            case .hashed(let told): digests = told
            case .joined: break
            }
        }
        guard let facts, let result, let digests else { return nil }
        return LayerOutcome(digests: digests.all, facts: facts(digests.short), result: result)
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
