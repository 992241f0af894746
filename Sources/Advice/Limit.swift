package import Basics

/// A documented hard limit of a service, and how a workload is held against it.
package struct Limit: Sendable {
    package enum Outcome: Sendable, Hashable {
        case holds
        /// The limit has nothing to say of such a workload.
        case notApplicable
        case broken([FactKey])
        /// It can be kept after this change.
        case change([FactKey], Text)
        /// A fact is not known; `isSuspected` when something speaks for its breaking the limit.
        case open([FactKey], isSuspected: Bool)
    }

    /// Unique among the limits of all services: `lambda.timeout`.
    package let id: String
    /// What the service can do at most: `A request or run ends within 900 s`.
    package let title: Text
    package let link: Link
    /// Whether ordinary workloads stay far below it: that it is not known says little.
    package private(set) var isRemote = false
    package let check: @Sendable (WorkloadFacts) -> Outcome

    package init(
        _ id: String, _ title: Text, _ link: Link, _ check: @escaping @Sendable (WorkloadFacts) -> Outcome
    ) {
        self.id = id
        self.title = title
        self.link = link
        self.check = check
    }

    /// A number that may not be above a limit.
    static func most(
        _ id: String, _ key: FactKey, _ limit: Int, _ title: Text, _ link: Link,
        _ fact: @escaping @Sendable (WorkloadFacts) -> Fact<Int>
    ) -> Limit {
        Limit(id, title, link) { facts in
            let fact = fact(facts)
            guard let value = fact.value else { return .open([key], isSuspected: fact.suspicion != nil) }
            return value > limit ? .broken([key]) : .holds
        }
    }

    /// What may not be true.
    static func not(
        _ id: String, _ key: FactKey, _ title: Text, _ link: Link,
        _ fact: @escaping @Sendable (WorkloadFacts) -> Fact<Bool>
    ) -> Limit {
        Limit(id, title, link) { facts in
            let fact = fact(facts)
            guard let value = fact.value else { return .open([key], isSuspected: fact.suspicion != nil) }
            return value ? .broken([key]) : .holds
        }
    }

    /// A list that may not hold what is refused.
    static func without<Item>(
        _ id: String, _ key: FactKey, _ title: Text, _ link: Link,
        _ fact: @escaping @Sendable (WorkloadFacts) -> Fact<[Item]>, _ refuses: @escaping @Sendable (Item) -> Bool
    ) -> Limit {
        Limit(id, title, link) { facts in
            let fact = fact(facts)
            guard let items = fact.value else { return .open([key], isSuspected: fact.suspicion != nil) }
            return items.contains(where: refuses) ? .broken([key]) : .holds
        }
    }

    /// The same as a limit that hardly anybody reaches.
    var remote: Limit {
        var limit = self
        limit.isRemote = true
        return limit
    }

    /// The same for some workloads only; for others, or where the kind is not known, `else` counts.
    func when(_ applies: @escaping @Sendable (WorkloadFacts) -> Bool) -> Limit {
        let check = check
        let limit = Limit(id, title, link) { applies($0) ? check($0) : .notApplicable }
        return isRemote ? limit.remote : limit
    }
}
