package import Basics
import Synchronization

/// The local database of advisories, for reading.
///
/// Readers see what was complete when they asked: an import shows all at once when it is done. One may be shared by
/// several tasks.
package final class AdvisoryDatabase: AdvisoryLookup, Sendable {
    package let path: String
    private let reader: Mutex<DatabaseReader>

    /// - Throws: `notFound` where there is none, `invalid` for a broken one or one of another form, which say what to
    ///   do.
    package init(path: String) throws(Failure) {
        self.path = path
        reader = Mutex(try DatabaseReader(path: path))
    }

    /// Whether there is a complete list for that ecosystem.
    package func covers(_ key: String) throws(Failure) -> Bool {
        try reader.withLock { reader throws(Failure) in try reader.source(of: key)?.isWhole == true }
    }

    package func advisories(_ key: String, _ name: String) throws(Failure) -> [Advisory] {
        try reader.withLock { reader throws(Failure) in try reader.advisories(key, name) }
    }

    /// How much the database knows of an ecosystem (`EcosystemName.key`).
    package func state(of key: String, today: Day) throws(Failure) -> DatabaseState {
        try reader.withLock { reader throws(Failure) in try reader.source(of: key) }?.state(today: today) ?? .empty(key)
    }

    /// The worst of several ecosystems: nothing is known where one is missing.
    package func state(of keys: [String], today: Day) throws(Failure) -> DatabaseState {
        var days: [Day] = []
        var isOld = false
        for key in keys {
            switch try state(of: key, today: today) {
            case .missing: return .missing
            case .empty(let name): return .empty(name)
            case .old(let day):
                isOld = true
                days.append(day)
            case .fresh(let day): days.append(day)
            }
        }
        guard let oldest = days.min() else { return .empty("") }
        return isOld ? .old(oldest) : .fresh(oldest)
    }

    /// All that was imported, by name.
    package func sources() throws(Failure) -> [DatabaseSource] {
        try reader.withLock { reader throws(Failure) in try reader.sources() }
    }

    /// When CISA listed a CVE as exploited.
    package func exploited(_ cve: String) throws(Failure) -> Day? {
        try reader.withLock { reader throws(Failure) in try reader.exploited(cve) }
    }

    /// The probability that a CVE is exploited within 30 days, 0 to 1.
    package func likelihood(_ cve: String) throws(Failure) -> Double? {
        try reader.withLock { reader throws(Failure) in try reader.likelihood(cve) }
    }

    /// Adds what is known of exploitation, by any of the names of each vulnerability: the earliest day, the highest
    /// probability.
    package func enriched(_ vulnerabilities: [Vulnerability]) throws(Failure) -> [Vulnerability] {
        var result = vulnerabilities
        for index in result.indices {
            for name in [result[index].advisory] + result[index].aliases {
                if let day = try exploited(name) { result[index].exploited = min(day, result[index].exploited ?? day) }
                if let value = try likelihood(name) {
                    result[index].likelihood = max(value, result[index].likelihood ?? value)
                }
            }
        }
        return result
    }
}
