import Basics
import ImageScan
import Inventory
import OCIImage

/// What the readers of archives promise, however their input is cut.
enum StreamCheck {
    /// Small enough that a hostile input is refused before it is slow.
    static let limits: ImageLimits = {
        var limits = ImageLimits()
        limits.layerBytes = 16 << 20
        limits.ratioFloor = 4 << 20
        limits.entryHoles = 256 << 10
        limits.layerHoles = 1 << 20
        limits.document = 1 << 20
        return limits
    }()

    /// A layer: compressed or not.
    static func tar(_ bytes: [UInt8]) {
        let whole = layer(bytes, [])
        let cut = layer(bytes, cuts(bytes))
        precondition((whole == nil) == (cut == nil), "what is refused does not depend on cuts")
        guard let whole, let cut else { return }
        precondition(
            whole.facts == cut.facts && whole.digests == cut.digests, "digests and sizes do not depend on cuts")
        precondition(whole.result.events == cut.result.events, "contents do not depend on cuts")
        image(whole.facts, whole.result.scan)
    }

    private static func layer(_ bytes: [UInt8], _ cuts: [Int]) -> LayerOutcome<StrictConsumer.Result>? {
        var pipe = LayerStream(StrictConsumer(), limits: limits, what: "layer")
        do {
            for piece in pieces(bytes, cuts) {
                try push(piece) { bytes throws(Failure) in try pipe.feed(bytes) }
            }
            return try pipe.finish()
        } catch {
            return nil
        }
    }

    /// The layer twice, one above the other.
    private static func image(_ facts: LayerFacts, _ scan: LayerScan) {
        let layer = ReadLayer(facts: facts, result: scan)
        let platform = Platform(os: "linux", architecture: "amd64")
        var configuration = ImageConfiguration(platform: platform)
        configuration.diffIDs = [facts.diffID, facts.diffID]
        check(
            ReadImage(
                choice: ImageChoice(platform: platform, manifest: nil), manifest: nil, configDigest: facts.diffID,
                configuration: configuration, layers: [layer, layer],
                joined: LayerScanner.join([layer.result, layer.result]), others: []))
    }

    static func check(_ read: ReadImage<LayerScanner>) {
        let image = ImageScanner().assemble(read, name: "image", kind: .dockerArchive)
        let total = image.tree.tables.reduce(0) { $0 + $1.count }
        precondition(image.tree.visible.count <= total, "nothing is visible that is not there")
        for reference in image.tree.visible.prefix(1_000) {
            let path = image.tree.path(reference)
            _ = image.tree.resolve(path)
            _ = image.tree.exists(path + "/x")
        }
        for hidden in image.tree.hidden {
            precondition(hidden.file.layer <= hidden.change.layer, "only layers above take a file away")
        }
        precondition(image.waste.hidden <= image.waste.total, "no more is wasted than there is")
        precondition(image.waste.items.allSatisfy { $0.bytes >= 0 && $0.files >= 0 })
        for package in image.packages { precondition(!package.name.isEmpty, "a package has a name") }
    }

    /// A compressed stream.
    static func gzip(_ bytes: [UInt8]) {
        let whole = decompressed(bytes, [])
        let cut = decompressed(bytes, cuts(bytes))
        precondition((whole.result == nil) == (cut.result == nil), "what is refused does not depend on cuts")
        guard let result = whole.result else { return }
        precondition(result == cut.result && whole.count == cut.count, "the content does not depend on cuts")
        precondition(whole.count <= limits.layerBytes, "the limit holds")
    }

    private static func decompressed(_ bytes: [UInt8], _ cuts: [Int]) -> (result: UInt64?, count: Int) {
        var decompressor = Decompressor(limits: limits, what: "stream")
        var sum = Sum()
        var count = 0
        do {
            for piece in pieces(bytes, cuts) {
                try push(piece) { bytes throws(Failure) in
                    try decompressor.feed(bytes) { bytes in
                        sum.add(bytes)
                        count += bytes.count
                    }
                }
            }
            try decompressor.finish { bytes in
                sum.add(bytes)
                count += bytes.count
            }
            precondition(decompressor.consumed == bytes.count, "all is taken in")
            precondition(decompressor.produced == count, "all that comes out is counted")
            return (sum.value, count)
        } catch {
            return (nil, count)
        }
    }

    static func zip(_ bytes: [UInt8]) {
        guard let archive = try? ZipArchive(MemoryContent(bytes), what: "archive") else { return }
        var budget = 16 << 20
        for entry in archive.entries {
            precondition(entry.size >= 0 && entry.compressedSize >= 0 && entry.offset >= 0)
            guard budget > 0 else { break }
            if let content = try? archive.read(entry, limit: 4 << 20) {
                precondition(content.count == entry.size, "an entry has the size that it says")
                budget -= max(content.count, 4_096)
                let opened = try? archive.open(entry, limit: 4 << 20)
                precondition(opened?.count == content.count, "an entry is the same in each way")
                precondition((try? opened?.read(at: 0, count: content.count)) == content)
            }
        }
    }

    /// Hands a piece on. A slice's own method does not keep the type of the error, and closures that change it crash
    /// Swift 6.3.1.
    @inline(never)
    static func push(
        _ piece: ArraySlice<UInt8>, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let failure = piece.withUnsafeBytes { bytes -> Failure? in
            do throws(Failure) {
                try body(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Lengths of pieces, from the input itself so that the same input is cut alike.
    static func cuts(_ bytes: [UInt8]) -> [Int] {
        var sum = Sum()
        bytes.withUnsafeBytes { sum.add($0) }
        return (0..<5).map { index in
            let value = sum.value >> UInt64(index * 12)
            return 1 + Int(value % (index.isMultiple(of: 2) ? 7 : 1_500))
        }
    }

    /// The bytes in pieces of these lengths, again and again; whole without any.
    static func pieces(_ bytes: [UInt8], _ cuts: [Int]) -> [ArraySlice<UInt8>] {
        guard !cuts.isEmpty else { return [bytes[...]] }
        var result: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + cuts[result.count % cuts.count])
            result.append(bytes[start..<end])
            start = end
        }
        return result
    }
}

/// FNV-1a: tells whether two streams are one.
struct Sum {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    mutating func add(_ number: Int) {
        withUnsafeBytes(of: number) { add($0) }
    }
}

/// A layer's scanner that holds its reader to the contract of consumers.
struct StrictConsumer: LayerConsumer {
    struct Result: Sendable {
        var events: UInt64
        var scan: LayerScan
    }

    private var sum = Sum()
    private var inner = LayerScanner(LayerScanner.Options())
    private var open: LayerEntry?
    private var rest = 0

    mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool {
        precondition(open == nil, "one entry at a time")
        precondition(!entry.path.hasPrefix("/") && !entry.path.hasSuffix("/"), "paths are relative")
        let parts = entry.path.split(separator: "/", omittingEmptySubsequences: false)
        precondition(
            entry.path.isEmpty || parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }, "paths are clean")
        precondition(entry.size >= 0 && entry.offset >= 0 && entry.mode <= 0o7777)
        sum.add(entry.path.utf8)
        sum.add(Int(entry.kind.rawValue))
        sum.add(entry.size)
        sum.add(entry.offset)
        sum.add(entry.target.utf8)
        for name in entry.attributes.keys.sorted() {
            sum.add(name.utf8)
            sum.add(entry.attributes[name] ?? [])
        }
        guard try inner.begin(entry) else { return false }
        open = entry
        rest = entry.size
        return true
    }

    mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        precondition(open != nil && !bytes.isEmpty, "content belongs to an entry")
        rest -= bytes.count
        precondition(rest >= 0, "no more content than the entry has")
        sum.add(bytes)
        try inner.content(bytes)
    }

    mutating func end() throws(Failure) {
        precondition(open != nil, "what ends began")
        open = nil
        try inner.end()
    }

    consuming func finish() throws(Failure) -> Result {
        precondition(open == nil, "all that began ended")
        return Result(events: sum.value, scan: try inner.finish())
    }
}
