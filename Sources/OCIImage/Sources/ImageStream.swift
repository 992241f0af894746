package import Basics

/// An archive of images that comes as a stream and is read in one pass: compressed, from a pipe, or from an engine.
///
/// Which of its files are layers, and in which order, is often told at its end. So everything that looks like a layer is
/// given a consumer of its own while it streams by, documents are kept, and the rest is passed over: an image of 10 GB
/// needs neither the memory nor the disk to hold it.
package struct ImageStream<C: LayerConsumer> {
    private var decompressor: Decompressor
    private var outer: OuterStream<C>

    /// - Parameter name: as people asked for it, for messages.
    package init(name: String, limits: ImageLimits, make: @escaping @Sendable () -> C) {
        // The archive holds many layers; each of them has the limit of one. Layers are compressed in it already, so
        // that its own ratio keeps to the limit as well.
        var whole = limits
        whole.layerBytes = 1 << 60
        decompressor = Decompressor(limits: whole, what: name)
        outer = OuterStream(name: name, limits: limits, make: make)
    }

    /// Takes the next bytes, however they are cut. Throws `invalid` or `tooLarge`.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        try Self.feed(bytes, &decompressor, &outer)
    }

    private static func feed(
        _ bytes: UnsafeRawBufferPointer, _ decompressor: inout Decompressor, _ outer: inout OuterStream<C>
    ) throws(Failure) {
        try decompressor.feed(bytes) { (bytes) throws(Failure) in try outer.feed(bytes) }
    }

    /// The stream is complete. Throws `invalid` where it ends too early.
    package consuming func finish() throws(Failure) -> StreamedImages<C> {
        var last = self
        try last.end()
        return try last.outer.finish()
    }

    private mutating func end() throws(Failure) {
        try Self.finish(&decompressor, &outer)
    }

    private static func finish(_ decompressor: inout Decompressor, _ outer: inout OuterStream<C>) throws(Failure) {
        try decompressor.finish { (bytes) throws(Failure) in try outer.feed(bytes) }
    }
}

/// The images of a stream that was read.
package struct StreamedImages<C: LayerConsumer>: Sendable {
    let files: KeptFiles
    let outcomes: [String: Result<LayerOutcome<C.Result>, Failure>]
    let limits: ImageLimits

    /// - Parameter reference: which of several images is meant; nil where there is one.
    package func read(
        _ platform: Platform?, reference: String?, form: ArchiveForm = .any
    ) throws(Failure) -> ReadImage<C> {
        let plan = try ArchiveReader(files: files, limits: limits, form: form).plan(platform, reference: reference)
        var layers: [LayerOutcome<C.Result>] = []
        for layer in plan.layers {
            guard let path = files.resolve(layer.path), let outcome = outcomes[path] else {
                if files.others.contains(layer.path) { throw .notALayer(layer.path, files.name) }
                if let digest = layer.digest { throw .missingBlob(digest, files.name) }
                throw .missingLayer(layer.path, files.name)
            }
            layers.append(try outcome.get())
        }
        return try plan.finished(layers, of: C.self)
    }

    /// Whether the image of that platform is here; an engine sends the one that it has.
    package func choices(reference: String?, form: ArchiveForm = .any) throws(Failure) -> [ImageChoice] {
        try ArchiveReader(files: files, limits: limits, form: form).choices(reference: reference)
    }
}

/// What one pass over a stream kept of its files.
struct KeptFiles: ImageFiles {
    let name: String
    var documents: [String: [UInt8]] = [:]
    /// Documents that were too large to keep, and their sizes.
    var oversized: [String: Int] = [:]
    var layers: Set<String> = []
    /// Some of the files that are neither.
    var others: Set<String> = []
    var links = OuterLinks()
    var guess = ArchiveGuess()

    init(name: String) {
        self.name = name
    }

    func resolve(_ path: String) -> String? { links.resolve(path) }

    func has(_ path: String) -> Bool {
        guard let path = resolve(path) else { return false }
        return documents[path] != nil || oversized[path] != nil || layers.contains(path) || others.contains(path)
    }

    func document(_ path: String, limit: Int) throws(Failure) -> [UInt8]? {
        guard let path = resolve(path) else { return nil }
        if let size = oversized[path] { throw .documentTooLarge(path, name, size, limit) }
        guard let bytes = documents[path] else { return nil }
        guard bytes.count <= limit else { throw .documentTooLarge(path, name, bytes.count, limit) }
        return bytes
    }

    mutating func forget(_ path: String) {
        documents[path] = nil
        oversized[path] = nil
        layers.remove(path)
        others.remove(path)
        links.remove(path)
    }
}

extension Failure {
    static func notALayer(_ path: String, _ place: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en:
                    "The layer \(path) of \(place) is neither a tar archive nor compressed with gzip or zstd. The image is broken: build or fetch it again.",
                ja: "\(place) のレイヤー \(path) は tar でも、gzip / zstd 圧縮でもありません。イメージが壊れているため、ビルドまたは取得し直してください。"))
    }
}
