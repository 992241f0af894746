import Basics
import CZlib

/// Finds and reads the central directory of a zip archive.
///
/// Source: PKWARE's APPNOTE 6.3: end record (4.3.16), ZIP64 end record and locator (4.3.14, 4.3.15), directory headers
/// (4.3.12), ZIP64 field (4.5.3).
struct ZipDirectory {
    /// How many entries are read; the directory may have 160 bytes for each.
    let entryLimit: Int

    private static let endSize = 22
    private static let locatorSize = 20
    private static let end64Size = 56
    private static let headerSize = 46

    let content: any FileContent
    let what: String

    init(content: any FileContent, what: String, entryLimit: Int = 200_000) {
        self.content = content
        self.what = what
        self.entryLimit = entryLimit
    }

    /// Where the directory lies, after all corrections.
    private struct Place {
        var offset: Int
        var size: Int
        var count: Int
        /// How many bytes stand before the archive that its offsets do not count.
        var prefix: Int
    }

    func entries() throws(Failure) -> [ZipEntry] {
        let place = try find()
        guard place.size <= entryLimit * 160, place.count <= entryLimit else {
            throw .beyondLimits(
                what,
                Text(
                    en: "the zip archive has more than \(entryLimit) entries",
                    ja: "ZIP のエントリ数が上限の \(entryLimit) 件を超えています"))
        }
        let bytes = LittleEndian(try content.read(at: place.offset, count: place.size))
        guard bytes.count == place.size else { throw broken(place.offset, Self.cutOff) }
        var entries: [ZipEntry] = []
        var at = 0
        while at < bytes.count, bytes.u32(at) == 0x0201_4B50 {
            guard entries.count < entryLimit else {
                throw .beyondLimits(
                    what,
                    Text(
                        en: "the zip archive has more than \(entryLimit) entries",
                        ja: "ZIP のエントリ数が上限の \(entryLimit) 件を超えています"))
            }
            entries.append(try entry(bytes, &at, place))
        }
        guard entries.count == place.count || (place.count <= 0xFFFF && entries.count & 0xFFFF == place.count) else {
            throw broken(
                place.offset,
                Text(
                    en: "the directory has \(entries.count) entries, not \(place.count)",
                    ja: "セントラルディレクトリのエントリ数が \(place.count) ではなく \(entries.count) です"))
        }
        try checkOverlaps(entries)
        return entries
    }

    // MARK: Where it is

    private func find() throws(Failure) -> Place {
        // The end record is followed by a comment of up to 65,535 bytes.
        let start = max(0, content.count - Self.endSize - 0xFFFF)
        let tail = LittleEndian(try content.read(at: start, count: content.count - start))
        var at = tail.count - Self.endSize
        var tries = 0
        while at >= 0, tries < 64 {
            if tail.u32(at) == 0x0605_4B50 {
                tries += 1
                if at + Self.endSize + (tail.u16(at + 20) ?? 0) <= tail.count,
                    let place = try place(tail, at, start + at)
                {
                    return place
                }
            }
            at -= 1
        }
        throw broken(
            0, Text(en: "it has no directory of a zip archive", ja: "ZIP のセントラルディレクトリが見つかりません"))
    }

    /// Nil where nothing fits the record.
    private func place(_ tail: LittleEndian, _ at: Int, _ endOffset: Int) throws(Failure) -> Place? {
        guard var count = tail.u16(at + 10), var size = tail.u32(at + 12), var offset = tail.u32(at + 16) else {
            return nil
        }
        var directoryEnd = endOffset
        if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF,
            let (record, recordOffset) = try end64(endOffset)
        {
            guard let count64 = record.u64(32), let size64 = record.u64(40), let offset64 = record.u64(48) else {
                return nil
            }
            (count, size, offset, directoryEnd) = (count64, size64, offset64, recordOffset)
        }
        guard size <= directoryEnd, offset <= directoryEnd - size else { return nil }
        if count == 0, size == 0 { return Place(offset: directoryEnd, size: 0, count: 0, prefix: 0) }
        // Usually it stands right before its end; whatever its offset lacks stands before the archive.
        for start in [directoryEnd - size, offset] {
            if LittleEndian(try content.read(at: start, count: 4)).u32(0) == 0x0201_4B50 {
                return Place(offset: start, size: size, count: count, prefix: start - offset)
            }
        }
        return nil
    }

    private func end64(_ endOffset: Int) throws(Failure) -> (LittleEndian, Int)? {
        let locatorOffset = endOffset - Self.locatorSize
        guard locatorOffset >= Self.end64Size else { return nil }
        let locator = LittleEndian(try content.read(at: locatorOffset, count: Self.locatorSize))
        guard locator.u32(0) == 0x0706_4B50, let told = locator.u64(8) else { return nil }
        for offset in [told, locatorOffset - Self.end64Size] where offset <= locatorOffset - Self.end64Size {
            let record = LittleEndian(try content.read(at: offset, count: Self.end64Size))
            if record.u32(0) == 0x0606_4B50 { return (record, offset) }
        }
        return nil
    }

    // MARK: Entries

    private func entry(_ bytes: LittleEndian, _ at: inout Int, _ place: Place) throws(Failure) -> ZipEntry {
        let offset = place.offset + at
        guard let flags = bytes.u16(at + 8), let method = bytes.u16(at + 10), let checksum = bytes.u32(at + 16),
            var compressed = bytes.u32(at + 20), var size = bytes.u32(at + 24), let nameLength = bytes.u16(at + 28),
            let extraLength = bytes.u16(at + 30), let commentLength = bytes.u16(at + 32),
            var local = bytes.u32(at + 42),
            let name = bytes.slice(at + Self.headerSize, nameLength),
            let extra = bytes.slice(at + Self.headerSize + nameLength, extraLength)
        else { throw broken(offset, Self.cutOff) }
        readLarge(extra, &size, &compressed, &local)
        let (position, overflows) = local.addingReportingOverflow(place.prefix)
        guard !overflows, position >= 0, position < place.offset, compressed <= place.offset - position else {
            throw broken(
                offset,
                Text(
                    en: "the entry \(quoted(Array(name))) lies outside of the archive",
                    ja: "エントリ \(quoted(Array(name))) がアーカイブの範囲外を指しています"))
        }
        at += Self.headerSize + nameLength + extraLength + commentLength
        return ZipEntry(
            name: text(name, isUTF8: flags & 0x800 != 0), size: size, compressedSize: compressed, offset: position,
            checksum: UInt32(truncatingIfNeeded: checksum), method: UInt16(truncatingIfNeeded: method),
            isEncrypted: flags & 1 != 0)
    }

    /// The ZIP64 field has those of the three numbers that do not fit into the header, in this order.
    private func readLarge(_ extra: ArraySlice<UInt8>, _ size: inout Int, _ compressed: inout Int, _ local: inout Int) {
        let fields = LittleEndian(Array(extra))
        var at = 0
        while let id = fields.u16(at), let length = fields.u16(at + 2) {
            at += 4
            if id == 1 {
                let end = at + length
                func next(_ value: inout Int) {
                    guard value == 0xFFFF_FFFF, at + 8 <= end, let large = fields.u64(at) else { return }
                    value = large
                    at += 8
                }
                next(&size)
                next(&compressed)
                next(&local)
                return
            }
            at += length
        }
    }

    private func text(_ name: ArraySlice<UInt8>, isUTF8: Bool) -> String {
        // Many writers forget the mark.
        if let text = String(validating: name, as: UTF8.self) { return text }
        return isUTF8 ? String(decoding: name, as: UTF8.self) : CodePage437.decode(name)
    }

    /// Entries that share bytes are how a zip bomb without nesting is made.
    private func checkOverlaps(_ entries: [ZipEntry]) throws(Failure) {
        var end = 0
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            guard entry.offset >= end else {
                throw broken(
                    entry.offset,
                    Text(
                        en: "the entry \(quoted(Array(entry.name.utf8))) overlaps another",
                        ja: "エントリ \(quoted(Array(entry.name.utf8))) が別のエントリと重なっています"))
            }
            // Checked above: it ends before the directory.
            end = entry.offset + max(30, entry.compressedSize)
        }
    }

    private static let cutOff = Text(en: "its directory is cut off", ja: "セントラルディレクトリが途中で切れています")

    private func broken(_ offset: Int, _ problem: Text) -> Failure { .broken(what, at: offset, problem) }
}

/// Numbers in bytes, least significant first; nil beyond the end, and for what no Int holds.
struct LittleEndian {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func u16(_ at: Int) -> Int? { number(at, 2) }
    func u32(_ at: Int) -> Int? { number(at, 4) }
    func u64(_ at: Int) -> Int? { number(at, 8) }

    func slice(_ at: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard at >= 0, count >= 0, at <= bytes.count, count <= bytes.count - at else { return nil }
        return bytes[at..<at + count]
    }

    private func number(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at <= bytes.count - count else { return nil }
        var value: UInt64 = 0
        for index in (at..<at + count).reversed() { value = value << 8 | UInt64(bytes[index]) }
        return Int(exactly: value)
    }
}
