package import Basics

/// Why no rule decides a criterion: the other half of what `answers:` of the rules say.
extension Catalogue {
    /// The reason for a criterion that no rule speaks to; nil where files could decide it and nobody has said why not.
    package static func reason(for criterion: Criterion) -> Text? {
        if let reason = undecided[criterion.id] { return reason.text }
        guard !criterion.by.contains(.files) else { return nil }
        return needing(criterion.by)
    }

    /// The criteria that files could decide and no rule does, with the reason.
    package static let undecidedByFiles: Set<String> = Set(undecided.keys)

    private static func needing(_ evidence: [Evidence]) -> Text {
        let needed = evidence.compactMap { evidence -> Text? in
            switch evidence {
            case .files: nil
            case .image: Text(en: "the built image", ja: "ビルド済みイメージ")
            case .rehearsal: Text(en: "a rehearsal", ja: "リハーサル")
            case .live: Text(en: "the account", ja: "AWS アカウントの情報")
            case .attestation: Text(en: "a dated statement", ja: "担当者の表明")
            }
        }
        return Text(
            en: "Needs \(needed.map { $0(.english) }.joined(separator: " or ")).",
            ja: "\(needed.map { $0(.japanese) }.joined(separator: "または"))が必要です。")
    }

    private enum Reason {
        /// Workflows and build projects.
        case pipeline
        /// Task and service definitions of one application, side by side.
        case environments
        /// What people want of it.
        case intent
        /// Resources that mostly belong to the account or to another repository.
        case elsewhere
        /// What the code of the application does.
        case source
        /// Rules judge a workload or a system, not the repository around it.
        case repository
        /// What files state is no more than a choice.
        case choice

        var text: Text {
            switch self {
            case .pipeline:
                Text(
                    en: "Pipelines are read, but what they say of it decides nothing surely.",
                    ja: "パイプラインの定義は読み取りますが、そこに書かれた内容だけでは確実に判定できません。")
            case .environments:
                Text(
                    en: "Definitions tell what is deployed next, not which versions run in each environment now.",
                    ja: "定義からわかるのは次にデプロイする内容で、各環境で現在動いているバージョンはわかりません。")
            case .intent:
                Text(
                    en: "Files do not tell what is wanted of the application; a person has to.",
                    ja: "アプリケーションに何が求められているかはファイルからわからないため、担当者の表明が必要です。")
            case .elsewhere:
                Text(
                    en: "It belongs to the account and seldom stands beside the workload; needs the account.",
                    ja: "アカウント全体の設定で、ワークロードと同じ場所に書かれることが少ないため、AWS アカウントの情報が必要です。")
            case .source:
                Text(
                    en: "The application's own code decides it, which is not read; needs a rehearsal.",
                    ja: "アプリケーションのコードで決まりますが、コードは読み取らないため、リハーサルが必要です。")
            case .repository:
                Text(
                    en: "It is a matter of all workloads of the repository; rules judge one at a time.",
                    ja: "リポジトリ内のワークロード全体を見る必要がありますが、ルールは 1 件ずつ評価します。")
            case .choice:
                Text(
                    en: "Each choice can be right, and the files do not tell the reason for it.",
                    ja: "どの選択も正しい場合があり、選んだ理由はファイルからわかりません。")
            }
        }
    }

    private static let undecided: [String: Reason] = [
        "COST_01.keeps-rollback": .intent, "COST_01.keeps-running": .environments,
        "COST_02.shared-parent": .repository,
        "DP_01.size-known": .pipeline, "DP_04.limited": .repository, "DP_05.dynamic": .elsewhere,
        "12F_01.version-control": .repository, "12F_03.env": .source, "12F_04.by-configuration": .source,
        "12F_12.same-configuration": .pipeline,
        "ECS_07.one-life-cycle": .intent, "ECS_09.shared-files": .intent,
        "ECS_10.apart": .intent, "ECS_12.version-tag": .environments, "ECS_13.attribute-tags": .intent,
        "ECS_22.capacity-provider": .choice, "ECS_24.separated": .intent,
        "ECS_25.container-os": .elsewhere, "ECS_30.right-storage": .intent,
        "ECS_35.placement": .intent, "ECS_36.iac": .repository, "ECS_37.version-control": .repository,
        "ECS_44.encrypted-inside": .intent, "ECS_46.separate-vpc": .intent,
        "ECS_52.alarms": .intent,
        "ECS_54.application-metrics": .source, "ECS_54.filterable": .source, "ECS_55.aggregated": .elsewhere,
        "OPS_01.package-manager": .pipeline,
        "OPS_02.structured": .source,
        "PERF_02.each-region": .pipeline,
        "PERF_05.alarm": .intent, "PERF_05.performance-test": .pipeline,
        "PERF_06.best-priced-architecture": .choice,
        "REL_01.soft-limit": .choice, "REL_02.managed-store": .source,
        "REL_03.ephemeral-environment": .pipeline, "REL_03.local-run": .repository,
        "REL_04.hierarchy": .repository,
        "SUSTAINABILITY_01.no-unused-dependencies": .source, "SUSTAINABILITY_02.arm-runtime": .choice,
        "SUSTAINABILITY_03.ephemeral-builders": .pipeline,
        "SUSTAINABILITY_03.prebuilt-runtimes": .pipeline,
    ]
}
