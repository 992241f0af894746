import Basics
import CZlib
import Foundation
import OCIImage
import Testing

/// Archives that other programs made.
struct ForeignArchiveTests {
    /// A folder with all kinds of files; a long name and a sparse file among them.
    private static func fill(_ folder: URL) throws {
        let files = FileManager.default
        let long = String(repeating: "folder-with-a-name/", count: 12)
        for name in ["a", "a/\(long)"] {
            try files.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        for size in [0, 1, 511, 512, 513, 100_000] {
            let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try bytes.write(to: folder.appending(path: "a/file\(size)"))
        }
        try Data("deep".utf8).write(to: folder.appending(path: "a/\(long)file"))
        try files.createSymbolicLink(atPath: folder.path + "/a/link", withDestinationPath: "../\(long)")
        try files.linkItem(atPath: folder.path + "/a/file513", toPath: folder.path + "/a/hard")
        let sparse = folder.appending(path: "a/sparse")
        try Data().write(to: sparse)
        let handle = try FileHandle(forWritingTo: sparse)
        for number in 0..<30 {
            try handle.seek(toOffset: UInt64(number) * 100_000 + 4096)
            try handle.write(contentsOf: Data("part \(number)".utf8))
        }
        try handle.truncate(atOffset: 4_000_000)
        try handle.close()
    }

    /// What Python's tarfile reads: a line of type, mode, size, user, time, target, CRC of the content, name.
    private static let python = """
        import sys, tarfile, zlib
        kinds = {tarfile.DIRTYPE: 'folder', tarfile.SYMTYPE: 'symbolicLink', tarfile.LNKTYPE: 'hardLink'}
        for member in tarfile.open(sys.argv[1]):
            kind = kinds.get(member.type, 'file')
            content = tarfile.open(sys.argv[1]).extractfile(member.name).read() if kind == 'file' else b''
            print(kind, oct(member.mode)[2:], member.size if kind == 'file' else 0, member.uid, int(member.mtime // 1),
                  member.linkname or '-', zlib.crc32(content), member.name.removeprefix('./').rstrip('/'))
        """

    private static func checksum(_ bytes: [UInt8]) -> UInt { crc32_z(0, bytes, bytes.count) }

    private static func lines(_ told: [Recorder.Told]) -> [String] {
        told.map { told in
            let entry = told.entry
            let parts: [String] = [
                "\(entry.kind)", String(entry.mode, radix: 8), "\(entry.size)", "\(entry.user)", "\(entry.modified)",
                entry.target.isEmpty ? "-" : entry.target,
                "\(entry.kind == .file ? checksum(told.content) : 0)", entry.path,
            ]
            return parts.joined(separator: " ")
        }
    }

    @Test(
        .enabled(if: Tool.exists("tar") && Tool.exists("python3"), "needs GNU tar and Python"),
        arguments: [
            ["--format=gnu"], ["--format=pax"], ["--format=gnu", "--sparse"], ["--format=posix", "--sparse"],
            ["--format=posix", "--sparse", "--sparse-version=0.0"],
            ["--format=posix", "--sparse", "--sparse-version=0.1"],
            ["--format=v7", "--exclude=*-name*", "--exclude=link"], ["--format=oldgnu"],
            ["--format=ustar", "--exclude=link"], ["--format=pax", "--xattrs"], ["--format=gnu", "--gzip"],
            ["--format=gnu", "--zstd"],
        ])
    func tarWritesWhatWeRead(_ options: [String]) throws {
        if options.contains("--zstd"), !Tool.exists("zstd") { return }
        try Tool.withFolder { folder in
            try Self.fill(folder)
            let plain = options.filter { $0 != "--gzip" && $0 != "--zstd" }
            let archive = try #require(try Tool.run("tar", plain + ["-cf", "plain.tar", "./a"], in: folder))
            #expect(archive.isEmpty)
            let input = try #require(try Tool.run("tar", options + ["-cf", "-", "./a"], in: folder))
            let expected = try #require(try Tool.run("python3", ["-c", Self.python, "plain.tar"], in: folder))
            for chunks in [Chunks.all, .random(seed: 11)] {
                let told = try readLayer(input, chunks).result.told
                let names = String(decoding: expected, as: UTF8.self).replacing(" ./a/", with: " a/")
                #expect(Self.lines(told).joined(separator: "\n") + "\n" == names)
            }
        }
    }

    @Test(.enabled(if: Tool.exists("python3"), "needs Python"))
    func pythonWritesZipsThatWeRead() throws {
        let script = """
            import zipfile, sys
            with zipfile.ZipFile('a.jar', 'w') as jar:
                jar.writestr('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0\\n')
                jar.writestr('stored', bytes(range(256)) * 100, zipfile.ZIP_STORED)
                jar.writestr('deflated', bytes(range(256)) * 1000, zipfile.ZIP_DEFLATED)
                jar.writestr('日本/', b'')
                with jar.open('large', 'w', force_zip64=True) as file: file.write(b'x' * 10)
                for number in range(70000): jar.writestr('many/%d' % number, b'')
            """
        try Tool.withFolder { folder in
            _ = try #require(try Tool.run("python3", ["-c", script], in: folder))
            let bytes = Array(try Data(contentsOf: folder.appending(path: "a.jar")))
            var spooled = SpooledContent(threshold: 1000)
            try Chunks.each(100_000).cut(bytes) { (piece) throws(Failure) in try spooled.append(piece) }
            let archive = try ZipArchive(spooled, what: "a.jar")
            #expect(archive.entries.count == 70_005)
            let expected: [(String, [UInt8])] = [
                ("META-INF/MANIFEST.MF", Array("Manifest-Version: 1.0\n".utf8)),
                ("stored", (0..<25_600).map { UInt8(truncatingIfNeeded: $0) }),
                ("deflated", (0..<256_000).map { UInt8(truncatingIfNeeded: $0) }), ("日本/", []),
                ("large", [UInt8](repeating: 0x78, count: 10)),
            ]
            for (name, content) in expected {
                let entry = try #require(archive.entries.first { $0.name == name })
                #expect(try archive.read(entry, limit: 1 << 20) == content)
            }
        }
    }

    @Test(.enabled(if: Tool.exists("gzip"), "needs gzip"))
    func gzipWritesWhatWeRead() throws {
        try Tool.withFolder { folder in
            try Data(DecompressorTests.plain).write(to: folder.appending(path: "plain"))
            for arguments in [["-c", "plain"], ["-9", "-c", "plain"], ["-n", "-1", "-c", "plain"]] {
                let input = try #require(try Tool.run("gzip", arguments, in: folder))
                #expect(try decompress(input, .random(seed: 4)) == DecompressorTests.plain)
            }
        }
    }

    @Test(.enabled(if: Tool.exists("zstd"), "needs zstd"))
    func zstdWritesWhatWeRead() throws {
        try Tool.withFolder { folder in
            try Data(DecompressorTests.plain).write(to: folder.appending(path: "plain"))
            for arguments in [
                ["-c", "plain"], ["-19", "-c", "plain"], ["--long=27", "-c", "plain"], ["-T2", "-c", "plain"],
            ] {
                let input = try #require(try Tool.run("zstd", ["-q"] + arguments, in: folder))
                #expect(try decompress(input, .random(seed: 4)) == DecompressorTests.plain)
            }
        }
    }
}
