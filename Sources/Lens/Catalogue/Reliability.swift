import Basics

extension Catalogue {
    /// The reliability pillar of the Container Build Lens.
    static let reliability = QuestionGroup(
        id: "REL",
        title: Text(en: "Reliability", ja: "信頼性"),
        questions: [rel01, rel02, rel03, rel04, rel05])

    private static let rel01 = Question(
        "CONTAINER_BUILD_REL_01",
        title: Text(
            en: "Is the CPU and memory that each container may use limited?",
            ja: "各コンテナが使える CPU とメモリに上限がありますか"),
        why: Text(
            en: """
                A container without limits takes what its neighbours need, and a limit \
                without headroom ends in a kill for lack of memory.
                """,
            ja: "上限のないコンテナは隣のコンテナの資源を奪い、余裕のない上限はメモリ不足による強制終了を招きます。"),
        links: [Source.lens("foundations"), Source.ecs("capacity-tasksize"), Source.ecs("task_definition_parameters")],
        criteria: [
            Criterion(
                "REL_01.task-size",
                Text(
                    en: "The task definition states a valid task size",
                    ja: "タスク定義に有効なタスクサイズが指定されている"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `cpu` and `memory`",
                    ja: "タスク定義の `cpu` と `memory` を確認します。")),
            Criterion(
                "REL_01.hard-limit",
                Text(
                    en: "Each container has a hard memory limit that fits in the task",
                    ja: "各コンテナに、タスクサイズに収まるメモリのハードリミットがある"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `memory` of each container",
                    ja: "タスク定義に含まれる各コンテナの `memory` を確認します。")),
            Criterion(
                "REL_01.soft-limit",
                Text(
                    en: "Each container reserves the CPU and memory that it normally needs",
                    ja: "各コンテナが、通常必要とする CPU とメモリを予約している"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `cpu` and `memoryReservation` of each container",
                    ja: "タスク定義に含まれる各コンテナの `cpu` と `memoryReservation` を確認します。")),
            Criterion(
                "REL_01.headroom",
                Text(
                    en: "Under load each container stays below its limits with room to spare",
                    ja: "負荷をかけても、各コンテナの使用量が余裕を持って上限を下回る"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal under load, which measures the peak of each container",
                    ja: "負荷をかけたリハーサルで、各コンテナのピーク使用量を計測します。")),
        ])

    private static let rel02 = Question(
        "CONTAINER_BUILD_REL_02",
        title: Text(
            en: "Does data that must last survive the container?",
            ja: "残すべきデータは、コンテナがなくなっても失われませんか"),
        why: Text(
            en: "A task can be replaced at any moment, and whatever was only in its container is gone.",
            ja: "タスクはいつでも置き換えられる可能性があり、コンテナの中にしかないデータはそのとき失われます。"),
        links: [Source.lens("workload-architecture"), Source.ecs("using_data_volumes")],
        criteria: [
            Criterion(
                "REL_02.volumes",
                Text(
                    en: "Nothing that must last is left to the container's own layer or an anonymous volume",
                    ja: "残すべきデータを、コンテナの書き込みレイヤーや匿名ボリュームに任せていない"),
                by: [.files],
                needs: Text(
                    en: """
                        The `VOLUME` instructions, the paths that the application writes \
                        to, and the volumes of the compose file
                        """,
                    ja: "`VOLUME` 命令、アプリケーションの書き込み先パス、Compose ファイルのボリュームを確認します。")),
            Criterion(
                "REL_02.task-volumes",
                Text(
                    en: "Files that must last are on a persistent volume that the task definition mounts",
                    ja: "残すべきファイルが、タスク定義でマウントする永続ボリューム上にある"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `volumes` and `mountPoints`",
                    ja: "タスク定義の `volumes` と `mountPoints` を確認します。")),
            Criterion(
                "REL_02.managed-store",
                Text(
                    en: "Records are kept in a database or store outside the task",
                    ja: "レコードが、タスクの外にあるデータベースやストレージに保存されている"),
                by: [.files, .attestation],
                needs: Text(
                    en: """
                        The data stores that the configuration names, or a dated statement of where records are kept
                        """,
                    ja: """
                        設定に書かれたデータストアを確認します。判断できない場合は、\
                        保存先を日付付きで申告してください。
                        """)),
            Criterion(
                "REL_02.nothing-left-behind",
                Text(
                    en: "A replaced task loses nothing that users would miss",
                    ja: "タスクが置き換わっても、利用者にとって必要なデータが失われない"),
                by: [.rehearsal],
                needs: Text(
                    en: "The statelessness drill of a rehearsal, which lists what was written outside volumes",
                    ja: "リハーサルのステートレス性ドリルで、ボリューム外に書き込まれたものを調べます。")),
        ])

    private static let rel03 = Question(
        "CONTAINER_BUILD_REL_03",
        title: Text(
            en: "Are building and testing automated, on a developer's machine as well as in the pipeline?",
            ja: "ビルドとテストは、開発者の手元とパイプラインの両方で自動化されていますか"),
        why: Text(
            en: """
                Steps done by hand are skipped when time is short, and a test of the \
                source alone says nothing about the image.
                """,
            ja: """
                手作業の手順は急いでいるときに省かれがちで、\
                ソースコードだけのテストではイメージの品質はわかりません。
                """),
        links: [Source.lens("workload-architecture")],
        criteria: [
            Criterion(
                "REL_03.test-before-push",
                Text(
                    en: "The pipeline tests before it pushes",
                    ja: "パイプラインがプッシュの前にテストを行う"),
                by: [.files],
                needs: Needs.pipeline),
            Criterion(
                "REL_03.tests-on-image",
                Text(
                    en: "The tests run on the built image, not only on the source",
                    ja: "ソースコードだけでなく、ビルド済みイメージに対してテストが行われる"),
                by: [.files],
                needs: Text(
                    en: "The test step of the pipeline and the image or stage that it runs",
                    ja: "パイプラインのテストステップと、そこで実行されるイメージまたはステージを確認します。")),
            Criterion(
                "REL_03.local-run",
                Text(
                    en: "One command runs the workload with its backing services on a developer's machine",
                    ja: "1 つのコマンドで、バックエンドサービスを含むワークロードを開発者の手元で実行できる"),
                by: [.files],
                needs: Text(
                    en: "A compose file, or a task definition that the local ECS can run",
                    ja: "Compose ファイル、またはローカル ECS で実行できるタスク定義が必要です。")),
            Criterion(
                "REL_03.ephemeral-environment",
                Text(
                    en: "Test environments are created from code and removed after use",
                    ja: "テスト環境がコードから作成され、使用後に削除される"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The pipeline step or template that creates them, or a dated statement of how it is done",
                    ja: """
                        環境を作成するパイプラインのステップやテンプレートを確認します。ない場合は、\
                        その方法を日付付きで申告してください。
                        """)),
        ])

    private static let rel04 = Question(
        "CONTAINER_BUILD_REL_04",
        title: Text(
            en: "Does an update of a parent image reach every image that is built on it?",
            ja: "親イメージの更新は、それを使うすべてのイメージに行き渡りますか"),
        why: Text(
            en: """
                A fix in a parent changes nothing until its children are rebuilt, and without a \
                link from image to source nobody can tell which were.
                """,
            ja: """
                親イメージを修正しても、子イメージを再ビルドするまで何も変わりません。ソースとの対応がなければ、\
                どこまで反映されたかもわかりません。
                """),
        links: [Source.lens("change-management")],
        criteria: [
            Criterion(
                "REL_04.base-pinned",
                Text(
                    en: "Base images are pinned to one exact image, best by digest",
                    ja: "ベースイメージが、ダイジェストなどで特定の 1 つに固定されている"),
                by: [.files],
                needs: Needs.from),
            Criterion(
                "REL_04.labels",
                Text(
                    en: "Labels on the image name its source revision and version",
                    ja: "イメージのラベルに、ソースのリビジョンとバージョンが記録されている"),
                by: [.files, .image],
                needs: Text(
                    en: """
                        The `LABEL` instructions or the labels set by the build, or \
                        the configuration of the built image
                        """,
                    ja: "`LABEL` 命令やビルド時に付与するラベル、またはビルド済みイメージの設定を確認します。")),
            Criterion(
                "REL_04.standard-parent",
                Text(
                    en: "The base is a standard parent image of the organisation",
                    ja: "ベースイメージが、組織で標準化した親イメージである"),
                by: [.files],
                needs: Text(
                    en: "The `FROM` instructions, and the list of the organisation's registries",
                    ja: "`FROM` 命令と、組織のレジストリの一覧が必要です。")),
            Criterion(
                "REL_04.hierarchy",
                Text(
                    en: "Base, runtime and application images form a hierarchy, and each level has an owner",
                    ja: "ベース、ランタイム、アプリケーションの各イメージが階層をなし、各階層に責任者がいる"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The Dockerfiles of the parent images, or a dated statement of the hierarchy and its owners",
                    ja: """
                        親イメージの Dockerfile を確認します。ない場合は、階層と責任者を日付付きで申告してください。
                        """)),
            Criterion(
                "REL_04.rebuild-trigger",
                Text(
                    en: "A new parent triggers a rebuild: by schedule, Renovate, Dependabot or an event",
                    ja: "親イメージの更新が、スケジュール、Renovate、Dependabot、イベントなどで再ビルドを引き起こす"),
                by: [.files],
                needs: Text(
                    en: "The configuration of Renovate or Dependabot, or the pipeline's schedule",
                    ja: "Renovate または Dependabot の設定、あるいはパイプラインのスケジュールを確認します。")),
            Criterion(
                "REL_04.unique-tag",
                Text(
                    en: """
                        What is deployed is one unique, immutable tag or digest that derives from \
                        the commit or version; aliases are never deployed
                        """,
                    ja: """
                        デプロイするのはコミットやバージョンに由来する一意で不変のタグかダイジェストであり、\
                        別名タグはデプロイしない
                        """),
                by: [.files],
                needs: Text(
                    en: """
                        The tags that the pipeline sets, the repository's tag immutability \
                        and the image reference that is deployed
                        """,
                    ja: """
                        パイプラインが付けるタグ、リポジトリのタグの不変性、デプロイされるイメージ参照を確認します。
                        """)),
        ])

    private static let rel05 = Question(
        "CONTAINER_BUILD_REL_05",
        title: Text(
            en: "Is the health of each container watched, and is an unhealthy one replaced?",
            ja: "各コンテナの正常性は監視され、異常なコンテナは置き換えられますか"),
        why: Text(
            en: """
                A process that hangs still counts as running: without a health \
                check that ECS evaluates it stays in service.
                """,
            ja: """
                応答しなくなったプロセスも「実行中」とみなされます。ECS が評価するヘルスチェックがなければ、\
                そのまま使われ続けます。
                """),
        links: [Source.lens("failure-management"), Source.ecs("healthcheck"), Source.ecs("load-balancer-healthcheck")],
        criteria: [
            Criterion(
                "REL_05.health-check",
                Text(
                    en: "Each essential container has a health check that ECS evaluates",
                    ja: "各 essential コンテナに、ECS が評価するヘルスチェックがある"),
                by: [.files],
                needs: Text(
                    en: """
                        The task definition's `healthCheck` of each essential container; the \
                        image's `HEALTHCHECK` alone has no effect on ECS
                        """,
                    ja: """
                        タスク定義に含まれる各 essential コンテナの `healthCheck` を確認します。イメージの \
                        `HEALTHCHECK` だけでは ECS では効果がありません。
                        """)),
            Criterion(
                "REL_05.check-command",
                Text(
                    en: "The command of the health check exists in the image and asks the application itself",
                    ja: "ヘルスチェックのコマンドがイメージ内に存在し、アプリケーション自身の状態を確かめている"),
                by: [.files, .image, .rehearsal],
                needs: Text(
                    en: "The health check's command and the tools in the image, or a rehearsal",
                    ja: "ヘルスチェックのコマンドとイメージ内のツール、またはリハーサルで確認します。")),
            Criterion(
                "REL_05.target-group",
                Text(
                    en: "The target group checks a path and port that the application serves",
                    ja: "ターゲットグループが、アプリケーションの応答するパスとポートを確認している"),
                by: [.files],
                needs: Text(
                    en: "The health check of the target group and the container's port mapping",
                    ja: "ターゲットグループのヘルスチェックと、コンテナのポートマッピングを確認します。")),
            Criterion(
                "REL_05.replaced",
                Text(
                    en: "An unhealthy container is replaced within the time that the workload can bear",
                    ja: "異常なコンテナが、許容できる時間内に置き換えられる"),
                by: [.rehearsal],
                needs: Text(
                    en: "The health drill of a rehearsal, which measures how long the replacement takes",
                    ja: "リハーサルのヘルスチェックドリルで、置き換えにかかる時間を計測します。")),
        ])
}
