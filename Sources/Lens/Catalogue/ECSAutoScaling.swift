import Basics

extension Catalogue {
    /// ECS items: auto scaling.
    static let ecsAutoScaling = QuestionGroup(
        id: "AUTO_SCALING",
        title: Text(en: "Auto scaling", ja: "オートスケーリング"),
        questions: [item17, item18, item19, item20, item21])

    private static let item17 = Question(
        "ECS-17",
        title: Text(
            en: "Does the scaling metric follow the load of this application?",
            ja: "スケーリングメトリクスは、このアプリケーションの負荷に合ったものですか"),
        why: Text(
            en: "A metric that does not move with the load scales too late or not at all.",
            ja: "負荷と連動しないメトリクスでは、スケールが遅れるか、まったく行われません。"),
        links: [Source.checklist, Source.ecs("capacity-autoscaling-best-practice")],
        criteria: [
            Criterion(
                "ECS_17.metric",
                Text(
                    en: "The service has a scaling policy on a metric that fits its kind of load",
                    ja: "サービスに、負荷の性質に合ったメトリクスによるスケーリングポリシーがある"),
                by: [.files],
                needs: Needs.scaling),
            Criterion(
                "ECS_17.follows-load",
                Text(
                    en: "Under load the metric rises in step with it and falls with more tasks",
                    ja: "負荷に応じてメトリクスが上昇し、タスクを増やすと下がる"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal under load, with one task and with several",
                    ja: "負荷をかけたリハーサルを、1 タスクと複数タスクで行います。")),
        ])

    private static let item18 = Question(
        "ECS-18",
        title: Text(
            en: "Does the scaling threshold leave headroom?",
            ja: "スケーリングのしきい値に余裕を持たせていますか"),
        why: Text(
            en: "Between the breach and the new task minutes pass, in which the running tasks carry all the load.",
            ja: "しきい値を超えてから新しいタスクが動き出すまでの数分間は、既存のタスクだけで負荷を受け止めます。"),
        links: [Source.checklist, Source.ecs("capacity-autoscaling-best-practice")],
        criteria: [
            Criterion(
                "ECS_18.headroom",
                Text(
                    en: "The target value leaves room for the time that a new task takes",
                    ja: "目標値が、新しいタスクの起動にかかる時間を見込んで余裕を持っている"),
                by: [.files],
                needs: Text(
                    en: "The target value or alarm threshold of the scaling policy",
                    ja: "スケーリングポリシーの目標値、またはアラームのしきい値を確認します。")),
            Criterion(
                "ECS_18.holds-out",
                Text(
                    en: "The running tasks bear the load until new ones are healthy",
                    ja: "新しいタスクが正常になるまで、既存のタスクが負荷に耐える"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal with rising load, which measures the time until new tasks serve",
                    ja: "負荷を上げながらリハーサルし、新しいタスクが応答するまでの時間を計測します。")),
        ])

    private static let item19 = Question(
        "ECS-19",
        title: Text(
            en: "Are tasks spread over several Availability Zones?",
            ja: "タスクを複数のアベイラビリティーゾーンに分散していますか"),
        why: Text(
            en: "With two zones the loss of one takes half of the tasks, with three only a third.",
            ja: "2 つのゾーンでは 1 つの障害で半数のタスクを失いますが、3 つなら 3 分の 1 で済みます。"),
        links: [Source.checklist, Source.ecs("capacity-availability-best-practice")],
        criteria: [
            Criterion(
                "ECS_19.several-zones",
                Text(
                    en: "The service uses subnets in at least two zones, better three",
                    ja: "サービスが 2 つ以上、できれば 3 つのゾーンのサブネットを使っている"),
                by: [.files],
                needs: Text(
                    en: "The service definition's subnets and their zones (IaC)",
                    ja: "サービス定義のサブネットと、そのアベイラビリティーゾーン (IaC) を確認します。")),
            Criterion(
                "ECS_19.enough-tasks",
                Text(
                    en: "At least as many tasks run as there are zones to survive on",
                    ja: "ゾーン障害に耐えられるだけのタスク数が常に動いている"),
                by: [.files],
                needs: Text(
                    en: "The service's desired count and the minimum of its scaling",
                    ja: "サービスの希望タスク数と、スケーリングの最小値を確認します。")),
        ])

    private static let item20 = Question(
        "ECS-20",
        title: Text(
            en: "Are the tasks and their ECR repository in one Region?",
            ja: "タスクと ECR リポジトリは同じリージョンにありますか"),
        why: Text(
            en: "A pull across Regions is slower and charged as transfer, at each start of a task.",
            ja: "リージョンをまたぐプルは遅く、タスクを起動するたびに転送料金もかかります。"),
        links: [Source.checklist, Source.ecs("task-recommendations"), Source.ecr("replication")],
        criteria: [
            Criterion(
                "ECS_20.same-region",
                Text(
                    en: "The image reference names a registry in the Region of the cluster",
                    ja: "イメージ参照が、クラスターと同じリージョンのレジストリを指している"),
                by: [.files],
                needs: Text(
                    en: "The image reference in the task definition and the Region of the cluster",
                    ja: "タスク定義のイメージ参照とクラスターのリージョンを確認します。"))
        ])

    private static let item21 = Question(
        "ECS-21",
        title: Text(
            en: "Is the kind of scaling policy chosen for the speed that is needed?",
            ja: "必要なスケーリング速度に合わせて、ポリシーの種類を選んでいますか"),
        why: Text(
            en: """
                Target tracking is simple and cautious; step scaling can react faster \
                and in larger steps, at the price of more to tune.
                """,
            ja: """
                ターゲット追跡は設定が簡単で慎重に動きます。ステップスケーリングは速く大きく反応できる反面、\
                調整の手間が増えます。
                """),
        links: [
            Source.checklist, Source.ecs("service-autoscaling-stepscaling"),
            Source.ecs("service-autoscaling-targettracking"),
        ],
        criteria: [
            Criterion(
                "ECS_21.policy-kind",
                Text(
                    en: "Step scaling is used where speed matters, or target tracking with a reason",
                    ja: "速度が重要な場合はステップスケーリングを使う、またはターゲット追跡を選んだ理由がある"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The scaling policies of the service, and a dated statement of how fast it has to react",
                    ja: "サービスのスケーリングポリシーと、必要な反応速度についての日付付きの申告が必要です。"))
        ])
}
