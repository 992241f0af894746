import Basics
import RuleKit

extension WorkloadFacts {
    /// Teams of up to so many people have nobody to spare for hosts and clusters. A rule of thumb of ours.
    package static let smallTeam = 5

    var isSmallTeam: Bool { teamSize.value.map { $0 <= Self.smallTeam } ?? false }
    var isJob: Bool { kind.value == .job }
    var hasECSDefinition: Bool { home.value.map { $0 != .nowhere } ?? false }
    /// Protocols that a load balancer of ECS takes and HTTP-only services do not.
    var needsMoreThanHTTP: Bool { transports.value?.contains { $0 != .http } ?? false }
    var needsHost: Bool { privileged.value == true || host.value?.contains(where: \.needsHost) == true }
}

/// Reasons that several services share.
enum CommonReasons {
    /// The definitions that are there would have to be written again.
    static func rewrite(_ facts: WorkloadFacts) -> Reason? {
        guard facts.hasECSDefinition else { return nil }
        return .con(
            .ordinary, [.home], "the definitions for ECS are of no use there and are written again",
            "ECS の定義は使えず、書き直しになります")
    }

    /// What speaks for any kind of ECS task.
    static func task(_ facts: WorkloadFacts) -> [Reason] {
        var reasons: [Reason] = []
        if facts.needsMoreThanHTTP {
            reasons.append(
                .pro(
                    .ordinary, [.transports], "a load balancer brings these protocols to the tasks",
                    "ロードバランサー経由でこれらのプロトコルを受けられます",
                    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html"))
        }
        if let parts = facts.containers.value, parts.count > 1 {
            reasons.append(
                .pro(
                    .light, [.containers], "the containers run beside each other in one task",
                    "複数のコンテナを 1 つのタスクにまとめて動かせます"))
        }
        if facts.background.value?.isEmpty == false {
            reasons.append(
                .pro(
                    .ordinary, [.background], "what runs in the background goes on between requests",
                    "リクエストがない間もバックグラウンド処理が動き続けます"))
        }
        if facts.connection.value == true {
            reasons.append(
                .pro(
                    .light, [.connection], "services go on finding each other as now",
                    "サービス間の名前解決を今のまま使えます"))
        }
        if let seconds = facts.maxRequestSeconds.value, seconds > 120 {
            reasons.append(
                .pro(
                    .ordinary, [.maxRequestSeconds], "a task has no end of its own: long requests and runs may finish",
                    "タスクに実行時間の上限はなく、長いリクエストや処理も完了できます"))
        }
        return reasons
    }

    /// Files in a container are gone with it.
    static func files(_ facts: WorkloadFacts) -> Reason? {
        guard facts.keepsFiles.value == true, facts.volumes.value?.contains(where: \.keeps) != true else { return nil }
        return .con(
            .ordinary, [.keepsFiles],
            "a task that is replaced loses its files: they must move to EFS, EBS or a database",
            "タスクが入れ替わるとファイルは失われるため、EFS、EBS、データベースなどに移す必要があります")
    }

    /// Instances are paid whether used or not.
    static func idleInstances(_ facts: WorkloadFacts) -> Reason? {
        switch facts.traffic.value {
        case .rare?, .scheduled?:
            .con(
                .ordinary, [.traffic], "instances are paid while nobody asks", "使われていない間もインスタンスの料金がかかります")
        case .spiky?:
            .con(
                .ordinary, [.traffic], "at a peak new instances start first and tasks after them",
                "急増時は、まずインスタンスが起動し、その後にタスクが起動します")
        case .steady?:
            .pro(
                .ordinary, [.traffic], "instances that are well filled all day cost less than Fargate's tasks",
                "常時よく埋まったインスタンスは Fargate のタスクより割安です")
        case nil: nil
        }
    }
}
