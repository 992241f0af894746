import Basics
import OCIImage
import Testing

struct DecompressorTests {
    /// Words that compress, but not to nothing.
    static let plain: [UInt8] = {
        var state: UInt32 = 7
        return (0..<300_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(ascii: "a") + UInt8(state >> 24) % 8
        }
    }()

    static let skippable: [UInt8] = [0x51, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9]

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var input: [UInt8]
        var output: [UInt8]
        var compression: LayerFacts.Compression
    }

    /// The compressed words behind a header with more fields.
    private static func header(_ flags: UInt8, _ fields: [UInt8]) -> [UInt8] {
        let bytes = Compress.gzip(plain)
        return Array(bytes[..<3]) + [flags] + Array(bytes[4..<10]) + fields + Array(bytes[10...])
    }

    static let cases: [Case] = [
        Case(testDescription: "plain", input: plain, output: plain, compression: .none),
        Case(testDescription: "nothing", input: [], output: [], compression: .none),
        Case(testDescription: "three bytes", input: [0x1F, 0x8B, 8], output: [0x1F, 0x8B, 8], compression: .none),
        Case(testDescription: "gzip", input: Compress.gzip(plain), output: plain, compression: .gzip),
        Case(testDescription: "gzip of nothing", input: Compress.gzip([]), output: [], compression: .gzip),
        Case(
            testDescription: "gzip members", input: Compress.gzip(plain) + Compress.gzip([]) + Compress.gzip([1, 2]),
            output: plain + [1, 2], compression: .gzip),
        // As `gzip FILE` and eStargz write them.
        Case(
            testDescription: "gzip members with a name, a comment and extra fields",
            input: header(8, Array("layer.tar\0".utf8)) + header(16 | 4, [3, 0, 1, 0, 2] + Array("why\0".utf8))
                + header(4 | 8, [0, 0, 0]),
            output: plain + plain + plain, compression: .gzip),
        Case(
            testDescription: "gzip with zeros after it",
            input: Compress.gzip(plain) + [UInt8](repeating: 0, count: 1000), output: plain, compression: .gzip),
        Case(testDescription: "zstd", input: Compress.zstd(plain), output: plain, compression: .zstd),
        Case(testDescription: "zstd of nothing", input: Compress.zstd([]), output: [], compression: .zstd),
        Case(
            testDescription: "zstd frames", input: skippable + Compress.zstd(plain) + skippable + Compress.zstd([5]),
            output: plain + [5], compression: .zstd),
        Case(
            testDescription: "zstd that fills the output exactly",
            input: Compress.zstd([UInt8](repeating: 1, count: 1 << 20)), output: [UInt8](repeating: 1, count: 1 << 20),
            compression: .zstd),
        Case(
            testDescription: "gzip that fills the output exactly",
            input: Compress.gzip([UInt8](repeating: 1, count: 1 << 20)), output: [UInt8](repeating: 1, count: 1 << 20),
            compression: .gzip),
    ]

    @Test(arguments: cases)
    func howTheInputIsCutDoesNotMatter(_ item: Case) throws {
        for chunks in [Chunks.all, .each(1), .each(3), .random(seed: 1), .random(seed: 2)] {
            #expect(try decompress(item.input, chunks) == item.output)
        }
        var decompressor = Decompressor(limits: ImageLimits(), what: "x")
        try Chunks.all.cut(item.input) { (piece) throws(Failure) in try decompressor.feed(piece) { _ in } }
        try decompressor.finish { _ in }
        #expect(decompressor.compression == item.compression)
        #expect(decompressor.consumed == item.input.count && decompressor.produced == item.output.count)
    }

    @Test func everyTruncationIsAnError() throws {
        let short = Array(Self.plain.prefix(2000))
        for whole in [Compress.gzip(short), Compress.zstd(short), Self.skippable + Compress.zstd(short)] {
            for count in 4..<whole.count where count != Self.skippable.count {
                let failed = failure { () throws(Failure) in _ = try decompress(Array(whole[..<count])) }
                #expect(failed?.code == .invalid, "\(count) bytes of \(whole.count)")
            }
        }
    }

    @Test func changedBytesNeverCrash() throws {
        let short = Array(Self.plain.prefix(3000))
        for whole in [Compress.gzip(short), Compress.zstd(short)] {
            for index in whole.indices {
                var changed = whole
                changed[index] ^= 0x55
                _ = failure { () throws(Failure) in _ = try decompress(changed, .each(100)) }
            }
        }
        // The checksum at the end of gzip is verified.
        var changed = Compress.gzip(short)
        changed[changed.count - 6] ^= 1
        #expect(failure { () throws(Failure) in _ = try decompress(changed) }?.code == .invalid)
    }

    @Test(arguments: [
        Compress.gzip([1]) + [7, 7], Compress.gzip([1]) + [0, 0, 1], Compress.zstd([1]) + [0, 0, 0, 0],
    ])
    func somethingAfterTheEndIsRefused(_ input: [UInt8]) {
        #expect(failure { () throws(Failure) in _ = try decompress(input, .each(1)) }?.code == .invalid)
    }

    /// zstd decodes the first at once and refuses it in pieces: a frame of no bytes with a block that repeats a byte no
    /// times. In the second, a header in two pieces, it takes the bytes from the fifth on for a skippable frame.
    @Test(arguments: [
        [0x28, 0xB5, 0x2F, 0xFD, 0xA0, 0, 0, 0, 0, 3, 0, 0, 0],
        [0x28, 0xB5, 0x2F, 0xFD, 0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 1, 1, 0xB5],
    ])
    func whatIsRefusedDoesNotDependOnCuts(_ frame: [UInt8]) {
        for cut in 0..<frame.count {
            var decompressor = Decompressor(limits: ImageLimits(), what: "x")
            let failed = failure { () throws(Failure) in
                try feed(&decompressor, frame[..<cut])
                try feed(&decompressor, frame[cut...])
                try decompressor.finish { _ in }
            }
            #expect(failed?.code == .invalid, "cut at \(cut)")
            let second = Compress.zstd([1]) + frame
            #expect(failure { () throws(Failure) in _ = try decompress(second, .each(cut + 1)) }?.code == .invalid)
        }
    }

    private func feed(_ decompressor: inout Decompressor, _ bytes: ArraySlice<UInt8>) throws(Failure) {
        try Chunks.all.cut(Array(bytes)) { (piece) throws(Failure) in try decompressor.feed(piece) { _ in } }
    }

    @Test func bombsAreRefused() {
        let zeros = [UInt8](repeating: 0, count: 8 << 20)
        var limits = ImageLimits()
        limits.ratioFloor = 1 << 20
        for bomb in [Compress.gzip(zeros), Compress.zstd(zeros)] {
            #expect(failure { () throws(Failure) in _ = try decompress(bomb, limits: limits) }?.code == .tooLarge)
        }
        limits = ImageLimits()
        limits.layerBytes = 4 << 20
        for bomb in [Compress.gzip(zeros), Compress.zstd(zeros), zeros] {
            #expect(failure { () throws(Failure) in _ = try decompress(bomb, limits: limits) }?.code == .tooLarge)
        }
    }

    @Test func aHugeWindowIsRefused() throws {
        // A frame with a window of 2^27 or 2^28 bytes and one raw block of one byte.
        func frame(_ window: UInt8) -> [UInt8] { [0x28, 0xB5, 0x2F, 0xFD, 0, (window - 10) << 3, 9, 0, 0, 0x41] }
        #expect(try decompress(frame(27)) == [0x41])
        let failed = failure { () throws(Failure) in _ = try decompress(frame(28)) }
        #expect(failed?.code == .tooLarge)
        #expect(failed?.message.en.contains("128 MiB") == true)
    }

    @Test func anErrorStays() {
        var decompressor = Decompressor(limits: ImageLimits(), what: "x")
        var broken = Compress.gzip(Self.plain)
        broken[200] ^= 0xFF
        broken[201] ^= 0xFF
        for _ in 0..<3 {
            let failed = failure { () throws(Failure) in
                try Chunks.all.cut(broken) { (piece) throws(Failure) in try decompressor.feed(piece) { _ in } }
            }
            #expect(failed?.code == .invalid)
        }
        #expect(failure { () throws(Failure) in try decompressor.finish { _ in } }?.code == .invalid)
    }
}
