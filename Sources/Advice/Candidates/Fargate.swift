import Basics
import Pricing
import RuleKit

extension CandidateSheet {
    private enum Pages {
        static let differences: Link =
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"
        static let disk: Link =
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html"
        static let container: Link =
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"
        static let service: Link = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"
        static let express: Link =
            "https://docs.aws.amazon.com/apprunner/latest/dg/apprunner-availability-change.html"
    }

    static let fargate = CandidateSheet(
        service: .fargate, limits: fargateSizes + fargateLimits, reasons: fargateReasons,
        duties: [
            Responsibility(.host, .aws, "AWS patches hosts and replaces tasks for it", "ホストは AWS がパッチを適用し、タスクを入れ替えます"),
            Responsibility(.cluster, .aws, "nothing to upgrade", "アップグレードするものはありません"),
            Responsibility(.capacity, .aws, "AWS finds room for each task", "タスクごとに AWS が確保します"),
            Responsibility(.scaling, .team, "policies for the number of tasks", "タスク数のスケーリングポリシーが必要です"),
            Responsibility(
                .network, .team, "VPC, security groups, load balancer", "VPC、セキュリティグループ、ロードバランサーを構成します"),
            Responsibility(.image, .team, "rebuilding when the base image moves", "ベースイメージの更新に合わせた再ビルドが必要です"),
            Responsibility(.runtime, .team, "it is in the image", "イメージに含まれるため自分で更新します"),
        ],
        notes: { facts in
            guard facts.transports.value == [.http], facts.containers.value?.count == 1, facts.home.value == .nowhere
            else { return [] }
            return [
                Note(
                    "ECS Express Mode sets up service, load balancer, scaling and address of an HTTP container in one call.",
                    "ECS Express Mode なら、HTTP コンテナのサービス、ロードバランサー、スケーリング、URL を 1 回の操作で構成できます。", Pages.express
                )
            ]
        })

    private static let fargateSizes: [Limit] = [
        .most(
            "fargate.cpu", .cpu, 32_768, Text(en: "CPU is at most 32 vCPU", ja: "CPU は 32 vCPU まで"),
            Pages.differences
        ) { $0.cpu }
        .remote,
        .most(
            "fargate.memory", .memory, 249_856,
            Text(en: "Memory is at most 244 GB", ja: "メモリは 244 GB まで"), Pages.differences
        ) { $0.memory }
        .remote,
        Limit(
            "fargate.pair",
            Text(en: "CPU and memory come in fixed pairs", ja: "CPU とメモリは決まった組み合わせから選ぶ"), Pages.differences
        ) { facts in
            guard let cpu = facts.cpu.value, let memory = facts.memory.value else { return .notApplicable }
            if FargateSize(cpu: cpu, memory: memory) != nil { return .holds }
            guard let size = FargateSize.all.first(where: { $0.cpu >= cpu && $0.memory >= memory }) else {
                return .notApplicable
            }
            let shown = "\(FactWords.vcpu(size.cpu)) vCPU / \(size.memory) MiB"
            return .change(
                [.cpu, .memory],
                Text(en: "the task's size becomes \(shown)", ja: "タスクサイズを \(shown) にします"))
        },
        Limit(
            "fargate.windows-size",
            Text(en: "Windows tasks have 1 to 4 vCPU", ja: "Windows のタスクは 1～4 vCPU"), Pages.differences
        ) { facts in
            guard let isWindows = facts.windows.value else { return .open([.windows], isSuspected: false) }
            guard isWindows else { return .notApplicable }
            guard let cpu = facts.cpu.value else { return .open([.cpu], isSuspected: false) }
            if cpu > 4096 { return .broken([.cpu, .windows]) }
            guard cpu < 1024 else { return .holds }
            return .change([.cpu], Text(en: "the task has 1 vCPU or more", ja: "1 vCPU 以上にします"))
        },
        .most(
            "fargate.disk", .ephemeral, 200,
            Text(en: "The disk has at most 200 GiB", ja: "一時ストレージは 200 GiB まで"), Pages.disk
        ) { $0.ephemeral }
        .remote,
        .most(
            "fargate.stop", .stopTimeout, 120,
            Text(en: "A container has at most 120 s to stop", ja: "停止の猶予は 120 秒まで"), Pages.container
        ) { $0.stopTimeout }
        .remote,
        .tenContainers("fargate.containers"),
    ]

    private static let fargateLimits: [Limit] = [
        .not("fargate.gpu", .gpu, Text(en: "No GPU", ja: "GPU は使えない"), Pages.differences) { $0.gpu },
        .not(
            "fargate.privileged", .privileged,
            Text(en: "No privileged containers", ja: "特権コンテナは使えない"), Pages.differences
        ) { $0.privileged },
        .without(
            "fargate.host", .host,
            Text(
                en: "No access to the host; SYS_PTRACE is the one capability that can be added",
                ja: "ホストの機能は使えない (追加できるケーパビリティは SYS_PTRACE のみ)"), Pages.differences
        ) {
            $0.host
        } _: {
            $0.needsHost && $0 != .oneOnEachHost
        },
        .without(
            "fargate.daemon", .host, Text(en: "No service with one task on each host", ja: "DAEMON は使えない"),
            Pages.service
        ) {
            $0.host
        } _: {
            $0 == .oneOnEachHost
        },
        .configurable(
            "fargate.network", [.hostNetwork, .bridgeNetwork],
            Text(en: "Network mode awsvpc only", ja: "ネットワークモードは awsvpc のみ"), Pages.differences,
            change: Text(
                en: "the network mode becomes awsvpc, with subnets and security groups of its own",
                ja: "ネットワークモードを awsvpc に変え、サブネットとセキュリティグループを指定します")),
        .configurable(
            "fargate.settings", [.tmpfs, .names, .placement],
            Text(
                en: "No tmpfs, host names, DNS settings or placement constraints",
                ja: "tmpfs、ホスト名・DNS の設定、配置の制約は使えない"), Pages.differences,
            change: Text(en: "these settings go", ja: "該当する設定を外します")),
        .without(
            "fargate.volumes", .volumes,
            Text(en: "No folders of the host and no Docker volumes", ja: "ホストのフォルダーと Docker ボリュームは使えない"),
            Pages.differences
        ) {
            $0.volumes
        } _: {
            $0 == .host || $0 == .docker
        },
        .without(
            "fargate.fsx", .volumes, Text(en: "No FSx for Windows", ja: "FSx for Windows は使えない"),
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html"
        ) {
            $0.volumes
        } _: {
            $0 == .fsx
        },
        .not(
            "fargate.own-os", .ownOS, Text(en: "The operating system is AWS's", ja: "OS は AWS が管理する"),
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-security-considerations.html"
        ) { $0.ownOS },
        .lambdaImage("fargate.lambda-image"),
    ]

    private static let fargateReasons: @Sendable (WorkloadFacts) -> [Reason] = { facts in
        var reasons = CommonReasons.task(facts)
        switch facts.home.value {
        case .fargate?:
            reasons.append(
                .pro(.ordinary, [.home], "the definitions are made for it already", "定義がすでに Fargate 向けです"))
        case .ec2?, .managedInstances?:
            reasons.append(
                .con(
                    .light, [.home], "the definitions name another kind of capacity", "定義が別のキャパシティ向けに書かれています"))
        case .undecided?, .nowhere?, nil: break
        }
        if facts.isSmallTeam {
            reasons.append(
                .pro(
                    .ordinary, [.teamSize], "a small team has no hosts to patch and no cluster to upgrade",
                    "少人数でも、ホストのパッチ適用やクラスターのアップグレードが不要です"))
        }
        switch facts.traffic.value {
        case .rare?:
            reasons.append(
                .con(.ordinary, [.traffic], "at least one task is paid all the time", "最低 1 タスクの料金が常にかかります"))
        case .scheduled?:
            reasons.append(
                .pro(
                    .light, [.traffic], "tasks are paid by the second and may be stopped in between",
                    "秒単位の課金で、使わない時間帯は停止できます"))
        case .spiky?:
            reasons.append(
                .con(
                    .light, [.traffic], "new tasks pull the image and start before they help",
                    "増えたタスクはイメージの取得と起動が済むまで効果がありません"))
        case .steady?:
            reasons.append(
                .pro(.light, [.traffic], "a Savings Plan covers what always runs", "常時稼働分は Savings Plans で割引を受けられます"))
        case nil: break
        }
        if facts.isJob, facts.schedule.value?.isEmpty == false {
            reasons.append(
                .pro(
                    .ordinary, [.schedule], "the schedule runs a task, which is paid until it ends",
                    "スケジュールでタスクを起動し、終了までの料金で済みます"))
        }
        if let files = CommonReasons.files(facts) { reasons.append(files) }
        return reasons
    }
}
