import Basics
import RuleKit

extension CandidateSheet {
    private enum Pages {
        static let instances: Link =
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/manage-linux.html"
    }

    static let ec2 = CandidateSheet(
        service: .ec2,
        limits: [
            .instanceCPU("ec2.cpu"), .tenContainers("ec2.containers"), .lambdaImage("ec2.lambda-image"),
        ],
        reasons: ec2Reasons,
        duties: [
            Responsibility(.host, .team, "AMIs, patches, the ECS agent", "AMI、パッチ、ECS エージェントの更新が必要です"),
            Responsibility(
                .cluster, .shared, "AWS runs the control plane; the instances in it are the team's",
                "コントロールプレーンは AWS、インスタンスはチームの管理です"),
            Responsibility(
                .capacity, .team, "instance types, Auto Scaling groups, reservations",
                "インスタンスタイプ、Auto Scaling グループ、予約の管理が必要です"),
            Responsibility(
                .scaling, .team, "of tasks and of the instances under them", "タスクとインスタンスの両方のスケーリングが必要です"),
            Responsibility(
                .network, .team, "VPC, security groups, load balancer, network interfaces on each instance",
                "VPC、セキュリティグループ、ロードバランサー、インスタンスごとの ENI 数を管理します"),
            Responsibility(.image, .team, "rebuilding when the base image moves", "ベースイメージの更新に合わせた再ビルドが必要です"),
            Responsibility(.runtime, .team, "it is in the image", "イメージに含まれるため自分で更新します"),
        ],
        notes: { _ in [] })

    private static let ec2Reasons: @Sendable (WorkloadFacts) -> [Reason] = { facts in
        var reasons = CommonReasons.task(facts)
        reasons.append(
            .con(
                .ordinary, [], "the team maintains the instances", "インスタンスの保守はチームの責任です", Pages.instances))
        if facts.ownOS.value == true {
            reasons.append(
                .pro(.strong, [.ownOS], "the instances may start from an AMI of one's own", "自前の AMI からインスタンスを起動できます"))
        }
        if facts.gpu.value == true {
            reasons.append(
                .pro(
                    .ordinary, [.gpu], "any GPU instance type, with a driver that is chosen",
                    "任意の GPU インスタンスタイプとドライバーを選べます",
                    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html"))
        }
        if facts.host.value?.contains(.oneOnEachHost) == true {
            reasons.append(
                .pro(.strong, [.host], "a service can run one task on each instance", "各インスタンスに 1 タスクを配置できます"))
        } else if facts.needsHost {
            reasons.append(
                .pro(
                    .ordinary, facts.privileged.value == true ? [.privileged] : [.host],
                    "the host is there to be reached", "ホストの機能をそのまま使えます"))
        }
        switch facts.home.value {
        case .ec2?:
            reasons.append(
                .pro(.ordinary, [.home], "the definitions are made for it already", "定義がすでに EC2 向けです"))
        case .fargate?, .managedInstances?:
            reasons.append(
                .con(
                    .light, [.home], "the definitions name another kind of capacity", "定義が別のキャパシティ向けに書かれています"))
        case .undecided?, .nowhere?, nil: break
        }
        if facts.isSmallTeam {
            reasons.append(
                .con(
                    .strong, [.teamSize], "in a small team hosts take time away from the product",
                    "少人数では、ホストの運用が開発の時間を圧迫します"))
        }
        if let idle = CommonReasons.idleInstances(facts) { reasons.append(idle) }
        if let files = CommonReasons.files(facts) { reasons.append(files) }
        return reasons
    }
}
