import Basics
import OCIImage
import Testing

/// Every form of header that a layer may be written in.
struct TarFormsTests {
    typealias Header = TarWriter.Header

    static let hello = Array("hello".utf8)
    static let long = (0..<40).map { "folder\($0)" }.joined(separator: "/") + "/name"

    /// One archive with everything.
    static let everything = TarWriter.archive { writer in
        writer.pax([("comment", "all of them"), ("mtime", "1000.5")], type: "g")
        writer.header(Header("./", "5"))
        writer.header(Header("etc/", "5"))
        writer.file("v7", hello, form: .v7)
        writer.file("./ustar", hello)
        writer.file("/gnu", hello, form: .gnu)
        writer.long("L", long)
        writer.file("cut", hello, form: .gnu)
        writer.long("K", long)
        writer.header(Header("symbolic", "2", form: .gnu))
        writer.pax([
            ("path", "pax/ünï"), ("size", "5"), ("uid", "3000000"), ("gid", "-2"), ("mtime", "-1.25"),
            ("SCHILY.xattr.user.a", "1=2\n3"), ("LIBARCHIVE.xattr.user.b%3D", "AAEC/w"),
        ])
        writer.header(Header("cut", size: 0))
        writer.data(hello)
        writer.header(Header("hard", "1").with { $0.link = Array("./v7".utf8) })
        writer.header(Header("device", "3"))
        writer.header(Header("block", "4"))
        writer.header(Header("pipe", "6"))
        writer.header(Header("empty"))
        writer.header(Header("contiguous", "7", size: 5))
        writer.data(hello)
        writer.pax([
            ("GNU.sparse.size", "10000"), ("GNU.sparse.offset", "4000"), ("GNU.sparse.numbytes", "5"),
            ("GNU.sparse.offset", "10000"), ("GNU.sparse.numbytes", "0"),
        ])
        writer.file("sparse00", hello)
        writer.pax([
            ("GNU.sparse.size", "10000"), ("GNU.sparse.name", "sparse01"), ("GNU.sparse.map", "4000,2,5000,3"),
        ])
        writer.file("GNUSparseFile.0/cut", hello)
        writer.pax([
            ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "sparse10"),
            ("GNU.sparse.realsize", "10000"),
        ])
        var map = Array("1\n4000\n5\n".utf8)
        map += [UInt8](repeating: 0, count: 512 - map.count)
        writer.header(Header("GNUSparseFile.0/cut", size: map.count + 5))
        writer.data(map + hello)
        writer.header(oldSparse([(4000, 2), (5000, 1), (6000, 1), (7000, 1)], more: true, size: 6, real: 10000))
        writer.data(TarWriter.number(8000, 12) + TarWriter.number(1, 12))
        writer.data(hello + [0x21])
        writer.file("last", hello)
    }

    static func oldSparse(_ parts: [(Int, Int)], more: Bool, size: Int, real: Int) -> Header {
        Header("oldsparse", "S", size: size, form: .gnu).with { header in
            header.patches.append((386, parts.flatMap { TarWriter.number($0.0, 12) + TarWriter.number($0.1, 12) }))
            header.patches.append((482, [more ? 1 : 0]))
            header.patches.append((483, TarWriter.number(real, 12)))
        }
    }

    static func sparse(_ parts: [(Int, String)], size: Int = 10000) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        for (offset, text) in parts { bytes.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8) }
        return bytes
    }

    @Test func allFormsAreRead() throws {
        let told = try readTar(Self.everything)
        var byPath: [String: Recorder.Told] = [:]
        for item in told { byPath[item.entry.path] = item }
        #expect(byPath.count == told.count)
        let open = told.filter { !$0.hasEnded }
        #expect(open.isEmpty)
        // The root folder is not told.
        #expect(told.count == 18)
        for path in ["v7", "ustar", "gnu", Self.long, "pax/ünï", "contiguous", "last"] {
            #expect(byPath[path]?.content == Self.hello, "\(path)")
            #expect(byPath[path]?.entry.size == 5, "\(path)")
            #expect(byPath[path]?.entry.kind == .file, "\(path)")
        }
        #expect(byPath["symbolic"]?.entry.target == Self.long)
        #expect(byPath["hard"]?.entry.target == "v7")
        #expect(byPath["v7"]?.entry.modified == 1000)
        let pax = try #require(byPath["pax/ünï"]?.entry)
        #expect(pax.user == 3_000_000 && pax.group == -2 && pax.modified == -2)
        #expect(pax.attributes == ["user.a": Array("1=2\n3".utf8), "user.b=": [0, 1, 2, 255]])
        #expect(byPath["last"]?.entry.attributes.isEmpty == true)
        let kinds: [(String, LayerEntry.Kind)] = [
            ("etc", .folder), ("symbolic", .symbolicLink), ("hard", .hardLink), ("device", .characterDevice),
            ("block", .blockDevice), ("pipe", .pipe), ("empty", .file),
        ]
        for (path, kind) in kinds { #expect(byPath[path]?.entry.kind == kind, "\(path)") }
        for path in ["sparse00", "sparse10"] {
            #expect(byPath[path]?.content == Self.sparse([(4000, "hello")]), "\(path)")
            #expect(byPath[path]?.entry.size == 10000)
        }
        #expect(byPath["sparse01"]?.content == Self.sparse([(4000, "he"), (5000, "llo")]))
        #expect(
            byPath["oldsparse"]?.content
                == Self.sparse([(4000, "he"), (5000, "l"), (6000, "l"), (7000, "o"), (8000, "!")]))
    }

    @Test func howTheInputIsCutDoesNotMatter() throws {
        let whole = try readTar(Self.everything)
        for size in [1, 7, 511, 512, 513, 1000] {
            #expect(try readTar(Self.everything, .each(size)) == whole)
        }
        for seed in 0..<20 { #expect(try readTar(Self.everything, .random(seed: UInt64(seed))) == whole) }
    }

    @Test func aTruncatedArchiveIsAnErrorOrAShorterOne() throws {
        let whole = try readTar(Self.everything)
        for count in 0..<Self.everything.count where count % 512 < 2 || count % 101 == 0 {
            var told: [Recorder.Told]?
            let failed = failure { () throws(Failure) in told = try readTar(Array(Self.everything[..<count])) }
            if let told {
                // What can be read to its end is a beginning of the whole.
                #expect(Array(whole.prefix(told.count)) == told, "\(count) bytes")
            } else {
                #expect(failed?.code == .invalid, "\(count) bytes")
            }
        }
    }

    @Test func changedBytesNeverCrash() {
        for index in Self.everything.indices where index % 23 == 0 || (100...160).contains(index % 512) {
            var changed = Self.everything
            changed[index] &+= 1
            _ = failure { () throws(Failure) in _ = try readTar(changed, .each(700)) }
        }
    }

    @Test func contentThatNobodyWantsIsPassedOver() throws {
        let wanted = Recorder(unwanted: ["sparse00", "oldsparse", "v7"])
        let told = try readTar(Self.everything, .each(100), wanted)
        #expect(told.count == 18)
        for item in told where wanted.unwanted.contains(item.entry.path) {
            #expect(item.content.isEmpty && !item.hasEnded)
        }
        #expect(told.last?.content == Self.hello)
    }

    @Test func whoCanSeekMayPassContent() throws {
        let big = [UInt8](repeating: 1, count: 100_000)
        let archive = TarWriter.archive { writer in
            writer.file("big", big)
            writer.file("small", Self.hello)
        }
        var reader = TarReader(Recorder(unwanted: ["big"]), limits: ImageLimits(), what: "x")
        var at = 0
        var fed = 0
        while at < archive.count {
            let passable = reader.passable
            if passable > 0 {
                reader.pass(passable)
                at += passable
                continue
            }
            let piece = Array(archive[at..<min(at + 512, archive.count)])
            try piece.withUnsafeBufferPointer { (piece) throws(Failure) in
                try reader.feed(UnsafeRawBufferPointer(piece))
            }
            at += piece.count
            fed += piece.count
        }
        #expect(reader.isComplete && reader.entries == 2 && reader.position == archive.count)
        #expect(fed < 4000)
        let told = try reader.finish().told
        #expect(told.map(\.entry.path) == ["big", "small"])
        #expect(told[1].content == Self.hello)
        let offset = told[0].entry.offset
        #expect(Array(archive[offset..<offset + big.count]) == big)
    }

    @Test func numbersHaveManyForms() throws {
        let archive = TarWriter.archive { writer in
            writer.header(Header("negative").with { $0.modified = -5 })
            writer.header(Header("large").with { $0.user = 1 << 40 })
            writer.header(
                Header("spaces").with { $0.patches = [(108, Array("   644 \0".utf8)), (100, Array("7777777\0".utf8))] })
            writer.header(Header("empty").with { $0.patches = [(108, [UInt8](repeating: 0, count: 8))] })
            writer.header(Header("signed\u{FC}").with { $0.signedChecksum = true })
        }
        let told = try readTar(archive)
        #expect(told.map(\.entry.modified) == [-5, 0, 0, 0, 0])
        #expect(told.map(\.entry.user) == [0, 1 << 40, 0o644, 0, 0])
        #expect(told[2].entry.mode == 0o7777)
    }

    @Test func prefixesBelongToUstarOnly() throws {
        let archive = TarWriter.archive { writer in
            writer.header(Header("name").with { $0.prefix = Array("some/folder".utf8) })
            writer.header(Header("name", form: .gnu).with { $0.prefix = Array("12345670000".utf8) })
            writer.header(Header("name", form: .star).with { $0.prefix = [UInt8](repeating: 0x61, count: 131) })
        }
        #expect(
            try readTar(archive).map(\.entry.path)
                == ["some/folder/name", "name", String(repeating: "a", count: 131) + "/name"])
    }

    @Test func aFolderOfV7HasASlash() throws {
        let archive = TarWriter.archive { writer in
            writer.header(Header("folder/", "\0", form: .v7))
            writer.header(Header("file", "\0", form: .v7))
        }
        #expect(try readTar(archive).map(\.entry.kind) == [.folder, .file])
    }

    @Test func hardLinksWithAndWithoutContent() throws {
        let archive = TarWriter.archive { writer in
            writer.header(Header("claims", "1", size: 5).with { $0.link = Array("a".utf8) })
            writer.header(Header("brings", "1", size: 600).with { $0.link = Array("a".utf8) })
            writer.data([UInt8](repeating: 9, count: 600))
            writer.header(Header("short", "1", size: 5).with { $0.link = Array("a".utf8) })
            writer.data(Self.hello)
            writer.header(Header("last", "1", size: 5).with { $0.link = Array("a".utf8) })
        }
        for chunks in [Chunks.all, .each(1), .each(600)] {
            let told = try readTar(archive, chunks)
            #expect(told.map(\.entry.path) == ["claims", "brings", "short", "last"])
            #expect(told.map(\.entry.size) == [0, 600, 5, 0])
            #expect(told.map(\.content.count) == [0, 600, 5, 0])
        }
        #expect(try readTar(Array(archive.dropLast(1024))).count == 4)
    }

    @Test func theEndHasManyForms() throws {
        var writer = TarWriter()
        writer.file("a", Self.hello)
        let body = writer.bytes
        let zeros = [UInt8](repeating: 0, count: 512)
        let garbage = [UInt8](repeating: 0x41, count: 700)
        for end in [[], zeros, zeros + zeros, zeros + zeros + garbage, zeros + garbage, zeros + body] {
            #expect(try readTar(body + end, .each(100)).count == 1)
        }
        #expect(try readTar([]).isEmpty)
        #expect(try readTar(zeros).isEmpty)
    }

    @Test(arguments: [
        ("a//b/./c", "a/b/c"), ("./a/", "a"), ("//a", "a"), ("a/../b", "b"), ("././a", "a"), ("...", "..."),
        ("a/..b/c..", "a/..b/c.."), (".a", ".a"), ("/./.wh..wh..opq", ".wh..wh..opq"),
    ])
    func namesAreCleaned(_ name: String, _ path: String) throws {
        #expect(try readTar(TarWriter.archive { $0.file(name) }).map(\.entry.path) == [path])
    }

    @Test func namesThatAreNotUTF8StayDifferent() throws {
        let archive = TarWriter.archive { writer in
            writer.header(Header("").with { $0.name = [0x61, 0xFC] })
            writer.header(Header("").with { $0.name = [0x61, 0xFD] })
        }
        #expect(try readTar(archive).map(\.entry.path) == ["aü", "aý"])
    }

    @Test func globalRecordsNameNoEntry() throws {
        let archive = TarWriter.archive { writer in
            writer.pax([("path", "evil"), ("size", "512"), ("uid", "7")], type: "g")
            writer.file("a", Self.hello)
            writer.pax([("uid", "8")])
            writer.file("b", Self.hello)
        }
        let told = try readTar(archive)
        #expect(told.map(\.entry.path) == ["a", "b"])
        #expect(told.map(\.entry.user) == [7, 8])
    }
}
