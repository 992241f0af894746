import Basics

extension Catalogue {
    /// The performance efficiency pillar of the Container Build Lens.
    static let performance = QuestionGroup(
        id: "PERF",
        title: Text(en: "Performance efficiency", ja: "パフォーマンス効率"),
        questions: [perf01, perf02, perf03, perf04, perf05, perf06])

    private static let perf01 = Question(
        "CONTAINER_BUILD_PERF_01",
        title: Text(
            en: "Is the image small, and does its container do one thing?",
            ja: "イメージは小さく、コンテナの役割は 1 つに絞られていますか"),
        why: Text(
            en: """
                A large image is slow to pull and to scan, and a container with several \
                jobs cannot be scaled or restarted for one of them.
                """,
            ja: """
                大きなイメージはプルにもスキャンにも時間がかかり、\
                複数の役割を持つコンテナはその一部だけをスケールしたり再起動したりできません。
                """),
        links: [Source.lens("selection"), Source.docker("build/building/best-practices/")],
        criteria: [
            Criterion(
                "PERF_01.small-base",
                Text(
                    en: "The final stage starts from a small base: scratch, distroless, Alpine or a slim variant",
                    ja: "最終ステージが scratch、distroless、Alpine、slim 系などの小さなベースイメージから始まる"),
                by: [.files, .image],
                needs: Needs.finalFrom),
            Criterion(
                "PERF_01.one-process",
                Text(
                    en: "The container runs one application process",
                    ja: "コンテナで動くアプリケーションのプロセスが 1 つである"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The `ENTRYPOINT`, `CMD` and start scripts, or the process tree in a rehearsal",
                    ja: "`ENTRYPOINT`、`CMD`、起動スクリプト、またはリハーサルでのプロセスツリーを確認します。")),
            Criterion(
                "PERF_01.init",
                Text(
                    en: """
                        Where several processes are needed, a supervisor runs them under \
                        an init that reaps and forwards signals
                        """,
                    ja: """
                        複数のプロセスが必要な場合は、ゾンビの回収とシグナルの転送を行う \
                        init の下でスーパーバイザーが動かしている
                        """),
                by: [.files, .rehearsal],
                needs: Text(
                    en: """
                        The start command, the supervisor's configuration and \
                        `initProcessEnabled`, or the process tree in a rehearsal
                        """,
                    ja: """
                        起動コマンド、スーパーバイザーの設定、`initProcessEnabled`、\
                        またはリハーサルでのプロセスツリーを確認します。
                        """)),
            Criterion(
                "PERF_01.dockerignore",
                Text(
                    en: "A `.dockerignore` keeps files that the build does not need out of the context",
                    ja: "`.dockerignore` により、ビルドに不要なファイルがコンテキストから除外されている"),
                by: [.files],
                needs: Needs.context),
        ])

    private static let perf02 = Question(
        "CONTAINER_BUILD_PERF_02",
        title: Text(
            en: "Can a new task pull its image quickly?",
            ja: "新しいタスクはイメージを短時間でプルできますか"),
        why: Text(
            en: """
                Each scale-out and each replacement waits for the pull, and a registry in \
                another Region makes the wait longer and costs transfer.
                """,
            ja: """
                スケールアウトや置き換えのたびにプルを待つことになり、\
                レジストリが別のリージョンにあると待ち時間と転送料金がさらに増えます。
                """),
        links: [Source.lens("selection"), Source.ecs("task-recommendations"), Source.ecr("replication")],
        criteria: [
            Criterion(
                "PERF_02.small-image",
                Text(
                    en: "The compressed image stays within its size budget",
                    ja: "圧縮後のイメージサイズが目標値に収まっている"),
                by: [.files, .image],
                needs: Text(
                    en: "The Dockerfile for an estimate, or the built image for its compressed size and layers",
                    ja: "Dockerfile から見積もるか、ビルド済みイメージの圧縮サイズとレイヤーを確認します。")),
            Criterion(
                "PERF_02.same-region",
                Text(
                    en: "The registry is in the Region of the cluster",
                    ja: "レジストリがクラスターと同じリージョンにある"),
                by: [.files],
                needs: Text(
                    en: "The image reference in the task definition and the Region of the cluster",
                    ja: "タスク定義のイメージ参照とクラスターのリージョンを確認します。")),
            Criterion(
                "PERF_02.each-region",
                Text(
                    en: "The image is published to each Region in which it runs",
                    ja: "イメージが、実行するすべてのリージョンに公開されている"),
                by: [.files],
                needs: Text(
                    en: "The push steps of the pipeline, or the replication rules of the registry",
                    ja: "パイプラインのプッシュステップ、またはレジストリのレプリケーションルールを確認します。")),
            Criterion(
                "PERF_02.pull-time",
                Text(
                    en: "Pulling and starting takes no longer than the workload can wait",
                    ja: "プルと起動が、許容できる時間内に完了する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which measures the pull and the time until the task is healthy",
                    ja: "リハーサルで、プルの所要時間とタスクが正常になるまでの時間を計測します。")),
        ])

    private static let perf03 = Question(
        "CONTAINER_BUILD_PERF_03",
        title: Text(
            en: "Does building the same source give the same image?",
            ja: "同じソースからビルドすると、同じイメージになりますか"),
        why: Text(
            en: "With `latest` or without a lock file, an image built tomorrow may contain what nobody tested.",
            ja: """
                `latest` を使ったりロックファイルがなかったりすると、\
                明日ビルドしたイメージに誰もテストしていないものが入りかねません。
                """),
        links: [Source.lens("review"), Source.docker("build/building/best-practices/")],
        criteria: [
            Criterion(
                "PERF_03.tag",
                Text(
                    en: "Every base image names a version, never `latest` or no tag",
                    ja: "すべてのベースイメージにバージョンが指定され、`latest` やタグなしを使っていない"),
                by: [.files],
                needs: Needs.from),
            Criterion(
                "PERF_03.pinned-packages",
                Text(
                    en: "Packages installed in the build have a version",
                    ja: "ビルド中にインストールするパッケージのバージョンが指定されている"),
                by: [.files],
                needs: Needs.runs),
            Criterion(
                "PERF_03.lock-files",
                Text(
                    en: "Dependencies of the application are installed from a lock file",
                    ja: "アプリケーションの依存関係がロックファイルからインストールされる"),
                by: [.files],
                needs: Needs.locks),
        ])

    private static let perf04 = Question(
        "CONTAINER_BUILD_PERF_04",
        title: Text(
            en: "Do you learn of new versions of parent images, and take them up?",
            ja: "親イメージの新しいバージョンに気付き、取り込んでいますか"),
        why: Text(
            en: """
                A pinned parent stays as it is until someone moves the pin: without \
                notice, fixes and improvements never arrive.
                """,
            ja: """
                固定した親イメージは、誰かが更新するまでそのままです。通知の仕組みがなければ、\
                修正も改善も届きません。
                """),
        links: [Source.lens("review")],
        criteria: [
            Criterion(
                "PERF_04.supported-base",
                Text(
                    en: "The base image is of a release that is still maintained",
                    ja: "ベースイメージが、サポート期間内のリリースである"),
                by: [.files, .image],
                needs: Text(
                    en: "The `FROM` instructions, or the operating system release in the built image",
                    ja: "`FROM` 命令、またはビルド済みイメージの OS リリース情報を確認します。")),
            Criterion(
                "PERF_04.update-notice",
                Text(
                    en: "A tool or schedule announces new versions of the base image",
                    ja: "ツールまたは定期実行により、ベースイメージの新バージョンが通知される"),
                by: [.files],
                needs: Text(
                    en: "The configuration of Renovate or Dependabot for Docker, or a scheduled workflow",
                    ja: """
                        Renovate や Dependabot の Docker 向け設定、またはスケジュール実行のワークフローを確認します。
                        """)),
            Criterion(
                "PERF_04.base-age",
                Text(
                    en: "The base in the built image is not older than the age that you allow",
                    ja: "ビルド済みイメージのベースが、許容する経過期間を超えていない"),
                by: [.image],
                needs: Text(
                    en: "The built image, with the creation date and labels of its base",
                    ja: "ビルド済みイメージが必要です。ベースイメージの作成日とラベルを確認します。")),
            Criterion(
                "PERF_04.adoption",
                Text(
                    en: "Someone takes up new parents after testing, within an agreed time",
                    ja: "決められた期間内に、テストを経て新しい親イメージを取り込む担当者がいる"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of who takes up new versions and how soon",
                    ja: "新しいバージョンを取り込む担当者と期限を、日付付きで申告してください。")),
        ])

    private static let perf05 = Question(
        "CONTAINER_BUILD_PERF_05",
        title: Text(
            en: "Would you notice if the workload became slower or its image larger?",
            ja: "ワークロードが遅くなったりイメージが大きくなったりしたとき、それに気付けますか"),
        why: Text(
            en: "Performance is lost a little with each change, and only a comparison with the last build shows it.",
            ja: "性能は変更のたびに少しずつ失われるため、前回のビルドと比較しなければわかりません。"),
        links: [Source.lens("monitoring")],
        criteria: [
            Criterion(
                "PERF_05.performance-test",
                Text(
                    en: "The pipeline runs a performance test on each new image",
                    ja: "パイプラインが、新しいイメージごとに性能テストを実行する"),
                by: [.files],
                needs: Text(
                    en: "The performance test step of the pipeline",
                    ja: "パイプラインの性能テストのステップを確認します。")),
            Criterion(
                "PERF_05.size-budget",
                Text(
                    en: "The size of the image is recorded and checked against a budget",
                    ja: "イメージサイズが記録され、目標値と照合されている"),
                by: [.files],
                needs: Text(
                    en: "The size check of the pipeline and its budget file",
                    ja: "パイプラインのサイズチェックと目標値のファイルを確認します。")),
            Criterion(
                "PERF_05.trend",
                Text(
                    en: "Start time, latency and memory are no worse than in the previous rehearsal",
                    ja: "起動時間、レイテンシー、メモリ使用量が前回のリハーサルより悪化していない"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, compared with the stored result of the previous one",
                    ja: "リハーサルを行い、保存されている前回の結果と比較します。")),
            Criterion(
                "PERF_05.alarm",
                Text(
                    en: "Somebody is told when a measurement leaves its normal range",
                    ja: "計測値が通常の範囲を外れると、担当者に通知される"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The alarms in IaC, or a dated statement of who is told",
                    ja: "IaC に定義されたアラームを確認します。ない場合は、通知先を日付付きで申告してください。")),
        ])

    private static let perf06 = Question(
        "CONTAINER_BUILD_PERF_06",
        title: Text(
            en: "Are the build and its result optimised: cache, layers and architecture?",
            ja: "ビルドとその成果物は、キャッシュ、レイヤー、アーキテクチャの面で最適化されていますか"),
        why: Text(
            en: """
                One instruction in the wrong place makes each build start over, \
                and emulation makes it many times slower.
                """,
            ja: "命令の順序が 1 つ悪いだけでビルドは毎回やり直しになり、エミュレーションを使うと何倍も遅くなります。"),
        links: [
            Source.lens("tradeoffs"), Source.docker("build/cache/optimize/"),
            Source.docker("build/building/multi-platform/"),
        ],
        criteria: [
            Criterion(
                "PERF_06.cache-order",
                Text(
                    en: "Instructions are ordered so that a change of the source leaves the dependency layers cached",
                    ja: "ソースを変更しても依存関係のレイヤーのキャッシュが保たれる順序で命令が並んでいる"),
                by: [.files],
                needs: Text(
                    en: "The order of the `COPY` and `RUN` instructions of each stage",
                    ja: "各ステージの `COPY` と `RUN` 命令の順序を確認します。")),
            Criterion(
                "PERF_06.related-runs",
                Text(
                    en: "Related commands share one `RUN`, and unrelated ones are not chained",
                    ja: "関連するコマンドだけが 1 つの `RUN` にまとめられ、無関係なものは連結されていない"),
                by: [.files],
                needs: Needs.runs),
            Criterion(
                "PERF_06.waste",
                Text(
                    en: "Layers hold no files that a later layer overwrites or deletes",
                    ja: "後のレイヤーで上書き・削除されるファイルがレイヤーに残っていない"),
                by: [.image],
                needs: Text(
                    en: "The built image, whose layers are compared",
                    ja: "ビルド済みイメージが必要です。レイヤー同士を比較します。")),
            Criterion(
                "PERF_06.best-priced-architecture",
                Text(
                    en: "The workload runs on the architecture with the best price for its performance",
                    ja: "ワークロードが、価格性能比の最も高いアーキテクチャで動作している"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `runtimePlatform`",
                    ja: "タスク定義の `runtimePlatform` を確認します。")),
            Criterion(
                "PERF_06.native-builds",
                Text(
                    en: """
                        Each architecture, arm64 too, is built on its own hardware or \
                        by cross-compiling, not by emulation
                        """,
                    ja: """
                        arm64 を含む各アーキテクチャが、エミュレーションではなくネイティブ環境またはクロスコンパイル\
                        でビルドされている
                        """),
                by: [.files],
                needs: Text(
                    en: """
                        The runners of the pipeline and its use of QEMU, or \
                        `--platform=$BUILDPLATFORM` in the Dockerfile
                        """,
                    ja: """
                        パイプラインのランナーと QEMU の利用状況、または Dockerfile の `--platform=$BUILDPLATFORM` \
                        を確認します。
                        """)),
        ])
}
