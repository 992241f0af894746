import Basics
import RuleKit

extension CandidateSheet {
    private enum Pages {
        static let closed: Link =
            "https://docs.aws.amazon.com/apprunner/latest/dg/apprunner-availability-change.html"
        static let develop: Link = "https://docs.aws.amazon.com/apprunner/latest/dg/develop.html"
        static let size: Link = "https://docs.aws.amazon.com/apprunner/latest/api/API_InstanceConfiguration.html"
        static let source: Link = "https://docs.aws.amazon.com/apprunner/latest/api/API_SourceConfiguration.html"
    }

    static let appRunner = CandidateSheet(
        service: .appRunner, limits: appRunnerLimits + appRunnerHostLimits, reasons: appRunnerReasons,
        duties: [
            Responsibility(.host, .aws, "AWS patches what the instances run on", "実行基盤は AWS がパッチを適用します"),
            Responsibility(.cluster, .aws, "there is none", "クラスターはありません"),
            Responsibility(.capacity, .aws, "up to the number of instances that is set", "設定した最大インスタンス数まで AWS が確保します"),
            Responsibility(.scaling, .aws, "by the number of requests at once", "同時リクエスト数に応じて自動で増減します"),
            Responsibility(
                .network, .shared, "address and TLS come with it; a VPC connector where it must reach one",
                "URL と TLS は自動で用意されます。VPC への接続には VPC コネクターが必要です"),
            Responsibility(.image, .team, "rebuilding when the base image moves", "ベースイメージの更新に合わせた再ビルドが必要です"),
            Responsibility(.runtime, .team, "it is in the image", "イメージに含まれるため自分で更新します"),
        ],
        notes: { _ in
            [
                Note(
                    "To those who do not use it yet AWS recommends Amazon ECS Express Mode, which sets up ECS on Fargate.",
                    "新規の利用者に対して、AWS は Amazon ECS Express Mode (ECS on Fargate を自動構成) を推奨しています。", Pages.closed)
            ]
        })

    private static let appRunnerLimits: [Limit] = [
        Limit(
            "app-runner.customers",
            Text(
                en: "Open only to those who used it before 2026-04-30", ja: "2026-04-30 より前からの利用者のみ (新規受付は終了)"),
            Pages.closed
        ) { facts in
            guard let customer = facts.appRunnerCustomer.value else {
                return .open([.appRunnerCustomer], isSuspected: true)
            }
            return customer ? .holds : .broken([.appRunnerCustomer])
        },
        Limit(
            "app-runner.web", Text(en: "Web applications only", ja: "Web アプリケーションのみ"), Pages.develop
        ) { facts in
            guard let kind = facts.kind.value else { return .open([.kind], isSuspected: false) }
            return kind == .server ? .holds : .broken([.kind])
        },
        .without(
            "app-runner.http", .transports,
            Text(en: "HTTP 1.0 and 1.1 only", ja: "HTTP 1.0 / 1.1 のみ"), Pages.develop
        ) {
            $0.transports
        } _: {
            [.grpc, .tcp, .udp].contains($0)
        }
        .when(\.mayServe),
        .without(
            "app-runner.websocket", .transports,
            Text(en: "No WebSockets", ja: "WebSocket は使えない"), "https://github.com/aws/apprunner-roadmap/issues/13"
        ) {
            $0.transports
        } _: {
            $0 == .websocket
        }
        .when { $0.mayServe && $0.transports.value != nil },
        .most(
            "app-runner.request", .maxRequestSeconds, 120,
            Text(en: "A request with its response ends within 120 s", ja: "リクエストはレスポンスも含めて 120 秒まで"), Pages.develop
        ) { $0.maxRequestSeconds }
        .when(\.mayServe),
        .most(
            "app-runner.cpu", .cpu, 4096, Text(en: "CPU is at most 4 vCPU", ja: "CPU は 4 vCPU まで"), Pages.size
        ) { $0.cpu },
        .most(
            "app-runner.memory", .memory, 12_288,
            Text(en: "Memory is at most 12 GB", ja: "メモリは 12 GB まで"), Pages.size
        ) { $0.memory },
        .most(
            "app-runner.disk", .ephemeral, 3,
            Text(en: "The disk has 3 GB, the image among it", ja: "ディスクはイメージを含めて 3 GB"), Pages.develop
        ) { $0.ephemeral },
        .most(
            "app-runner.image", .imageMegabytes, 3072,
            Text(en: "The image fits into the disk of 3 GB", ja: "イメージは 3 GB のディスクに収まる大きさまで"), Pages.develop
        ) { $0.imageMegabytes },
        .without(
            "app-runner.volumes", .volumes, Text(en: "No volumes", ja: "ボリュームは使えない"), Pages.develop
        ) {
            $0.volumes
        } _: {
            $0.keeps
        },
        .not(
            "app-runner.state", .keepsFiles,
            Text(en: "Stateless applications only", ja: "ステートレスなアプリケーションのみ"), Pages.develop
        ) { $0.keepsFiles },
    ]

    private static let appRunnerHostLimits: [Limit] = [
        .single(
            "app-runner.containers", Text(en: "A service is one image", ja: "サービスは 1 つのイメージで動く"), Pages.source,
            helpers: Text(
                en: "sidecars go; logs and traces are settings of the service",
                ja: "サイドカーは廃止し、ログとトレースはサービスの設定に置き換えます")),
        .not("app-runner.gpu", .gpu, Text(en: "No GPU", ja: "GPU は使えない"), Pages.size) { $0.gpu },
        .not(
            "app-runner.privileged", .privileged,
            Text(en: "No privileged containers", ja: "特権コンテナは使えない"), Pages.size
        ) { $0.privileged },
        .without("app-runner.host", .host, Text(en: "No access to the host", ja: "ホストの機能は使えない"), Pages.size) {
            $0.host
        } _: {
            $0.needsHost
        },
        Limit(
            "app-runner.windows",
            Text(en: "Windows containers are not mentioned", ja: "Windows コンテナの記載はない"), Pages.develop
        ) { facts in
            guard let isWindows = facts.windows.value else { return .open([.windows], isSuspected: false) }
            return isWindows ? .open([.windows], isSuspected: true) : .holds
        },
        .not(
            "app-runner.own-os", .ownOS,
            Text(en: "The operating system is AWS's", ja: "OS は AWS が管理する"),
            "https://docs.aws.amazon.com/apprunner/latest/dg/security-infrastructure.html"
        ) { $0.ownOS },
        Limit(
            "app-runner.arm", Text(en: "No ARM instances", ja: "ARM インスタンスはない"),
            "https://github.com/aws/apprunner-roadmap/issues/98"
        ) { facts in
            guard let architecture = facts.architecture.value else { return .notApplicable }
            guard architecture == .arm else { return .holds }
            return .change([.architecture], Text(en: "the image is built for x86-64", ja: "イメージを x86-64 向けにビルドします"))
        },
        .lambdaImage("app-runner.lambda-image"),
    ]

    private static let appRunnerReasons: @Sendable (WorkloadFacts) -> [Reason] = { facts in
        var reasons: [Reason] = [
            .con(
                .ordinary, [], "AWS plans no new features for it", "AWS は新機能の追加を予定していません", Pages.closed)
        ]
        if facts.transports.value == [.http], facts.containers.value?.count == 1 {
            reasons.append(
                .pro(
                    .ordinary, [.transports, .containers],
                    "one HTTP container is all it wants; address and TLS come with it",
                    "HTTP のコンテナ 1 つだけで済み、URL と TLS も付属します"))
        }
        if facts.isSmallTeam {
            reasons.append(
                .pro(
                    .ordinary, [.teamSize], "a small team has no host, cluster or scaling to look after",
                    "少人数でも、ホスト・クラスター・スケーリングの運用が不要です"))
        }
        switch facts.traffic.value {
        case .spiky?:
            reasons.append(
                .pro(.light, [.traffic], "it scales by the requests themselves", "リクエスト数に応じてスケールします"))
        case .rare?, .scheduled?:
            reasons.append(
                .con(
                    .light, [.traffic], "the memory of one instance is paid all the time",
                    "1 インスタンス分のメモリ料金が常にかかります", "https://aws.amazon.com/apprunner/pricing/"))
        case .steady?, nil: break
        }
        if let rewrite = CommonReasons.rewrite(facts) { reasons.append(rewrite) }
        if facts.connection.value == true {
            reasons.append(
                .con(
                    .ordinary, [.connection], "Service Connect and Cloud Map of ECS are not there",
                    "ECS の Service Connect や Cloud Map は使えません"))
        }
        return reasons
    }
}
