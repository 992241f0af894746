/// What of which stream waits to be hashed, and what is hashed next. A value: the lock and the threads around it are
/// those of `HashThreads`.
struct HashQueues: Sendable {
    /// Some bytes of a stream, in memory that belongs to nobody else.
    struct Piece: Sendable {
        var memory: [UInt8]
        var range: Range<Int>
    }

    /// A piece and what it is to be added to; the stream has no other turn until this one is given back.
    struct Turn: Sendable {
        var stream: Int
        var hash: StreamHash
        var piece: Piece
    }

    private struct Stream: Sendable {
        /// Nil during a turn.
        var hash: StreamHash? = StreamHash()
        var waiting: [Piece] = []
        /// No more pieces will come.
        var isComplete = false

        var isReady: Bool { hash != nil && !waiting.isEmpty }
        var isFinished: Bool { isComplete && hash != nil && waiting.isEmpty }
    }

    /// What giving back a turn means for those who wait.
    struct Effect: Sendable {
        /// The memory of a piece that is done.
        var memory: [UInt8]?
        /// Whether all of the stream is hashed and no more will come.
        var isFinished = false
    }

    /// How many pieces of a stream may be on their way before its reader has to wait.
    static let depth = 8

    private var streams: [Int: Stream] = [:]
    private var opened = 0

    mutating func open() -> Int {
        opened += 1
        streams[opened] = Stream()
        return opened
    }

    /// The reader has another piece.
    mutating func add(_ piece: Piece, to stream: Int) {
        streams[stream]?.waiting.append(piece)
    }

    /// The reader has no more. True where all is hashed already.
    mutating func complete(_ stream: Int) -> Bool {
        streams[stream]?.isComplete = true
        return streams[stream]?.isFinished ?? true
    }

    /// The stream is forgotten; nil where it is not all hashed.
    mutating func close(_ stream: Int) -> StreamHash? {
        streams.removeValue(forKey: stream)?.hash
    }

    /// What to hash next: two streams where two have pieces, as they are quicker together; one where its reader has no
    /// more or is half ahead; otherwise nothing, as more is to come.
    mutating func next() -> [Turn] {
        ready.compactMap { take($0) }
    }

    /// Whether `next` has something.
    var hasTurns: Bool { !ready.isEmpty }

    /// The streams of the next turns: those with most pieces.
    private var ready: [Int] {
        let ready = streams.filter { $0.value.isReady }
            .sorted { ($1.value.waiting.count, $0.key) < ($0.value.waiting.count, $1.key) }
        guard let first = ready.first?.value else { return [] }
        let isAlone = first.isComplete || first.waiting.count >= Self.depth / 2 || streams.count == 1
        return ready.count > 1 || isAlone ? ready.prefix(2).map(\.key) : []
    }

    private mutating func take(_ stream: Int) -> Turn? {
        guard let hash = streams[stream]?.hash, let piece = streams[stream]?.waiting.first else { return nil }
        streams[stream]?.hash = nil
        streams[stream]?.waiting.removeFirst()
        return Turn(stream: stream, hash: hash, piece: piece)
    }

    /// A turn is over; what was not hashed of its piece is next in its stream.
    mutating func giveBack(_ turn: Turn) -> Effect {
        guard streams[turn.stream] != nil else { return Effect() }
        streams[turn.stream]?.hash = turn.hash
        guard turn.piece.range.isEmpty else {
            streams[turn.stream]?.waiting.insert(turn.piece, at: 0)
            return Effect()
        }
        return Effect(memory: turn.piece.memory, isFinished: streams[turn.stream]?.isFinished ?? false)
    }
}

extension HashQueues {
    /// Hashes what two turns have in common, or all of a single one. The rest stays in the pieces.
    static func run(_ turns: inout [Turn]) {
        guard var first = turns.first else { return }
        guard turns.count > 1 else {
            first.piece.withBytes(first.piece.range.count) { first.hash.feed($0) }
            turns[0] = first
            return
        }
        var second = turns[1]
        // Dropped here, so that the turns below are the only owners of their memory.
        turns = []
        let count = min(first.piece.range.count, second.piece.range.count)
        first.piece.withBytes(count) { bytes in
            second.piece.withBytes(count) { others in
                StreamHash.feed(&first.hash, bytes, &second.hash, others)
            }
        }
        turns = [first, second]
    }
}

extension HashQueues.Piece {
    /// Calls with the first bytes, which then belong to the piece no more.
    fileprivate mutating func withBytes(_ count: Int, _ take: (UnsafeRawBufferPointer) -> Void) {
        let end = min(range.lowerBound + count, range.upperBound, memory.count)
        memory.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[range.lowerBound..<end])) }
        range = end..<range.upperBound
    }
}
