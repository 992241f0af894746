import Basics

extension Catalogue {
    /// Cost questions 01 to 04: what is built and kept.
    static let costOfImages: [Question] = [cost01, cost02, cost03, cost04]

    private static let cost01 = Question(
        "CONTAINER_BUILD_COST_01",
        title: Text(
            en: "Are images that nobody needs any more deleted from the registry?",
            ja: "不要になったイメージは、レジストリから削除されていますか"),
        why: Text(
            en: "Storage is paid for every image ever pushed, and a careless rule deletes the one that is running.",
            ja: """
                レジストリの料金はこれまでにプッシュしたすべてのイメージにかかります。一方、\
                ルールを誤ると実行中のイメージまで削除されます。
                """),
        links: [Source.lens("practice-cloud-financial-management"), Source.ecr("lifecycle_policy_examples")],
        criteria: [
            Criterion(
                "COST_01.lifecycle-policy",
                Text(
                    en: "A lifecycle policy expires old images",
                    ja: "ライフサイクルポリシーにより、古いイメージが期限切れになる"),
                by: [.files, .live],
                needs: Needs.ecrPolicy),
            Criterion(
                "COST_01.keeps-running",
                Text(
                    en: "No rule can delete an image that is deployed",
                    ja: "デプロイ中のイメージを削除しうるルールがない"),
                by: [.files, .live],
                needs: Text(
                    en: "The lifecycle policy, simulated against the tags that the task definitions use",
                    ja: "ライフサイクルポリシーを、タスク定義で使用中のタグに対してシミュレーションします。")),
            Criterion(
                "COST_01.keeps-rollback",
                Text(
                    en: "As many earlier images remain as a rollback may need",
                    ja: "ロールバックに必要な世代数のイメージが残される"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The counts and ages in the policy, and a dated statement of how far back you roll",
                    ja: "ポリシーの世代数と期間、および何世代前まで戻すかについての日付付きの申告が必要です。")),
        ])

    private static let cost02 = Question(
        "CONTAINER_BUILD_COST_02",
        title: Text(
            en: "Does the build avoid doing the same work again and again?",
            ja: "ビルドで同じ作業を何度も繰り返さないようにしていますか"),
        why: Text(
            en: """
                Build minutes are paid for, and most of them go into downloading \
                what the last build had downloaded already.
                """,
            ja: """
                ビルド時間には料金がかかり、その多くは前回のビルドですでにダウンロードしたものの再取得に費やされてい\
                ます。
                """),
        links: [Source.lens("expenditure-and-usage-awareness"), Source.docker("build/cache/optimize/")],
        criteria: [
            Criterion(
                "COST_02.cache",
                Text(
                    en: "Package downloads are kept in a cache mount or a layer that stays cached",
                    ja: "パッケージのダウンロードが、キャッシュマウントや再利用されるレイヤーに保持されている"),
                by: [.files],
                needs: Needs.runs),
            Criterion(
                "COST_02.cache-export",
                Text(
                    en: "The pipeline stores the build cache and uses it in the next run",
                    ja: "パイプラインがビルドキャッシュを保存し、次回の実行で利用する"),
                by: [.files],
                needs: Text(
                    en: "The build step's `cache-from` and `cache-to`, or the cache settings of the build project",
                    ja: """
                        ビルドステップの `cache-from` と `cache-to`、\
                        またはビルドプロジェクトのキャッシュ設定を確認します。
                        """)),
            Criterion(
                "COST_02.shared-parent",
                Text(
                    en: "What several images need is installed once, in a shared parent image",
                    ja: "複数のイメージに共通するものが、共有の親イメージに一度だけインストールされている"),
                by: [.files],
                needs: Text(
                    en: "The `FROM` and `RUN` instructions of all Dockerfiles in the repository",
                    ja: "リポジトリ内のすべての Dockerfile の `FROM` と `RUN` 命令を確認します。")),
        ])

    private static let cost03 = Question(
        "CONTAINER_BUILD_COST_03",
        title: Text(
            en: "Does the image contain only what the application needs to run?",
            ja: "イメージには、アプリケーションの実行に必要なものだけが入っていますか"),
        why: Text(
            en: "Each needless megabyte is stored, transferred and waited for at each start of a task.",
            ja: "不要な 1 MB ごとに、保管と転送の料金がかかり、タスクを起動するたびに待ち時間が増えます。"),
        links: [Source.lens("cost-effective-resources")],
        criteria: [
            Criterion(
                "COST_03.no-build-tools",
                Text(
                    en: "No compilers, headers or build tools are in the final image",
                    ja: "最終イメージに、コンパイラ、ヘッダー、ビルドツールが含まれていない"),
                by: [.files, .image],
                needs: Text(
                    en: "The packages and copies of the final stage, or the files of the built image",
                    ja: "最終ステージのパッケージとコピー対象、またはビルド済みイメージのファイルを確認します。")),
            Criterion(
                "COST_03.no-dev-dependencies",
                Text(
                    en: "Dependencies for development and tests are left out of the final image",
                    ja: "開発用・テスト用の依存関係が最終イメージから除かれている"),
                by: [.files, .image],
                needs: Text(
                    en: "The install commands and their flags, or the packages in the built image",
                    ja: "インストールコマンドとそのフラグ、またはビルド済みイメージのパッケージを確認します。")),
            Criterion(
                "COST_03.no-leftovers",
                Text(
                    en: "Package indexes, caches, archives and temporary files are not left in a layer",
                    ja: "パッケージのインデックス、キャッシュ、アーカイブ、一時ファイルがレイヤーに残っていない"),
                by: [.files, .image],
                needs: Text(
                    en: "The `RUN` instructions, or the layers of the built image",
                    ja: "`RUN` 命令、またはビルド済みイメージのレイヤーを確認します。")),
            Criterion(
                "COST_03.unused-files",
                Text(
                    en: "Few files of the image are never opened while the application runs",
                    ja: "アプリケーションの実行中に一度も開かれないファイルがほとんどない"),
                by: [.image, .rehearsal],
                needs: Text(
                    en: "The built image and a rehearsal, which records the files that are opened",
                    ja: "ビルド済みイメージとリハーサルで、開かれたファイルを記録して確認します。")),
        ])

    private static let cost04 = Question(
        "CONTAINER_BUILD_COST_04",
        title: Text(
            en: "Are the usual means to make an image smaller in use?",
            ja: "イメージを小さくするための基本的な手段を使っていますか"),
        why: Text(
            en: "Deleting a file in a later instruction does not make the image smaller: only how it is built does.",
            ja: "後の命令でファイルを削除してもイメージは小さくなりません。大きさは作り方で決まります。"),
        links: [Source.lens("cost-effective-resources"), Source.docker("build/building/best-practices/")],
        criteria: [
            Criterion(
                "COST_04.base",
                Text(
                    en: "The final stage is based on scratch or a lightweight distribution",
                    ja: "最終ステージが scratch または軽量なディストリビューションをベースにしている"),
                by: [.files],
                needs: Needs.finalFrom),
            Criterion(
                "COST_04.package-flags",
                Text(
                    en: "Package managers install without recommended extras, documents and caches",
                    ja: """
                        パッケージマネージャーが、推奨パッケージやドキュメント、キャッシュを入れずにインストールする
                        """),
                by: [.files],
                needs: Needs.runs),
            Criterion(
                "COST_04.multi-stage",
                Text(
                    en: "The final stage takes over build results only",
                    ja: "最終ステージがビルドの成果物だけを引き継いでいる"),
                by: [.files],
                needs: Needs.dockerfile),
            Criterion(
                "COST_04.copy-not-add",
                Text(
                    en: "Local files are copied with `COPY`; `ADD` is used only where its extra abilities are needed",
                    ja: "ローカルファイルには `COPY` を使い、`ADD` は固有の機能が必要な場合にだけ使っている"),
                by: [.files],
                needs: Text(
                    en: "The `ADD` instructions of the Dockerfile",
                    ja: "Dockerfile の `ADD` 命令を確認します。")),
            Criterion(
                "COST_04.workdir",
                Text(
                    en: "`WORKDIR` names an absolute path",
                    ja: "`WORKDIR` に絶対パスを指定している"),
                by: [.files],
                needs: Text(
                    en: "The `WORKDIR` instructions of the Dockerfile",
                    ja: "Dockerfile の `WORKDIR` 命令を確認します。")),
            Criterion(
                "COST_04.dockerignore",
                Text(
                    en: "A `.dockerignore` keeps needless files away from `COPY` and `ADD`",
                    ja: "`.dockerignore` により、不要なファイルが `COPY` や `ADD` の対象から外れている"),
                by: [.files],
                needs: Needs.context),
            Criterion(
                "COST_04.same-layer",
                Text(
                    en: "What one instruction leaves behind is removed in that instruction",
                    ja: "命令が残した不要なファイルは、同じ命令の中で削除されている"),
                by: [.files, .image],
                needs: Text(
                    en: "The `RUN` instructions that download and delete, or the layers of the built image",
                    ja: "ダウンロードと削除を行う `RUN` 命令、またはビルド済みイメージのレイヤーを確認します。")),
        ])
}
