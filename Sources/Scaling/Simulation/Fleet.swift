/// The tasks of a service: those that take requests, those that start, and those that stop.
struct Fleet {
    /// Tasks that take requests: what AWS calls the current capacity.
    private(set) var running: Int
    private var starting: [(count: Int, readyAt: Int)] = []
    private var stopping: [(count: Int, goneAt: Int)] = []

    init(running: Int) {
        self.running = running
    }

    var isStarting: Bool { !starting.isEmpty }

    mutating func start(_ count: Int, readyAt: Int) {
        starting.append((count, readyAt))
    }

    mutating func stop(_ count: Int, goneAt: Int) {
        let count = min(count, running)
        running -= count
        stopping.append((count, goneAt))
    }

    /// Tasks that are ready take requests; tasks that are gone are forgotten.
    mutating func settle(at now: Int) {
        if !starting.isEmpty {
            for entry in starting where entry.readyAt <= now { running += entry.count }
            starting.removeAll { $0.readyAt <= now }
        }
        if !stopping.isEmpty { stopping.removeAll { $0.goneAt <= now } }
    }

    /// Tasks that take requests, averaged over a span that begins now.
    func average(from begin: Int, to end: Int) -> Double {
        starting.reduce(Double(running)) { sum, entry in
            guard entry.readyAt < end else { return sum }
            return sum + Double(entry.count) * Double(end - max(entry.readyAt, begin)) / Double(end - begin)
        }
    }

    /// Tasks that are paid for: from the image's pull to the end of the last container.
    func billed(from begin: Int, to end: Int) -> Double {
        let own = Double(running + starting.reduce(0) { $0 + $1.count })
        return stopping.reduce(own) { sum, entry in
            sum + Double(entry.count) * Double(min(entry.goneAt, end) - begin) / Double(end - begin)
        }
    }
}
