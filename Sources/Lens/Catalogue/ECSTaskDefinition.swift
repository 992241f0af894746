import Basics

extension Catalogue {
    /// ECS items: task definition.
    static let ecsTaskDefinition = QuestionGroup(
        id: "TASK_DEFINITION",
        title: Text(en: "Task definition", ja: "タスク定義"),
        questions: [item07, item08, item09, item10, item11, item12, item13, item14, item15, item16])

    private static let item07 = Question(
        "ECS-07",
        title: Text(
            en: "Are containers that start and end together in one task definition?",
            ja: "一緒に起動・終了するコンテナを、同じタスク定義にまとめていますか"),
        why: Text(
            en: """
                Containers of one life cycle in separate tasks get out of step \
                when one of them is deployed or replaced.
                """,
            ja: """
                ライフサイクルが同じコンテナを別のタスクに分けると、片方だけのデプロイや置き換えで足並みが乱れます。
                """),
        links: [Source.checklist, Source.ecs("application_architecture")],
        criteria: [
            Criterion(
                "ECS_07.one-life-cycle",
                Text(
                    en: "Containers with one life cycle share a task definition",
                    ja: "ライフサイクルが同じコンテナが、同じタスク定義に含まれている"),
                by: [.files, .attestation],
                needs: Text(
                    en: """
                        The containers of all task definitions and their `dependsOn`, \
                        or a dated statement of the life cycles
                        """,
                    ja: """
                        すべてのタスク定義のコンテナと `dependsOn` を確認します。判断できない場合は、\
                        ライフサイクルを日付付きで申告してください。
                        """))
        ])

    private static let item08 = Question(
        "ECS-08",
        title: Text(
            en: "Are containers that talk over localhost in one task definition?",
            ja: "localhost で通信するコンテナを、同じタスク定義にまとめていますか"),
        why: Text(
            en: """
                Only containers of one task share its network interface: \
                elsewhere a localhost address reaches nobody.
                """,
            ja: """
                ネットワークインターフェイスを共有するのは同じタスクのコンテナだけです。それ以外では \
                localhost を指定しても届きません。
                """),
        links: [Source.checklist, Source.ecs("application_architecture")],
        criteria: [
            Criterion(
                "ECS_08.localhost",
                Text(
                    en: "Every localhost address in the configuration belongs to a container of the same task",
                    ja: "設定に含まれる localhost 宛ての通信先が、すべて同じタスク内のコンテナである"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `environment` and `portMappings` of each container",
                    ja: "タスク定義に含まれる各コンテナの `environment` と `portMappings` を確認します。"))
        ])

    private static let item09 = Question(
        "ECS-09",
        title: Text(
            en: "Are containers that share files through a bind mount in one task definition?",
            ja: "バインドマウントでファイルを共有するコンテナを、同じタスク定義にまとめていますか"),
        why: Text(
            en: "On Fargate a bind mount exists only within one task.",
            ja: "Fargate のバインドマウントは、1 つのタスクの中でしか共有できません。"),
        links: [Source.checklist, Source.ecs("bind-mounts")],
        criteria: [
            Criterion(
                "ECS_09.shared-files",
                Text(
                    en: "Containers that mount the same bind mount belong to one task definition",
                    ja: "同じバインドマウントを使うコンテナが、同じタスク定義に含まれている"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `volumes`, `mountPoints` and `volumesFrom`",
                    ja: "タスク定義の `volumes`、`mountPoints`、`volumesFrom` を確認します。"))
        ])

    private static let item10 = Question(
        "ECS-10",
        title: Text(
            en: "Are all other containers in task definitions of their own?",
            ja: "それ以外のコンテナは、別々のタスク定義に分けていますか"),
        why: Text(
            en: "Containers in one task are scaled, deployed and stopped together, whether they need it or not.",
            ja: "同じタスクのコンテナは、必要がなくても一緒にスケール、デプロイ、停止されます。"),
        links: [Source.checklist, Source.ecs("application_architecture")],
        criteria: [
            Criterion(
                "ECS_10.apart",
                Text(
                    en: """
                        No two containers share a task without a common life cycle, localhost traffic or shared files
                        """,
                    ja: """
                        ライフサイクル、localhost 通信、ファイル共有のいずれもないコンテナ同士が、\
                        同じタスクに入っていない
                        """),
                by: [.files, .attestation],
                needs: Text(
                    en: """
                        The containers of the task definition and what links them, or a \
                        dated statement of why they belong together
                        """,
                    ja: """
                        タスク定義のコンテナとその関係を確認します。判断できない場合は、\
                        まとめる理由を日付付きで申告してください。
                        """))
        ])

    private static let item11 = Question(
        "ECS-11",
        title: Text(
            en: "Are ECS managed tags and tag propagation turned on?",
            ja: "ECS マネージドタグとタグの伝播を有効にしていますか"),
        why: Text(
            en: "Without tags on the tasks, their cost cannot be told apart by cluster and service.",
            ja: "タスクにタグがないと、クラスターやサービスごとのコストを区別できません。"),
        links: [Source.checklist, Source.ecs("ecs-using-tags")],
        criteria: [
            Criterion(
                "ECS_11.managed-tags",
                Text(
                    en: "ECS managed tags are on for the service",
                    ja: "サービスで ECS マネージドタグが有効になっている"),
                by: [.files],
                needs: Text(
                    en: "The service definition's `enableECSManagedTags`",
                    ja: "サービス定義の `enableECSManagedTags` を確認します。")),
            Criterion(
                "ECS_11.propagate-tags",
                Text(
                    en: "Tags are passed on to the tasks",
                    ja: "タグがタスクに伝播される"),
                by: [.files],
                needs: Text(
                    en: "The service definition's `propagateTags`",
                    ja: "サービス定義の `propagateTags` を確認します。")),
        ])

    private static let item12 = Question(
        "ECS-12",
        title: Text(
            en: "Does each code version have exactly one image tag and one task definition revision?",
            ja: "コードのバージョン、イメージタグ、タスク定義のリビジョンは 1 対 1 対 1 に対応していますか"),
        why: Text(
            en: "When one revision can mean several images, a rollback does not bring back what ran before.",
            ja: "1 つのリビジョンが複数のイメージを指しうると、ロールバックしても以前の状態には戻りません。"),
        links: [Source.checklist, Source.ecs("application_architecture")],
        criteria: [
            Criterion(
                "ECS_12.one-to-one",
                Text(
                    en: "A revision names one unique tag or digest that derives from one commit",
                    ja: "リビジョンが、1 つのコミットに由来する一意のタグまたはダイジェストを指している"),
                by: [.files],
                needs: Text(
                    en: "The tag that the pipeline sets and the image reference in the task definition",
                    ja: "パイプラインが付けるタグと、タスク定義のイメージ参照を確認します。")),
            Criterion(
                "ECS_12.version-tag",
                Text(
                    en: "Services and tasks carry the application's version as a resource tag",
                    ja: "サービスとタスクに、アプリケーションのバージョンがリソースタグとして付いている"),
                by: [.files],
                needs: Text(
                    en: "The `tags` of the task definition and of the service definition",
                    ja: "タスク定義とサービス定義の `tags` を確認します。")),
        ])

    private static let item13 = Question(
        "ECS-13",
        title: Text(
            en: "Do resources carry tags for environment, role and owner?",
            ja: "リソースに、環境、役割、所有者などを示すタグが付いていますか"),
        why: Text(
            en: "Untagged resources cannot be found, charged to a team or limited by policy.",
            ja: "タグのないリソースは、探すことも、費用を部門に配賦することも、ポリシーで制限することもできません。"),
        links: [Source.checklist, Source.ecs("ecs-using-tags")],
        criteria: [
            Criterion(
                "ECS_13.attribute-tags",
                Text(
                    en: "Task definitions and services carry the attribute tags that you have agreed on",
                    ja: "タスク定義とサービスに、取り決めた属性タグが付いている"),
                by: [.files, .live],
                needs: Text(
                    en: "The `tags` of the task definition, the service definition and the IaC",
                    ja: "タスク定義、サービス定義、IaC の `tags` を確認します。"))
        ])

    private static let item14 = Question(
        "ECS-14",
        title: Text(
            en: "Does each task have an IAM role of its own with least privilege?",
            ja: "タスクごとに、最小権限の専用 IAM ロールを割り当てていますか"),
        why: Text(
            en: "With a shared role, each task can do whatever any of the others may do.",
            ja: "ロールを共有すると、どのタスクもほかのタスクの権限まで使えてしまいます。"),
        links: [Source.checklist, Source.ecs("security-iam-roles"), Source.ecs("task-iam-roles")],
        criteria: [
            Criterion(
                "ECS_14.own-role",
                Text(
                    en: "The task definition names a task role that no other task uses",
                    ja: "タスク定義に、ほかのタスクと共用しないタスクロールが指定されている"),
                by: [.files],
                needs: Text(
                    en: "The `taskRoleArn` of all task definitions",
                    ja: "すべてのタスク定義の `taskRoleArn` を確認します。")),
            Criterion(
                "ECS_14.least-privilege",
                Text(
                    en: "The policies of the role allow only the actions and resources that the task uses",
                    ja: "ロールのポリシーが、タスクの使うアクションとリソースだけを許可している"),
                by: [.files, .live],
                needs: Text(
                    en: "The policies of the task role (IaC or the account)",
                    ja: "タスクロールのポリシー (IaC またはアカウント上のもの) を確認します。")),
            Criterion(
                "ECS_14.execution-role-apart",
                Text(
                    en: "The execution role is another role than the task role",
                    ja: "タスク実行ロールとタスクロールが別のロールである"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `executionRoleArn` and `taskRoleArn`",
                    ja: "タスク定義の `executionRoleArn` と `taskRoleArn` を確認します。")),
        ])

    private static let item15 = Question(
        "ECS-15",
        title: Text(
            en: "Is the task sized properly, with hard and soft limits?",
            ja: "タスクサイズと、ハードリミット・ソフトリミットを適切に設定していますか"),
        why: Text(
            en: """
                A task that is too small is killed under load, and one that is \
                too large is paid for around the clock.
                """,
            ja: "小さすぎるタスクは負荷がかかると強制終了され、大きすぎるタスクには四六時中余分な費用がかかります。"),
        links: [Source.checklist, Source.ecs("capacity-tasksize"), Source.ecs("fargate-task-size-best-practice")],
        criteria: [
            Criterion(
                "ECS_15.task-size",
                Text(
                    en: "The task states a CPU and memory size that Fargate offers",
                    ja: "タスクに、Fargate で選べる CPU とメモリの組み合わせが指定されている"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `cpu` and `memory`",
                    ja: "タスク定義の `cpu` と `memory` を確認します。")),
            Criterion(
                "ECS_15.container-limits",
                Text(
                    en: "Each container states its hard limit and its reservation",
                    ja: "各コンテナに、ハードリミットと予約量が指定されている"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `memory`, `memoryReservation` and `cpu` of each container",
                    ja: "タスク定義に含まれる各コンテナの `memory`、`memoryReservation`、`cpu` を確認します。")),
            Criterion(
                "ECS_15.fits-use",
                Text(
                    en: "The size fits the measured use",
                    ja: "サイズが、計測した使用量に見合っている"),
                by: [.rehearsal, .live],
                needs: Text(
                    en: "A rehearsal under load, or the utilisation metrics of the service",
                    ja: "負荷をかけたリハーサル、またはサービスの使用率メトリクスで確認します。")),
        ])

    private static let item16 = Question(
        "ECS-16",
        title: Text(
            en: "Was the task size found by a load test?",
            ja: "タスクサイズは負荷テストに基づいて決めていますか"),
        why: Text(
            en: "A size that was guessed is wrong in one direction or the other, and nobody knows which.",
            ja: "推測で決めたサイズは過大か過小のどちらかですが、どちらなのかは誰にもわかりません。"),
        links: [Source.checklist, Source.ecs("capacity-tasksize")],
        criteria: [
            Criterion(
                "ECS_16.load-test",
                Text(
                    en: "A load test with the present size is on record",
                    ja: "現在のサイズで行った負荷テストの記録がある"),
                by: [.rehearsal, .attestation],
                needs: Text(
                    en: "A rehearsal under load, or a dated statement with the result of the load test",
                    ja: "負荷をかけたリハーサルを行うか、負荷テストの結果を日付付きで申告してください。"))
        ])
}
