import Basics
import RuleKit
import Testing

@testable import Advice

/// Each documented limit turns the verdict exactly at its border. The page of each stands with the limit.
struct LimitTests {
    struct Border: Sendable, CustomTestStringConvertible {
        let service: ComputeService
        let limit: String
        /// The last value that is allowed, if there is one, and the first that is not.
        let within: (@Sendable (inout WorkloadFacts) -> Void)?
        let beyond: @Sendable (inout WorkloadFacts) -> Void

        init(
            _ limit: String, within: (@Sendable (inout WorkloadFacts) -> Void)? = nil,
            beyond: @escaping @Sendable (inout WorkloadFacts) -> Void
        ) {
            let name = String(limit.prefix { $0 != "." })
            service = ComputeService(rawValue: name) ?? .ec2
            self.limit = limit
            self.within = within
            self.beyond = beyond
        }

        var testDescription: String { limit }
    }

    private static func number(
        _ limit: String, _ most: Int, _ path: any WritableKeyPath<WorkloadFacts, Fact<Int>> & Sendable
    ) -> Border {
        Border(
            limit, within: { $0[keyPath: path] = Sample.known(most) },
            beyond: { $0[keyPath: path] = Sample.known(most + 1) })
    }

    private static func containers(_ count: Int) -> Fact<[WorkloadFacts.Part]> {
        Sample.known((0..<count).map { .init("c\($0)", isHelper: false) })
    }

    static let borders: [Border] = [
        number("lambda.timeout", 900, \.maxRequestSeconds), number("lambda.memory", 10_240, \.memory),
        number("lambda.cpu", 6144, \.cpu), number("lambda.image", 10_240, \.imageMegabytes),
        number("lambda.disk", 10, \.ephemeral),
        Border("lambda.inbound", within: { $0.transports = Sample.known([.http, .websocket]) }) {
            $0.transports = Sample.known([.http, .udp])
        },
        Border("lambda.inbound") { $0.transports = Sample.known([.tcp]) },
        Border("lambda.inbound") { $0.transports = Sample.known([.grpc]) },
        Border("lambda.gpu") { $0.gpu = Sample.known(true) },
        Border("lambda.privileged") { $0.privileged = Sample.known(true) },
        Border("lambda.host", within: { $0.host = Sample.known([.bridgeNetwork, .tmpfs]) }) {
            $0.host = Sample.known([.devices])
        },
        Border("lambda.windows") { $0.windows = Sample.known(true) },
        Border("lambda.own-os") { $0.ownOS = Sample.known(true) },
        Border("lambda.volumes", within: { $0.volumes = Sample.known([.efs, .scratch]) }) {
            $0.volumes = Sample.known([.ebs])
        },
        Border(
            "lambda.containers",
            within: { $0.containers = Sample.known([.init("a", isHelper: false), .init("xray", isHelper: true)]) }
        ) { $0.containers = containers(2) },
        Border("app-runner.customers") { $0.appRunnerCustomer = Sample.known(false) },
        Border("app-runner.web") { $0.kind = Sample.known(.worker) },
        Border("app-runner.web") { $0.kind = Sample.known(.job) },
        Border("app-runner.http") { $0.transports = Sample.known([.grpc]) },
        Border("app-runner.websocket") { $0.transports = Sample.known([.http, .websocket]) },
        number("app-runner.request", 120, \.maxRequestSeconds), number("app-runner.cpu", 4096, \.cpu),
        number("app-runner.memory", 12_288, \.memory), number("app-runner.disk", 3, \.ephemeral),
        number("app-runner.image", 3072, \.imageMegabytes),
        Border("app-runner.volumes", within: { $0.volumes = Sample.known([.scratch]) }) {
            $0.volumes = Sample.known([.efs])
        },
        Border("app-runner.state") { $0.keepsFiles = Sample.known(true) },
        Border(
            "app-runner.containers",
            within: { $0.containers = Sample.known([.init("a", isHelper: false), .init("xray", isHelper: true)]) }
        ) { $0.containers = containers(2) },
        Border("app-runner.gpu") { $0.gpu = Sample.known(true) },
        Border("app-runner.privileged") { $0.privileged = Sample.known(true) },
        Border("app-runner.host") { $0.host = Sample.known([.capabilities]) },
        Border("app-runner.own-os") { $0.ownOS = Sample.known(true) },
        number("fargate.cpu", 32_768, \.cpu), number("fargate.memory", 249_856, \.memory),
        number("fargate.disk", 200, \.ephemeral), number("fargate.stop", 120, \.stopTimeout),
        Border("fargate.containers", within: { $0.containers = containers(10) }) { $0.containers = containers(11) },
        Border("fargate.gpu") { $0.gpu = Sample.known(true) },
        Border("fargate.privileged") { $0.privileged = Sample.known(true) },
        Border("fargate.host", within: { $0.host = Sample.known([.hostNetwork, .bridgeNetwork, .tmpfs, .names]) }) {
            $0.host = Sample.known([.hostProcesses])
        },
        Border("fargate.host") { $0.host = Sample.known([.capabilities]) },
        Border("fargate.host") { $0.host = Sample.known([.sharedMemory]) },
        Border("fargate.daemon") { $0.host = Sample.known([.oneOnEachHost]) },
        Border("fargate.volumes", within: { $0.volumes = Sample.known([.efs, .ebs, .scratch]) }) {
            $0.volumes = Sample.known([.host])
        },
        Border("fargate.volumes") { $0.volumes = Sample.known([.docker]) },
        Border("fargate.fsx") { $0.volumes = Sample.known([.fsx]) },
        Border("fargate.own-os") { $0.ownOS = Sample.known(true) },
        Border(
            "fargate.windows-size",
            within: {
                $0.windows = Sample.known(true)
                $0.cpu = Sample.known(4096)
                $0.memory = Sample.known(8192)
            }
        ) {
            $0.windows = Sample.known(true)
            $0.cpu = Sample.known(8192)
            $0.memory = Sample.known(16_384)
        },
        Border("managed-instances.windows") { $0.windows = Sample.known(true) },
        Border("managed-instances.daemon") { $0.host = Sample.known([.oneOnEachHost]) },
        Border("managed-instances.own-os") { $0.ownOS = Sample.known(true) },
        Border(
            "managed-instances.lifetime",
            within: {
                $0.kind = Sample.known(.job)
                $0.maxRequestSeconds = Sample.known(14 * 86_400)
            }
        ) {
            $0.kind = Sample.known(.job)
            $0.maxRequestSeconds = Sample.known(14 * 86_400 + 1)
        },
        number("managed-instances.cpu", 196_608, \.cpu), number("ec2.cpu", 196_608, \.cpu),
        Border("managed-instances.containers", within: { $0.containers = containers(10) }) {
            $0.containers = containers(11)
        },
        Border("ec2.containers", within: { $0.containers = containers(10) }) { $0.containers = containers(11) },
    ]

    @Test(arguments: borders)
    func aLimitIsBrokenBehindItsBorder(_ border: Border) throws {
        if let within = border.within {
            let assessment = try #require(try Sample.advise(Sample.facts(within))[border.service])
            #expect(!assessment.broken.contains { $0.id == border.limit })
        }
        let advice = try Sample.advise(Sample.facts(border.beyond))
        let assessment = try #require(advice[border.service])
        #expect(assessment.broken.contains { $0.id == border.limit })
        #expect(assessment.verdict == .doesNotFit && advice.first != border.service)
        #expect(assessment.cost == .notCounted)
    }

    /// What a change mends makes no service unfit.
    static let changes: [(String, ComputeService, @Sendable (inout WorkloadFacts) -> Void)] = [
        ("lambda.interface", .lambda, { _ in }),
        ("lambda.websocket", .lambda, { $0.transports = Sample.known([.http, .websocket]) }),
        ("lambda.worker", .lambda, { $0.kind = Sample.known(.worker) }),
        ("lambda.response", .lambda, { $0.maxResponseMegabytes = Sample.known(7) }),
        ("lambda.files", .lambda, { $0.keepsFiles = Sample.known(true) }),
        ("app-runner.arm", .appRunner, { $0.architecture = Sample.known(.arm) }),
        ("fargate.pair", .fargate, { $0.cpu = Sample.known(300) }),
        ("fargate.network", .fargate, { $0.host = Sample.known([.bridgeNetwork]) }),
        ("fargate.settings", .fargate, { $0.host = Sample.known([.tmpfs]) }),
        ("fargate.lambda-image", .fargate, { $0.answersLambda = Sample.known(true) }),
        ("managed-instances.network", .managedInstances, { $0.host = Sample.known([.bridgeNetwork]) }),
        ("eks.manifests", .eks, { _ in }),
        ("eks.connection", .eks, { $0.connection = Sample.known(true) }),
    ]

    @Test(arguments: changes.map(\.0))
    func aChangeMends(_ id: String) throws {
        let (_, service, change) = try #require(Self.changes.first { $0.0 == id })
        let assessment = try #require(try Sample.advise(Sample.facts(change))[service])
        #expect(assessment.changes.contains { $0.id == id && $0.change != nil })
        #expect(assessment.verdict == .fitsWithChanges)
    }

    @Test func anExactFargateSizeNeedsNoChangeAndAnotherIsNamed() throws {
        #expect(try Sample.advise(Sample.server)[.fargate]?.verdict == .fits)
        let facts = Sample.facts { $0.memory = Sample.known(5000) }
        let change = try Sample.advise(facts)[.fargate]?.changes.first { $0.id == "fargate.pair" }
        #expect(change?.change?.en.contains("1 vCPU / 5120 MiB") == true)
    }

    @Test func limitsHavePagesAndNamesOfTheirOwn() {
        let limits = CandidateSheet.all.flatMap(\.limits)
        #expect(Set(limits.map(\.id)).count == limits.count)
        for sheet in CandidateSheet.all {
            for limit in sheet.limits {
                #expect(limit.link.address.hasPrefix("https://"))
                #expect(limit.id.hasPrefix(sheet.service.rawValue + "."))
                #expect(!limit.title.en.isEmpty && !limit.title.ja.isEmpty)
            }
            #expect(Set(sheet.duties.map(\.duty)) == Set(Duty.allCases), "\(sheet.service)")
        }
        #expect(Set(CandidateSheet.all.map(\.service)) == Set(ComputeService.allCases))
    }
}
