package import RuleKit

/// All rules of our peers that we know of, and which rules of ours stand for them.
package enum Peers {
    package static let all: [PeerRule] =
        imageRules + infrastructureRules + pipelineRules

    private static let imageRules: [PeerRule] =
        hadolint + buildKit + dockle + trivy + checkov + tally + droast + slim

    private static let infrastructureRules: [PeerRule] =
        securityHub + controlTower + config + checkovInfrastructure + trivyInfrastructure + cfnLint + kics + prowler

    private static let pipelineRules: [PeerRule] = checkovPipelines + zizmor

    private static let byID: [String: PeerRule] = Dictionary(
        all.map { ($0.id.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })

    /// The peer's rule with the id, in any case.
    package static func rule(_ id: String) -> PeerRule? { byID[id.lowercased()] }

    /// Our rules that cover a peer's rule, or the one that asks the same.
    package static func covering(_ rule: PeerRule, in registry: Registry) -> [RegisteredRule] {
        let own = registry.rules.filter { $0.about.aliases.contains(rule.id) }
        guard own.isEmpty, let same = rule.same.flatMap({ Self.rule($0) }), same.same == nil else { return own }
        return covering(same, in: registry)
    }

    /// Why a peer's rule has no counterpart: its own reason, or that of the one that asks the same.
    package static func divergence(_ rule: PeerRule) -> Divergence? {
        rule.declined ?? rule.same.flatMap { Self.rule($0)?.declined }
    }
}
