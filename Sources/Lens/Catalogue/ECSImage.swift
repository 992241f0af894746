import Basics

extension Catalogue {
    /// ECS items: image.
    static let ecsImage = QuestionGroup(
        id: "IMAGE",
        title: Text(en: "Image", ja: "イメージ"),
        questions: [item01, item02, item03, item04, item05, item06])

    private static let item01 = Question(
        "ECS-01",
        title: Text(
            en: "Does the image carry all dependencies of the application as static files?",
            ja: "アプリケーションのすべての依存関係を、静的ファイルとしてイメージに含めていますか"),
        why: Text(
            en: "What is fetched at the start may be changed, missing or slow on the day a task has to be replaced.",
            ja: """
                起動時に取得するものは、タスクの置き換えが必要なときに変わっていたり、取得できなかったり、\
                遅かったりするおそれがあります。
                """),
        links: [Source.checklist, Source.ecs("container-considerations")],
        criteria: [
            Criterion(
                "ECS_01.static",
                Text(
                    en: "All dependencies are installed in the build, and none is fetched at the start",
                    ja: "すべての依存関係がビルド時にインストールされ、起動時には何も取得しない"),
                by: [.files],
                needs: Text(
                    en: "The install steps of the Dockerfile and the start scripts",
                    ja: "Dockerfile のインストール手順と起動スクリプトを確認します。")),
            Criterion(
                "ECS_01.offline-start",
                Text(
                    en: "The container starts with the network limited to its backing services",
                    ja: "通信先をバックエンドサービスに限定しても、コンテナが起動する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal with the network limited to the backing services",
                    ja: "通信先をバックエンドサービスに限定してリハーサルします。")),
        ])

    private static let item02 = Question(
        "ECS-02",
        title: Text(
            en: "Does each container run one process?",
            ja: "1 つのコンテナで動かすプロセスを 1 つにしていますか"),
        why: Text(
            en: "ECS watches only the main process of a container: another one may die without anybody noticing.",
            ja: "ECS が監視するのはコンテナのメインプロセスだけです。ほかのプロセスが終了しても気付かれません。"),
        links: [Source.checklist, Source.ecs("container-considerations")],
        criteria: [
            Criterion(
                "ECS_02.one-process",
                Text(
                    en: "The container runs one application process",
                    ja: "コンテナで動くアプリケーションのプロセスが 1 つである"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The `ENTRYPOINT`, `CMD` and start scripts, or the process tree in a rehearsal",
                    ja: "`ENTRYPOINT`、`CMD`、起動スクリプト、またはリハーサルでのプロセスツリーを確認します。"))
        ])

    private static let item03 = Question(
        "ECS-03",
        title: Text(
            en: "Does the application handle SIGTERM?",
            ja: "アプリケーションは SIGTERM を処理しますか"),
        why: Text(
            en: """
                ECS sends SIGTERM and, when the stop timeout has passed, SIGKILL: whatever was in work then is lost.
                """,
            ja: """
                ECS は SIGTERM を送り、停止タイムアウトが過ぎると SIGKILL を送ります。\
                その時点で処理中のものは失われます。
                """),
        links: [Source.checklist, Source.ecs("container-considerations")],
        criteria: [
            Criterion(
                "ECS_03.sigterm",
                Text(
                    en: "SIGTERM reaches the application, which finishes its work and exits",
                    ja: "SIGTERM がアプリケーションに届き、処理を完了して終了する"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The `ENTRYPOINT`, `CMD`, `STOPSIGNAL` and start scripts, or the stop drill of a rehearsal",
                    ja: """
                        `ENTRYPOINT`、`CMD`、`STOPSIGNAL`、起動スクリプト、またはリハーサルの停止ドリルで確認します。
                        """)),
            Criterion(
                "ECS_03.stop-timeout",
                Text(
                    en: "The stop timeout is longer than the work that may be in progress",
                    ja: "停止タイムアウトが、処理中の作業にかかる時間より長い"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `stopTimeout` of each container",
                    ja: "タスク定義に含まれる各コンテナの `stopTimeout` を確認します。")),
        ])

    private static let item04 = Question(
        "ECS-04",
        title: Text(
            en: "Does the application write its logs to stdout and stderr?",
            ja: "アプリケーションのログを stdout と stderr に出力していますか"),
        why: Text(
            en: "The log driver sees only these two streams, and files in the container vanish with it.",
            ja: """
                ログドライバーが扱えるのはこの 2 つのストリームだけで、\
                コンテナ内のファイルはコンテナとともに消えます。
                """),
        links: [Source.checklist, Source.ecs("container-considerations"), Source.ecs("using_awslogs")],
        criteria: [
            Criterion(
                "ECS_04.stdout",
                Text(
                    en: "All logs go to stdout and stderr",
                    ja: "すべてのログが stdout と stderr に出力される"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The Dockerfile, the start scripts and the servers' configuration, or a rehearsal",
                    ja: "Dockerfile、起動スクリプト、サーバーの設定、またはリハーサルで確認します。"))
        ])

    private static let item05 = Question(
        "ECS-05",
        title: Text(
            en: "Does the image carry a tag with the version of the application?",
            ja: "イメージに、アプリケーションのバージョンを示すタグを付けていますか"),
        why: Text(
            en: "Without a version in the tag nobody can tell what is running, or what to return to.",
            ja: "タグにバージョンがないと、何が動いているのか、どこに戻せばよいのかがわかりません。"),
        links: [Source.checklist, Source.ecs("container-considerations"), Source.ecr("image-tag-mutability")],
        criteria: [
            Criterion(
                "ECS_05.version-tag",
                Text(
                    en: "The image is built and deployed under a tag that names its version or commit",
                    ja: "イメージが、バージョンまたはコミットを示すタグでビルド・デプロイされている"),
                by: [.files],
                needs: Text(
                    en: """
                        The tags in the compose file, bake file or pipeline, and the \
                        image reference in the task definition
                        """,
                    ja: """
                        Compose ファイル、bake ファイル、パイプラインのタグと、タスク定義のイメージ参照を確認します。
                        """)),
            Criterion(
                "ECS_05.immutable",
                Text(
                    en: "The repository does not allow a tag to be overwritten",
                    ja: "リポジトリがタグの上書きを許可していない"),
                by: [.files, .live],
                needs: Text(
                    en: "The tag mutability setting of the ECR repository",
                    ja: "ECR リポジトリのタグの変更可能性 (tag mutability) の設定を確認します。")),
        ])

    private static let item06 = Question(
        "ECS-06",
        title: Text(
            en: "Is the image as small as it can be?",
            ja: "イメージサイズを最小限に抑えていますか"),
        why: Text(
            en: "On Fargate each new task pulls the whole image, so its size is paid for with each scale-out.",
            ja: """
                Fargate では新しいタスクが毎回イメージ全体をプルするため、\
                スケールアウトのたびにサイズの影響を受けます。
                """),
        links: [Source.checklist, Source.ecs("task-recommendations")],
        criteria: [
            Criterion(
                "ECS_06.small",
                Text(
                    en: "The image has a small base and only what the application needs",
                    ja: "イメージが小さなベースを使い、アプリケーションに必要なものだけを含んでいる"),
                by: [.files, .image],
                needs: Text(
                    en: "The Dockerfile, or the size and layers of the built image",
                    ja: "Dockerfile、またはビルド済みイメージのサイズとレイヤーを確認します。"))
        ])
}
