import Basics

extension Catalogue {
    /// ECS items: security.
    static let ecsSecurity = QuestionGroup(
        id: "SECURITY",
        title: Text(en: "Security", ja: "セキュリティ"),
        questions: [item41, item42, item43, item44, item45, item46, item47, item48, item49, item50, item51])

    private static let item41 = Question(
        "ECS-41",
        title: Text(
            en: "Do all IAM principals have least privilege?",
            ja: "すべての IAM プリンシパルの権限は最小限ですか"),
        why: Text(
            en: "Whatever a principal may do, so may whoever takes it over.",
            ja: "プリンシパルが乗っ取られると、その権限で可能なことはすべて攻撃者にも可能になります。"),
        links: [Source.checklist, Source.ecs("security-iam-bestpractices")],
        criteria: [
            Criterion(
                "ECS_41.no-wildcards",
                Text(
                    en: "No policy of the workload allows all actions or all resources without need",
                    ja: "ワークロードのポリシーが、すべてのアクションやリソースを不必要に許可していない"),
                by: [.files],
                needs: Text(
                    en: "The policies of all roles in the IaC",
                    ja: "IaC に含まれるすべてのロールのポリシーを確認します。")),
            Criterion(
                "ECS_41.used-permissions",
                Text(
                    en: "Permissions that are never used have been removed",
                    ja: "使われていない権限が取り除かれている"),
                by: [.live],
                needs: Text(
                    en: "The account's data on when permissions were last used",
                    ja: "アカウントに記録された、権限の最終使用日時を確認します。")),
        ])

    private static let item42 = Question(
        "ECS-42",
        title: Text(
            en: "Are principals that deploy limited to their own cluster?",
            ja: "デプロイを行うプリンシパルの権限を、対象のクラスターに限定していますか"),
        why: Text(
            en: "A deploy role without bounds turns a mistake in development into an outage in production.",
            ja: "範囲を限定しないデプロイ用ロールは、開発環境でのミスを本番環境の障害に変えてしまいます。"),
        links: [Source.checklist, Source.ecs("security-iam-bestpractices")],
        criteria: [
            Criterion(
                "ECS_42.cluster-bound",
                Text(
                    en: "The deploy role's policies name the cluster and services that it may change",
                    ja: "デプロイ用ロールのポリシーに、変更できるクラスターとサービスが明記されている"),
                by: [.files],
                needs: Text(
                    en: "The policies of the deploy role (IaC), with their resources and conditions",
                    ja: "デプロイ用ロールのポリシー (IaC) と、そのリソースおよび条件を確認します。"))
        ])

    private static let item43 = Question(
        "ECS-43",
        title: Text(
            en: "Can deployments be made only by the pipeline?",
            ja: "デプロイはパイプラインからのみ実行できるようになっていますか"),
        why: Text(
            en: "A deployment past the pipeline is one that no test, scan or review has seen.",
            ja: "パイプラインを通らないデプロイは、テスト、スキャン、レビューのいずれも受けていません。"),
        links: [Source.checklist, Source.ecs("security-iam-bestpractices")],
        criteria: [
            Criterion(
                "ECS_43.pipeline-only",
                Text(
                    en: "Only the pipeline's role may register revisions and update services",
                    ja: "リビジョンの登録とサービスの更新を、パイプラインのロールだけが実行できる"),
                by: [.files, .live],
                needs: Text(
                    en: """
                        The policies of users and roles (IaC or the account) for \
                        `ecs:UpdateService` and `ecs:RegisterTaskDefinition`
                        """,
                    ja: """
                        ユーザーとロールのポリシー (IaC またはアカウント上のもの) の `ecs:UpdateService` と \
                        `ecs:RegisterTaskDefinition` を確認します。
                        """))
        ])

    private static let item44 = Question(
        "ECS-44",
        title: Text(
            en: "Is traffic encrypted as far as the requirements ask?",
            ja: "要件に応じて、通信を暗号化していますか"),
        why: Text(
            en: "Behind the load balancer, too, traffic crosses a network that others share.",
            ja: "ロードバランサーより内側の通信も、ほかと共有するネットワークを通ります。"),
        links: [Source.checklist, Source.ecs("security-network"), Source.ecs("service-connect-tls")],
        criteria: [
            Criterion(
                "ECS_44.encrypted-inside",
                Text(
                    en: "Traffic to tasks, between services and to backing services uses TLS",
                    ja: "タスクへの通信、サービス間の通信、バックエンドサービスへの通信に TLS を使っている"),
                by: [.files],
                needs: Text(
                    en: """
                        The protocols of target groups, Service Connect and the \
                        connection settings of backing services
                        """,
                    ja: """
                        ターゲットグループのプロトコル、Service Connect、バックエンドサービスの接続設定を確認します。
                        """)),
            Criterion(
                "ECS_44.scope-decided",
                Text(
                    en: "It is decided how far encryption has to go",
                    ja: "どこまで暗号化するかが決められている"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of which connections have to be encrypted",
                    ja: "暗号化の対象とする通信を、日付付きで申告してください。")),
        ])

    private static let item45 = Question(
        "ECS-45",
        title: Text(
            en: "On EC2, do tasks use awsvpc with a security group of their own?",
            ja: "EC2 を使う場合、awsvpc モードでタスク専用のセキュリティグループを割り当てていますか"),
        why: Text(
            en: """
                In other modes all tasks of an instance share its security group \
                and can reach what any of them may reach.
                """,
            ja: """
                ほかのモードでは、同じインスタンスのタスクがセキュリティグループを共有し、\
                互いの通信先にも到達できてしまいます。
                """),
        links: [Source.checklist, Source.ecs("security-network"), Source.ecs("task-networking-awsvpc")],
        criteria: [
            Criterion(
                "ECS_45.awsvpc",
                Text(
                    en: "The network mode is awsvpc",
                    ja: "ネットワークモードが awsvpc である"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `networkMode`; always so on Fargate",
                    ja: "タスク定義の `networkMode` を確認します。Fargate では常に awsvpc です。")),
            Criterion(
                "ECS_45.own-security-group",
                Text(
                    en: "The service has a security group of its own, opened only to its callers",
                    ja: "サービスに専用のセキュリティグループがあり、呼び出し元にだけ開かれている"),
                by: [.files],
                needs: Text(
                    en: "The service definition's security groups and their rules (IaC)",
                    ja: "サービス定義のセキュリティグループと、そのルール (IaC) を確認します。")),
        ])

    private static let item46 = Question(
        "ECS-46",
        title: Text(
            en: "Is there a separate VPC where strict isolation is needed?",
            ja: "厳密な分離が必要な場合に、別の VPC を使っていますか"),
        why: Text(
            en: "Within one VPC isolation rests on rules alone, and one wrong rule ends it.",
            ja: "同じ VPC 内の分離はルールだけに依存し、1 つの設定ミスで破られます。"),
        links: [Source.checklist, Source.ecs("security-network")],
        criteria: [
            Criterion(
                "ECS_46.separate-vpc",
                Text(
                    en: "Workloads that need strict isolation run in a VPC of their own",
                    ja: "厳密な分離が必要なワークロードが、専用の VPC で動作している"),
                by: [.files, .attestation],
                needs: Text(
                    en: "The VPC of each cluster (IaC), and a dated statement of which workloads need isolation",
                    ja: "各クラスターの VPC (IaC) と、分離が必要なワークロードについての日付付きの申告が必要です。"))
        ])

    private static let item47 = Question(
        "ECS-47",
        title: Text(
            en: "Are VPC flow logs collected?",
            ja: "VPC フローログを取得していますか"),
        why: Text(
            en: "Without them nobody can say afterwards which connections were made.",
            ja: "フローログがないと、どのような通信があったのかを後から調べられません。"),
        links: [Source.checklist, Source.ecs("security-network")],
        criteria: [
            Criterion(
                "ECS_47.flow-logs",
                Text(
                    en: "The VPC or its subnets write flow logs, and they are kept",
                    ja: "VPC またはサブネットのフローログが出力され、保存されている"),
                by: [.files, .live],
                needs: Text(
                    en: "The flow logs of the VPC and their retention (IaC or the account)",
                    ja: "VPC のフローログと保存期間 (IaC またはアカウント上のもの) を確認します。"))
        ])

    private static let item48 = Question(
        "ECS-48",
        title: Text(
            en: "Do secrets reach containers from Secrets Manager or Parameter Store?",
            ja: "シークレットを Secrets Manager または Parameter Store からコンテナに渡していますか"),
        why: Text(
            en: """
                A plain value in a task definition is readable by everyone who may \
                describe it, and stays in every old revision.
                """,
            ja: """
                タスク定義に書いた平文の値は、それを参照できる人なら誰でも読め、過去のすべてのリビジョンに残ります。
                """),
        links: [Source.checklist, Source.ecs("specifying-sensitive-data")],
        criteria: [
            Criterion(
                "ECS_48.by-reference",
                Text(
                    en: "Sensitive values are in `secrets`, none in `environment`",
                    ja: "機密性の高い値は `secrets` で渡し、`environment` には書いていない"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `secrets` and `environment` of each container",
                    ja: "タスク定義に含まれる各コンテナの `secrets` と `environment` を確認します。")),
            Criterion(
                "ECS_48.encrypted-store",
                Text(
                    en: "Parameters that hold secrets are of type SecureString",
                    ja: "シークレットを保持するパラメータの型が SecureString である"),
                by: [.files, .live],
                needs: Text(
                    en: "The type of the parameters in IaC or the account; `String` is not encrypted",
                    ja: "IaC またはアカウント上のパラメータの型を確認します。`String` は暗号化されません。")),
            Criterion(
                "ECS_48.execution-role",
                Text(
                    en: "The execution role may read exactly these secrets",
                    ja: "タスク実行ロールが、これらのシークレットだけを読み取れる"),
                by: [.files],
                needs: Text(
                    en: "The policies of the execution role and the secrets that the task definition names",
                    ja: "タスク実行ロールのポリシーと、タスク定義で参照するシークレットを確認します。")),
            Criterion(
                "ECS_48.rotation",
                Text(
                    en: "A rotated secret reaches the running tasks by a new deployment",
                    ja: "シークレットのローテーション後に再デプロイし、実行中のタスクに反映している"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of how tasks are redeployed after a rotation",
                    ja: "ローテーション後に再デプロイする方法を、日付付きで申告してください。")),
        ])

    private static let item49 = Question(
        "ECS-49",
        title: Text(
            en: "Is runtime monitoring in place?",
            ja: "ランタイムモニタリングを導入していますか"),
        why: Text(
            en: "A scan finds weak spots before an attack; only monitoring at run time sees the attack.",
            ja: "スキャンで見つかるのは攻撃される前の弱点です。攻撃そのものは実行時の監視でしか検知できません。"),
        links: [Source.checklist, Source.ecs("ecs-guard-duty-integration")],
        criteria: [
            Criterion(
                "ECS_49.runtime-monitoring",
                Text(
                    en: "GuardDuty Runtime Monitoring or an agent watches the tasks",
                    ja: "GuardDuty Runtime Monitoring またはエージェントがタスクを監視している"),
                by: [.files, .live],
                needs: Text(
                    en: "The GuardDuty settings (IaC or the account), or the agent in the task definition",
                    ja: """
                        GuardDuty の設定 (IaC またはアカウント上のもの)、\
                        またはタスク定義のエージェントを確認します。
                        """))
        ])

    private static let item50 = Question(
        "ECS-50",
        title: Text(
            en: "Is the image scanned when it is built?",
            ja: "ビルド時にイメージをスキャンしていますか"),
        why: Text(
            en: "A vulnerability found before the push costs a rebuild, one found later an incident.",
            ja: "プッシュ前に見つかった脆弱性は再ビルドで済みますが、後から見つかるとインシデントになります。"),
        links: [Source.checklist, Source.ecr("image-scanning"), Source.ecs("security-tasks-containers")],
        criteria: [
            Criterion(
                "ECS_50.scan-at-build",
                Text(
                    en: "The pipeline scans the image, and severe findings stop it",
                    ja: "パイプラインがイメージをスキャンし、重大な検出があれば停止する"),
                by: [.files],
                needs: Text(
                    en: "The scan step of the pipeline and the severity at which it fails",
                    ja: "パイプラインのスキャンステップと、失敗とみなす重大度を確認します。"))
        ])

    private static let item51 = Question(
        "ECS-51",
        title: Text(
            en: "Are images scanned again regularly?",
            ja: "イメージを定期的にスキャンしていますか"),
        why: Text(
            en: "New vulnerabilities are published every day, also for images that have not changed.",
            ja: "変更のないイメージに対しても、新しい脆弱性が毎日公表されています。"),
        links: [Source.checklist, Source.ecr("image-scanning")],
        criteria: [
            Criterion(
                "ECS_51.periodic-scan",
                Text(
                    en: "Images in use are scanned continuously or on a schedule",
                    ja: "使用中のイメージが、継続的または定期的にスキャンされる"),
                by: [.files, .live],
                needs: Text(
                    en: "The scanning configuration of ECR, or a scheduled workflow that scans",
                    ja: "ECR のスキャン設定、またはスキャンを行うスケジュール実行のワークフローを確認します。"))
        ])
}
