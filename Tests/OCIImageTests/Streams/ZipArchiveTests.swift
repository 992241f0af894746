import Basics
import OCIImage
import Testing

struct ZipArchiveTests {
    typealias Entry = ZipWriter.Entry

    static let text = Array(String(repeating: "some text that compresses, ", count: 20_000).utf8)
    static let entries = [
        Entry("folder/"), Entry("folder/stored", text), Entry("deflated", text, deflated: true),
        Entry("streamed", text, deflated: true).with { $0.hasDescriptor = true }, Entry("empty"),
        Entry("empty deflated", [], deflated: true), Entry("ünï", [1]).with { $0.isUTF8 = true },
        Entry("large", text, deflated: true).with { $0.isLarge = true },
    ]

    private func open(_ bytes: [UInt8]) throws(Failure) -> ZipArchive {
        try ZipArchive(MemoryContent(bytes), what: "the jar")
    }

    private func code(_ bytes: [UInt8], limit: Int = 1 << 30) -> Failure.Code? {
        failure { () throws(Failure) in
            let archive = try open(bytes)
            for entry in archive.entries { _ = try archive.read(entry, limit: limit) }
        }?.code
    }

    @Test func entriesAreRead() throws {
        let plain = ZipWriter.archive(Self.entries)
        let forms: [(String, [UInt8])] = [
            ("plain", plain), ("comment", ZipWriter.archive(Self.entries, comment: "made by PK\u{5}\u{6}")),
            ("ZIP64", ZipWriter.archive(Self.entries, isLarge: true)),
            ("behind a script", Array("#!/bin/sh\nexec java -jar $0\n".utf8) + plain),
            ("ZIP64 behind a script", Array("#!/bin/sh\n".utf8) + ZipWriter.archive(Self.entries, isLarge: true)),
        ]
        for (name, bytes) in forms {
            let archive = try open(bytes)
            #expect(
                archive.entries.map(\.name) == [
                    "folder/", "folder/stored", "deflated", "streamed", "empty", "empty deflated", "ünï", "large",
                ], "\(name)")
            #expect(archive.entries.map(\.isFolder) == [true] + [Bool](repeating: false, count: 7))
            for (entry, written) in zip(archive.entries, Self.entries) {
                #expect(entry.size == written.content.count)
                #expect(try archive.read(entry, limit: Self.text.count) == written.content, "\(name) \(entry.name)")
                let content = try archive.open(entry, limit: Self.text.count)
                #expect(try content.all(limit: Self.text.count) == written.content)
            }
        }
    }

    @Test func namesAreUTF8OrOfTheFirstPC() throws {
        let bytes = ZipWriter.archive([
            Entry("日本").with { $0.isUTF8 = false }, Entry("").with { $0.name = [0x81, 0x62, 0xE1] },
            Entry("").with {
                $0.name = [0x61, 0xFF]
                $0.isUTF8 = true
            },
        ])
        #expect(try open(bytes).entries.map(\.name) == ["日本", "übß", "a\u{FFFD}"])
    }

    @Test func anEmptyArchiveHasNoEntries() throws {
        #expect(try open(ZipWriter.archive([])).entries.isEmpty)
        #expect(try open(ZipWriter.archive([], comment: "nothing")).entries.isEmpty)
    }

    @Test func aLimitIsKept() {
        let bytes = ZipWriter.archive([Entry("a", Self.text, deflated: true)])
        #expect(code(bytes, limit: Self.text.count) == nil)
        #expect(code(bytes, limit: Self.text.count - 1) == .tooLarge)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var code: Failure.Code = .invalid
        var bytes: [UInt8]
    }

    static let hostile: [Case] = [
        Case(testDescription: "nothing", bytes: []),
        Case(testDescription: "text", bytes: text),
        Case(
            testDescription: "overlapping",
            bytes: ZipWriter.archive([Entry("a", text), Entry("b", [1]).with { $0.claimedOffset = 10 }])),
        Case(
            testDescription: "the same twice",
            bytes: ZipWriter.archive([Entry("a", text), Entry("b", text).with { $0.claimedOffset = 0 }])),
        Case(
            testDescription: "beyond the end",
            bytes: ZipWriter.archive([Entry("a", text).with { $0.claimedOffset = 0x7000_0000 }])),
        Case(
            testDescription: "negative offset",
            bytes: ZipWriter.archive([
                Entry("a", text).with {
                    $0.isLarge = true
                    $0.claimedOffset = -1
                }
            ])),
        Case(
            testDescription: "offset that overflows",
            bytes: [1, 2, 3]
                + ZipWriter.archive([
                    Entry("a", text).with {
                        $0.isLarge = true
                        $0.claimedOffset = Int.max
                    }
                ])),
        Case(
            testDescription: "wrong checksum", bytes: ZipWriter.archive([Entry("a", text).with { $0.checksum = 1 }])),
        Case(
            testDescription: "wrong checksum, deflated",
            bytes: ZipWriter.archive([Entry("a", text, deflated: true).with { $0.checksum = 1 }])),
        Case(
            testDescription: "more than claimed",
            bytes: ZipWriter.archive([Entry("a", text, deflated: true).with { $0.claimedSize = 10 }])),
        Case(
            testDescription: "less than claimed",
            bytes: ZipWriter.archive([Entry("a", text, deflated: true).with { $0.claimedSize = text.count + 1 }])),
        Case(
            testDescription: "stored sizes differ",
            bytes: ZipWriter.archive([Entry("a", text).with { $0.claimedSize = 10 }])),
        Case(testDescription: "encrypted", bytes: ZipWriter.archive([Entry("a", text).with { $0.flags = 1 }])),
        Case(testDescription: "bzip2", bytes: ZipWriter.archive([Entry("a", text).with { $0.method = 12 }])),
        Case(
            testDescription: "no deflate data",
            bytes: ZipWriter.archive([Entry("a", [UInt8](repeating: 0xFF, count: 50)).with { $0.method = 8 }])),
        Case(testDescription: "wrong count", bytes: ZipWriter.archive([Entry("a")], claimedCount: 2)),
        Case(
            testDescription: "too many entries", code: .tooLarge,
            bytes: ZipWriter.archive([Entry("a")], claimedCount: 200_001, isLarge: true)),
    ]

    @Test(arguments: hostile)
    func isRefused(_ item: Case) { #expect(code(item.bytes) == item.code) }

    @Test func changedAndTruncatedArchivesNeverCrash() {
        let whole = ZipWriter.archive(
            [
                Entry("a", Array("abc".utf8)),
                Entry("b", Array(Self.text.prefix(300)), deflated: true).with { $0.isLarge = true },
            ], isLarge: true)
        for index in whole.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var changed = whole
                changed[index] ^= change
                _ = code(changed)
            }
            #expect(code(Array(whole[..<index])) == .invalid)
        }
    }
}
