import Basics
import RuleKit

extension CandidateSheet {
    private enum Pages {
        static let nodes: Link = "https://docs.aws.amazon.com/eks/latest/userguide/eks-compute.html"
        static let versions: Link = "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html"
        static let price: Link =
            "https://aws.amazon.com/blogs/containers/amazon-eks-extended-support-for-kubernetes-versions-pricing/"
    }

    static let eks = CandidateSheet(
        service: .eks,
        limits: [
            Limit(
                "eks.manifests",
                Text(en: "Pods are described by Kubernetes manifests", ja: "Pod は Kubernetes マニフェストで定義する"), Pages.nodes
            ) { facts in
                guard facts.hasECSDefinition else { return .notApplicable }
                return .change(
                    [.home],
                    Text(
                        en: "manifests take the place of the ECS definitions", ja: "ECS の定義を Kubernetes マニフェストに置き換えます"))
            },
            Limit(
                "eks.connection",
                Text(en: "Services find each other by Kubernetes", ja: "サービス間通信は Kubernetes の仕組みを使う"), Pages.nodes
            ) { facts in
                guard facts.connection.value == true else { return .notApplicable }
                return .change(
                    [.connection],
                    Text(
                        en: "Kubernetes services take the place of Service Connect or Cloud Map",
                        ja: "Service Connect や Cloud Map を Kubernetes の Service に置き換えます"))
            },
            .lambdaImage("eks.lambda-image"),
        ],
        reasons: eksReasons,
        duties: [
            Responsibility(
                .host, .shared, "the team's on node groups, AWS's in Auto Mode", "ノードグループならチーム、Auto Mode なら AWS が担います"),
            Responsibility(
                .cluster, .team, "a Kubernetes version has 14 months of standard support; add-ons move with it",
                "Kubernetes のバージョンごとの標準サポートは 14 か月で、アドオンも合わせて更新します"),
            Responsibility(
                .capacity, .shared, "node groups, Karpenter or Auto Mode", "ノードグループ、Karpenter、Auto Mode のいずれかを使います"),
            Responsibility(
                .scaling, .team, "of pods, and of nodes where they are the team's", "Pod と、自分で管理するノードのスケーリングが必要です"),
            Responsibility(
                .network, .team, "VPC, CNI, ingress controller, policies", "VPC、CNI、Ingress コントローラー、ポリシーを構成します"),
            Responsibility(.image, .team, "rebuilding when the base image moves", "ベースイメージの更新に合わせた再ビルドが必要です"),
            Responsibility(.runtime, .team, "it is in the image", "イメージに含まれるため自分で更新します"),
        ],
        notes: { _ in [] })

    private static let eksReasons: @Sendable (WorkloadFacts) -> [Reason] = { facts in
        var reasons: [Reason] = [
            .con(
                .ordinary, [], "the cluster is upgraded at least every 14 months, or costs six times its fee",
                "少なくとも 14 か月ごとにクラスターを更新しないと、料金が 6 倍になります", Pages.price)
        ]
        switch facts.kubernetesSkill.value {
        case .strong?:
            reasons.append(
                .pro(
                    .strong, [.kubernetesSkill], "the team knows Kubernetes well, and its tools are at hand",
                    "チームに Kubernetes の十分な経験があり、エコシステムを活用できます"))
        case .some?:
            reasons.append(
                .con(
                    .light, [.kubernetesSkill], "some knowledge of Kubernetes is little for a cluster in production",
                    "本番クラスターの運用には、Kubernetes の経験がやや不足しています"))
        case .none?:
            reasons.append(
                .con(
                    .strong, [.kubernetesSkill], "nobody knows Kubernetes yet", "Kubernetes の経験者がいません"))
        case nil: break
        }
        if facts.isSmallTeam {
            reasons.append(
                .con(
                    .ordinary, [.teamSize], "a small team has a cluster to upgrade beside the product",
                    "少人数で、開発と並行してクラスターを更新し続けることになります"))
        }
        if facts.gpu.value == true {
            reasons.append(
                .pro(
                    .ordinary, [.gpu], "nodes with GPUs, and Kubernetes' tools for sharing them",
                    "GPU ノードと、GPU を共有する Kubernetes のツールを使えます",
                    "https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-optimized-ami.html"))
        }
        if facts.needsHost || facts.ownOS.value == true {
            reasons.append(
                .pro(
                    .ordinary,
                    facts.ownOS.value == true ? [.ownOS] : facts.privileged.value == true ? [.privileged] : [.host],
                    "nodes on EC2 may have their own image and be reached by pods",
                    "EC2 ノードなら自前の OS イメージやホストの機能を使えます", Pages.nodes))
        }
        if let rewrite = CommonReasons.rewrite(facts) { reasons.append(rewrite) }
        if facts.traffic.value == .rare || facts.traffic.value == .scheduled {
            reasons.append(
                .con(
                    .ordinary, [.traffic], "the cluster is paid while nobody asks", "使われていない間もクラスターの料金がかかります",
                    Pages.price))
        }
        if facts.needsMoreThanHTTP {
            reasons.append(
                .pro(
                    .light, [.transports], "services and ingress take any protocol", "Service や Ingress で任意のプロトコルを扱えます",
                    "https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html"))
        }
        return reasons
    }
}
