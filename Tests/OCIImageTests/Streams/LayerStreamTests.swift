import Basics
import OCIImage
import Testing

struct LayerStreamTests {
    static func digest(_ bytes: [UInt8]) -> String { "sha256:" + PlainSHA256.hex(bytes) }

    @Test func digestsAndEntriesAreTheSameForEachCompression() throws {
        let archive = TarFormsTests.everything
        let forms: [([UInt8], LayerFacts.Compression)] = [
            (archive, .none), (Compress.gzip(archive), .gzip), (Compress.zstd(archive), .zstd),
        ]
        let told = try readTar(archive)
        for (blob, compression) in forms {
            for chunks in [Chunks.all, .each(1), .random(seed: 3)] {
                let outcome = try readLayer(blob, chunks)
                #expect(outcome.digests.map(\.description) == [Self.digest(blob)])
                #expect(outcome.facts.digest == outcome.digests.first)
                #expect(outcome.facts.diffID.description == Self.digest(archive))
                #expect(outcome.facts.compression == compression)
                #expect(outcome.facts.storedSize == blob.count && outcome.facts.size == archive.count)
                #expect(outcome.facts.entries == 19)
                #expect(outcome.result.told == told)
            }
        }
    }

    @Test func whatFollowsTheEndCounts() throws {
        let archive = TarWriter.archive { $0.file("a") } + Array("garbage".utf8)
        for blob in [archive, Compress.gzip(archive)] {
            #expect(try readLayer(blob).facts.diffID.description == Self.digest(archive))
        }
    }

    @Test func anEmptyBlobIsAnEmptyLayer() throws {
        let outcome = try readLayer([])
        #expect(outcome.facts.digest?.description == Self.digest([]) && outcome.facts.diffID == outcome.facts.digest)
        #expect(outcome.facts.entries == 0)
    }

    @Test func aTruncatedBlobIsRefused() {
        let blob = Compress.gzip(TarFormsTests.everything)
        let failed = failure { () throws(Failure) in _ = try readLayer(Array(blob.dropLast(3)), .each(50)) }
        #expect(failed?.code == .invalid)
        #expect(failed?.message.en.contains("the layer") == true)
    }

    /// An archive of layers, as `docker save` writes it: a consumer that holds streams.
    @Test func anArchiveInAnArchiveIsRead() throws {
        struct Outer: LayerConsumer {
            var stream: LayerStream<Recorder>?
            var inner: [Recorder] = []

            mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool {
                guard entry.path.hasSuffix("layer.tar") else { return false }
                stream = LayerStream(Recorder(), limits: ImageLimits(), what: entry.path)
                return true
            }
            mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure) { try stream?.feed(bytes) }
            mutating func end() throws(Failure) {
                if let stream = stream.take() { inner.append(try stream.finish().result) }
            }
            consuming func finish() throws(Failure) -> [[Recorder.Told]] { inner.map(\.told) }
        }
        let archive = TarWriter.archive { writer in
            writer.file("1/layer.tar", TarFormsTests.everything)
            writer.file("manifest.json", [0x5B, 0x5D])
            writer.file("2/layer.tar", Compress.gzip(TarFormsTests.everything))
        }
        var reader = TarReader(Outer(), limits: ImageLimits(), what: "the archive")
        try Chunks.random(seed: 9).cut(archive) { (piece) throws(Failure) in try reader.feed(piece) }
        let told = try readTar(TarFormsTests.everything)
        #expect(try reader.finish() == [told, told])
    }
}
