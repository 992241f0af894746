import Basics

extension Catalogue {
    /// Factors VII to XII of the Twelve-Factor App.
    static let factors07To12: [Question] = [factor07, factor08, factor09, factor10, factor11, factor12]

    private static let factor07 = Question(
        "12F-07",
        title: Text(
            en: "Does the application serve by binding to a port that it declares?",
            ja: "アプリケーションは、宣言したポートで待ち受けてサービスを提供していますか"),
        why: Text(
            en: """
                A server that listens only on localhost, or on another port than the \
                one mapped, starts well and is never reached.
                """,
            ja: """
                localhost だけで待ち受けていたり、マッピングと異なるポートを使っていたりすると、\
                起動はしても接続できません。
                """),
        links: [Source.twelveFactor("port-binding")],
        criteria: [
            Criterion(
                "12F_07.port",
                Text(
                    en: "`EXPOSE`, the port that the application listens on, and the port mappings agree",
                    ja: "`EXPOSE`、アプリケーションの待ち受けポート、ポートマッピングが一致している"),
                by: [.files],
                needs: Text(
                    en: """
                        The `EXPOSE` instructions, the server's configuration, the task \
                        definition's `portMappings` and the target group
                        """,
                    ja: """
                        `EXPOSE` 命令、サーバーの設定、タスク定義の `portMappings`、ターゲットグループを確認します。
                        """)),
            Criterion(
                "12F_07.all-interfaces",
                Text(
                    en: "The application listens on all interfaces (0.0.0.0 or ::), not only on localhost",
                    ja: """
                        アプリケーションが localhost だけでなく、すべてのインターフェイス (0.0.0.0 または \
                        ::) で待ち受けている
                        """),
                by: [.files],
                needs: Text(
                    en: """
                        The `CMD` and `ENTRYPOINT`, the server's configuration and the variables that set its address
                        """,
                    ja: "`CMD` と `ENTRYPOINT`、サーバーの設定、アドレスを指定する環境変数を確認します。")),
            Criterion(
                "12F_07.answers",
                Text(
                    en: "The application answers on its declared port",
                    ja: "アプリケーションが、宣言したポートで応答する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which connects to the mapped port",
                    ja: "リハーサルで、マッピングされたポートに接続します。")),
        ])

    private static let factor08 = Question(
        "12F-08",
        title: Text(
            en: "Does the workload scale out by adding processes?",
            ja: "ワークロードは、プロセスを増やすことでスケールアウトできますか"),
        why: Text(
            en: """
                A container that manages its own worker processes hides them from the \
                scheduler, which cannot scale or replace them.
                """,
            ja: """
                コンテナが自前でワーカープロセスを管理すると、スケジューラーから見えず、\
                スケールや置き換えができません。
                """),
        links: [Source.twelveFactor("concurrency")],
        criteria: [
            Criterion(
                "12F_08.processes",
                Text(
                    en: "Each type of process has a container of its own and runs in the foreground",
                    ja: "種類ごとのプロセスが専用のコンテナを持ち、フォアグラウンドで動作する"),
                by: [.files],
                needs: Text(
                    en: "The `ENTRYPOINT`, `CMD`, start scripts and supervisor's configuration",
                    ja: "`ENTRYPOINT`、`CMD`、起動スクリプト、スーパーバイザーの設定を確認します。")),
            Criterion(
                "12F_08.scaling-policy",
                Text(
                    en: "The service has a scaling policy",
                    ja: "サービスにスケーリングポリシーがある"),
                by: [.files],
                needs: Needs.scaling),
            Criterion(
                "12F_08.throughput",
                Text(
                    en: "Throughput grows with the number of tasks",
                    ja: "タスク数に応じてスループットが向上する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal under load, with one task and with several",
                    ja: "負荷をかけたリハーサルを、1 タスクと複数タスクで行います。")),
        ])

    private static let factor09 = Question(
        "12F-09",
        title: Text(
            en: "Does the application start fast and stop gracefully?",
            ja: "アプリケーションは素早く起動し、グレースフルに停止しますか"),
        why: Text(
            en: "Tasks are stopped at any time, and what starts slowly or stops badly makes each deployment a risk.",
            ja: """
                タスクはいつでも停止される可能性があり、起動が遅かったり停止処理が不完全だったりすると、\
                デプロイのたびにリスクが生じます。
                """),
        links: [Source.twelveFactor("disposability"), Source.ecs("container-considerations")],
        criteria: [
            Criterion(
                "12F_09.sigterm",
                Text(
                    en: "SIGTERM reaches the application, which can stop within the stop timeout",
                    ja: "SIGTERM がアプリケーションに届き、停止タイムアウト内に終了できる"),
                by: [.files],
                needs: Text(
                    en: """
                        The `ENTRYPOINT`, `CMD`, `STOPSIGNAL`, start scripts and the task definition's `stopTimeout`
                        """,
                    ja: """
                        `ENTRYPOINT`、`CMD`、`STOPSIGNAL`、起動スクリプト、タスク定義の `stopTimeout` を確認します。
                        """)),
            Criterion(
                "12F_09.fast-start",
                Text(
                    en: "Nothing slow, such as a migration or a download, runs before the application serves",
                    ja: "マイグレーションやダウンロードなど時間のかかる処理が、サービス開始前に実行されない"),
                by: [.files],
                needs: Needs.start),
            Criterion(
                "12F_09.clean-stop",
                Text(
                    en: "On SIGTERM the container finishes its work and exits in time",
                    ja: "SIGTERM を受けたコンテナが、処理を完了して時間内に終了する"),
                by: [.rehearsal],
                needs: Text(
                    en: "The stop drill of a rehearsal, with requests in flight",
                    ja: "リクエストを処理中に停止させる、リハーサルの停止ドリルで確認します。")),
            Criterion(
                "12F_09.survives-kill",
                Text(
                    en: "After SIGKILL no data is damaged, and the replacement works at once",
                    ja: "SIGKILL で強制終了してもデータが壊れず、置き換わったタスクがすぐに動作する"),
                by: [.rehearsal],
                needs: Text(
                    en: "The kill drill of a rehearsal",
                    ja: "リハーサルの強制終了ドリルで確認します。")),
        ])

    private static let factor10 = Question(
        "12F-10",
        title: Text(
            en: "Are development, staging and production alike?",
            ja: "開発、ステージング、本番の各環境は同等に保たれていますか"),
        why: Text(
            en: "Each difference between environments is a fault that no test before production can find.",
            ja: "環境間の差異は、本番より前のテストでは見つけられない障害の原因になります。"),
        links: [Source.twelveFactor("dev-prod-parity")],
        criteria: [
            Criterion(
                "12F_10.parity",
                Text(
                    en: """
                        Development uses the same image, the same kinds and \
                        versions of backing services as production
                        """,
                    ja: """
                        開発環境が、本番と同じイメージと、同じ種類・同じバージョンのバックエンドサービスを使っている
                        """),
                by: [.files],
                needs: Text(
                    en: """
                        The compose file, the stages and the images of the backing \
                        services, and the definitions of production
                        """,
                    ja: "Compose ファイル、ステージ、バックエンドサービスのイメージ、本番環境の定義を確認します。")),
            Criterion(
                "12F_10.listed-differences",
                Text(
                    en: "Task and service definitions of the environments differ only in values that are listed",
                    ja: "環境ごとのタスク定義とサービス定義の違いが、明示された値だけに限られている"),
                by: [.files],
                needs: Text(
                    en: "The task and service definitions of each environment, which are compared",
                    ja: "環境ごとのタスク定義とサービス定義を比較します。")),
        ])

    private static let factor11 = Question(
        "12F-11",
        title: Text(
            en: "Are logs written as a stream of events to stdout?",
            ja: "ログをイベントストリームとして stdout に出力していますか"),
        why: Text(
            en: "A log file in the container fills its disk, and is gone with the task that you wanted to examine.",
            ja: "コンテナ内のログファイルはディスクを圧迫し、調べたいタスクとともに消えてしまいます。"),
        links: [Source.twelveFactor("logs"), Source.ecs("using_awslogs")],
        criteria: [
            Criterion(
                "12F_11.stdout",
                Text(
                    en: "The application and its servers log to stdout and stderr, not to files",
                    ja: "アプリケーションとサーバーのログが、ファイルではなく stdout と stderr に出力される"),
                by: [.files],
                needs: Text(
                    en: """
                        The Dockerfile, the start scripts and the configuration of \
                        nginx, supervisor or the application
                        """,
                    ja: "Dockerfile、起動スクリプト、nginx・supervisor・アプリケーションの設定を確認します。")),
            Criterion(
                "12F_11.routed",
                Text(
                    en: "The task definition routes the stream to a log store",
                    ja: "タスク定義が、ログストリームを保存先に転送している"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `logConfiguration` of each container",
                    ja: "タスク定義に含まれる各コンテナの `logConfiguration` を確認します。")),
            Criterion(
                "12F_11.no-growing-file",
                Text(
                    en: "No log file grows in the running container",
                    ja: "動作中のコンテナ内で、ログファイルが増え続けない"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which watches the files that grow",
                    ja: "リハーサルで、増え続けるファイルがないか監視します。")),
        ])

    private static let factor12 = Question(
        "12F-12",
        title: Text(
            en: "Do one-off administrative jobs run with the same image and configuration?",
            ja: "一度きりの管理タスクは、同じイメージと設定で実行されますか"),
        why: Text(
            en: "A migration run from a laptop uses other code and other settings than the release it is meant for.",
            ja: """
                手元の端末から実行したマイグレーションは、対象のリリースとは異なるコードと設定を使うことになります。
                """),
        links: [Source.twelveFactor("admin-processes")],
        criteria: [
            Criterion(
                "12F_12.same-image",
                Text(
                    en: "The image contains what administrative jobs need, and they are run from it",
                    ja: "管理タスクに必要なものがイメージに含まれ、そのイメージから実行される"),
                by: [.files],
                needs: Text(
                    en: """
                        The final stage of the Dockerfile, and the jobs in the compose \
                        file, the pipeline or `run-task` overrides
                        """,
                    ja: """
                        Dockerfile の最終ステージと、Compose ファイル、パイプライン、`run-task` \
                        のオーバーライドに書かれたジョブを確認します。
                        """)),
            Criterion(
                "12F_12.same-configuration",
                Text(
                    en: "One-off tasks take their settings and secrets from the service's task definition",
                    ja: "一度きりのタスクが、サービスのタスク定義から設定とシークレットを受け取る"),
                by: [.files],
                needs: Text(
                    en: "The step that starts one-off tasks, and the task definition that it names",
                    ja: "一度きりのタスクを起動するステップと、そこで指定されるタスク定義を確認します。")),
            Criterion(
                "12F_12.one-off-works",
                Text(
                    en: "A one-off task runs to its end beside the running service",
                    ja: "一度きりのタスクが、稼働中のサービスと並行して最後まで実行される"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which runs the task with an overridden command",
                    ja: "リハーサルで、コマンドを上書きしてタスクを実行します。")),
        ])
}
