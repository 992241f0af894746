import Basics

extension Catalogue {
    /// ECS items: observability.
    static let ecsObservability = QuestionGroup(
        id: "OBSERVABILITY",
        title: Text(en: "Observability", ja: "オブザーバビリティ"),
        questions: [item52, item53, item54, item55])

    private static let item52 = Question(
        "ECS-52",
        title: Text(
            en: "Is there a monitoring plan: what is watched, why, and who is told?",
            ja: "監視の目的、対象、通知先を定めた監視計画がありますか"),
        why: Text(
            en: "Alarms without a plan are too many, too few, or reach the wrong people.",
            ja: "計画のないアラームは、多すぎたり少なすぎたり、誤った相手に届いたりします。"),
        links: [Source.checklist, Source.ecs("monitoring-best-practices")],
        criteria: [
            Criterion(
                "ECS_52.plan",
                Text(
                    en: "A plan names goals, resources, frequency, tools and the people who are told",
                    ja: "目的、対象リソース、頻度、ツール、通知先を定めた計画がある"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of where the plan is and who keeps it",
                    ja: "計画書の場所と管理者を、日付付きで申告してください。")),
            Criterion(
                "ECS_52.alarms",
                Text(
                    en: "The alarms of the plan exist",
                    ja: "計画に定めたアラームが設定されている"),
                by: [.files, .live],
                needs: Text(
                    en: "The alarms in IaC or the account",
                    ja: "IaC またはアカウント上のアラームを確認します。")),
        ])

    private static let item53 = Question(
        "ECS-53",
        title: Text(
            en: "Are logs, metrics and traces available for each container?",
            ja: "コンテナ単位で、ログ、メトリクス、トレースを確認できますか"),
        why: Text(
            en: "Figures for the whole task do not show which of its containers is in trouble.",
            ja: "タスク全体の値だけでは、どのコンテナに問題があるのかわかりません。"),
        links: [Source.checklist, Source.ecs("cloudwatch-container-insights"), Source.ecs("trace-data")],
        criteria: [
            Criterion(
                "ECS_53.container-logs",
                Text(
                    en: "Each container has a log configuration with a stream prefix of its own",
                    ja: "各コンテナに、固有のストリームプレフィックスを持つログ設定がある"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `logConfiguration` of each container",
                    ja: "タスク定義に含まれる各コンテナの `logConfiguration` を確認します。")),
            Criterion(
                "ECS_53.container-metrics",
                Text(
                    en: "Container Insights is on, and each container states its CPU and memory",
                    ja: "Container Insights が有効で、各コンテナに CPU とメモリが指定されている"),
                by: [.files],
                needs: Text(
                    en: """
                        The cluster's `containerInsights` setting and the task \
                        definition's `cpu` and `memory` of each container
                        """,
                    ja: """
                        クラスターの `containerInsights` の設定と、タスク定義に含まれる各コンテナの `cpu` と `memory` \
                        を確認します。
                        """)),
            Criterion(
                "ECS_53.traces",
                Text(
                    en: "Traces leave the task, and the task role may write them",
                    ja: "トレースがタスクの外に送られ、タスクロールがその書き込みを許可している"),
                by: [.files],
                needs: Text(
                    en: "The tracing container of the task definition and the policies of the task role",
                    ja: "タスク定義のトレース用コンテナと、タスクロールのポリシーを確認します。")),
        ])

    private static let item54 = Question(
        "ECS-54",
        title: Text(
            en: "Are metrics of application and infrastructure collected, and can they be filtered?",
            ja: "アプリケーションとインフラのメトリクスを収集し、絞り込んで確認できますか"),
        why: Text(
            en: "With only one of the two, a slow request and a busy host cannot be told apart.",
            ja: "どちらか一方だけでは、遅いリクエストと高負荷のホストを区別できません。"),
        links: [Source.checklist, Source.ecs("metrics-data"), Source.ecs("cloudwatch-metrics")],
        criteria: [
            Criterion(
                "ECS_54.application-metrics",
                Text(
                    en: "The application's own metrics are exported",
                    ja: "アプリケーション独自のメトリクスがエクスポートされている"),
                by: [.files],
                needs: Text(
                    en: "The telemetry containers of the task definition, or the application's metrics settings",
                    ja: "タスク定義のテレメトリ用コンテナ、またはアプリケーションのメトリクス設定を確認します。")),
            Criterion(
                "ECS_54.filterable",
                Text(
                    en: "Metrics can be filtered by cluster, service and task",
                    ja: "メトリクスをクラスター、サービス、タスクごとに絞り込める"),
                by: [.files, .live],
                needs: Text(
                    en: "The dimensions of the metrics, in the exporter's configuration or the account",
                    ja: "エクスポーターの設定またはアカウント上で、メトリクスのディメンションを確認します。")),
        ])

    private static let item55 = Question(
        "ECS-55",
        title: Text(
            en: "Do logs, metrics and traces come together across Regions and accounts?",
            ja: "リージョンやアカウントをまたいで、ログ、メトリクス、トレースを集約できていますか"),
        why: Text(
            en: "A request that crosses accounts cannot be followed when each of them keeps its own records.",
            ja: "アカウントごとに記録が分かれていると、アカウントをまたぐリクエストを追跡できません。"),
        links: [Source.checklist, Source.ecs("ecs-logging-monitoring")],
        criteria: [
            Criterion(
                "ECS_55.aggregated",
                Text(
                    en: "Telemetry of all Regions and accounts can be seen in one place",
                    ja: "すべてのリージョンとアカウントのテレメトリを 1 か所で確認できる"),
                by: [.files, .live],
                needs: Text(
                    en: """
                        The cross-account observability settings (IaC or the account); not \
                        applicable with one Region and one account
                        """,
                    ja: """
                        クロスアカウントのオブザーバビリティ設定 (IaC またはアカウント上のもの) を確認します。\
                        リージョンとアカウントが 1 つだけなら該当しません。
                        """))
        ])
}
