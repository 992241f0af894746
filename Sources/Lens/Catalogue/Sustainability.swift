import Basics

extension Catalogue {
    /// The sustainability pillar of the Container Build Lens.
    static let sustainability = QuestionGroup(
        id: "SUSTAINABILITY",
        title: Text(en: "Sustainability", ja: "持続可能性"),
        questions: [sustainability01, sustainability02, sustainability03])

    private static let sustainability01 = Question(
        "CONTAINER_BUILD_SUSTAINABILITY_01",
        title: Text(
            en: "Do building, storing and pulling the image use no more resources than they need?",
            ja: "イメージのビルド、保管、プルで消費する資源を、必要最小限に抑えていますか"),
        why: Text(
            en: """
                A dependency that is no longer used is still downloaded, stored and \
                transferred with every build and every start.
                """,
            ja: "使われなくなった依存関係も、ビルドと起動のたびにダウンロード、保管、転送され続けます。"),
        links: [Source.lens("software-and-architecture-patterns")],
        criteria: [
            Criterion(
                "SUSTAINABILITY_01.small",
                Text(
                    en: "The image is as small as its contents allow",
                    ja: "イメージが、内容に見合った最小限の大きさになっている"),
                by: [.files, .image],
                needs: Text(
                    en: "The Dockerfile, or the layers of the built image",
                    ja: "Dockerfile、またはビルド済みイメージのレイヤーを確認します。")),
            Criterion(
                "SUSTAINABILITY_01.build-time",
                Text(
                    en: "The build repeats no step whose input has not changed",
                    ja: "入力が変わっていないステップをビルドで繰り返さない"),
                by: [.files],
                needs: Text(
                    en: "The order and the cache mounts of the Dockerfile, and the cache settings of the pipeline",
                    ja: "Dockerfile の命令順序とキャッシュマウント、パイプラインのキャッシュ設定を確認します。")),
            Criterion(
                "SUSTAINABILITY_01.no-unused-dependencies",
                Text(
                    en: "Dependencies that are no longer used have been removed",
                    ja: "使われなくなった依存関係が取り除かれている"),
                by: [.files, .image],
                needs: Text(
                    en: """
                        The dependency manifests and the packages in the Dockerfile, \
                        or the packages in the built image
                        """,
                    ja: """
                        依存関係の定義ファイルと Dockerfile のパッケージ、\
                        またはビルド済みイメージのパッケージを確認します。
                        """)),
            Criterion(
                "SUSTAINABILITY_01.pull-time",
                Text(
                    en: "The image is pulled within its time budget",
                    ja: "イメージのプルが目標時間内に完了する"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which measures the pull",
                    ja: "リハーサルで、プルの所要時間を計測します。")),
        ])

    private static let sustainability02 = Question(
        "CONTAINER_BUILD_SUSTAINABILITY_02",
        title: Text(
            en: "Can the workload run on energy-efficient hardware?",
            ja: "ワークロードは、エネルギー効率の高いハードウェアで動作しますか"),
        why: Text(
            en: """
                An image for one architecture decides the hardware, and often it \
                is not the one that needs the least energy.
                """,
            ja: """
                単一アーキテクチャのイメージはハードウェアの選択肢を狭め、\
                消費電力の少ないものを選べなくなりがちです。
                """),
        links: [
            Source.lens("hardware-patterns"), Source.docker("build/building/multi-platform/"), Source.ecs("ecs-arm64"),
        ],
        criteria: [
            Criterion(
                "SUSTAINABILITY_02.multi-arch",
                Text(
                    en: "The image is built for arm64 as well as for amd64",
                    ja: "イメージが amd64 に加えて arm64 向けにもビルドされている"),
                by: [.files, .image],
                needs: Text(
                    en: """
                        The platforms of the build (bake file, compose file, \
                        pipeline), or the index of the built image
                        """,
                    ja: """
                        ビルド対象のプラットフォーム (bake ファイル、Compose ファイル、パイプライン)、\
                        またはビルド済みイメージのインデックスを確認します。
                        """)),
            Criterion(
                "SUSTAINABILITY_02.arm-runtime",
                Text(
                    en: "Tasks run on arm64 where nothing stands against it",
                    ja: "支障がない限り、タスクを arm64 で実行している"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `runtimePlatform`",
                    ja: "タスク定義の `runtimePlatform` を確認します。")),
        ])

    private static let sustainability03 = Question(
        "CONTAINER_BUILD_SUSTAINABILITY_03",
        title: Text(
            en: "Is the build tooling itself economical?",
            ja: "ビルドの仕組み自体も、資源を無駄なく使っていますか"),
        why: Text(
            en: "Idle build servers, outdated parents and forgotten images use energy without serving anyone.",
            ja: """
                待機中のビルドサーバー、古い親イメージ、忘れられたイメージは、\
                誰の役にも立たないままエネルギーを消費します。
                """),
        links: [Source.lens("development-and-deployment-process"), Source.ecr("lifecycle_policy_examples")],
        criteria: [
            Criterion(
                "SUSTAINABILITY_03.ephemeral-builders",
                Text(
                    en: "Build servers exist only while they build",
                    ja: "ビルドサーバーが、ビルド中だけ存在する"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The runners of the pipeline, or a dated statement of how builders are started and stopped",
                    ja: """
                        パイプラインのランナーを確認します。不明な場合は、\
                        起動と停止の方法を日付付きで申告してください。
                        """)),
            Criterion(
                "SUSTAINABILITY_03.prebuilt-runtimes",
                Text(
                    en: "Builds start from prepared runtimes instead of installing them each time",
                    ja: "毎回インストールするのではなく、用意されたランタイムからビルドを始める"),
                by: [.files],
                needs: Text(
                    en: "The set-up steps of the pipeline and the base images of the build stages",
                    ja: "パイプラインの準備ステップと、ビルド用ステージのベースイメージを確認します。")),
            Criterion(
                "SUSTAINABILITY_03.fresh-parents",
                Text(
                    en: "Base images are of a current release",
                    ja: "ベースイメージが最新系列のリリースである"),
                by: [.files],
                needs: Needs.from),
            Criterion(
                "SUSTAINABILITY_03.image-cleanup",
                Text(
                    en: "Images that are no longer used are deleted automatically",
                    ja: "使われなくなったイメージが自動的に削除される"),
                by: [.files, .live],
                needs: Needs.ecrPolicy),
        ])
}
