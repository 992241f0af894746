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
        #expect(counts[.trivy] == 28)
        #expect(counts[.checkov] == 28)
        #expect(Set(Self.ids).count == Self.ids.count)
    }

    @Test func buildChecksHaveTheirPages() {
        #expect(
            Peers.rule("JSONArgsRecommended")?.link
                == "https://docs.docker.com/reference/build-checks/json-args-recommended/")
        #expect(Peers.rule("stagenamecasing")?.id == "StageNameCasing")
        #expect(Peers.rule("DL9999") == nil)
    }
}
