import Basics
import RuleKit
import Testing

@testable import Advice

struct AdvisorTests {
    static let seeds: [UInt64] = Array(1...400)

    /// What a service's documentation does not speak of stays open, whatever the fact.
    static let silences: Set<String> = ["app-runner.windows", "managed-instances.volumes"]

    // MARK: Properties

    /// What is forgotten may leave a service in doubt, but clears none.
    @Test(arguments: stride(from: 0, to: 400, by: 50).map { $0 })
    func anUnknownClearsNobody(_ start: Int) {
        for seed in Self.seeds[start..<start + 50] {
            let facts = Sample.random(seed)
            let before = Advisor.rank(facts, nil)
            for (key, forget) in Sample.forgetting {
                var other = facts
                forget(&other)
                let after = Advisor.rank(other, nil)
                for assessment in before where assessment.verdict == .doesNotFit {
                    let verdict = after.first { $0.service == assessment.service }?.verdict
                    #expect(
                        verdict == .doesNotFit || verdict == .unknown,
                        "\(seed): without \(key) \(assessment.service) became \(String(describing: verdict))")
                }
            }
        }
    }

    @Test func theSameFactsGiveTheSameAdvice() throws {
        for seed in Self.seeds.prefix(60) {
            #expect(try Sample.advise(Sample.random(seed)) == Sample.advise(Sample.random(seed)))
        }
    }

    @Test func everyReasonHasAPlaceOrAPage() throws {
        for seed in Self.seeds {
            let advice = try Sample.advise(Sample.random(seed))
            for assessment in advice.assessments {
                for reason in assessment.reasons {
                    let sources = reason.keys.flatMap { advice.facts.row($0).sources }
                    #expect(!sources.isEmpty || reason.link != nil, "\(reason.text.en)")
                    for key in reason.keys { #expect(advice.facts.row(key).value != nil, "\(reason.text.en)") }
                }
                for limit in assessment.broken + assessment.changes {
                    for key in limit.keys { #expect(!advice.facts.row(key).sources.isEmpty, "\(limit.id)") }
                }
                for limit in assessment.open where !Self.silences.contains(limit.id) {
                    for key in limit.keys { #expect(advice.facts.row(key).value == nil, "\(limit.id)") }
                }
            }
        }
    }

    @Test func verdictsComeInOrderAndTheFirstIsNoMisfit() throws {
        for seed in Self.seeds {
            let advice = try Sample.advise(Sample.random(seed))
            #expect(Set(advice.assessments.map(\.service)) == Set(ComputeService.allCases))
            let best = advice.assessments.map { assessment in
                switch assessment.atBest {
                case .fits: 0
                case .fitsWithChanges: 1
                case .unknown, .doesNotFit: 2
                }
            }
            #expect(best == best.sorted())
            if let first = advice.first {
                #expect(first == advice.assessments.first?.service)
                #expect(advice[first]?.verdict != .doesNotFit)
            } else {
                #expect(advice.assessments.allSatisfy { $0.verdict == .doesNotFit })
            }
            #expect(advice.contender == nil || advice.contender != advice.first)
        }
    }

    @Test func everyKeyCanBeForgotten() {
        #expect(Set(Sample.forgetting.map(\.key)) == Set(FactKey.allCases))
        for (key, forget) in Sample.forgetting {
            var facts = Sample.server
            #expect(facts.row(key).value != nil, "\(key)")
            forget(&facts)
            #expect(facts.row(key).value == nil, "\(key)")
        }
    }

    // MARK: Choices

    static let choices: [(String, ComputeService, @Sendable (inout WorkloadFacts) -> Void)] = [
        ("an ordinary server", .fargate, { _ in }),
        ("a GPU", .managedInstances, { $0.gpu = Sample.known(true) }),
        ("an OS of one's own", .ec2, { $0.ownOS = Sample.known(true) }),
        ("one on each host", .ec2, { $0.host = Sample.known([.oneOnEachHost]) }),
        ("privileged", .managedInstances, { $0.privileged = Sample.known(true) }),
        (
            "an image for Lambda", .lambda,
            {
                $0.answersLambda = Sample.known(true)
                $0.home = Sample.known(.nowhere)
            }
        ),
        (
            "Kubernetes known well, nothing there yet", .eks,
            {
                $0.kubernetesSkill = Sample.known(.strong)
                $0.home = Sample.known(.nowhere)
                $0.teamSize = Sample.known(40)
                $0.traffic = .unknown
                $0.appRunnerCustomer = Sample.known(false)
            }
        ),
    ]

    @Test(arguments: choices.map(\.0))
    func choosesFirst(_ name: String) throws {
        let (_, service, change) = try #require(Self.choices.first { $0.0 == name })
        #expect(try Sample.advise(Sample.facts(change)).first == service)
    }

    @Test func rareTrafficMakesLambdaWorthItsChanges() throws {
        let rare = Sample.facts {
            $0.traffic = Sample.known(.rare)
            $0.home = Sample.known(.nowhere)
        }
        let advice = try Sample.advise(rare)
        #expect(advice.contender == .lambda || advice.first == .lambda)
        let unknown = Sample.facts {
            $0.traffic = .unknown
            $0.home = Sample.known(.nowhere)
            $0.appRunnerCustomer = Sample.known(false)
        }
        let flips = try Sample.advise(unknown).flips
        #expect(flips.contains { $0.key == .traffic && $0.service == .lambda })
    }

    @Test func suspicionsComeBehind() throws {
        let facts = Sample.facts {
            $0.home = Sample.known(.nowhere)
            $0.gpu = .suspected(Text(en: "the base image is made for GPUs", ja: ""), [Sample.place])
        }
        let advice = try Sample.advise(facts)
        #expect(advice[.fargate]?.verdict == .unknown && advice.first != .fargate)
    }

    @Test func programmesOfAuditorsAreNoted() throws {
        let advice = try Sample.advise(Sample.facts { $0.compliance = Sample.known([.pci, .hipaa]) })
        #expect(advice.notes.contains { $0.text.en.contains("PCI DSS, HIPAA") && $0.link != nil })
        #expect(try Sample.advise(Sample.server).notes.isEmpty)
    }
}
