import Basics
import RuleKit
import Rules
import Testing

/// Every rule of our peers is covered or declined, and our aliases name nothing else.
struct PeersTests {
    static let ids = Peers.all.map(\.id)

    @Test(arguments: ids)
    func isCoveredOrDeclined(id: String) throws {
        let peer = try #require(Peers.rule(id))
        let ours = Peers.covering(peer, in: .all).map { "\($0.about.id) \($0.slug)" }
        let divergence = Peers.divergence(peer)
        if divergence == nil {
            #expect(!ours.isEmpty, "\(id) is neither an alias of a rule nor declined with a reason")
        } else {
            #expect(ours == [], "\(id) is declined, and yet an alias")
        }
    }

    @Test(arguments: ids)
    func isWellDescribed(id: String) throws {
        let peer = try #require(Peers.rule(id))
        #expect(peer.id == id, "two rules are named \(id)")
        #expect(peer.link.hasPrefix("https://") && !peer.link.contains(" "))
        for text in [peer.asks] + [peer.declined?.reason].compactMap({ $0 }) {
            #expect(!text.en.isEmpty && text.en.utf8.allSatisfy { $0 < 0x80 })
            #expect(text.ja.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) }, "no Japanese: \(text.ja)")
        }
        #expect(!peer.asks.en.hasSuffix(".") && !peer.asks.ja.hasSuffix("。"), "what it asks is no sentence")
        if let reason = peer.declined?.reason { #expect(reason.en.hasSuffix(".") && reason.ja.hasSuffix("。")) }
        if let same = peer.same {
            #expect(Peers.rule(same) != nil, "no rule \(same)")
            #expect(Peers.rule(same)?.same == nil, "\(same) itself refers to another")
            #expect(peer.declined == nil, "the reason stands at \(same)")
        }
    }

    @Test(arguments: Registry.all.rules)
    func aliasesNameRulesOfPeers(rule: RegisteredRule) {
        for alias in rule.about.aliases where alias.wholeMatch(of: /SC[0-9]{4}/) == nil {
            #expect(Peers.rule(alias)?.id == alias, "\(rule.about.id) names \(alias), which no peer has")
        }
        #expect(Set(rule.about.aliases).count == rule.about.aliases.count)
    }

    @Test func toolsHaveAsManyRulesAsTheySay() {
        let counts = Dictionary(grouping: Peers.all, by: \.tool).mapValues(\.count)
        #expect(counts[.buildKit] == 22)
        #expect(Peers.all.count { $0.tool == .trivy && $0.id.hasPrefix("DS-") } == 28)
        #expect(Peers.all.count { $0.tool == .checkov && $0.id.contains("DOCKER") } == 28)
        // The controls of whole services, whose lists have an end.
        #expect(Peers.all.count { $0.id.hasPrefix("CT.ECS.") } == 12)
        #expect(Peers.all.count { $0.id.hasPrefix("ecs_") } == 11)
        #expect(Set(Self.ids).count == Self.ids.count)
    }

    @Test(arguments: [
        ("ECS.5", "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5"),
        (
            "GuardDuty.12",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-12"
        ),
        ("CT.ECS.PR.3", "https://docs.aws.amazon.com/controltower/latest/controlreference/ecs-rules.html"),
        (
            "CT.ELASTICLOADBALANCING.PR.1",
            "https://docs.aws.amazon.com/controltower/latest/controlreference/elb-rules.html"
        ),
        (
            "ECS_CONTAINERS_NONPRIVILEGED",
            "https://docs.aws.amazon.com/config/latest/developerguide/ecs-containers-nonprivileged.html"
        ),
    ])
    func controlsHaveTheirPages(id: String, page: String) {
        #expect(Peers.rule(id)?.link == page)
    }

    @Test func buildChecksHaveTheirPages() {
        #expect(
            Peers.rule("JSONArgsRecommended")?.link
                == "https://docs.docker.com/reference/build-checks/json-args-recommended/")
        #expect(Peers.rule("stagenamecasing")?.id == "StageNameCasing")
        #expect(Peers.rule("DL9999") == nil)
    }
}
