import Basics
import RuleKit

extension CandidateSheet {
    private enum Pages {
        static let quotas: Link = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
        static let images: Link = "https://docs.aws.amazon.com/lambda/latest/dg/images-create.html"
        static let questions: Link = "https://aws.amazon.com/lambda/faqs/"
        static let environment: Link = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html"
    }

    /// Functions from container images, on the capacity that Lambda has by itself.
    static let lambda = CandidateSheet(
        service: .lambda, limits: lambdaLimits + lambdaHostLimits, reasons: lambdaReasons,
        duties: [
            Responsibility(.host, .aws, "AWS patches what the functions run on", "関数の実行基盤は AWS がパッチを適用します"),
            Responsibility(.cluster, .aws, "there is none", "クラスターはありません"),
            Responsibility(
                .capacity, .shared, "watching the account's quota of concurrent executions",
                "アカウントの同時実行数クォータの管理が必要です"),
            Responsibility(
                .scaling, .aws, "one execution environment for each request at a time", "同時リクエスト数に応じて自動で増減します"),
            Responsibility(
                .network, .shared, "a function URL or API Gateway; a VPC only where it must reach one",
                "関数 URL または API Gateway を用意します。VPC は必要な場合だけ設定します"),
            Responsibility(.image, .team, "rebuilding when the base image moves", "ベースイメージの更新に合わせた再ビルドが必要です"),
            Responsibility(.runtime, .team, "it is in the image", "イメージに含まれるため自分で更新します"),
        ],
        notes: lambdaNotes)

    private static let lambdaLimits: [Limit] = [
        .most(
            "lambda.timeout", .maxRequestSeconds, 900,
            Text(en: "A request or run ends within 900 s", ja: "1 回の処理は 900 秒 (15 分) まで"), Pages.quotas
        ) { $0.maxRequestSeconds }
        .when { $0.kind.value != .worker },
        Limit(
            "lambda.worker", Text(en: "A function is called; it does not run on", ja: "関数は呼び出されて動き、常駐しない"),
            Pages.quotas
        ) { facts in
            guard facts.kind.value == .worker else { return .notApplicable }
            return .change(
                [.kind],
                Text(
                    en: "the loop that waits for work becomes a trigger (SQS, stream, schedule) and a handler",
                    ja: "待ち受けのループを、トリガー (SQS、ストリーム、スケジュールなど) とハンドラーに置き換えます"))
        },
        .most(
            "lambda.memory", .memory, 10_240,
            Text(en: "Memory is at most 10,240 MB", ja: "メモリは 10,240 MB まで"), Pages.quotas
        ) { $0.memory },
        .most(
            "lambda.cpu", .cpu, 6144, Text(en: "CPU is at most 6 vCPU", ja: "CPU は 6 vCPU まで"),
            "https://aws.amazon.com/blogs/aws/new-for-aws-lambda-functions-with-up-to-10-gb-of-memory-and-6-vcpus/"
        ) { $0.cpu },
        .most(
            "lambda.image", .imageMegabytes, 10_240,
            Text(en: "The image is at most 10 GB uncompressed", ja: "イメージは非圧縮で 10 GB まで"), Pages.quotas
        ) { $0.imageMegabytes },
        .most(
            "lambda.disk", .ephemeral, 10, Text(en: "/tmp is at most 10 GB", ja: "/tmp は 10 GB まで"),
            Pages.quotas
        ) { $0.ephemeral },
        .without(
            "lambda.inbound", .transports,
            Text(
                en: "Nothing connects to a function: no gRPC, raw TCP or UDP",
                ja: "関数は外部からの接続を待ち受けられない (gRPC、HTTP 以外の TCP、UDP は不可)"), Pages.questions
        ) {
            $0.transports
        } _: {
            [.grpc, .tcp, .udp].contains($0)
        }
        .when(\.mayServe),
        Limit(
            "lambda.websocket",
            Text(en: "API Gateway holds WebSockets, up to 2 hours each", ja: "WebSocket 接続は API Gateway が保持し、最長 2 時間"),
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html"
        ) { facts in
            guard facts.transports.value?.contains(.websocket) == true else { return .notApplicable }
            return .change(
                [.transports],
                Text(
                    en: "each message becomes a call from a WebSocket API of API Gateway",
                    ja: "API Gateway の WebSocket API から、メッセージごとに関数を呼び出す形にします"))
        },
        Limit(
            "lambda.response",
            Text(en: "A response that is not streamed is at most 6 MB", ja: "ストリーミングしないレスポンスは 6 MB まで"), Pages.quotas
        ) { facts in
            guard let size = facts.maxResponseMegabytes.value else {
                return .open([.maxResponseMegabytes], isSuspected: false)
            }
            guard size > 6 else { return .holds }
            return .change(
                [.maxResponseMegabytes],
                Text(
                    en: "large responses are streamed, or put into S3 and linked to",
                    ja: "大きなレスポンスはストリーミングするか、S3 に置いてリンクを返します"))
        }
        .when(\.mayServe),
        Limit(
            "lambda.interface",
            Text(en: "The image answers Lambda's runtime interface", ja: "イメージは Lambda のランタイムインターフェイスに応答する必要がある"),
            Pages.images
        ) { facts in
            guard facts.answersLambda.value != true else { return .holds }
            guard facts.answersLambda.value == false else {
                return .change(
                    facts.base.value == nil ? [] : [.base],
                    Text(
                        en:
                            "a runtime interface client, or the Lambda Web Adapter, goes into the image unless it has one",
                        ja: "ランタイムインターフェイスクライアントまたは Lambda Web Adapter がなければ、イメージに追加します"))
            }
            return .change(
                [.base],
                Text(
                    en: "a runtime interface client, or the Lambda Web Adapter, goes into the image",
                    ja: "ランタイムインターフェイスクライアントまたは Lambda Web Adapter をイメージに追加します"))
        },
        Limit(
            "lambda.files",
            Text(en: "Only /tmp can be written, and nothing there lasts", ja: "書き込めるのは /tmp だけで、保持もされない"), Pages.images
        ) { facts in
            guard let keeps = facts.keepsFiles.value else {
                return .open([.keepsFiles], isSuspected: facts.keepsFiles.suspicion != nil)
            }
            guard keeps else { return .holds }
            return .change(
                [.keepsFiles],
                Text(en: "files go to S3, EFS or a database", ja: "ファイルは S3、EFS、データベースなどに移します"))
        },
    ]

    private static let lambdaHostLimits: [Limit] = [
        .not(
            "lambda.gpu", .gpu,
            Text(en: "No GPU on Lambda's own capacity", ja: "標準の Lambda では GPU を使えない"),
            "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-acceleratorconfig.html"
        ) { $0.gpu },
        .not(
            "lambda.privileged", .privileged,
            Text(en: "No privileged containers", ja: "特権コンテナは使えない"), Pages.images
        ) { $0.privileged },
        .without(
            "lambda.host", .host, Text(en: "No access to the host", ja: "ホストの機能は使えない"), Pages.images
        ) {
            $0.host
        } _: {
            $0.needsHost
        },
        .not(
            "lambda.windows", .windows, Text(en: "Linux only", ja: "Linux のみ"), Pages.images
        ) { $0.windows },
        .not(
            "lambda.own-os", .ownOS,
            Text(en: "The operating system is AWS's", ja: "OS は AWS が管理する"),
            "https://docs.aws.amazon.com/whitepapers/latest/security-overview-aws-lambda/the-shared-responsibility-model.html"
        ) { $0.ownOS },
        .without(
            "lambda.volumes", .volumes,
            Text(en: "Of file systems, EFS alone", ja: "マウントできるファイルシステムは EFS のみ"),
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html"
        ) {
            $0.volumes
        } _: {
            $0.keeps && $0 != .efs
        },
        .single(
            "lambda.containers", Text(en: "A function is one image", ja: "関数は 1 つのイメージで動く"), Pages.images,
            helpers: Text(
                en: "sidecars become Lambda extensions, or CloudWatch takes their place",
                ja: "サイドカーは Lambda 拡張機能か CloudWatch の機能に置き換えます")),
    ]

    private static let lambdaReasons: @Sendable (WorkloadFacts) -> [Reason] = { facts in
        var reasons: [Reason] = []
        switch facts.traffic.value {
        case .rare?:
            reasons.append(
                .pro(.strong, [.traffic], "nothing is paid while nobody asks", "リクエストがない間は料金がかかりません"))
        case .spiky?:
            reasons.append(
                .pro(.strong, [.traffic], "it follows peaks by itself, and down to nothing", "急な増減に自動で追従し、ゼロまで縮みます"))
        case .scheduled?:
            reasons.append(
                .pro(.ordinary, [.traffic], "it is paid for the minutes it runs", "実行した時間だけの料金で済みます"))
        case .steady?:
            reasons.append(
                .con(
                    .ordinary, [.traffic], "each request is paid for, which is dear where there are requests all day",
                    "リクエストごとの課金のため、常時リクエストがある場合は割高です"))
        case nil: break
        }
        if facts.isJob, facts.schedule.value?.isEmpty == false {
            reasons.append(
                .pro(.ordinary, [.schedule], "a schedule starts it directly", "スケジュールから直接起動できます"))
        }
        if facts.isSmallTeam {
            reasons.append(
                .pro(
                    .ordinary, [.teamSize], "a small team has no host, cluster or scaling to look after",
                    "少人数でも、ホスト・クラスター・スケーリングの運用が不要です"))
        }
        if facts.answersLambda.value == true {
            reasons.append(
                .pro(.strong, [.base], "the image is made for it", "イメージが Lambda 用に作られています"))
        }
        if let rewrite = CommonReasons.rewrite(facts) { reasons.append(rewrite) }
        if let seconds = facts.startSeconds.value, seconds >= 3 {
            reasons.append(
                .con(
                    seconds > 10 ? .strong : .light, [.startSeconds],
                    seconds > 10
                        ? "it starts more slowly than the 10 s that the init phase has"
                        : "a cold start lets the first request wait",
                    seconds > 10 ? "起動に、初期化フェーズの上限 10 秒を超える時間がかかります" : "コールドスタート時に最初のリクエストが待たされます",
                    Pages.environment))
        }
        if facts.startWork.value?.isEmpty == false {
            reasons.append(
                .con(
                    .ordinary, [.startWork], "what it does at start, it would do at each cold start",
                    "起動時の処理がコールドスタートのたびに実行されます"))
        }
        if facts.background.value?.isEmpty == false {
            reasons.append(
                .con(
                    .strong, [.background],
                    "between requests the environment is frozen, and the background work with it",
                    "リクエストがない間は実行環境が凍結され、バックグラウンド処理も止まります", Pages.environment))
        }
        if facts.connection.value == true {
            reasons.append(
                .con(
                    .ordinary, [.connection], "Service Connect and Cloud Map of ECS do not reach functions",
                    "ECS の Service Connect や Cloud Map では関数に到達できません"))
        }
        return reasons
    }

    private static let lambdaNotes: @Sendable (WorkloadFacts) -> [Note] = { facts in
        var notes: [Note] = []
        if let seconds = facts.maxRequestSeconds.value, seconds > 900, seconds <= 5400, !facts.mayServe {
            notes.append(
                Note(
                    "Lambda Managed Instances let asynchronous runs take up to 90 minutes.",
                    "Lambda マネージドインスタンスなら、非同期の処理は最長 90 分まで実行できます。", Pages.quotas))
        }
        if facts.gpu.value == true {
            notes.append(
                Note(
                    "Lambda Managed Instances can give a function a GPU.", "Lambda マネージドインスタンスなら関数で GPU を使えます。",
                    "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-acceleratorconfig.html"
                ))
        }
        if facts.mayServe, facts.start.value.map({ $0.contains("node") || $0.contains("npm") }) == true {
            notes.append(
                Note(
                    "Lambda Web Functions run a Node.js server as it is, without an adapter; they are another kind of "
                        + "function with limits of their own.",
                    "Lambda Web Functions なら Node.js のサーバーをアダプターなしでそのまま動かせます。別種の関数であり、制限も異なります。",
                    "https://docs.aws.amazon.com/java/api/latest/software/amazon/awssdk/services/lambdaweb/LambdaWebClient.html"
                ))
        }
        return notes
    }
}
