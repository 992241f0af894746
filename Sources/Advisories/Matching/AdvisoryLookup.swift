package import Basics

/// Where the matcher finds advisories: the local database, or a table in tests.
package protocol AdvisoryLookup {
    /// Whether anything at all is known of an ecosystem (`EcosystemName.key`): without data nothing is clean.
    func covers(_ key: String) throws(Failure) -> Bool

    /// The advisories with an affected package of that ecosystem (`EcosystemName.key`) and name
    /// (`EcosystemName.normalised`); withdrawn ones and others may be among them.
    func advisories(_ key: String, _ name: String) throws(Failure) -> [Advisory]
}

/// Advisories in memory, for tests and small sets.
package struct AdvisoryTable: AdvisoryLookup, Sendable {
    private var table: [String: [String: [Advisory]]] = [:]

    package init(_ advisories: [Advisory] = []) {
        for advisory in advisories { add(advisory) }
    }

    package mutating func add(_ advisory: Advisory) {
        var done: Set<[String]> = []
        for affected in advisory.affected {
            guard let ecosystem = EcosystemName(affected.ecosystem) else { continue }
            let key = ecosystem.key
            let name = ecosystem.normalised(affected.name)
            if done.insert([key, name]).inserted { table[key, default: [:]][name, default: []].append(advisory) }
        }
    }

    package func covers(_ key: String) -> Bool { table[key] != nil }
    package func advisories(_ key: String, _ name: String) -> [Advisory] { table[key]?[name] ?? [] }
}
