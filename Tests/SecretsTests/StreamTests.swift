import Testing

@testable import Secrets

/// However a file is cut, the same secrets come out; hostile files take linear time; there is a cap.
struct StreamTests {
    /// A file of 300 KB with secrets of all forms, more of them around places where it is cut.
    static let bytes: [UInt8] = {
        var s = Sample(3)
        var text: [UInt8] = []
        for file in CorpusTests.planted where !file.path.hasSuffix("shadow") {
            text += Array(file.text.utf8) + [0x0A]
            for _ in 0..<60 { text += Array("The \(s.text(7)) = word \(s.text(50)), token: none;\n".utf8) }
            while text.count % 8_192 > 40 { text.append(UInt8(ascii: " ")) }
        }
        return text
    }()

    static func chunked(_ bytes: [UInt8], path: String, _ size: (Int) -> Int) -> [SecretHit] {
        var scanner = SecretScanner(path: path)
        bytes.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                let end = min(bytes.count, index + max(1, size(index)))
                scanner.feed(UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
                index = end
            }
        }
        return scanner.finish()
    }

    @Test(arguments: [7, 61, 511, 4_096, 8_191, 8_192, 24_640, 28_800, 57_600, 65_536, 131_072, 1_000_000])
    func chunksDoNotMatter(_ size: Int) {
        let whole = SecretScanner.scan(Self.bytes, path: "srv/app/x.conf")
        #expect(whole.count > 20)
        #expect(Self.chunked(Self.bytes, path: "srv/app/x.conf") { _ in size } == whole)
    }

    @Test func randomChunksDoNotMatter() {
        let whole = SecretScanner.scan(Self.bytes, path: "srv/app/x.conf")
        for seed in 1...12 {
            var s = Sample(UInt64(seed))
            #expect(
                Self.chunked(Self.bytes, path: "srv/app/x.conf") { _ in Int(s.next() >> 44) % (seed * 12_000) } == whole
            )
        }
    }

    @Test func binariesKeepWhatIsUnmistakable() {
        var s = Sample(8)
        let token = s.checked("gh" + "p_")
        let bytes: [UInt8] =
            [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1] + s.bytes(9_000) + Array("glued\(token)text password=\(s.text(20))".utf8)
            + s.bytes(50_000)
        let hits = SecretScanner.scan(bytes, path: "usr/local/bin/tool")
        #expect(hits.map(\.kind) == ["github-token"])
        #expect(hits.map(\.line) == [nil])
        #expect(Self.chunked(bytes, path: "usr/local/bin/tool") { _ in 1_000 } == hits)
    }

    /// Tokens of every start within a unit, alone between zeros or beside text, are found however the file is cut.
    @Test func textInBinariesIsFoundWhereverItStands() {
        var s = Sample(12)
        var tokens: [String] = []
        var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46] + [UInt8](repeating: 0, count: 9_000)
        for shift in 0..<70 {
            let token = shift.isMultiple(of: 2) ? s.checked("gh" + "p_") : "AKI" + "A" + s.text(16, Sample.base32)
            tokens.append(token)
            bytes += [UInt8](repeating: 0xFF, count: 640 + shift - bytes.count % 64)
            bytes += shift.isMultiple(of: 3) ? [0] : Array("key:".utf8)
            bytes += Array(token.utf8) + [0]
        }
        let hits = SecretScanner.scan(bytes, path: "usr/local/bin/tool")
        #expect(Set(hits.map(\.fingerprint)) == Set(tokens.map { Recorder.fingerprint(Array($0.utf8)[...]) }))
        for size in [61, 999, 8_192, 30_001] {
            #expect(Self.chunked(bytes, path: "usr/local/bin/tool") { _ in size } == hits)
        }
    }

    @Test func hitsAreCapped() {
        var s = Sample(9)
        let text = (0..<1_000).map { _ in s.checked("gh" + "p_") }.joined(separator: "\n")
        var scanner = SecretScanner(path: "x")
        Array(text.utf8).withUnsafeBytes { scanner.feed($0) }
        #expect(scanner.finish().count == 100)
        #expect(scanner.hasMore)
    }

    static let hostile: [String] = [
        "gh" + "p_", "-----" + "BEGIN RSA PRIVATE KEY-----", "password=", "password=\"", "eyJ.eyJ", ".eyJhbGci",
        "a://b:", "://:@",
        "T3Blbk" + "FJ", "client-key-data: ", "\"auth\":\"", "Authorization: Bearer ", "xox" + "b-", "AKI" + "A",
        "token: 'a1",
        "PuTTY-User-Key-File-3: Private-Lines: ", "?sig=", ":AA", "secret_key=\"\\", "sk-a" + "nt-",
    ]

    /// Twice the bytes take about twice the time, never four times: compared by the size that fits into a time.
    @Test(arguments: hostile) func hostileFilesTakeLinearTime(_ piece: String) {
        func time(_ count: Int) -> Duration {
            let bytes = Array(String(repeating: piece, count: count / piece.utf8.count).utf8)
            let clock = ContinuousClock()
            return (0..<2).map { _ in clock.measure { _ = SecretScanner.scan(bytes, path: "srv/x.conf") } }.min()
                ?? .zero
        }
        let small = time(30_000), large = time(240_000)
        #expect(large < small * 40 + .milliseconds(200), "\(small) \(large)")
    }
}
