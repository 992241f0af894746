import Basics
import Crypto

/// What the blob of a layer goes through, push by push: its decompression, the SHA-256 of the archive where that is not
/// the blob itself, and the consumer that looks at its entries. Whoever has the bytes hashes the blob (`BlobHash`).
///
/// One owner, within one task: a copy shares the state.
struct LayerPipe<Consumer: LayerConsumer> {
    struct Outcome: Sendable {
        /// Nil where the blob is the archive.
        fileprivate var archive: Digest?
        fileprivate var compression: LayerFacts.Compression
        fileprivate var storedSize: Int
        fileprivate var size: Int
        fileprivate var entries: Int
        var result: Consumer.Result

        /// - Parameter blob: the SHA-256 of what was fed.
        func facts(blob: Digest) -> LayerFacts {
            LayerFacts(
                digest: blob, diffID: archive ?? blob, compression: compression, storedSize: storedSize, size: size,
                entries: entries)
        }
    }

    private let tail: LayerTail<Consumer>
    private var decompressor: Decompressor
    private let threads: HashThreads?
    /// The digest of the archive, where threads make it.
    private var lane: HashLane?

    /// - Parameters:
    ///   - what: names the layer in errors.
    ///   - threads: who hashes the archive; nil: whoever feeds.
    init(_ consumer: Consumer, limits: ImageLimits, what: String, threads: HashThreads? = nil) {
        self.threads = threads
        tail = LayerTail(TarReader(consumer, limits: limits, what: what))
        decompressor = Decompressor(limits: limits, what: what)
    }

    /// Takes the next bytes of the blob. Throws `invalid` for a broken one, `tooLarge` beyond the limits, and what the
    /// consumer throws.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard !bytes.isEmpty else { return }
        guard decompressor.compression == nil else { return try push(bytes) }
        // Four bytes tell whether the archive has a digest of its own.
        let head = min(4, bytes.count)
        try push(UnsafeRawBufferPointer(rebasing: bytes[..<head]))
        if decompressor.compression != LayerFacts.Compression.none {
            lane = threads?.lane()
            if let lane { decompressor.hash(by: lane) } else { tail.isHashing = true }
        }
        try push(UnsafeRawBufferPointer(rebasing: bytes[head...]))
    }

    private mutating func push(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        let tail = tail
        try decompressor.feed(bytes) { (bytes) throws(Failure) in try tail.feed(bytes) }
    }

    /// The blob is complete. The caller holds the digests against what the image says.
    consuming func finish() throws(Failure) -> Outcome {
        let tail = tail
        try decompressor.finish { (bytes) throws(Failure) in try tail.feed(bytes) }
        let compression = decompressor.compression ?? .none
        let (entries, result) = try tail.finish()
        let archive = if let lane { try lane.finish() } else { tail.archive.finish() }
        return Outcome(
            archive: compression == .none ? nil : archive, compression: compression,
            storedSize: decompressor.consumed, size: decompressor.produced, entries: entries, result: result)
    }
}

/// What stands behind the decompressor. An object, so that the decompressor can push into it while the pipe is changed.
private final class LayerTail<Consumer: LayerConsumer> {
    var archive = StreamHash()
    /// Whether the archive has a digest of its own, and nobody else makes it.
    var isHashing = false
    private var reader: TarReader<Consumer>?

    init(_ reader: TarReader<Consumer>) {
        self.reader = reader
    }

    func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        if isHashing { archive.feed(bytes) }
        try reader?.feed(bytes)
    }

    /// To be called once.
    func finish() throws(Failure) -> (entries: Int, result: Consumer.Result) {
        guard let last = reader.take() else {
            throw Failure(.invalid, Text(en: "A layer was finished twice.", ja: "レイヤーの終了処理が二重に行われました。"))
        }
        return (last.entries, try last.finish())
    }
}

extension Digest {
    init(_ value: SHA256.Digest) {
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        for byte in value {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        // Sixty-four digits cannot be refused.
        self = Digest(sha256Hex: String(decoding: hex, as: UTF8.self))
    }
}
