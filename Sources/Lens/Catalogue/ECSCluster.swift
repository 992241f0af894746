import Basics

extension Catalogue {
    /// ECS items: cluster.
    static let ecsCluster = QuestionGroup(
        id: "CLUSTER",
        title: Text(en: "Cluster", ja: "クラスター"),
        questions: [item22, item23, item24, item25])

    private static let item22 = Question(
        "ECS-22",
        title: Text(
            en: "Is a capacity provider set for the cluster?",
            ja: "クラスターにキャパシティプロバイダーを設定していますか"),
        why: Text(
            en: "Without one, instances do not grow with the tasks, and Fargate Spot cannot be used at all.",
            ja: "設定しないと、タスクに合わせてインスタンスが増えず、Fargate Spot も利用できません。"),
        links: [
            Source.checklist, Source.ecs("fargate-capacity-providers"), Source.ecs("capacity-cluster-best-practice"),
        ],
        criteria: [
            Criterion(
                "ECS_22.capacity-provider",
                Text(
                    en: "The cluster or the service names a capacity provider strategy",
                    ja: "クラスターまたはサービスにキャパシティプロバイダー戦略が設定されている"),
                by: [.files],
                needs: Text(
                    en: """
                        The cluster's capacity providers and the service definition's \
                        `capacityProviderStrategy`; not needed on Fargate without Spot
                        """,
                    ja: """
                        クラスターのキャパシティプロバイダーと、サービス定義の `capacityProviderStrategy` \
                        を確認します。Spot を使わない Fargate では不要です。
                        """))
        ])

    private static let item23 = Question(
        "ECS-23",
        title: Text(
            en: "Is Spot capacity used where interruptions are allowed?",
            ja: "中断が許容される部分で Spot キャパシティを活用していますか"),
        why: Text(
            en: "A workload that can bear a two-minute warning saves up to 70 percent of its compute price.",
            ja: "2 分前の通知で中断できるワークロードなら、Spot の利用により料金を最大で 7 割ほど抑えられます。"),
        links: [Source.checklist, Source.ecs("fargate-capacity-providers")],
        criteria: [
            Criterion(
                "ECS_23.spot",
                Text(
                    en: "Services that may be interrupted take part of their capacity from Spot",
                    ja: "中断できるサービスが、キャパシティの一部に Spot を利用している"),
                by: [.files],
                needs: Text(
                    en: "The service definition's `capacityProviderStrategy` with its `base` and `weight`",
                    ja: "サービス定義の `capacityProviderStrategy` と、その `base` および `weight` を確認します。")),
            Criterion(
                "ECS_23.interruption-allowed",
                Text(
                    en: "It is decided which workloads may be interrupted",
                    ja: "どのワークロードが中断可能か決められている"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of which workloads bear an interruption",
                    ja: "中断を許容できるワークロードを、日付付きで申告してください。")),
            Criterion(
                "ECS_23.survives-interruption",
                Text(
                    en: "The service keeps serving while a task is interrupted",
                    ja: "タスクが中断されても、サービスは応答し続ける"),
                by: [.rehearsal],
                needs: Text(
                    en: "The Spot drill of a rehearsal, which interrupts a task with a warning",
                    ja: "リハーサルの Spot ドリルで、通知の後にタスクを中断させます。")),
        ])

    private static let item24 = Question(
        "ECS-24",
        title: Text(
            en: "Are clusters separated where needs differ?",
            ja: "要件が異なる場合に、クラスターを適切に分離していますか"),
        why: Text(
            en: """
                Services in one cluster share permissions, pipelines and \
                capacity, so a mistake in one reaches the others.
                """,
            ja: """
                同じクラスターのサービスは権限、パイプライン、キャパシティを共有するため、\
                1 つのミスがほかのサービスにも及びます。
                """),
        links: [Source.checklist, Source.ecs("clusters")],
        criteria: [
            Criterion(
                "ECS_24.separated",
                Text(
                    en: """
                        Environments and workloads with different security, network or \
                        scaling needs have clusters of their own
                        """,
                    ja: """
                        セキュリティ、ネットワーク、スケーリングの要件が異なる環境やワークロードが、\
                        別々のクラスターで動いている
                        """),
                by: [.files, .attestation],
                needs: Text(
                    en: """
                        The cluster of each service in the definitions, or a dated \
                        statement of why clusters are shared
                        """,
                    ja: """
                        定義ファイルで各サービスのクラスターを確認します。共有している場合は、\
                        その理由を日付付きで申告してください。
                        """))
        ])

    private static let item25 = Question(
        "ECS-25",
        title: Text(
            en: "On EC2, do the instances run an operating system made for containers?",
            ja: "EC2 を使う場合、コンテナに適した OS を使用していますか"),
        why: Text(
            en: "A general system brings services and packages that have to be patched and that an intruder can use.",
            ja: "汎用 OS には、パッチ適用が必要になり、侵入者にも利用されうるサービスやパッケージが含まれています。"),
        links: [Source.checklist, Source.ecs("ecs-optimized_AMI")],
        criteria: [
            Criterion(
                "ECS_25.container-os",
                Text(
                    en: "Instances use the ECS-optimised AMI, Bottlerocket or another system made for containers",
                    ja: "インスタンスが ECS 最適化 AMI、Bottlerocket などのコンテナ向け OS を使っている"),
                by: [.files, .live],
                needs: Text(
                    en: "The AMI of the launch template; does not apply to Fargate",
                    ja: "起動テンプレートの AMI を確認します。Fargate には該当しません。"))
        ])
}
