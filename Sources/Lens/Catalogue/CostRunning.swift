import Basics

extension Catalogue {
    /// Cost questions 05 to 08: how it starts, stops and where it is built.
    static let costOfRunning: [Question] = [cost05, cost06, cost07, cost08]

    private static let cost05 = Question(
        "CONTAINER_BUILD_COST_05",
        title: Text(
            en: "Can tasks come and go without harm: do they stop in order when they are told to?",
            ja: "タスクは支障なく増減できますか。停止を指示されたとき、正常に終了しますか"),
        why: Text(
            en: """
                A process that never sees SIGTERM is killed in the middle of its work, \
                which makes scaling in and Spot capacity unsafe.
                """,
            ja: """
                SIGTERM を受け取れないプロセスは処理の途中で強制終了されるため、スケールインや \
                Spot を安心して使えません。
                """),
        links: [Source.lens("cost-effective-resources"), Source.ecs("container-considerations")],
        criteria: [
            Criterion(
                "COST_05.sigterm",
                Text(
                    en: "SIGTERM reaches the application's process",
                    ja: "SIGTERM がアプリケーションのプロセスに届く"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The `ENTRYPOINT`, `CMD`, `STOPSIGNAL` and start scripts, or the stop drill of a rehearsal",
                    ja: """
                        `ENTRYPOINT`、`CMD`、`STOPSIGNAL`、起動スクリプト、またはリハーサルの停止ドリルで確認します。
                        """)),
            Criterion(
                "COST_05.drain",
                Text(
                    en: "On SIGTERM the application takes no new work and completes what it has begun",
                    ja: "SIGTERM を受けると、新しい処理を受け付けず、処理中のものを完了させる"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The server's settings for a graceful stop, or the stop drill of a rehearsal",
                    ja: "サーバーのグレースフルシャットダウンの設定、またはリハーサルの停止ドリルで確認します。")),
            Criterion(
                "COST_05.stop-timeout",
                Text(
                    en: "The stop timeout and the deregistration delay leave enough time to finish",
                    ja: "停止タイムアウトと登録解除の遅延が、処理の完了に十分な時間を確保している"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `stopTimeout` and the target group's deregistration delay",
                    ja: "タスク定義の `stopTimeout` とターゲットグループの登録解除の遅延を確認します。")),
            Criterion(
                "COST_05.no-request-lost",
                Text(
                    en: "No request in flight is lost when a task stops",
                    ja: "タスクの停止時に、処理中のリクエストが失われない"),
                by: [.rehearsal],
                needs: Text(
                    en: "The stop drill of a rehearsal, with requests in flight",
                    ja: "リクエストを処理中に停止させる、リハーサルの停止ドリルで確認します。")),
        ])

    private static let cost06 = Question(
        "CONTAINER_BUILD_COST_06",
        title: Text(
            en: "Can the image run on more than one CPU architecture?",
            ja: "イメージは複数の CPU アーキテクチャで動作しますか"),
        why: Text(
            en: "Whoever has only an x86 image cannot take the cheaper capacity when it is offered.",
            ja: "x86 のイメージしかないと、より安価なキャパシティがあっても利用できません。"),
        links: [
            Source.lens("cost-effective-resources"), Source.docker("build/building/multi-platform/"),
            Source.ecs("ecs-arm64"),
        ],
        criteria: [
            Criterion(
                "COST_06.platforms",
                Text(
                    en: "Nothing in the Dockerfile ties the image to one architecture",
                    ja: "Dockerfile に、イメージを特定のアーキテクチャに縛る記述がない"),
                by: [.files],
                needs: Text(
                    en: "The `FROM --platform` flags and the architecture names in downloads",
                    ja: "`FROM --platform` の指定と、ダウンロード先に含まれるアーキテクチャ名を確認します。")),
            Criterion(
                "COST_06.manifest-list",
                Text(
                    en: "One image reference stands for a manifest list with linux/amd64 and linux/arm64",
                    ja: "1 つのイメージ参照が、linux/amd64 と linux/arm64 を含むマニフェストリストを指している"),
                by: [.files, .image],
                needs: Text(
                    en: "The platforms that the pipeline or the bake file builds, or the index of the built image",
                    ja: """
                        パイプラインや bake ファイルのビルド対象プラットフォーム、\
                        またはビルド済みイメージのインデックスを確認します。
                        """)),
            Criterion(
                "COST_06.runtime-platform",
                Text(
                    en: "The task definition asks for an architecture that the image has",
                    ja: "タスク定義が、イメージの対応するアーキテクチャを指定している"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `runtimePlatform` and the platforms of the image",
                    ja: "タスク定義の `runtimePlatform` と、イメージの対応プラットフォームを確認します。")),
        ])

    private static let cost07 = Question(
        "CONTAINER_BUILD_COST_07",
        title: Text(
            en: "Does the container start without preparing itself first?",
            ja: "コンテナは、起動時の準備作業なしに立ち上がりますか"),
        why: Text(
            en: """
                What is downloaded or compiled at the start is paid for on each \
                start, and fails when its source is out of reach.
                """,
            ja: """
                起動時のダウンロードやコンパイルは、起動のたびに費用がかかり、\
                取得元につながらなければ起動に失敗します。
                """),
        links: [Source.lens("manage-demand-and-supply-resources"), Source.ecs("task-recommendations")],
        criteria: [
            Criterion(
                "COST_07.start-up",
                Text(
                    en: "The entrypoint downloads, installs and compiles nothing",
                    ja: "エントリポイントで、ダウンロード、インストール、コンパイルを行っていない"),
                by: [.files],
                needs: Needs.start),
            Criterion(
                "COST_07.start-time",
                Text(
                    en: "A task becomes healthy within the time that scaling out allows",
                    ja: "タスクが、スケールアウトで許容される時間内に正常な状態になる"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which measures the time from start to healthy",
                    ja: "リハーサルで、起動から正常になるまでの時間を計測します。")),
            Criterion(
                "COST_07.network-before-healthy",
                Text(
                    en: "Before it is healthy, the container reaches no host but its backing services",
                    ja: "正常になるまでの間、コンテナはバックエンドサービス以外のホストに接続しない"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which records the connections made before the task is healthy",
                    ja: "リハーサルで、タスクが正常になる前の通信先を記録します。")),
        ])

    private static let cost08 = Question(
        "CONTAINER_BUILD_COST_08",
        title: Text(
            en: "Do you build with a service that is paid for by use, instead of running build servers?",
            ja: "ビルドサーバーを自前で運用せず、従量課金のサービスでビルドしていますか"),
        why: Text(
            en: "A build server of your own costs money while it is idle and work whenever it has to be patched.",
            ja: "自前のビルドサーバーは、使っていない間も費用がかかり、パッチ適用のたびに手間がかかります。"),
        links: [Source.lens("manage-demand-and-supply-resources")],
        criteria: [
            Criterion(
                "COST_08.managed-build",
                Text(
                    en: "Images are built by a managed service",
                    ja: "イメージがマネージドサービスでビルドされている"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The kind of pipeline and its runners, or a dated statement of why there is another system",
                    ja: """
                        パイプラインの種類とランナーを確認します。別の仕組みを使う場合は、\
                        その理由を日付付きで申告してください。
                        """)),
            Criterion(
                "COST_08.cost-known",
                Text(
                    en: "The cost of building is known, and someone looks at it",
                    ja: "ビルドにかかる費用が把握され、確認する担当者がいる"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of what building costs and who watches it",
                    ja: "ビルドの費用と確認する担当者を、日付付きで申告してください。")),
        ])
}
