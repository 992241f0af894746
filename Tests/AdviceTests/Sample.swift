import Basics
import Pricing
import RuleKit

@testable import Advice

/// Facts to start from, and ways to change them.
enum Sample {
    static let place = FactSource.file(path: "task.json", line: 1)

    static func known<Value>(_ value: Value) -> Fact<Value> { .known(value, place) }

    /// An HTTP server of which all is known, and which breaks no limit of any service.
    static let server: WorkloadFacts = {
        var facts = WorkloadFacts(name: "web", path: "task.json", line: 1)
        facts.kind = known(.server)
        facts.schedule = known([])
        facts.tasks = known(.init(2, 4))
        facts.home = known(.fargate)
        facts.transports = known([.http])
        facts.ingress = known(.publicBalancer)
        facts.connection = known(false)
        facts.containers = known([.init("web", isHelper: false)])
        facts.cpu = known(512)
        facts.memory = known(1024)
        facts.architecture = known(.x86)
        facts.windows = known(false)
        facts.gpu = known(false)
        facts.privileged = known(false)
        facts.host = known([])
        facts.ownOS = known(false)
        facts.volumes = known([])
        facts.keepsFiles = known(false)
        facts.ephemeral = known(0)
        facts.stopTimeout = known(30)
        facts.base = known("node:24")
        facts.answersLambda = known(false)
        facts.imageMegabytes = known(200)
        facts.start = known("node")
        facts.startWork = known([])
        facts.background = known([])
        facts.startSeconds = known(2)
        facts.maxRequestSeconds = known(10)
        facts.maxResponseMegabytes = known(1)
        facts.requests = known(1_000_000)
        facts.requestMilliseconds = known(50)
        facts.traffic = known(.steady)
        facts.teamSize = known(8)
        facts.kubernetesSkill = known(.some)
        facts.compliance = known([.none])
        facts.appRunnerCustomer = known(true)
        return facts
    }()

    static func facts(_ change: (inout WorkloadFacts) -> Void) -> WorkloadFacts {
        var facts = server
        change(&facts)
        return facts
    }

    static let costs: CostCounter? = (try? PriceFile.builtIn()).map {
        CostCounter(settings: CostSettings(), prices: $0)
    }

    static func advise(_ facts: WorkloadFacts) throws -> Advice {
        let prices = try PriceFile.builtIn()
        return Advisor.advise(facts, costs: CostCounter(settings: CostSettings(), prices: prices))
    }

    // MARK: Forgetting

    /// How to forget each fact.
    static let forgetting: [(key: FactKey, forget: @Sendable (inout WorkloadFacts) -> Void)] = [
        (.kind, { $0.kind = .unknown }), (.schedule, { $0.schedule = .unknown }), (.tasks, { $0.tasks = .unknown }),
        (.home, { $0.home = .unknown }), (.transports, { $0.transports = .unknown }),
        (.ingress, { $0.ingress = .unknown }), (.connection, { $0.connection = .unknown }),
        (.containers, { $0.containers = .unknown }), (.cpu, { $0.cpu = .unknown }), (.memory, { $0.memory = .unknown }),
        (.architecture, { $0.architecture = .unknown }), (.windows, { $0.windows = .unknown }),
        (.gpu, { $0.gpu = .unknown }), (.privileged, { $0.privileged = .unknown }), (.host, { $0.host = .unknown }),
        (.ownOS, { $0.ownOS = .unknown }), (.volumes, { $0.volumes = .unknown }),
        (.keepsFiles, { $0.keepsFiles = .unknown }), (.ephemeral, { $0.ephemeral = .unknown }),
        (.stopTimeout, { $0.stopTimeout = .unknown }),
        (
            .base,
            {
                $0.base = .unknown
                $0.answersLambda = .unknown
            }
        ),
        (.imageMegabytes, { $0.imageMegabytes = .unknown }), (.start, { $0.start = .unknown }),
        (.startWork, { $0.startWork = .unknown }), (.background, { $0.background = .unknown }),
        (.startSeconds, { $0.startSeconds = .unknown }), (.maxRequestSeconds, { $0.maxRequestSeconds = .unknown }),
        (.maxResponseMegabytes, { $0.maxResponseMegabytes = .unknown }), (.requests, { $0.requests = .unknown }),
        (.requestMilliseconds, { $0.requestMilliseconds = .unknown }), (.traffic, { $0.traffic = .unknown }),
        (.teamSize, { $0.teamSize = .unknown }), (.kubernetesSkill, { $0.kubernetesSkill = .unknown }),
        (.compliance, { $0.compliance = .unknown }), (.appRunnerCustomer, { $0.appRunnerCustomer = .unknown }),
    ]

    // MARK: Chance

    /// The same numbers each time.
    struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Facts of which each is now and then something else, and now and then unknown.
    static func random(_ seed: UInt64) -> WorkloadFacts {
        var chance = Chance(state: seed)
        func pick<Value>(_ values: [Value], _ usual: Fact<Value>) -> Fact<Value> {
            switch Int.random(in: 0..<10, using: &chance) {
            case 0: .unknown
            case 1...4: values.randomElement(using: &chance).map { known($0) } ?? usual
            default: usual
            }
        }
        var facts = server
        facts.kind = pick(WorkloadFacts.Kind.allCases, facts.kind)
        facts.home = pick(WorkloadFacts.Home.allCases, facts.home)
        facts.schedule = pick([["rate(1 day)"], []], facts.schedule)
        facts.transports = pick(
            [[.http], [.http, .websocket], [.grpc], [.tcp], [.udp], []], facts.transports)
        facts.connection = pick([true, false], facts.connection)
        facts.containers = pick(
            [
                [.init("a", isHelper: false), .init("logs", isHelper: true)],
                [.init("a", isHelper: false), .init("b", isHelper: false)],
                (0..<11).map { .init("c\($0)", isHelper: false) },
            ], facts.containers)
        facts.cpu = pick([256, 300, 4097, 6145, 32_769, 196_609], facts.cpu)
        facts.memory = pick([512, 10_241, 12_289, 249_857], facts.memory)
        facts.architecture = pick([.x86, .arm], facts.architecture)
        facts.windows = pick([true], facts.windows)
        facts.gpu = pick([true], facts.gpu)
        facts.privileged = pick([true], facts.privileged)
        facts.host = pick(WorkloadFacts.HostFeature.allCases.map { [$0] }, facts.host)
        facts.ownOS = pick([true], facts.ownOS)
        facts.volumes = pick(WorkloadFacts.Volume.allCases.map { [$0] }, facts.volumes)
        facts.keepsFiles = pick([true], facts.keepsFiles)
        facts.ephemeral = pick([4, 11, 201], facts.ephemeral)
        facts.stopTimeout = pick([121], facts.stopTimeout)
        facts.answersLambda = pick([true], facts.answersLambda)
        facts.imageMegabytes = pick([3073, 10_241], facts.imageMegabytes)
        facts.startWork = pick([[.installs]], facts.startWork)
        facts.background = pick([["node-cron"]], facts.background)
        facts.startSeconds = pick([5, 60], facts.startSeconds)
        facts.maxRequestSeconds = pick([121, 901, 14 * 86_400 + 1], facts.maxRequestSeconds)
        facts.maxResponseMegabytes = pick([7], facts.maxResponseMegabytes)
        facts.traffic = pick(WorkloadFacts.Traffic.allCases, facts.traffic)
        facts.teamSize = pick([2, 50], facts.teamSize)
        facts.kubernetesSkill = pick(WorkloadFacts.Skill.allCases, facts.kubernetesSkill)
        facts.compliance = pick([[.pci], [.ownOS]], facts.compliance)
        facts.appRunnerCustomer = pick([false], facts.appRunnerCustomer)
        return facts
    }
}
