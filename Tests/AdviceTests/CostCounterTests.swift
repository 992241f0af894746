import Basics
import Pricing
import RuleKit
import Testing

@testable import Advice

/// Each figure is worked out by hand from the prices that stand with their pages.
struct CostCounterTests {
    private static func cost(
        _ service: ComputeService, region: String = "us-east-1", _ change: (inout WorkloadFacts) -> Void = { _ in }
    ) throws -> CostLine {
        var settings = CostSettings()
        settings.region = region
        let counter = CostCounter(settings: settings, prices: try PriceFile.builtIn())
        return counter.cost(of: Sample.facts(change), on: service)
    }

    private static func money(_ line: CostLine) -> Money? {
        if case .counted(let amount) = line { amount.money } else { nil }
    }

    @Test func fargate() throws {
        // (0.5 x 0.04048 + 1 x 0.004445) x 730 = 18.02005 for one task; 2 to 4 tasks.
        #expect(try Self.money(Self.cost(.fargate)) == Money(low: 3604, high: 7208))
    }

    @Test func lambda() throws {
        // 1,000,000 x 0.05 s x 1 GB x 0.0000166667 + 1 x 0.2 = 0.833335 + 0.2
        #expect(try Self.money(Self.cost(.lambda)) == Money(low: 103, high: 103))
        // 0.66667 + 0.2
        #expect(
            try Self.money(Self.cost(.lambda) { $0.architecture = Sample.known(.arm) }) == Money(low: 87, high: 87))
    }

    @Test func instances() throws {
        // Four tasks of 0.5 vCPU fill one m7i.large; two stand in two Zones: 2 x 730 x 0.1008 = 147.168
        #expect(try Self.money(Self.cost(.ec2)) == Money(low: 14_717, high: 14_717))
        // Nine tasks need three: 220.752
        let nine = try Self.cost(.ec2) { $0.tasks = Sample.known(.init(9, 9)) }
        #expect(Self.money(nine) == Money(low: 22_075, high: 22_075))
        guard case .counted(let amount) = try Self.cost(.managedInstances) else {
            Issue.record("not priced")
            return
        }
        #expect(amount.money == Money(low: 14_717, high: 14_717) && amount.without != nil)
    }

    @Test func cluster() throws {
        // 730 x 0.1 = 73.00 and the nodes.
        #expect(try Self.money(Self.cost(.eks)) == Money(low: 22_017, high: 22_017))
    }

    @Test func appRunner() throws {
        // 0.5 vCPU with 1 GB, two copies idle: 2 x 0.007 x 730 = 10.22; four busy: 4 x (0.007 + 0.032) x 730 = 113.88
        #expect(try Self.money(Self.cost(.appRunner)) == Money(low: 1022, high: 11_388))
    }

    @Test func whatHasNoPriceHasNone() throws {
        let unpriced: [(ComputeService, String, @Sendable (inout WorkloadFacts) -> Void)] = [
            (.ec2, "ap-northeast-1", { $0.architecture = Sample.known(.arm) }),
            (.ec2, "us-east-1", { $0.gpu = Sample.known(true) }), (.ec2, "us-east-1", { $0.cpu = Sample.known(4096) }),
            (.fargate, "us-east-1", { $0.memory = .unknown }),
            (.fargate, "us-east-1", { $0.kind = Sample.known(.job) }),
            (.lambda, "us-east-1", { $0.kind = Sample.known(.worker) }),
            (.fargate, "us-east-1", { $0.windows = Sample.known(true) }),
        ]
        for (service, region, change) in unpriced {
            let line = try Self.cost(service, region: region, change)
            guard case .notPriced(let why) = line else {
                Issue.record("\(service) in \(region) is priced")
                continue
            }
            #expect(why.en.hasPrefix("not priced here"))
        }
    }

    @Test func anotherRegionIsToldApart() throws {
        let counter = CostCounter(settings: CostSettings(), prices: try PriceFile.builtIn())
        let facts = Sample.facts { $0.region = "eu-west-3" }
        #expect(counter.region(facts) == "us-east-1")
        #expect(counter.assumptions(facts).contains { $0.en.contains("stand for eu-west-3") })
        #expect(counter.region(Sample.facts { $0.region = "ap-northeast-1" }) == "ap-northeast-1")
    }

    @Test func everyPriceHasADateAndAPage() {
        #expect(AdvicePrice.all.count == 15)
        for price in AdvicePrice.all {
            #expect(price.source.address.hasPrefix("https://aws.amazon.com/") && price.date.year >= 2026)
            #expect(price.dollars > .zero)
        }
    }
}
