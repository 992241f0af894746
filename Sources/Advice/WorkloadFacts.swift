package import RuleKit

/// All that advice on one workload depends on.
package struct WorkloadFacts: Sendable, Hashable {
    package var name: String
    /// Where it is defined: the task definition, else the Dockerfile.
    package var path: String
    package var line: Int
    /// The Region that its definitions tell.
    package var region: String?

    package var kind: Fact<Kind> = .unknown
    /// The expressions that start it.
    package var schedule: Fact<[String]> = .unknown
    package var tasks: Fact<Copies> = .unknown
    package var home: Fact<Home> = .unknown
    package var transports: Fact<[Transport]> = .unknown
    package var ingress: Fact<Ingress> = .unknown
    /// Whether others find it, or it finds others, by Service Connect or Cloud Map.
    package var connection: Fact<Bool> = .unknown
    package var containers: Fact<[Part]> = .unknown
    /// CPU units, 1,024 to the vCPU.
    package var cpu: Fact<Int> = .unknown
    /// MiB.
    package var memory: Fact<Int> = .unknown
    package var architecture: Fact<Architecture> = .unknown
    package var windows: Fact<Bool> = .unknown
    package var gpu: Fact<Bool> = .unknown
    package var privileged: Fact<Bool> = .unknown
    package var host: Fact<[HostFeature]> = .unknown
    /// Whether the operating system under it must be an image of one's own.
    package var ownOS: Fact<Bool> = .unknown
    package var volumes: Fact<[Volume]> = .unknown
    package var keepsFiles: Fact<Bool> = .unknown
    /// GiB that are asked for; 0 where nothing is.
    package var ephemeral: Fact<Int> = .unknown
    /// Seconds between SIGTERM and SIGKILL that are asked for; 0 where nothing is.
    package var stopTimeout: Fact<Int> = .unknown
    package var base: Fact<String> = .unknown
    /// Whether the image answers to Lambda's runtime interface.
    package var answersLambda: Fact<Bool> = .unknown
    package var imageMegabytes: Fact<Int> = .unknown
    package var start: Fact<String> = .unknown
    package var startWork: Fact<[StartWork]> = .unknown
    /// What runs beside the requests: schedulers, queue workers, several processes.
    package var background: Fact<[String]> = .unknown
    package var startSeconds: Fact<Int> = .unknown
    package var maxRequestSeconds: Fact<Int> = .unknown
    package var maxResponseMegabytes: Fact<Int> = .unknown
    package var requests: Fact<Int> = .unknown
    package var requestMilliseconds: Fact<Int> = .unknown
    package var traffic: Fact<Traffic> = .unknown
    package var teamSize: Fact<Int> = .unknown
    package var kubernetesSkill: Fact<Skill> = .unknown
    package var compliance: Fact<[Compliance]> = .unknown
    package var appRunnerCustomer: Fact<Bool> = .unknown

    package init(name: String, path: String, line: Int) {
        self.name = name
        self.path = path
        self.line = line
    }

    package typealias Transport = AttestedFacts.Transport
    package typealias Traffic = AttestedFacts.Traffic
    package typealias Skill = AttestedFacts.Skill
    package typealias Compliance = AttestedFacts.Compliance

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Answers requests.
        case server
        /// Runs on and on without a port of its own.
        case worker
        /// Runs to its end.
        case job
    }

    package struct Copies: Sendable, Hashable {
        package var least: Int
        package var most: Int

        package init(_ least: Int, _ most: Int) {
            self.least = min(least, most)
            self.most = max(least, most)
        }
    }

    package enum Home: String, Sendable, Hashable, CaseIterable {
        case fargate, ec2, managedInstances = "managed-instances"
        /// A definition for ECS that leaves the kind of capacity open.
        case undecided
        /// There is no definition for ECS.
        case nowhere
    }

    package enum Ingress: String, Sendable, Hashable, CaseIterable {
        case publicBalancer = "public-balancer"
        case internalBalancer = "internal-balancer"
        case balancer
        case none
    }

    package struct Part: Sendable, Hashable {
        package var name: String
        /// Sends logs, traces or metrics, and nothing else.
        package var isHelper: Bool

        package init(_ name: String, isHelper: Bool) {
            self.name = name
            self.isHelper = isHelper
        }
    }

    package enum Architecture: String, Sendable, Hashable, CaseIterable { case x86, arm }

    package enum HostFeature: String, Sendable, Hashable, CaseIterable {
        case hostNetwork = "host-network"
        case bridgeNetwork = "bridge-network"
        case hostProcesses = "host-processes"
        case sharedIPC = "shared-ipc"
        case dockerSocket = "docker-socket"
        case devices
        case capabilities
        case securityOptions = "security-options"
        case oneOnEachHost = "one-on-each-host"
        case sharedMemory = "shared-memory"
        case swap
        case tmpfs
        case names = "names"
        case placement

        /// Whether it reaches for the host itself, and is no matter of configuration alone.
        package var needsHost: Bool {
            switch self {
            case .hostProcesses, .sharedIPC, .dockerSocket, .devices, .capabilities, .securityOptions, .oneOnEachHost,
                .sharedMemory, .swap:
                true
            case .hostNetwork, .bridgeNetwork, .tmpfs, .names, .placement: false
            }
        }
    }

    package enum Volume: String, Sendable, Hashable, CaseIterable {
        case efs, ebs, fsx
        /// A folder of the host.
        case host
        /// A volume of a Docker driver.
        case docker
        /// Scratch space that the containers of a task share.
        case scratch

        /// Whether its data outlives the container.
        package var keeps: Bool { self != .scratch }
    }

    package enum StartWork: String, Sendable, Hashable, CaseIterable { case installs, builds, downloads, migrates }
}
