package import Basics

/// Reads a tar archive that is pushed into it and tells a consumer what is in it: v7, ustar, star, PAX, GNU long names
/// and sparse files in all four forms.
///
/// How the input is cut does not matter, content is handed on from where it lies, and what is kept is bounded by the
/// limits. Where readers differ, it goes by what container engines unpack (Go's archive/tar), since that is what runs:
/// - the archive ends with the first block of zeros, or with the input at the border of a block; what follows is ignored;
/// - global PAX records give times and owners, but no name, size or target to the entries that follow;
/// - the root folder (`./`) is counted but not told;
/// - a hard link has content only where the block after it is no header.
///
/// Names are cleaned (see `LayerEntry`); one that climbs out of the root, or is empty, or has a NUL, makes the archive
/// refused. Names that are not UTF-8 are taken for Latin-1.
package struct TarReader<Consumer: LayerConsumer> {
    enum State {
        case header
        /// The content of a header that speaks of the next entry, or of all that follow.
        case metadata(type: UInt8)
        /// Further blocks of an old GNU sparse map.
        case moreParts
        /// The map before the content of a PAX sparse file.
        case sparseMap
        /// The block after a hard link that claims to have content.
        case afterLink
        case content
        case padding
        case done
        case broken(Failure)
    }

    /// Headers so far, those that only speak of others included: what the limit is held against.
    var headers = 0
    /// Entries so far; the root folder and all kinds counted.
    package internal(set) var entries = 0
    /// Bytes taken in.
    package internal(set) var position = 0

    let limits: ImageLimits
    let what: String
    var consumer: Consumer
    var state = State.header
    /// The beginning of a block that was cut by the end of a chunk.
    private var partial: [UInt8] = []

    /// Bytes of content or metadata that are still to come, and of padding after it.
    var left = 0
    var padding = 0
    /// Whether the consumer wants the content at hand.
    var isWanted = false
    var sparse: SparseCursor?
    var holes: HoleBudget

    var metadata: [UInt8] = []
    /// Of all headers that speak of the entry to come.
    var metadataBytes = 0
    var records = PaxRecords()
    var longName: [UInt8]?
    var longLink: [UInt8]?
    var globals = PaxRecords()
    var pending: PendingEntry?
    var sparseMap: SparseMapText
    /// Sizes of all entries.
    var contentBytes = 0

    /// - Parameter what: names the archive in errors.
    package init(_ consumer: Consumer, limits: ImageLimits, what: String) {
        self.consumer = consumer
        self.limits = limits
        self.what = what
        holes = HoleBudget(limits)
        sparseMap = SparseMapText(limit: limits.sparseParts)
    }

    /// Whether the end of the archive was seen.
    package var isComplete: Bool { if case .done = state { true } else { false } }

    /// Takes the next bytes of the archive; the consumer is told what is in them before this returns.
    ///
    /// - Throws: `invalid` for a broken archive, `tooLarge` beyond the limits, what the consumer throws; the same again at
    ///   every later call.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        do {
            try run(bytes)
        } catch {
            state = .broken(error)
            throw error
        }
    }

    /// How many of the next bytes nobody wants: who can seek may call `pass` instead of reading them.
    package var passable: Int {
        switch state {
        case .content where !isWanted: left + padding
        case .padding: padding
        default: 0
        }
    }

    /// Goes on after some of the `passable` bytes.
    package mutating func pass(_ count: Int) {
        let count = min(max(count, 0), passable)
        position += count
        if case .content = state {
            let content = min(count, left)
            left -= content
            padding -= count - content
        } else {
            padding -= count
        }
        if left == 0 { state = padding == 0 ? .header : .padding }
    }

    /// The input is complete.
    ///
    /// - Throws: `invalid` where it ends within an entry, what the consumer throws, or what `feed` threw.
    package consuming func finish() throws(Failure) -> Consumer.Result {
        switch state {
        case .broken(let failure): throw failure
        case .done: break
        case .header where partial.allSatisfy({ $0 == 0 }) && metadataBytes == 0: break
        case .afterLink where partial.isEmpty: try openLink(stored: 0)
        default: throw .endsEarly(what, at: position)
        }
        return try consumer.finish()
    }

    private mutating func run(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard bytes.count <= limits.layerBytes - position else {
            throw .beyondLimits(
                what,
                Text(
                    en: "it has more than \(limits.layerBytes) bytes without compression",
                    ja: "展開後のサイズが上限の \(limits.layerBytes) バイトを超えています"))
        }
        var rest = bytes
        while !rest.isEmpty {
            switch state {
            case .content:
                let piece = cut(&rest, left)
                left -= piece.count
                if isWanted { try deliver(piece) }
                if left == 0 { try endContent() }
            case .padding:
                padding -= cut(&rest, padding).count
                if padding == 0 { state = .header }
            case .metadata(let type):
                let piece = cut(&rest, left)
                left -= piece.count
                metadata.append(contentsOf: piece)
                if left == 0 { try endMetadata(type) }
            case .header, .moreParts, .sparseMap, .afterLink:
                try takeBlock(&rest)
            case .done:
                position += rest.count
                return
            case .broken(let failure):
                throw failure
            }
        }
    }

    @inline(__always)
    private mutating func cut(_ rest: inout UnsafeRawBufferPointer, _ count: Int) -> UnsafeRawBufferPointer {
        let count = min(count, rest.count)
        let piece = UnsafeRawBufferPointer(rebasing: rest[..<count])
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        position += count
        return piece
    }

    private mutating func takeBlock(_ rest: inout UnsafeRawBufferPointer) throws(Failure) {
        if partial.isEmpty, rest.count >= TarHeader.blockSize {
            return try take(cut(&rest, TarHeader.blockSize))
        }
        partial.append(contentsOf: cut(&rest, TarHeader.blockSize - partial.count))
        guard partial.count == TarHeader.blockSize else { return }
        let block = partial
        partial.removeAll(keepingCapacity: true)
        try block.withUnsafeBufferPointer { (block) throws(Failure) in try take(UnsafeRawBufferPointer(block)) }
    }

    /// - Parameter block: one block; `position` is behind it.
    private mutating func take(_ block: UnsafeRawBufferPointer) throws(Failure) {
        switch state {
        case .moreParts: try takeParts(block)
        case .sparseMap: try takeMap(block)
        case .afterLink: try takeAfterLink(block)
        default: try takeHeader(block)
        }
    }

    // MARK: Content

    /// Goes on to the content of an entry of which `left` bytes are stored.
    mutating func beginContent(_ stored: Int, mapped: Int = 0) throws(Failure) {
        left = stored
        padding = Self.padding(stored + mapped)
        state = .content
        if left == 0 { try endContent() }
    }

    mutating func endContent() throws(Failure) {
        if isWanted {
            if var cursor = sparse { try deliverHole(cursor.nextHole()) }
            try consumer.end()
        }
        isWanted = false
        sparse = nil
        state = padding == 0 ? .header : .padding
    }

    mutating func deliver(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard var cursor = sparse else { return try consumer.content(bytes) }
        var rest = bytes
        while !rest.isEmpty {
            if cursor.left == 0 { try deliverHole(cursor.nextHole()) }
            let count = min(cursor.left, rest.count)
            guard count > 0 else { break }
            try consumer.content(UnsafeRawBufferPointer(rebasing: rest[..<count]))
            cursor.take(count)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        sparse = cursor
    }

    private mutating func deliverHole(_ count: Int) throws(Failure) {
        var count = holes.grant(count)
        guard count > 0 else { return }
        let zeros = holes.zeros
        try zeros.withUnsafeBufferPointer { (zeros) throws(Failure) in
            while count > 0 {
                let piece = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(zeros)[..<min(count, zeros.count)])
                try consumer.content(piece)
                count -= piece.count
            }
        }
    }

    static func padding(_ size: Int) -> Int { (TarHeader.blockSize - size % TarHeader.blockSize) % TarHeader.blockSize }
}

/// How many zeros may still be made for holes: a hole of a terabyte costs nothing to write and must cost little to read.
struct HoleBudget {
    private let entry: Int
    private var entryLeft = 0
    private var layerLeft: Int
    /// Made when the first hole comes.
    private(set) lazy var zeros = [UInt8](repeating: 0, count: 64 << 10)

    init(_ limits: ImageLimits) {
        entry = limits.entryHoles
        layerLeft = limits.layerHoles
    }

    mutating func beginEntry() { entryLeft = entry }

    mutating func grant(_ count: Int) -> Int {
        let granted = min(count, entryLeft, layerLeft)
        entryLeft -= granted
        layerLeft -= granted
        return granted
    }
}
