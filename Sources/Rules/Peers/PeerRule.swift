package import Basics

/// A rule of another tool about Dockerfiles, what they build or how it runs on ECS: what it asks, and why we do not ask it where we do not.
///
/// It is covered when a rule of ours carries its id in `aliases`; the test in `PeersTests` lets none fall between.
package struct PeerRule: Sendable {
    package let id: String
    package let tool: PeerTool
    /// What must hold for the tool to be content, in our own few words.
    package let asks: Text
    package let link: String
    /// The id of another tool's rule that asks the same: what covers that one covers this one.
    package let same: String?
    package let declined: Divergence?

    init(
        _ id: String, _ tool: PeerTool, _ asks: Text, link: String, same: String? = nil, declined: Divergence? = nil
    ) {
        self.id = id
        self.tool = tool
        self.asks = asks
        self.link = link
        self.same = same
        self.declined = declined
    }
}

/// Why a peer's rule has no counterpart.
package struct Divergence: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Following it does harm, or none of the good it promises, on Amazon ECS.
        case wrong
        /// It speaks of builders or tools of the past.
        case outdated
        /// A matter of taste that no evidence settles.
        case style
        /// Files alone cannot show it.
        case notStatic = "not-static"
        /// It belongs to another tool or command.
        case elsewhere
    }

    package let kind: Kind
    package let reason: Text

    init(_ kind: Kind, en: String, ja: String) {
        self.kind = kind
        reason = Text(en: en, ja: ja)
    }
}

extension Divergence.Kind {
    package var title: Text {
        switch self {
        case .wrong: Text(en: "wrong advice here", ja: "不適切な指摘")
        case .outdated: Text(en: "outdated", ja: "現在は不要")
        case .style: Text(en: "taste", ja: "好みの問題")
        case .notStatic: Text(en: "not decidable from files", ja: "ファイルだけでは判定不能")
        case .elsewhere: Text(en: "done elsewhere", ja: "別の手段で対応")
        }
    }
}

/// A tool whose users may come to us, with the ids of their rules in pragmas and settings.
package enum PeerTool: String, Sendable, CaseIterable {
    case hadolint
    case buildKit = "BuildKit"
    case dockle, trivy, checkov, tally, droast, slim
    case securityHub = "Security Hub"
    case controlTower = "Control Tower"
    case config = "AWS Config"
    case cfnLint = "cfn-lint"
    case kics = "KICS"
    case prowler = "Prowler"
    case zizmor

    /// The tool's list of rules.
    package var index: String {
        switch self {
        case .hadolint: "https://github.com/hadolint/hadolint#rules"
        case .buildKit: "https://docs.docker.com/reference/build-checks/"
        case .dockle: "https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md"
        case .trivy: "https://github.com/aquasecurity/trivy-checks"
        case .checkov: "https://www.checkov.io/5.Policy%20Index/all.html"
        case .tally: "https://github.com/wharflab/tally/blob/main/RULES.md"
        case .droast: "https://github.com/immanuwell/dockerfile-roast/blob/main/DOCS.md#rule-catalog"
        case .slim: "https://github.com/slimtoolkit/slim"
        case .securityHub:
            "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html"
        case .controlTower:
            "https://docs.aws.amazon.com/controltower/latest/controlreference/proactive-controls.html"
        case .config:
            "https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html"
        case .cfnLint: "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md"
        case .kics: "https://docs.kics.io/latest/queries/cloudformation-queries/"
        case .prowler: "https://hub.prowler.com/check"
        case .zizmor: "https://docs.zizmor.sh/audits/"
        }
    }
}
