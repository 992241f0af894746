import Basics

extension Catalogue {
    /// Factors I to VI of the Twelve-Factor App.
    static let factors01To06: [Question] = [factor01, factor02, factor03, factor04, factor05, factor06]

    private static let factor01 = Question(
        "12F-01",
        title: Text(
            en: "Is there one codebase, from which the same image goes to all environments?",
            ja: "1 つのコードベースから作った同じイメージを、すべての環境にデプロイしていますか"),
        why: Text(
            en: """
                Copies of the source for each environment drift apart, and then \
                nobody knows which code is running where.
                """,
            ja: """
                環境ごとにソースコードを複製すると次第に食い違い、\
                どこでどのコードが動いているのかわからなくなります。
                """),
        links: [Source.twelveFactor("codebase")],
        criteria: [
            Criterion(
                "12F_01.one-image",
                Text(
                    en: "All environments deploy the same image, built from one repository",
                    ja: "すべての環境に、1 つのリポジトリからビルドした同じイメージがデプロイされる"),
                by: [.files],
                needs: Text(
                    en: "The Dockerfiles of the repository and the image reference of each environment",
                    ja: "リポジトリ内の Dockerfile と、環境ごとのイメージ参照を確認します。")),
            Criterion(
                "12F_01.version-control",
                Text(
                    en: "The Dockerfile and everything that it copies is under version control",
                    ja: "Dockerfile と、それがコピーするすべてのファイルがバージョン管理されている"),
                by: [.files],
                needs: Text(
                    en: "The build context and the repository's list of tracked files",
                    ja: "ビルドコンテキストと、リポジトリで追跡されているファイルの一覧を確認します。")),
        ])

    private static let factor02 = Question(
        "12F-02",
        title: Text(
            en: "Are all dependencies declared, locked and brought along?",
            ja: "すべての依存関係が宣言・固定され、イメージに含まれていますか"),
        why: Text(
            en: "A dependency that is only assumed is there until the day the base image changes.",
            ja: "暗黙に前提とした依存関係は、ベースイメージが変わった日に失われます。"),
        links: [Source.twelveFactor("dependencies")],
        criteria: [
            Criterion(
                "12F_02.lock",
                Text(
                    en: "Dependencies are declared in a manifest with a lock file that is committed",
                    ja: "依存関係が定義ファイルで宣言され、ロックファイルもコミットされている"),
                by: [.files],
                needs: Needs.locks),
            Criterion(
                "12F_02.strict",
                Text(
                    en: "The install command fails when the lock file does not fit the manifest",
                    ja: "ロックファイルと定義ファイルが一致しないとき、インストールコマンドが失敗する"),
                by: [.files],
                needs: Text(
                    en: """
                        The install commands of the Dockerfile (`npm ci`, \
                        `--frozen-lockfile`, `--require-hashes` and the like)
                        """,
                    ja: """
                        Dockerfile のインストールコマンド (`npm ci`、`--frozen-lockfile`、`--require-hashes` \
                        など) を確認します。
                        """)),
            Criterion(
                "12F_02.pinned",
                Text(
                    en: "The base image, the language runtime and the system packages have fixed versions",
                    ja: "ベースイメージ、言語ランタイム、システムパッケージのバージョンが固定されている"),
                by: [.files],
                needs: Text(
                    en: "The `FROM` and `RUN` instructions of the Dockerfile",
                    ja: "Dockerfile の `FROM` と `RUN` 命令を確認します。")),
        ])

    private static let factor03 = Question(
        "12F-03",
        title: Text(
            en: "Does configuration come from the environment, and never with the image?",
            ja: "設定はイメージに含めず、環境から渡していますか"),
        why: Text(
            en: """
                Configuration in the image forces a rebuild for each environment, and \
                credentials in it are readable by everyone who can pull it.
                """,
            ja: """
                設定をイメージに含めると環境ごとの再ビルドが必要になり、\
                認証情報はプルできる人全員に読まれてしまいます。
                """),
        links: [Source.twelveFactor("config"), Source.ecs("specifying-sensitive-data")],
        criteria: [
            Criterion(
                "12F_03.env",
                Text(
                    en: "What differs between environments is read from environment variables",
                    ja: "環境ごとに異なる値を環境変数から読み取っている"),
                by: [.files],
                needs: Text(
                    en: """
                        The `ENV` instructions, configuration files in the image and \
                        the task definition's `environment`
                        """,
                    ja: "`ENV` 命令、イメージ内の設定ファイル、タスク定義の `environment` を確認します。")),
            Criterion(
                "12F_03.no-secrets",
                Text(
                    en: "No credentials are in the Dockerfile, the image's files or the compose file",
                    ja: "Dockerfile、イメージに入るファイル、Compose ファイルに認証情報が書かれていない"),
                by: [.files],
                needs: Text(
                    en: "The Dockerfile, the files that it copies, and the compose and environment files",
                    ja: "Dockerfile とそれがコピーするファイル、Compose ファイル、環境変数ファイルを確認します。")),
            Criterion(
                "12F_03.no-per-environment-image",
                Text(
                    en: "No image is built for one environment only",
                    ja: "特定の環境専用のイメージをビルドしていない"),
                by: [.files],
                needs: Text(
                    en: "The build arguments, stages, bake targets and image names",
                    ja: "ビルド引数、ステージ、bake のターゲット、イメージ名を確認します。")),
            Criterion(
                "12F_03.two-configurations",
                Text(
                    en: "The same image works under two different configurations",
                    ja: "同じイメージが、異なる 2 つの設定のもとで動作する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal of one image under the settings of two environments",
                    ja: "1 つのイメージを 2 つの環境の設定でリハーサルします。")),
        ])

    private static let factor04 = Question(
        "12F-04",
        title: Text(
            en: "Are backing services attached by configuration alone?",
            ja: "バックエンドサービスは、設定だけで接続先を切り替えられますか"),
        why: Text(
            en: """
                A host name baked into the image ties it to one database, and moving that database means a new build.
                """,
            ja: "イメージにホスト名を埋め込むと特定のデータベースに縛られ、移設のたびに再ビルドが必要になります。"),
        links: [Source.twelveFactor("backing-services")],
        criteria: [
            Criterion(
                "12F_04.no-baked-hosts",
                Text(
                    en: "No host name, address or URL of a backing service is baked into the image",
                    ja: "バックエンドサービスのホスト名、アドレス、URL がイメージに埋め込まれていない"),
                by: [.files],
                needs: Text(
                    en: "The `ENV` and `RUN` instructions and the configuration files that the image takes in",
                    ja: "`ENV` と `RUN` 命令、およびイメージに取り込まれる設定ファイルを確認します。")),
            Criterion(
                "12F_04.by-configuration",
                Text(
                    en: "The task definition names each backing service by a variable or a secret",
                    ja: "タスク定義が、各バックエンドサービスを環境変数またはシークレットで指定している"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `environment` and `secrets`",
                    ja: "タスク定義の `environment` と `secrets` を確認します。")),
            Criterion(
                "12F_04.survives-loss",
                Text(
                    en: "The application survives the loss of a backing service and recovers when it returns",
                    ja: "バックエンドサービスが失われても停止せず、復旧後は自動的に回復する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which takes a backing service away and gives it back",
                    ja: "リハーサルで、バックエンドサービスを一度切り離して戻します。")),
        ])

    private static let factor05 = Question(
        "12F-05",
        title: Text(
            en: "Are build, release and run strictly separate?",
            ja: "ビルド、リリース、実行は厳密に分離されていますか"),
        why: Text(
            en: "Code that changes while it runs exists nowhere else, and the next start of a task undoes it.",
            ja: "実行中に変わったコードはほかのどこにも残らず、次にタスクが起動すると元に戻ってしまいます。"),
        links: [Source.twelveFactor("build-release-run")],
        criteria: [
            Criterion(
                "12F_05.no-runtime-build",
                Text(
                    en: "Nothing is built, compiled or installed when the container starts",
                    ja: "コンテナの起動時に、ビルド、コンパイル、インストールを行わない"),
                by: [.files],
                needs: Needs.start),
            Criterion(
                "12F_05.release",
                Text(
                    en: "A release is one image and one task definition revision, and can be deployed again",
                    ja: "リリースが 1 つのイメージと 1 つのタスク定義リビジョンの組であり、再デプロイできる"),
                by: [.files],
                needs: Text(
                    en: "The deploy step of the pipeline and the image reference in the task definition",
                    ja: "パイプラインのデプロイステップと、タスク定義のイメージ参照を確認します。")),
            Criterion(
                "12F_05.built-in-ci",
                Text(
                    en: "The image that is deployed is built by the pipeline, never by hand",
                    ja: "デプロイするイメージが、手作業ではなくパイプラインでビルドされている"),
                by: [.files],
                needs: Needs.pipeline),
            Criterion(
                "12F_05.starts-offline",
                Text(
                    en: "The container starts without reaching a package registry",
                    ja: "コンテナが、パッケージレジストリに接続せずに起動する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal with the network limited to the backing services",
                    ja: "通信先をバックエンドサービスに限定してリハーサルします。")),
        ])

    private static let factor06 = Question(
        "12F-06",
        title: Text(
            en: "Is the application run as stateless processes?",
            ja: "アプリケーションはステートレスなプロセスとして動作しますか"),
        why: Text(
            en: """
                A session in memory or a file on the local disk is lost as soon \
                as the next request meets another task.
                """,
            ja: """
                メモリ上のセッションやローカルディスクのファイルは、\
                次のリクエストが別のタスクに届いた時点で使えなくなります。
                """),
        links: [Source.twelveFactor("processes")],
        criteria: [
            Criterion(
                "12F_06.stateless",
                Text(
                    en: "Nothing that a later request needs is kept in memory or on the local disk",
                    ja: "後のリクエストに必要なものを、メモリやローカルディスクに保持していない"),
                by: [.files],
                needs: Text(
                    en: """
                        The session and upload settings, the `VOLUME` instructions and \
                        the paths that the application writes to
                        """,
                    ja: """
                        セッションとアップロードの設定、`VOLUME` 命令、アプリケーションの書き込み先パスを確認します。
                        """)),
            Criterion(
                "12F_06.replica-lost",
                Text(
                    en: "With two replicas, users notice nothing when one of them is killed",
                    ja: "レプリカが 2 つあるとき、片方を強制終了しても利用者に影響がない"),
                by: [.rehearsal],
                needs: Text(
                    en: "The statelessness drill of a rehearsal, with two replicas",
                    ja: "レプリカを 2 つにした、リハーサルのステートレス性ドリルで確認します。")),
        ])
}
