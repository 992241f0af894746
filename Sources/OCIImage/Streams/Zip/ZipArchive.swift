package import Basics
import CZlib

/// Reads a zip archive (jar, wheel, nupkg) from a file's content: stored and deflated entries, ZIP64, data descriptors,
/// and archives behind something else, such as the script of an executable Spring Boot jar.
///
/// The central directory is what counts, as it does for Java and Python. At most 200,000 entries.
package struct ZipArchive {
    /// In the order of the directory.
    package let entries: [ZipEntry]

    private let content: any FileContent
    private let what: String

    /// Reads the directory.
    ///
    /// - Parameters:
    ///   - what: names the archive in errors.
    ///   - entryLimit: how many entries may be in it.
    /// - Throws: `invalid` for what is no zip archive, or one with entries that overlap or lie outside of it; `tooLarge` for
    ///   too many entries; `unreadable`.
    package init(
        _ content: any FileContent, what: String, entryLimit: Int = 200_000
    ) throws(Failure) {
        self.content = content
        self.what = what
        entries = try ZipDirectory(content: content, what: what, entryLimit: entryLimit).entries()
    }

    /// The content of an entry, its checksum verified.
    ///
    /// - Throws: `tooLarge` where it claims more than `limit` bytes; `invalid` where it is broken, encrypted or
    ///   compressed by another method.
    package func read(_ entry: ZipEntry, limit: Int) throws(Failure) -> [UInt8] {
        guard entry.size <= limit else {
            throw .beyondLimits(
                what,
                Text(
                    en: "\(shown(entry)) has \(entry.size) bytes; \(limit) are read",
                    ja: "\(shown(entry)) が \(entry.size) バイトあり、上限の \(limit) バイトを超えています"))
        }
        let start = try contentOffset(entry)
        let bytes: [UInt8]
        if entry.method == 0 {
            bytes = try content.read(at: start, count: entry.size)
        } else {
            bytes = try inflate(entry, start)
        }
        guard bytes.count == entry.size, Self.checksum(bytes) == entry.checksum else {
            throw broken(
                entry, Text(en: "has a size or checksum that does not agree", ja: "のサイズまたはチェックサムが一致しません"))
        }
        return bytes
    }

    /// An entry as content of its own, e.g. a jar in a jar: a stored one is a window of this archive and not read yet,
    /// nor is its checksum verified; others are read as by `read`.
    package func open(_ entry: ZipEntry, limit: Int) throws(Failure) -> any FileContent {
        guard entry.method == 0, !entry.isEncrypted else { return MemoryContent(try read(entry, limit: limit)) }
        return ContentWindow(content, offset: try contentOffset(entry), count: entry.size)
    }

    /// Where its content begins, the local header and what it promises checked.
    private func contentOffset(_ entry: ZipEntry) throws(Failure) -> Int {
        guard !entry.isEncrypted else {
            throw broken(entry, Text(en: "is encrypted", ja: "は暗号化されています"))
        }
        guard entry.method == 8 || (entry.method == 0 && entry.size == entry.compressedSize) else {
            throw broken(
                entry,
                Text(
                    en: "is compressed by method \(entry.method), which is not read",
                    ja: "の圧縮方式 \(entry.method) には対応していません"))
        }
        let header = LittleEndian(try content.read(at: entry.offset, count: 30))
        guard header.u32(0) == 0x0403_4B50, let name = header.u16(26), let extra = header.u16(28) else {
            throw broken(entry, Text(en: "has no header where the directory says", ja: "のヘッダーが見つかりません"))
        }
        let start = entry.offset + 30 + name + extra
        guard start <= content.count, entry.compressedSize <= content.count - start else {
            throw broken(entry, Text(en: "is cut off", ja: "が途中で切れています"))
        }
        return start
    }

    private func inflate(_ entry: ZipEntry, _ start: Int) throws(Failure) -> [UInt8] {
        guard let inflater = Inflater(.raw) else {
            throw broken(entry, Text(en: "needs more memory than there is", ja: "の展開に必要なメモリが足りません"))
        }
        let memory = RawMemory(64 << 10)
        var bytes: [UInt8] = []
        // Deflate cannot make more than 1,032 bytes of one.
        bytes.reserveCapacity(min(entry.size, entry.compressedSize.multipliedReportingOverflow(by: 1_032).partialValue))
        var taken = 0
        while taken < entry.compressedSize {
            let chunk = try content.read(at: start + taken, count: min(256 << 10, entry.compressedSize - taken))
            guard !chunk.isEmpty else { break }
            taken += chunk.count
            var used = 0
            while true {
                let rest = chunk[used...]
                guard
                    let step = rest.withUnsafeBytes({ inflater.step($0, into: memory.bytes) }),
                    step.produced <= entry.size - bytes.count
                else {
                    throw broken(
                        entry, Text(en: "has deflate data that is corrupt", ja: "の deflate データが壊れています"))
                }
                used += step.consumed
                withExtendedLifetime(memory) { bytes.append(contentsOf: memory.first(step.produced)) }
                if step.isAtEnd { return bytes }
                if used == chunk.count, step.produced < memory.bytes.count { break }
            }
        }
        throw broken(entry, Text(en: "is cut off", ja: "が途中で切れています"))
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { bytes in
            UInt32(truncatingIfNeeded: crc32_z(0, bytes.baseAddress, bytes.count))
        }
    }

    private func shown(_ entry: ZipEntry) -> String { quoted(Array(entry.name.utf8)) }

    private func broken(_ entry: ZipEntry, _ problem: Text) -> Failure {
        .broken(
            what, at: entry.offset,
            Text(en: "the entry \(shown(entry)) \(problem.en)", ja: "エントリ \(shown(entry)) \(problem.ja)"))
    }
}

/// A stretch of another content.
package struct ContentWindow: FileContent {
    private let content: any FileContent
    private let offset: Int
    package let count: Int

    /// What lies beyond the end of `content` is left out.
    package init(_ content: any FileContent, offset: Int, count: Int) {
        self.content = content
        self.offset = min(max(offset, 0), content.count)
        self.count = min(max(count, 0), content.count - self.offset)
    }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        guard offset >= 0, offset < self.count, count > 0 else { return [] }
        return try content.read(at: self.offset + offset, count: min(count, self.count - offset))
    }
}
