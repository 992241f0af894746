import Basics

/// An entry whose header was read and whose sparse map or first block of content is still to come.
struct PendingEntry {
    var header: TarHeader
    var offset: Int
    /// Bytes of it in the archive, the map included.
    var stored: Int
    var parts: [SparsePart] = []
    var realSize = 0
    /// Bytes of the map that stand before the content.
    var mapped = 0
}

extension TarReader {
    mutating func takeHeader(_ block: UnsafeRawBufferPointer) throws(Failure) {
        if TarHeader.isZero(block) {
            state = .done
            return
        }
        let offset = position - TarHeader.blockSize
        let header: TarHeader
        do {
            header = try TarHeader(block)
        } catch {
            throw describe(error, offset)
        }
        headers += 1
        guard headers <= limits.entries else {
            throw .beyondLimits(
                what,
                Text(
                    en: "it has more than \(limits.entries) entries", ja: "エントリ数が上限の \(limits.entries) 件を超えています"))
        }
        switch header.type {
        case TarFlag.record, TarFlag.oldRecord, TarFlag.globalRecord, TarFlag.longName, TarFlag.longLink:
            try beginMetadata(header, offset)
        case _ where TarFlag.others.contains(header.type):
            let stored = try checkedSize(header.size, offset)
            forgetRecords()
            isWanted = false
            try beginContent(stored)
        default:
            try takeEntry(header, offset)
        }
    }

    private mutating func takeEntry(_ header: TarHeader, _ offset: Int) throws(Failure) {
        let size = try checkedSize(records.size ?? header.size, offset)
        var entry = PendingEntry(header: header, offset: offset, stored: size)
        switch kind(header) {
        case .hardLink where size > 0:
            pending = entry
            state = .afterLink
        case .file where header.type == TarFlag.sparse:
            entry.parts = header.parts
            entry.realSize = header.realSize
            pending = entry
            state = .moreParts
            if !header.hasMoreParts { try openSparse() }
        case .file where records.sparse.isInContent:
            guard let realSize = records.sparse.realSize ?? records.sparse.size else { throw brokenSparse(offset) }
            entry.realSize = realSize
            pending = entry
            sparseMap = SparseMapText(limit: limits.sparseParts)
            state = .sparseMap
        case .file where records.sparse.isListed:
            guard let parts = records.sparse.parts, let size = records.sparse.size ?? records.sparse.realSize else {
                throw brokenSparse(offset)
            }
            entry.parts = parts
            entry.realSize = size
            pending = entry
            try openSparse()
        case .file:
            isWanted = try begin(entry, kind: .file, size: size)
            try beginContent(size)
        case .folder where header.type == TarFlag.listedFolder:
            if try begin(entry, kind: .folder, size: 0) { try consumer.end() }
            isWanted = false
            try beginContent(size)
        case let kind:
            // Their size, if any, says nothing.
            isWanted = try begin(entry, kind: kind, size: 0)
            try beginContent(0)
        }
    }

    private func kind(_ header: TarHeader) -> LayerEntry.Kind {
        switch header.type {
        case TarFlag.hardLink: .hardLink
        case TarFlag.symbolicLink: .symbolicLink
        case TarFlag.characterDevice: .characterDevice
        case TarFlag.blockDevice: .blockDevice
        case TarFlag.folder, TarFlag.listedFolder: .folder
        case TarFlag.pipe: .pipe
        // v7 has no flag for folders.
        case 0 where (longName ?? records.path ?? header.name).last == UInt8(ascii: "/"): .folder
        // POSIX: what is not known is a file.
        default: .file
        }
    }

    /// Tells the consumer of an entry; false where it does not want the content.
    private mutating func begin(
        _ pending: PendingEntry, kind: LayerEntry.Kind, size: Int
    ) throws(Failure) -> Bool {
        let offset = pending.offset
        let header = pending.header
        let sparseName = records.sparse.isInContent || records.sparse.isListed ? records.sparse.name : nil
        let raw = sparseName ?? longName ?? records.path ?? header.name
        let link = longLink ?? records.link ?? header.link
        let (sum, overflows) = contentBytes.addingReportingOverflow(size)
        guard !overflows, sum <= limits.contentBytes else {
            throw .beyondLimits(
                what,
                Text(
                    en: "its files claim to have more than \(limits.contentBytes) bytes",
                    ja: "ファイルサイズの合計が上限の \(limits.contentBytes) バイトを超えています"))
        }
        contentBytes = sum
        entries += 1
        holes.beginEntry()
        defer { forgetRecords() }
        var entry = LayerEntry(
            path: "", kind: kind, size: size, mode: UInt16(truncatingIfNeeded: header.mode & 0o7777),
            user: records.user ?? globals.user ?? header.user, group: records.group ?? globals.group ?? header.group,
            modified: Self.bounded(records.modified ?? globals.modified ?? header.modified),
            attributes: records.attributes, offset: position)
        guard let path = try cleaned(raw, offset, orRoot: kind == .folder) else { return false }
        entry.path = path
        if kind == .hardLink, let target = try cleaned(link, offset, orRoot: false) {
            entry.target = target
        } else if kind == .symbolicLink {
            try checkLength(link)
            entry.target = TarName.text(link[...])
        }
        return try consumer.begin(entry)
    }

    /// Nil for the root folder where it may be one.
    private func cleaned(_ raw: [UInt8], _ offset: Int, orRoot: Bool) throws(Failure) -> String? {
        try checkLength(raw)
        switch TarName.clean(raw) {
        case .name(let name): return name
        case .root where orRoot: return nil
        case .root:
            throw .broken(what, at: offset, Text(en: "an entry has no name", ja: "名前のないエントリがあります"))
        case .climbsOut:
            throw .broken(
                what, at: offset,
                Text(
                    en: "the name \(quoted(raw)) leaves the root folder (path traversal)",
                    ja: "名前 \(quoted(raw)) がルートディレクトリの外を指しています (パストラバーサル)"))
        case .hasNUL:
            throw .broken(
                what, at: offset,
                Text(en: "the name \(quoted(raw)) has a NUL", ja: "名前 \(quoted(raw)) に NUL 文字が含まれています"))
        }
    }

    private func checkLength(_ name: [UInt8]) throws(Failure) {
        guard name.count <= limits.name else {
            throw .beyondLimits(
                what,
                Text(
                    en: "the name \(quoted(name)) has more than \(limits.name) bytes",
                    ja: "名前 \(quoted(name)) が上限の \(limits.name) バイトを超えています"))
        }
    }

    /// Times are calculated with; those millions of years away are cut.
    private static func bounded(_ time: Int) -> Int { min(max(time, -(1 << 46)), 1 << 46) }

    private func checkedSize(_ size: Int, _ offset: Int) throws(Failure) -> Int {
        guard size >= 0 else {
            throw .broken(what, at: offset, Text(en: "an entry has a negative size", ja: "エントリのサイズが負です"))
        }
        guard size <= limits.layerBytes - position else {
            throw .beyondLimits(
                what,
                Text(
                    en: "an entry claims \(size) bytes, but a layer may have \(limits.layerBytes)",
                    ja: "エントリのサイズ \(size) バイトが、レイヤーの上限 \(limits.layerBytes) バイトを超えています"))
        }
        return size
    }

    private func describe(_ problem: TarHeader.Problem, _ offset: Int) -> Failure {
        switch problem {
        case .checksum:
            .broken(
                what, at: offset,
                Text(en: "the checksum of a header does not agree", ja: "tar ヘッダーのチェックサムが一致しません"))
        case .number(let field):
            .broken(
                what, at: offset,
                Text(en: "the field \(field) of a header is no number", ja: "tar ヘッダーの \(field) が数値ではありません"))
        }
    }

    private func brokenSparse(_ offset: Int) -> Failure {
        .broken(
            what, at: offset,
            Text(
                en: "the map of a sparse file does not fit its size", ja: "スパースファイルのマップがサイズと矛盾しています"))
    }

    // MARK: Hard links with content

    mutating func takeAfterLink(_ block: UnsafeRawBufferPointer) throws(Failure) {
        if TarHeader.isZero(block) || TarHeader.agrees(block) {
            try openLink(stored: 0)
            return try takeHeader(block)
        }
        guard let stored = pending?.stored else { return }
        try openLink(stored: stored)
        // The block is the beginning of the content.
        let count = min(stored, block.count)
        if isWanted { try deliver(UnsafeRawBufferPointer(rebasing: block[..<count])) }
        left = stored - count
        padding = left == 0 ? 0 : Self.padding(stored)
        state = .content
        if left == 0 { try endContent() }
    }

    mutating func openLink(stored: Int) throws(Failure) {
        guard let entry = pending else { return }
        pending = nil
        isWanted = try begin(entry, kind: .hardLink, size: stored)
        if stored == 0 { try beginContent(0) }
    }

    // MARK: Sparse files

    mutating func takeParts(_ block: UnsafeRawBufferPointer) throws(Failure) {
        guard var entry = pending else { return }
        pending = nil
        do {
            entry.parts += try TarHeader.parts(TarHeader.slice(block, 0, 504))
        } catch {
            throw describe(error, position - TarHeader.blockSize)
        }
        guard entry.parts.count <= limits.sparseParts else { throw tooManyParts }
        // Blocks without parts must not go on for ever.
        entry.mapped += TarHeader.blockSize
        guard entry.mapped <= limits.sparseParts * 24 + TarHeader.blockSize else { throw tooManyParts }
        pending = entry
        if block[504] == 0 {
            pending?.mapped = 0
            try openSparse()
        }
    }

    mutating func takeMap(_ block: UnsafeRawBufferPointer) throws(Failure) {
        let offset = position - TarHeader.blockSize
        pending?.mapped += TarHeader.blockSize
        guard let entry = pending, entry.mapped <= entry.stored + Self.padding(entry.stored) else {
            throw brokenSparse(offset)
        }
        switch sparseMap.take(block) {
        case .needsMore: break
        case .complete(let parts):
            pending?.parts = parts
            try openSparse()
        case .invalid: throw brokenSparse(offset)
        case .tooLarge: throw tooManyParts
        }
    }

    private mutating func openSparse() throws(Failure) {
        guard let entry = pending else { return }
        pending = nil
        let stored = entry.stored - entry.mapped
        guard entry.realSize >= 0, entry.parts.count <= limits.sparseParts, stored >= 0,
            SparsePart.fit(entry.parts, size: entry.realSize, stored: stored)
        else { throw brokenSparse(entry.offset) }
        isWanted = try begin(entry, kind: .file, size: entry.realSize)
        sparse = SparseCursor(entry.parts, size: entry.realSize)
        try beginContent(stored, mapped: entry.mapped)
    }

    private var tooManyParts: Failure {
        .beyondLimits(
            what,
            Text(
                en: "a sparse file has more than \(limits.sparseParts) parts",
                ja: "スパースファイルの断片数が上限の \(limits.sparseParts) を超えています"))
    }

    // MARK: What speaks of other entries

    private mutating func beginMetadata(_ header: TarHeader, _ offset: Int) throws(Failure) {
        let size = try checkedSize(header.size, offset)
        let (sum, overflows) = metadataBytes.addingReportingOverflow(size)
        guard !overflows, sum <= limits.header else {
            throw .beyondLimits(
                what,
                Text(
                    en: "the headers of an entry have more than \(limits.header) bytes",
                    ja: "エントリのヘッダーが上限の \(limits.header) バイトを超えています"))
        }
        // One byte more, so that a header without content is still known to be there.
        metadataBytes = sum + 1
        metadata.removeAll(keepingCapacity: true)
        metadata.reserveCapacity(size)
        left = size
        padding = Self.padding(size)
        state = .metadata(type: header.type)
        if left == 0 { try endMetadata(header.type) }
    }

    mutating func endMetadata(_ type: UInt8) throws(Failure) {
        state = padding == 0 ? .header : .padding
        switch type {
        case TarFlag.longName: longName = Array(metadata.prefix { $0 != 0 })
        case TarFlag.longLink: longLink = Array(metadata.prefix { $0 != 0 })
        default:
            do {
                let read = try PaxRecords(metadata)
                if type == TarFlag.globalRecord {
                    globals.user = read.user ?? globals.user
                    globals.group = read.group ?? globals.group
                    globals.modified = read.modified ?? globals.modified
                    metadataBytes = 0
                } else {
                    records = read
                }
            } catch {
                throw describe(error)
            }
        }
    }

    private func describe(_ problem: PaxRecords.Problem) -> Failure {
        switch problem {
        case .form:
            .broken(
                what, at: position - metadata.count,
                Text(en: "a PAX header is malformed", ja: "PAX ヘッダーの形式が不正です"))
        case .value(let key):
            .broken(
                what, at: position - metadata.count,
                Text(
                    en: "the PAX record \(quoted(Array(key.utf8))) has a value that it cannot have",
                    ja: "PAX レコード \(quoted(Array(key.utf8))) の値が不正です"))
        }
    }

    private mutating func forgetRecords() {
        guard metadataBytes > 0 else { return }
        metadataBytes = 0
        records = PaxRecords()
        longName = nil
        longLink = nil
    }
}
