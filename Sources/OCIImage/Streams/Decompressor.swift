package import Basics

/// Decompresses what is pushed into it: gzip (several members, zeros after the last), zstd (several frames, skippable
/// ones) or nothing at all, as the first bytes say.
///
/// How the input is cut does not matter. Output comes in pieces of up to 256 KiB from memory that is used again;
/// uncompressed input is handed on as it is. One owner: a copy shares the state of the decoder.
///
/// - Memory: 256 KiB and zlib's 40 KiB, or up to 128 MiB of window with zstd (see `Unzstd`).
/// - Limits: `layerBytes`, and `ratio` once `ratioFloor` bytes came out.
package struct Decompressor {
    package typealias Output = (UnsafeRawBufferPointer) throws(Failure) -> Void

    private enum State {
        /// Fewer bytes than the longest magic number came so far.
        case unknown
        case plain
        case gzip(GzipInflater)
        /// A gzip member ended: another one or zeros may follow.
        case betweenMembers(GzipInflater)
        case zeros
        case zstd(Unzstd, atEnd: Bool)
        case broken(Failure)
    }

    /// Nil until four bytes came, or all.
    package private(set) var compression: LayerFacts.Compression?
    /// Bytes taken in.
    package private(set) var consumed = 0
    /// Bytes given out.
    package private(set) var produced = 0

    private let limits: ImageLimits
    private let what: String
    private var state = State.unknown
    private var start: [UInt8] = []
    /// What comes out, until `out` has seen it; empty for uncompressed input.
    private var memory: [UInt8] = []
    /// Who hashes what came out.
    private var lane: HashLane?

    /// - Parameter what: names the stream in errors, e.g. `layer sha256:0a0a0a0a0a0a`.
    package init(limits: ImageLimits, what: String) {
        self.limits = limits
        self.what = what
    }

    /// What comes out from now on is lent to this lane once `out` has seen it.
    mutating func hash(by lane: HashLane) {
        self.lane = lane
        memory = lane.memory()
    }

    /// Takes the next bytes of the stream; `out` is called with what they decompress to, in order, before this returns.
    ///
    /// - Throws: `invalid` for corrupt input, `tooLarge` beyond the limits, and what `out` throws; the same again at
    ///   every later call.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer, _ out: Output) throws(Failure) {
        do {
            try run(bytes, out)
        } catch {
            state = .broken(error)
            memory = []
            lane = nil
            throw error
        }
    }

    /// The stream is complete. Throws `invalid` where it ends within a member or a frame.
    package mutating func finish(_ out: Output) throws(Failure) {
        if case .unknown = state {
            compression = LayerFacts.Compression.none
            state = .plain
            try giveStart(out)
        }
        switch state {
        case .broken(let failure): throw failure
        case .gzip, .zstd(_, atEnd: false):
            let failure = Failure.endsEarly(what, at: consumed)
            state = .broken(failure)
            throw failure
        case .unknown, .plain, .betweenMembers, .zeros, .zstd: memory = []
        }
    }

    private mutating func run(_ bytes: UnsafeRawBufferPointer, _ out: Output) throws(Failure) {
        var rest = bytes
        if case .unknown = state {
            // Only a chunk of fewer than four bytes at the very beginning is ever copied.
            if start.isEmpty, rest.count >= Self.magicLength {
                try choose(rest)
            } else {
                let count = min(Self.magicLength - start.count, rest.count)
                start.append(contentsOf: rest[..<count])
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                guard start.count == Self.magicLength else { return }
                let head = start
                try head.withUnsafeBufferPointer { (head) throws(Failure) in try choose(UnsafeRawBufferPointer(head)) }
                try giveStart(out)
            }
        }
        try take(rest, out)
    }

    private mutating func giveStart(_ out: Output) throws(Failure) {
        let head = start
        start = []
        try head.withUnsafeBufferPointer { (head) throws(Failure) in try take(UnsafeRawBufferPointer(head), out) }
    }

    private static let magicLength = 4

    private mutating func choose(_ head: UnsafeRawBufferPointer) throws(Failure) {
        if head[0] == 0x1F, head[1] == 0x8B, head[2] == 8 {
            guard let inflater = GzipInflater(.gzip) else { throw noMemory }
            compression = .gzip
            state = .gzip(inflater)
        } else if (head[0] == 0x28 && head[1] == 0xB5 && head[2] == 0x2F && head[3] == 0xFD)
            || (head[0] & 0xF0 == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18)
        {
            guard let decoder = Unzstd() else { throw noMemory }
            compression = .zstd
            state = .zstd(decoder, atEnd: false)
        } else {
            compression = LayerFacts.Compression.none
            state = .plain
            return
        }
        memory = [UInt8](repeating: 0, count: HashLane.size)
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer, _ out: Output) throws(Failure) {
        var rest = bytes
        while true {
            switch state {
            case .broken(let failure): throw failure
            case .unknown: return
            case .plain:
                guard !rest.isEmpty else { return }
                consumed += rest.count
                produced += rest.count
                try checkLimits()
                return try out(rest)
            case .betweenMembers(let inflater):
                guard let next = rest.first else { return }
                if next == 0 {
                    state = .zeros
                } else {
                    inflater.reset()
                    state = .gzip(inflater)
                }
            case .zeros:
                guard rest.allSatisfy({ $0 == 0 }) else {
                    throw .broken(what, at: consumed, Text(en: "something follows its end", ja: "終端の後に余分なデータがあります"))
                }
                consumed += rest.count
                return
            case .gzip(let inflater):
                guard try inflate(inflater, &rest, out) else { return }
            case .zstd(let decoder, let atEnd):
                guard !rest.isEmpty else { return }
                return try unzstd(decoder, rest, atEnd, out)
            }
        }
    }

    /// False when the input is used up within a member.
    private mutating func inflate(
        _ inflater: GzipInflater, _ rest: inout UnsafeRawBufferPointer, _ out: Output
    ) throws(Failure) -> Bool {
        while true {
            guard let step = memory.withUnsafeMutableBytes({ inflater.step(rest, into: $0) }) else {
                throw .broken(
                    what, at: consumed, Text(en: "its gzip data is corrupt", ja: "gzip データが壊れています"),
                    cause: inflater.reason)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[step.consumed...])
            try give(step.consumed, step.produced, out)
            if step.isAtEnd {
                state = .betweenMembers(inflater)
                return true
            }
            if rest.isEmpty, step.produced < memory.count { return false }
        }
    }

    private mutating func unzstd(
        _ decoder: Unzstd, _ bytes: UnsafeRawBufferPointer, _ wasAtEnd: Bool, _ out: Output
    ) throws(Failure) {
        var rest = bytes
        while true {
            guard let step = memory.withUnsafeMutableBytes({ decoder.step(rest, into: $0) }) else {
                if decoder.reason.contains("memory") {
                    throw .beyondLimits(
                        what,
                        Text(
                            en: "its zstd window is larger than 128 MiB; compress it without --long or --ultra",
                            ja: "zstd のウィンドウが 128 MiB を超えています。--long や --ultra を使わずに圧縮してください"),
                        cause: decoder.reason)
                }
                throw .broken(
                    what, at: consumed, Text(en: "its zstd data is corrupt", ja: "zstd データが壊れています"),
                    cause: decoder.reason)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[step.consumed...])
            try give(step.consumed, step.produced, out)
            // Asked again without input after the end of a frame, zstd would begin another one.
            if rest.isEmpty, step.isAtEnd || step.produced < memory.count {
                state = .zstd(decoder, atEnd: step.isAtEnd)
                return
            }
        }
    }

    @inline(__always)
    private mutating func give(_ taken: Int, _ made: Int, _ out: Output) throws(Failure) {
        consumed += taken
        produced += made
        guard made > 0 else { return }
        try checkLimits()
        try memory.withUnsafeBufferPointer { (bytes) throws(Failure) in
            try out(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<made])))
        }
        lane?.lend(&memory, count: made)
    }

    private func checkLimits() throws(Failure) {
        if produced > limits.layerBytes {
            throw .beyondLimits(
                what,
                Text(
                    en: "it has more than \(limits.layerBytes) bytes without compression",
                    ja: "展開後のサイズが上限の \(limits.layerBytes) バイトを超えています"))
        }
        if produced > limits.ratioFloor, produced / max(1, limits.ratio) > consumed {
            throw .beyondLimits(
                what,
                Text(
                    en: "\(consumed) bytes became \(produced), which is how a decompression bomb looks",
                    ja: "\(consumed) バイトが \(produced) バイトに展開されました。zip 爆弾 (decompression bomb) とみなします"))
        }
    }

    private var noMemory: Failure {
        Failure(
            .unavailable,
            Text(
                en: "There is not enough memory to decompress \(what). Give the process more.",
                ja: "\(what) を展開するためのメモリが足りません。メモリを増やしてください。"))
    }
}
