import Basics
import Dispatch
import Synchronization

/// Threads that hash what others read, so that one large layer keeps two processors busy and the system shares them out.
///
/// Threads of their own, not tasks: readers wait for them, and tasks that wait for tasks of the same few threads may wait
/// for ever. A reader that is ahead of them helps before it waits, so that no processor is idle.
final class HashThreads: Sendable {
    private struct State: Sendable {
        var queues = HashQueues()
        var readers: [Int: Reader] = [:]
        /// Threads that found nothing to do and were not called since.
        var sleeping = 0
        var isClosed = false

        /// Whether a thread is to be called: there is something to do, and one that sleeps.
        mutating func calls() -> Bool {
            guard sleeping > 0, queues.hasTurns else { return false }
            sleeping -= 1
            return true
        }
    }

    private struct Reader: Sendable {
        var gates: Gates
        /// Memory that came back.
        var spare: [[UInt8]] = []
    }

    /// What the reader of a stream waits at.
    struct Gates: Sendable {
        /// Signalled once for each piece of memory that came back.
        let free = DispatchSemaphore(value: 0)
        /// Signalled once all is hashed.
        let end = DispatchSemaphore(value: 0)
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let count: Int

    /// - Parameter count: how many threads. They end with `close`.
    init(_ count: Int) {
        self.count = count
        for number in 0..<count {
            DispatchQueue(label: "plimsoll.hash.\(number)").async { self.work() }
        }
    }

    /// Ends the threads. Streams that are not complete by then have no digest.
    func close() {
        state.withLock { $0.isClosed = true }
        for _ in 0..<count { wake.signal() }
    }

    /// A stream of its own for the one reader that asks.
    func lane() -> HashLane {
        let gates = Gates()
        let number = state.withLock { state in
            let number = state.queues.open()
            state.readers[number] = Reader(gates: gates)
            return number
        }
        return HashLane(self, number, gates)
    }

    private func work() {
        while !state.withLock({ $0.isClosed }) {
            if !turn(elseSleeps: true) { wake.wait() }
        }
    }

    /// Hashes what is next. False where there is nothing.
    private func turn(elseSleeps: Bool) -> Bool {
        var turns = state.withLock { state in
            let turns = state.queues.next()
            if turns.isEmpty, elseSleeps { state.sleeping += 1 }
            return turns
        }
        if turns.isEmpty { return false }
        HashQueues.run(&turns)
        for gate in giveBack(&turns) { gate.signal() }
        return true
    }

    /// Gives the turns back and says which gates are to be opened: later, when nobody here holds the memory any more, as
    /// its reader would have to copy it otherwise.
    private func giveBack(_ turns: inout [HashQueues.Turn]) -> [DispatchSemaphore] {
        var gates: [DispatchSemaphore] = []
        while let turn = turns.popLast() {
            state.withLock { state in
                let effect = state.queues.giveBack(turn)
                guard let reader = state.readers[turn.stream]?.gates else { return }
                if let memory = effect.memory {
                    state.readers[turn.stream]?.spare.append(memory)
                    gates.append(reader.free)
                }
                if effect.isFinished { gates.append(reader.end) }
            }
        }
        return gates
    }

    // MARK: For lanes

    fileprivate func add(_ piece: HashQueues.Piece, to stream: Int) {
        change { $0.queues.add(piece, to: stream) }
    }

    /// Memory of the stream that came back. Helps, and then waits, until there is some.
    fileprivate func spare(of stream: Int, _ gates: Gates) -> [UInt8]? {
        while gates.free.wait(timeout: .now()) == .timedOut {
            if turn(elseSleeps: false) { continue }
            // Somebody else has the turn of this stream.
            gates.free.wait()
            break
        }
        return state.withLock { $0.readers[stream]?.spare.popLast() }
    }

    /// Helps, and then waits, until all of the stream is hashed.
    fileprivate func complete(_ stream: Int, _ gates: Gates) {
        if change({ $0.queues.complete(stream) }) { return }
        while gates.end.wait(timeout: .now()) == .timedOut {
            if turn(elseSleeps: false) { continue }
            return gates.end.wait()
        }
    }

    fileprivate func close(_ stream: Int) -> StreamHash? {
        // Who is left may be alone now.
        change { state in
            state.readers[stream] = nil
            return state.queues.close(stream)
        }
    }

    /// Changes the state, and calls a thread where that makes work for one.
    private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        let (value, calls) = state.withLock { state in
            let value = body(&state)
            return (value, state.calls())
        }
        if calls { wake.signal() }
        return value
    }
}

/// The way of one stream to its digest: memory is taken, filled, used and lent to the threads that hash it, in order.
///
/// One owner, within one task.
final class HashLane {
    /// Bytes of each piece of memory.
    static let size = 256 << 10

    private let threads: HashThreads
    private let number: Int
    private let gates: HashThreads.Gates
    /// How many pieces of memory were made: as many as may be on their way.
    private var made = 0

    fileprivate init(_ threads: HashThreads, _ number: Int, _ gates: HashThreads.Gates) {
        self.threads = threads
        self.number = number
        self.gates = gates
    }

    /// What was not finished is forgotten.
    deinit { _ = threads.close(number) }

    /// Memory to begin with.
    func memory() -> [UInt8] {
        made += 1
        return [UInt8](repeating: 0, count: Self.size)
    }

    /// Hands over memory whose first bytes are the next of the stream, and puts other memory in its place. Helps
    /// hashing where it has fallen behind.
    func lend(_ memory: inout [UInt8], count: Int) {
        guard count > 0 else { return }
        var full: [UInt8] = []
        swap(&full, &memory)
        threads.add(HashQueues.Piece(memory: full, range: 0..<min(count, full.count)), to: number)
        if made < HashQueues.depth {
            memory = self.memory()
        } else {
            memory = threads.spare(of: number, gates) ?? [UInt8](repeating: 0, count: Self.size)
        }
    }

    /// The stream is complete; waits for its digest. To be called once. Throws where the threads were closed before.
    func finish() throws(Failure) -> Digest {
        threads.complete(number, gates)
        guard let hash = threads.close(number) else {
            throw Failure(.unavailable, Text(en: "Hashing was cancelled.", ja: "ハッシュ計算が中断されました。"))
        }
        return hash.finish()
    }
}
