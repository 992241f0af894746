import Basics

extension Catalogue {
    /// The operational excellence pillar of the Container Build Lens.
    static let operationalExcellence = QuestionGroup(
        id: "OPS",
        title: Text(en: "Operational excellence", ja: "運用上の優秀性"),
        questions: [ops01, ops02])

    private static let ops01 = Question(
        "CONTAINER_BUILD_OPS_01",
        title: Text(
            en: "Do you know what your images are made of, and does one built image travel through all environments?",
            ja: "イメージの中身と由来を把握し、一度ビルドしたイメージをすべての環境で使っていますか"),
        why: Text(
            en: """
                Packages nobody chose and images rebuilt for each environment bring \
                differences into production that no test has seen.
                """,
            ja: """
                由来のわからないパッケージや環境ごとの再ビルドは、\
                テストでは現れなかった差異を本番環境に持ち込みます。
                """),
        links: [Source.lens("prepare"), Source.docker("build/building/multi-stage/")],
        criteria: [
            Criterion(
                "OPS_01.multi-stage",
                Text(
                    en: "Build tools stay in a build stage, and the final stage receives only what they produced",
                    ja: "ビルドツールはビルド用ステージにとどまり、最終ステージには成果物だけが渡される"),
                by: [.files],
                needs: Needs.dockerfile),
            Criterion(
                "OPS_01.base-lineage",
                Text(
                    en: "Every base image has a known origin: registry, repository and version are all stated",
                    ja: "すべてのベースイメージの由来 (レジストリ、リポジトリ、バージョン) が明示されている"),
                by: [.files, .image],
                needs: Text(
                    en: "The `FROM` instructions of the Dockerfile, or the base labels of the built image",
                    ja: """
                        Dockerfile の `FROM` 命令、またはビルド済みイメージのベースイメージに関するラベルを確認しま\
                        す。
                        """)),
            Criterion(
                "OPS_01.minimal",
                Text(
                    en: """
                        Only what the application needs is in the image, and static assets are served from elsewhere
                        """,
                    ja: "アプリケーションに必要なものだけがイメージに入り、静的アセットは別の場所から配信される"),
                by: [.files, .image],
                needs: Text(
                    en: "The `COPY` and `ADD` instructions of the final stage, or the files of the built image",
                    ja: "最終ステージの `COPY` と `ADD` 命令、またはビルド済みイメージのファイル一覧を確認します。")),
            Criterion(
                "OPS_01.same-image",
                Text(
                    en: "All environments refer to the same image, built once",
                    ja: "すべての環境が、一度だけビルドした同じイメージを参照している"),
                by: [.files],
                needs: Text(
                    en: "The image reference in the task definition of each environment",
                    ja: "環境ごとのタスク定義に書かれたイメージ参照を確認します。")),
            Criterion(
                "OPS_01.pipeline",
                Text(
                    en: "A pipeline builds the image, tests the built image and only then pushes it",
                    ja: "パイプラインがイメージをビルドし、そのイメージをテストしてから初めてプッシュする"),
                by: [.files],
                needs: Needs.pipeline),
            Criterion(
                "OPS_01.package-manager",
                Text(
                    en: "A deployment tool keeps the image reference and the settings of all environments together",
                    ja: "デプロイツールが、イメージ参照と全環境の設定をひとまとまりで管理している"),
                by: [.files],
                needs: Text(
                    en: "The configuration of the deployment tool (ecspresso, Copilot, CDK, Terraform or the like)",
                    ja: "デプロイツール (ecspresso、Copilot、CDK、Terraform など) の設定ファイルが必要です。")),
        ])

    private static let ops02 = Question(
        "CONTAINER_BUILD_OPS_02",
        title: Text(
            en: "Can you tell from outside whether the workload does what it is meant to do?",
            ja: "ワークロードが期待どおりに機能しているかどうかを、外から判断できますか"),
        why: Text(
            en: """
                Without health checks, logs and measurements outside the \
                container, users notice a failure before you do.
                """,
            ja: """
                ヘルスチェックやログ、計測値がコンテナの外に出ていないと、\
                運用者より先に利用者が障害に気付くことになります。
                """),
        links: [Source.lens("operate"), Source.ecs("monitoring-best-practices")],
        criteria: [
            Criterion(
                "OPS_02.health-checks",
                Text(
                    en: "Health checks tell the orchestrator when a container can no longer serve",
                    ja: "コンテナが応答できなくなったことを、ヘルスチェックがオーケストレーターに伝える"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: """
                        The task definition's `healthCheck` and the target group's check, or \
                        a rehearsal in which the application hangs
                        """,
                    ja: """
                        タスク定義の `healthCheck` とターゲットグループのヘルスチェック、\
                        またはアプリケーションを停止状態にするリハーサルで確認します。
                        """)),
            Criterion(
                "OPS_02.logs-stdout",
                Text(
                    en: "The application writes its logs to stdout and stderr",
                    ja: "アプリケーションがログを stdout と stderr に出力している"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The Dockerfile, the entrypoint scripts and the server's configuration, or a rehearsal",
                    ja: "Dockerfile、エントリポイントスクリプト、サーバーの設定、またはリハーサルで確認します。")),
            Criterion(
                "OPS_02.log-driver",
                Text(
                    en: "The task definition's log driver carries the logs of each container out of the task",
                    ja: "タスク定義のログドライバーが、各コンテナのログをタスクの外へ送っている"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `logConfiguration` of each container",
                    ja: "タスク定義に含まれる各コンテナの `logConfiguration` を確認します。")),
            Criterion(
                "OPS_02.structured",
                Text(
                    en: "Each log line is structured and carries an id that links it to its request",
                    ja: "ログの各行が構造化され、リクエストと関連付ける ID を含んでいる"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The application's logging configuration, or the lines on stdout in a rehearsal",
                    ja: "アプリケーションのログ設定、またはリハーサルで stdout に出力された行を確認します。")),
            Criterion(
                "OPS_02.telemetry",
                Text(
                    en: "Metrics and traces leave the task, and the task role permits it",
                    ja: "メトリクスとトレースがタスクの外に送られ、タスクロールがそれを許可している"),
                by: [.files],
                needs: Text(
                    en: "The telemetry containers of the task definition and the policies of its task role",
                    ja: "タスク定義のテレメトリ用コンテナと、タスクロールのポリシーを確認します。")),
            Criterion(
                "OPS_02.thresholds",
                Text(
                    en: "For each signal there is a threshold and a person who acts on it",
                    ja: "各シグナルにしきい値があり、対応する担当者が決まっている"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of the thresholds and of who acts when they are passed",
                    ja: "しきい値と、それを超えたときに対応する担当者を、日付付きで申告してください。")),
        ])
}
