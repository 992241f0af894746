package import Basics

/// One line of a service's monthly bill.
package struct BillItem: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case cpu, memory, spotCPU, spotMemory, ephemeral, taskAddress
        case balancer, balancerUnits, balancerAddress
        case nat, natData, endpoint, endpointData
        case logsIngestion, logsStorage, s3Storage, s3Writes, registry

        /// Whether it is paid only while tasks run.
        var followsTasks: Bool {
            switch self {
            case .cpu, .memory, .spotCPU, .spotMemory, .ephemeral, .taskAddress: true
            default: false
            }
        }
    }

    package let kind: Kind
    package let quantity: Spread
    /// Dollars for one unit.
    package let price: Spread

    package var exact: Spread { quantity * price }
    /// Each line is rounded to the cent, so that the lines of a table add up to its total.
    package var money: Money { Money(exact) }
}

/// What could cost less, by how much a month, what it takes and what it risks. Savings are not to be added up: one
/// often takes from what another would save.
package struct Saving: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case arm, spot, savingsPlan, size, schedule, ephemeral, logsToS3, retention, endpoints, lifecycle
    }

    package let kind: Kind
    package let money: Money
    package let title: Text
    package let needs: Text
    package let risks: Text
}

/// The ways of a task to AWS's own services, each by itself, for one service alone.
package struct WayOut: Sendable, Hashable {
    /// The interface endpoints that are needed, beside the S3 gateway endpoint, which is free.
    package let endpoints: [String]
    package let publicAddresses: Money
    package let nat: Money
    package let viaEndpoints: Money
    /// Interface endpoints in a Zone that cost as much as its NAT gateway when nothing is moved.
    package let evenEndpoints: Exact
    /// GB a month from which endpoints cost less than NAT; nil when they do at any traffic.
    package let evenGB: Exact?
}

/// The monthly bill of one service.
package struct ServiceBill: Sendable, Hashable {
    package let facts: ServiceFacts
    /// The Region whose prices were taken.
    package let region: String
    package let items: [BillItem]
    /// What was assumed or could not be told.
    package let notes: [Text]
    /// False when something that costs money is not in it.
    package let isWhole: Bool
    package let savings: [Saving]
    package let wayOut: WayOut?

    package var total: Money { items.reduce(Money()) { $0 + $1.money } }
}
