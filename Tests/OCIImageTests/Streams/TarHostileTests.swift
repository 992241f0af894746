import Basics
import OCIImage
import Testing

/// Archives that were made to do harm.
struct TarHostileTests {
    typealias Header = TarWriter.Header

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var code: Failure.Code
        var archive: [UInt8]

        init(_ name: String, _ code: Failure.Code, _ write: (inout TarWriter) -> Void) {
            testDescription = name
            self.code = code
            archive = TarWriter.archive(write)
        }
    }

    static let cases: [Case] = [
        Case("climbs out", .invalid) { $0.file("../etc/passwd") },
        Case("climbs out later", .invalid) { $0.file("a/../../etc/passwd") },
        Case("climbs out from the root", .invalid) { $0.file("/../a") },
        Case("climbs out by PAX", .invalid) { writer in
            writer.pax([("path", "../a")])
            writer.file("a")
        },
        Case("hard link climbs out", .invalid) { $0.header(Header("a", "1").with { $0.link = Array("../b".utf8) }) },
        Case("hard link to nothing", .invalid) { $0.header(Header("a", "1")) },
        Case("no name", .invalid) { $0.file("") },
        Case("a file that is the root", .invalid) { $0.file("./") },
        Case("NUL in a name", .invalid) { writer in
            writer.pax([("path", "a\u{0}b")])
            writer.file("a")
        },
        Case("negative size", .invalid) { $0.header(Header("a").with { $0.size = -512 }) },
        Case("negative size in PAX", .invalid) { writer in
            writer.pax([("size", "-1")])
            writer.file("a")
        },
        Case("size beyond all", .tooLarge) { $0.header(Header("a").with { $0.size = Int.max }) },
        Case("size that overflows", .invalid) { writer in
            writer.header(Header("a").with { $0.patches = [(124, [0x80] + [UInt8](repeating: 0xFF, count: 11))] })
        },
        Case("size in PAX that overflows", .invalid) { writer in
            writer.pax([("size", "99999999999999999999")])
            writer.file("a")
        },
        Case("size is no number", .invalid) { $0.header(Header("a").with { $0.patches = [(124, Array("12x".utf8))] }) },
        Case("huge PAX header", .tooLarge) { $0.header(Header("a", "x", size: 2 << 20)) },
        Case("huge long name", .tooLarge) { $0.header(Header("a", "L", size: 1 << 30, form: .gnu)) },
        Case("negative PAX header", .invalid) { $0.header(Header("a", "x").with { $0.size = -1 }) },
        Case("name beyond the limit", .tooLarge) { writer in
            writer.long("L", String(repeating: "a", count: 70_000))
            writer.file("a")
        },
        Case("link beyond the limit", .tooLarge) { writer in
            writer.long("K", String(repeating: "a", count: 70_000))
            writer.header(Header("a", "2"))
        },
        Case("PAX record without length", .invalid) { writer in
            writer.header(Header("a", "x", size: 5))
            writer.data(Array("path=".utf8))
        },
        Case("PAX record longer than its header", .invalid) { writer in
            writer.header(Header("a", "x", size: 12))
            writer.data(Array("999 path=abc".utf8))
        },
        Case("PAX record of length 0", .invalid) { writer in
            writer.header(Header("a", "x", size: 8))
            writer.data(Array("0 path=\n".utf8))
        },
        Case("sparse map beyond the file", .invalid) { writer in
            writer.pax([("GNU.sparse.size", "10"), ("GNU.sparse.map", "8,5")])
            writer.file("a", TarFormsTests.hello)
        },
        Case("sparse map that overlaps", .invalid) { writer in
            writer.pax([("GNU.sparse.size", "100"), ("GNU.sparse.map", "0,3,2,2")])
            writer.file("a", TarFormsTests.hello)
        },
        Case("sparse map with an odd number", .invalid) { writer in
            writer.pax([("GNU.sparse.size", "100"), ("GNU.sparse.map", "0,5,7")])
            writer.file("a", TarFormsTests.hello)
        },
        Case("sparse map that overflows", .invalid) { writer in
            writer.pax([("GNU.sparse.size", "9223372036854775807"), ("GNU.sparse.map", "9223372036854775807,5")])
            writer.file("a", TarFormsTests.hello)
        },
        Case("sparse map with less than is stored", .invalid) { writer in
            writer.pax([("GNU.sparse.size", "100"), ("GNU.sparse.map", "0,3")])
            writer.file("a", TarFormsTests.hello)
        },
        Case("negative sparse part", .invalid) {
            $0.header(TarFormsTests.oldSparse([(10, -5)], more: false, size: 0, real: 100))
        },
        Case("negative real size", .invalid) {
            $0.header(TarFormsTests.oldSparse([], more: false, size: 0, real: -100))
        },
        Case("sparse map of too many parts", .tooLarge) { writer in
            sparse10(&writer, "200000000\n")
        },
        Case("sparse map that never ends", .invalid) { writer in
            sparse10(&writer, "5\n0\n0\n")
        },
        Case("sparse map without line feeds", .invalid) { writer in
            sparse10(&writer, String(repeating: "0", count: 512))
        },
        Case("sizes that add up to more than there can be", .tooLarge) { writer in
            writer.header(TarFormsTests.oldSparse([], more: false, size: 0, real: 1 << 49))
            writer.header(TarFormsTests.oldSparse([], more: false, size: 0, real: Int.max))
        },
    ]

    private static func sparse10(_ writer: inout TarWriter, _ map: String) {
        writer.pax([("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.realsize", "10000")])
        writer.header(Header("a", size: 512))
        writer.data(Array(map.utf8))
    }

    @Test(arguments: cases)
    func isRefused(_ item: Case) {
        for chunks in [Chunks.all, .each(1)] {
            let failed = failure { () throws(Failure) in _ = try readTar(item.archive, chunks) }
            #expect(failed?.code == item.code)
            #expect(failed?.message.en.hasPrefix("the archive is refused") == true)
            #expect(failed?.message.ja.isEmpty == false)
        }
    }

    @Test func aWrongChecksumIsRefusedAndSaysWhere() {
        var archive = TarWriter.archive { writer in
            writer.file("a", TarFormsTests.hello)
            writer.file("b")
        }
        archive[1024] ^= 1
        let failed = failure { () throws(Failure) in _ = try readTar(archive) }
        #expect(failed?.code == .invalid)
        #expect(failed?.message.en.contains("byte 1024") == true)
    }

    @Test func headersWithoutEndAreRefused() {
        var limits = ImageLimits()
        limits.entries = 1000
        for type: Character in ["x", "L", "K", "g"] {
            var writer = TarWriter()
            for _ in 0..<2000 { writer.header(Header("a", type)) }
            #expect(failure { () throws(Failure) in _ = try readTar(writer.bytes, limits: limits) }?.code == .tooLarge)
        }
        // Each small enough, but not all of them together.
        var writer = TarWriter()
        for _ in 0..<30 { writer.long("L", String(repeating: "a", count: 50_000)) }
        #expect(failure { () throws(Failure) in _ = try readTar(writer.bytes) }?.code == .tooLarge)
    }

    @Test func tooManyEntriesAreRefused() {
        var limits = ImageLimits()
        limits.entries = 100
        let archive = TarWriter.archive { writer in for number in 0..<101 { writer.file("f\(number)") } }
        let failed = failure { () throws(Failure) in _ = try readTar(archive, limits: limits) }
        #expect(failed?.code == .tooLarge)
        #expect(failed?.message.en.contains("100 entries") == true)
    }

    @Test func partsOfASparseFileThatNeverEndAreRefused() {
        var limits = ImageLimits()
        limits.sparseParts = 50
        var writer = TarWriter()
        writer.header(TarFormsTests.oldSparse([], more: true, size: 0, real: 0))
        for _ in 0..<100 {
            var block = [UInt8](repeating: 0, count: 512)
            block[504] = 1
            writer.data(block)
        }
        #expect(failure { () throws(Failure) in _ = try readTar(writer.bytes, limits: limits) }?.code == .tooLarge)
    }

    @Test func aHoleOfATerabyteCostsLittle() throws {
        var limits = ImageLimits()
        limits.entryHoles = 1 << 20
        limits.layerHoles = (1 << 20) + 100
        let archive = TarWriter.archive { writer in
            writer.header(TarFormsTests.oldSparse([(1 << 40, 5)], more: false, size: 5, real: 2 << 40))
            writer.data(TarFormsTests.hello)
            writer.header(TarFormsTests.oldSparse([(1 << 40, 5)], more: false, size: 5, real: 2 << 40))
            writer.data(TarFormsTests.hello)
        }
        let told = try readTar(archive, limits: limits)
        #expect(told.map(\.entry.size) == [2 << 40, 2 << 40])
        #expect(told[0].content == [UInt8](repeating: 0, count: 1 << 20) + TarFormsTests.hello)
        #expect(told[1].content == [UInt8](repeating: 0, count: 100) + TarFormsTests.hello)
    }

    @Test func hardLinksInACircleAreTold() throws {
        let archive = TarWriter.archive { writer in
            writer.header(Header("a", "1").with { $0.link = Array("b".utf8) })
            writer.header(Header("b", "1").with { $0.link = Array("a".utf8) })
        }
        #expect(try readTar(archive).map(\.entry.target) == ["b", "a"])
    }

    @Test func aBrokenArchiveStaysBroken() {
        var reader = TarReader(Recorder(), limits: ImageLimits(), what: "x")
        let bytes = TarWriter.archive { $0.file("../a") }
        for _ in 0..<2 {
            let failed = failure { () throws(Failure) in
                try Chunks.all.cut(bytes) { (piece) throws(Failure) in try reader.feed(piece) }
            }
            #expect(failed?.code == .invalid)
        }
        #expect(failure { () throws(Failure) in _ = try reader.finish() }?.code == .invalid)
    }
}
