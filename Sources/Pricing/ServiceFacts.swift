package import Basics

/// What the definitions say of one service, as far as it costs money.
package struct ServiceFacts: Sendable, Hashable {
    package var name: String
    package var path: String
    package var line: Int
    /// The stack that it is defined in.
    package var environment: String
    /// What is assumed of the stack's conditions: `Env = prod`; empty for nothing.
    package var assumption = ""
    package var use = EnvironmentUse.unknown
    package var region: String?
    package var launch = Launch.fargate(.onDemand)
    package var size: Size = .unknown
    package var architecture = Architecture.x86
    /// GB beside the 20 that are free.
    package var ephemeral = Spread.zero
    package var tasks = Count.unknown
    package var address = Address.unknown
    package var balancers: [Balancer] = []
    package var egress = Egress()
    package var logs = Logs.none
    package var repositories: [Repository] = []
    package var isStateful = false
    /// What the containers are held to, where that is known of each.
    package var asked: Asked?

    package struct Asked: Sendable, Hashable {
        package var cpu: Int
        package var memory: Int
    }

    package init(name: String, path: String, line: Int, environment: String) {
        self.name = name
        self.path = path
        self.line = line
        self.environment = environment
    }

    package enum Launch: Sendable, Hashable {
        case fargate(Capacity)
        /// EC2, EXTERNAL, Windows: not priced.
        case other(Text)
        case unknown
    }

    /// How tasks are shared out between Fargate and Fargate Spot.
    package enum Capacity: Sendable, Hashable {
        case onDemand
        case shares(Shares)
        case unknown
    }

    package struct Shares: Sendable, Hashable {
        package var base: Int
        package var weight: Int
        package var spotBase: Int
        package var spotWeight: Int

        /// How many of a number of tasks are on Spot, fractions included: over time the weights hold.
        func spot(of tasks: Exact) -> Exact {
            let first = min(tasks, Exact(base))
            let spotFirst = min(tasks - first, Exact(spotBase))
            let rest = tasks - first - spotFirst
            return spotFirst + rest * Exact(spotWeight) / Exact(weight + spotWeight)
        }
    }

    package enum Size: Sendable, Hashable {
        case known(FargateSize)
        /// As written, and the cheapest that holds it.
        case refused(cpu: Int, memory: Int)
        case unknown
    }

    package enum Architecture: Sendable, Hashable { case x86, arm, unknown }

    package enum Count: Sendable, Hashable {
        case fixed(Int)
        case scaled(min: Int, max: Int)
        /// The maximum is not known.
        case from(Int)
        case unknown
    }

    /// Whether each task has a public IPv4 address.
    package enum Address: Sendable, Hashable { case open, closed, unknown }

    package struct Balancer: Sendable, Hashable {
        package enum Kind: Sendable, Hashable { case application, other, unknown }

        package var kind: Kind
        /// The services of the definitions that it serves.
        package var services: Int
        /// Subnets that it has addresses in; nil where that is not known.
        package var subnets: Int?
        package var isOpen: Bool?
    }

    /// How requests leave the VPC of private tasks.
    package struct Egress: Sendable, Hashable {
        /// NAT gateways of the stack, and the services that share them.
        package var gateways = 0
        /// Interface endpoints of the stack: one entry for each, the number of its Zones, nil where not known.
        package var endpoints: [Int?] = []
        package var services = 1
        /// AWS services that the tasks need at start, by the name of the endpoint.
        package var needs: [String] = []

        package init() {}
    }

    package enum Logs: Sendable, Hashable {
        case none
        case cloudWatch(Retention)
        case s3
        case elsewhere(String)
        case unknown
    }

    package enum Retention: Sendable, Hashable { case days(Int), forEver, unknown }

    package struct Repository: Sendable, Hashable {
        package var name: String
        package var kept: Kept

        package enum Kept: Sendable, Hashable {
            /// The lifecycle policy keeps so many images.
            case count(Int)
            /// The lifecycle policy keeps images for so many days.
            case days(Int)
            /// There is no lifecycle policy.
            case all
            /// The repository is not among the definitions, or its policy says something else.
            case unknown
        }
    }
}

/// What an environment is for, told by its names.
package enum EnvironmentUse: String, Sendable, Hashable {
    case production, other, unknown

    private static let productive: Set<String> = ["prod", "production", "prd", "live"]
    private static let others: Set<String> = [
        "dev", "develop", "development", "stg", "stage", "staging", "test", "testing", "qa", "sandbox", "preview",
        "demo", "uat", "nonprod",
    ]

    /// By the words of a path, a name or an assumption, the last one that says something.
    package init(_ texts: [String]) {
        self = .unknown
        for text in texts {
            let words = text.lowercased().utf8.split { !($0 >= 0x61 && $0 <= 0x7A) }
            for word in words.map({ String(Substring($0)) }) {
                if Self.productive.contains(word) { self = .production }
                if Self.others.contains(word) { self = .other }
            }
        }
    }
}
