import Basics

extension Catalogue {
    /// ECS items: storage.
    static let ecsStorage = QuestionGroup(
        id: "STORAGE",
        title: Text(en: "Storage", ja: "ストレージ"),
        questions: [item30, item31, item32, item33, item34, item35])

    private static let item30 = Question(
        "ECS-30",
        title: Text(
            en: "Is the kind of storage right for the application?",
            ja: "アプリケーションに適したストレージを選んでいますか"),
        why: Text(
            en: """
                Shared files on a disk of one task, or a database on a network file \
                system, fail in ways that are hard to see.
                """,
            ja: """
                タスク単位のディスクで共有ファイルを扱ったり、\
                ネットワークファイルシステムにデータベースを置いたりすると、気付きにくい障害につながります。
                """),
        links: [Source.checklist, Source.ecs("using_data_volumes")],
        criteria: [
            Criterion(
                "ECS_30.right-storage",
                Text(
                    en: "Each volume's kind fits how it is used: shared, lasting or temporary",
                    ja: "各ボリュームの種類が、共有、永続、一時といった用途に合っている"),
                by: [.files, .attestation],
                needs: Text(
                    en: """
                        The task definition's `volumes` and `ephemeralStorage`, or a \
                        dated statement of what is stored there
                        """,
                    ja: """
                        タスク定義の `volumes` と `ephemeralStorage` を確認します。判断できない場合は、\
                        保存する内容を日付付きで申告してください。
                        """))
        ])

    private static let item31 = Question(
        "ECS-31",
        title: Text(
            en: "Is there an EFS mount target in each Availability Zone?",
            ja: "EFS のマウントターゲットを各アベイラビリティーゾーンに作成していますか"),
        why: Text(
            en: "A task in a zone without a mount target cannot start, or pays for traffic to another zone.",
            ja: "マウントターゲットのないゾーンでは、タスクが起動できないか、ほかのゾーンへの通信料金がかかります。"),
        links: [Source.checklist, Source.ecs("efs-best-practices")],
        criteria: [
            Criterion(
                "ECS_31.mount-targets",
                Text(
                    en: "Each zone of the service's subnets has a mount target",
                    ja: "サービスのサブネットがあるすべてのゾーンにマウントターゲットがある"),
                by: [.files, .live],
                needs: Text(
                    en: "The mount targets of the file system and the subnets of the service (IaC)",
                    ja: "ファイルシステムのマウントターゲットと、サービスのサブネット (IaC) を確認します。"))
        ])

    private static let item32 = Question(
        "ECS-32",
        title: Text(
            en: "Does mounting EFS require IAM authorisation?",
            ja: "EFS のマウントに IAM 認証を使っていますか"),
        why: Text(
            en: "Without it, everything that reaches the mount target can read and write the files.",
            ja: "使わない場合、マウントターゲットに到達できるものは何でもファイルを読み書きできます。"),
        links: [Source.checklist, Source.ecs("specify-efs-config")],
        criteria: [
            Criterion(
                "ECS_32.iam-authorization",
                Text(
                    en: "The volume turns on IAM authorisation and encryption in transit",
                    ja: "ボリュームで IAM 認証と転送中の暗号化が有効になっている"),
                by: [.files],
                needs: Text(
                    en: """
                        The task definition's `efsVolumeConfiguration` \
                        (`authorizationConfig.iam`, `transitEncryption`)
                        """,
                    ja: """
                        タスク定義の `efsVolumeConfiguration` (`authorizationConfig.iam`、\
                        `transitEncryption`) を確認します。
                        """)),
            Criterion(
                "ECS_32.file-system-policy",
                Text(
                    en: "The file system's policy admits only the roles that need it",
                    ja: "ファイルシステムポリシーが、必要なロールだけを許可している"),
                by: [.files, .live],
                needs: Text(
                    en: "The policy of the EFS file system (IaC or the account)",
                    ja: "EFS のファイルシステムポリシー (IaC またはアカウント上のもの) を確認します。")),
        ])

    private static let item33 = Question(
        "ECS-33",
        title: Text(
            en: "Is EFS mounted through an access point?",
            ja: "EFS をアクセスポイント経由でマウントしていますか"),
        why: Text(
            en: "Without one a task sees the whole file system, under whatever user id it likes.",
            ja: """
                アクセスポイントを使わないと、タスクは任意のユーザー \
                ID でファイルシステム全体を参照できてしまいます。
                """),
        links: [Source.checklist, Source.ecs("efs-best-practices"), Source.ecs("specify-efs-config")],
        criteria: [
            Criterion(
                "ECS_33.access-point",
                Text(
                    en: "The volume names an access point with its own user and directory",
                    ja: "ボリュームに、専用のユーザーとディレクトリを持つアクセスポイントが指定されている"),
                by: [.files],
                needs: Text(
                    en: """
                        The task definition's \
                        `efsVolumeConfiguration.authorizationConfig.accessPointId`, and \
                        the access point (IaC)
                        """,
                    ja: """
                        タスク定義の `efsVolumeConfiguration.authorizationConfig.accessPointId` と、\
                        アクセスポイント (IaC) を確認します。
                        """))
        ])

    private static let item34 = Question(
        "ECS-34",
        title: Text(
            en: "Does the security group of EFS admit only port 2049 from the tasks?",
            ja: "EFS のセキュリティグループは、タスクからのポート 2049 だけを許可していますか"),
        why: Text(
            en: "An open security group lets every host of the network try to mount the files.",
            ja: "セキュリティグループが広く開いていると、ネットワーク内のどのホストからでもマウントを試みられます。"),
        links: [Source.checklist, Source.ecs("efs-best-practices")],
        criteria: [
            Criterion(
                "ECS_34.port-2049",
                Text(
                    en: "The group has one ingress rule: TCP 2049 from the security group of the tasks",
                    ja: "インバウンドルールが、タスクのセキュリティグループからの TCP 2049 だけである"),
                by: [.files, .live],
                needs: Text(
                    en: "The rules of the mount target's security group (IaC or the account)",
                    ja: """
                        マウントターゲットのセキュリティグループのルール (IaC またはアカウント上のもの) を確認しま\
                        す。
                        """))
        ])

    private static let item35 = Question(
        "ECS-35",
        title: Text(
            en: "On EC2, are tasks with data on EBS placed only where their data is?",
            ja: "EC2 を使う場合、EBS 上のデータを使うタスクを、データのあるインスタンスにだけ配置していますか"),
        why: Text(
            en: "A task that starts on another instance finds an empty disk and may take it for a new beginning.",
            ja: "別のインスタンスで起動したタスクは空のディスクを見て、初期状態だと判断してしまうおそれがあります。"),
        links: [Source.checklist, Source.ecs("ebs-volumes")],
        criteria: [
            Criterion(
                "ECS_35.placement",
                Text(
                    en: "A placement constraint ties the task to the instances with the data",
                    ja: "配置制約により、タスクがデータのあるインスタンスに限定されている"),
                by: [.files],
                needs: Text(
                    en: "The `placementConstraints` of the task or service definition; does not apply to Fargate",
                    ja: """
                        タスク定義またはサービス定義の `placementConstraints` を確認します。\
                        Fargate には該当しません。
                        """))
        ])
}
