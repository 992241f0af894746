package import Basics

/// Something that speaks for or against a service, and the facts it comes from.
package struct Reason: Sendable, Hashable {
    package enum Weight: Int, Sendable, Hashable { case light = 1, ordinary, strong }

    package let isFor: Bool
    package let weight: Weight
    package let text: Text
    package let keys: [FactKey]
    /// Where it is documented, if it is no mere judgement.
    package let link: Link?

    static func pro(_ weight: Weight, _ keys: [FactKey], _ en: String, _ ja: String, _ link: Link? = nil) -> Reason {
        Reason(isFor: true, weight: weight, text: Text(en: en, ja: ja), keys: keys, link: link)
    }

    static func con(_ weight: Weight, _ keys: [FactKey], _ en: String, _ ja: String, _ link: Link? = nil) -> Reason {
        Reason(isFor: false, weight: weight, text: Text(en: en, ja: ja), keys: keys, link: link)
    }
}

/// Work that somebody has to do for as long as the workload runs.
package enum Duty: String, Sendable, Hashable, CaseIterable {
    case host, cluster, capacity, scaling, network, image, runtime

    package var title: Text {
        switch self {
        case .host: Text(en: "patching hosts", ja: "ホスト OS のパッチ適用")
        case .cluster: Text(en: "upgrading the cluster", ja: "クラスターのアップグレード")
        case .capacity: Text(en: "capacity", ja: "キャパシティの確保")
        case .scaling: Text(en: "scaling", ja: "スケーリング")
        case .network: Text(en: "network", ja: "ネットワーク")
        case .image: Text(en: "the image", ja: "イメージの更新")
        case .runtime: Text(en: "the program's runtime", ja: "言語ランタイムの更新")
        }
    }
}

package enum Holder: String, Sendable, Hashable, CaseIterable {
    case team, shared, aws

    package var title: Text {
        switch self {
        case .team: Text(en: "team", ja: "チーム")
        case .shared: Text(en: "shared", ja: "分担")
        case .aws: Text(en: "AWS", ja: "AWS")
        }
    }
}

/// Who has a duty, and what that comes to.
package struct Responsibility: Sendable, Hashable {
    package let duty: Duty
    package let holder: Holder
    package let text: Text

    init(_ duty: Duty, _ holder: Holder, _ en: String, _ ja: String) {
        self.duty = duty
        self.holder = holder
        text = Text(en: en, ja: ja)
    }
}

/// A thing worth knowing of a service, such as a variant with other limits.
package struct Note: Sendable, Hashable {
    package let text: Text
    package let link: Link?

    init(_ en: String, _ ja: String, _ link: Link? = nil) {
        text = Text(en: en, ja: ja)
        self.link = link
    }
}

/// What is known of one service: limits as data, the rest as functions of the facts.
struct CandidateSheet: Sendable {
    let service: ComputeService
    let limits: [Limit]
    let reasons: @Sendable (WorkloadFacts) -> [Reason]
    let duties: [Responsibility]
    let notes: @Sendable (WorkloadFacts) -> [Note]

    static let all: [CandidateSheet] = [lambda, appRunner, fargate, managedInstances, ec2, eks]
}
