import Basics
import RuleKit

extension CandidateSheet {
    private enum Pages {
        static let migrate: Link =
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/migrate-fargate-to-managed-instances.html"
        static let parameters: Link =
            "https://docs.aws.amazon.com/batch/latest/userguide/ecs-managed-instances-job-definitions.html"
        static let network: Link =
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedInstancesNetworkConfiguration.html"
        static let template: Link =
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceLaunchTemplate.html"
    }

    static let managedInstances = CandidateSheet(
        service: .managedInstances, limits: managedInstancesLimits, reasons: managedInstancesReasons,
        duties: [
            Responsibility(
                .host, .aws, "AWS patches, by replacing instances within 14 days", "AWS が 14 日以内にインスタンスを入れ替えて適用します"),
            Responsibility(.cluster, .aws, "nothing to upgrade", "アップグレードするものはありません"),
            Responsibility(
                .capacity, .shared, "AWS starts instances within the types that the team allows",
                "許可したインスタンスタイプの範囲で AWS が確保します"),
            Responsibility(.scaling, .team, "policies for the number of tasks", "タスク数のスケーリングポリシーが必要です"),
            Responsibility(
                .network, .team, "VPC, security groups, load balancer", "VPC、セキュリティグループ、ロードバランサーを構成します"),
            Responsibility(.image, .team, "rebuilding when the base image moves", "ベースイメージの更新に合わせた再ビルドが必要です"),
            Responsibility(.runtime, .team, "it is in the image", "イメージに含まれるため自分で更新します"),
        ],
        notes: { _ in [] })

    private static let managedInstancesLimits: [Limit] = [
        .not(
            "managed-instances.windows", .windows, Text(en: "Linux only", ja: "Linux のみ"), Pages.parameters
        ) { $0.windows },
        .configurable(
            "managed-instances.network", [.bridgeNetwork],
            Text(en: "Network mode awsvpc, host or none", ja: "ネットワークモードは awsvpc、host、none のいずれか"), Pages.network,
            change: Text(en: "the network mode becomes awsvpc or host", ja: "ネットワークモードを awsvpc または host に変えます")),
        .without(
            "managed-instances.daemon", .host,
            Text(en: "No service with one task on each host", ja: "DAEMON は使えない"),
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"
        ) {
            $0.host
        } _: {
            $0 == .oneOnEachHost
        },
        .not(
            "managed-instances.own-os", .ownOS,
            Text(en: "The instances' image is AWS's", ja: "インスタンスの OS イメージは選べない"), Pages.template
        ) { $0.ownOS },
        .most(
            "managed-instances.lifetime", .maxRequestSeconds, 14 * 86_400,
            Text(en: "An instance lives at most 14 days", ja: "インスタンスの寿命は最長 14 日"), Pages.migrate
        ) { $0.maxRequestSeconds }
        .when { $0.kind.value == nil || $0.kind.value == .job },
        Limit(
            "managed-instances.volumes",
            Text(en: "Docker and FSx volumes are not mentioned", ja: "Docker ボリュームと FSx の記載はない"), Pages.parameters
        ) { facts in
            guard let volumes = facts.volumes.value else {
                return .open([.volumes], isSuspected: facts.volumes.suspicion != nil)
            }
            return volumes.contains { $0 == .docker || $0 == .fsx } ? .open([.volumes], isSuspected: true) : .holds
        },
        .instanceCPU("managed-instances.cpu"),
        .tenContainers("managed-instances.containers"),
        .lambdaImage("managed-instances.lambda-image"),
    ]

    private static let managedInstancesReasons: @Sendable (WorkloadFacts) -> [Reason] = { facts in
        var reasons = CommonReasons.task(facts)
        reasons.append(
            .con(
                .light, [], "each instance is replaced within 14 days, and its tasks with it",
                "インスタンスは 14 日以内に入れ替わり、その上のタスクも再配置されます", Pages.migrate))
        reasons.append(
            .con(
                .light, [], "whole instances are paid, with a fee for their management",
                "インスタンス単位の料金に加えて管理料がかかります", Pages.migrate))
        if facts.gpu.value == true {
            reasons.append(
                .pro(
                    .strong, [.gpu], "GPU instances that AWS patches and replaces", "GPU インスタンスの運用を AWS に任せられます",
                    Pages.parameters))
        }
        if facts.needsHost {
            reasons.append(
                .pro(
                    .ordinary, facts.privileged.value == true ? [.privileged] : [.host],
                    "privileged containers, devices and folders of the host are allowed",
                    "特権コンテナ、デバイス、ホストのフォルダーを使えます", Pages.parameters))
        }
        switch facts.home.value {
        case .managedInstances?:
            reasons.append(
                .pro(.ordinary, [.home], "the definitions are made for it already", "定義がすでにマネージドインスタンス向けです"))
        case .ec2?:
            reasons.append(
                .pro(
                    .light, [.home], "the definitions stay nearly as they are, and AWS takes over the hosts",
                    "定義をほぼ変えずに、ホストの運用を AWS に任せられます"))
        case .fargate?:
            reasons.append(
                .con(
                    .light, [.home], "the definitions name another kind of capacity", "定義が別のキャパシティ向けに書かれています"))
        case .undecided?, .nowhere?, nil: break
        }
        if let idle = CommonReasons.idleInstances(facts) { reasons.append(idle) }
        if let files = CommonReasons.files(facts) { reasons.append(files) }
        return reasons
    }
}
