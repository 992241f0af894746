import Basics
import ECSModel
package import Workload

/// The monthly costs of all services of a repository, by environment.
package struct CostEstimate: Sendable {
    package let environments: [Environment]
    package let settings: CostSettings
    package let prices: PriceFile

    /// The services of one stack under one set of assumptions.
    package struct Environment: Sendable {
        package let name: String
        /// `Env = prod`; empty for nothing.
        package let assumption: String
        package let bills: [ServiceBill]

        package var total: Money { bills.reduce(Money()) { $0 + $1.total } }
    }

    /// - Parameter shown: a path of the definitions as people see it.
    package init(
        _ infrastructure: Infrastructure, settings: CostSettings, prices: PriceFile, shown: (String) -> String
    ) {
        self.settings = settings
        self.prices = prices
        var environments: [Environment] = []
        var likeliest: [Int: [ServiceFacts]] = [:]
        for outcome in infrastructure.systems() {
            let (changed, system) = (outcome.changed, outcome.system)
            let reader = ServiceReader(system)
            var byStack: [Int: [ServiceFacts]] = [:]
            for service in system.services {
                let stack = service.member.stack
                guard changed?.contains(stack) ?? true, infrastructure.stacks.indices.contains(stack) else {
                    continue
                }
                let name = shown(infrastructure.stacks[stack].name)
                let path = shown(service.member.place.path)
                byStack[stack, default: []].append(reader.facts(of: service, environment: name, path: path))
            }
            for (stack, facts) in byStack.sorted(by: { $0.key < $1.key }) {
                if changed == nil {
                    likeliest[stack] = facts
                } else if let known = likeliest[stack], Self.bare(known) == Self.bare(facts) {
                    // A condition that changes nothing of what is paid for.
                    continue
                }
                environments.append(
                    Environment(
                        name: facts.first?.environment ?? "", assumption: facts.first?.assumption ?? "",
                        bills: facts.compactMap { Biller.bill($0, settings, prices) }))
            }
        }
        self.environments = environments
    }

    private static func bare(_ facts: [ServiceFacts]) -> [ServiceFacts] {
        facts.map { fact in
            var fact = fact
            fact.assumption = ""
            fact.use = .unknown
            return fact
        }
    }

    package var yenPerDollar: Exact { settings.yenPerDollar ?? prices.yenPerDollar }
}
