import Basics

extension Catalogue {
    /// ECS items: network.
    static let ecsNetwork = QuestionGroup(
        id: "NETWORK",
        title: Text(en: "Network", ja: "ネットワーク"),
        questions: [item26, item27, item28, item29])

    private static let item26 = Question(
        "ECS-26",
        title: Text(
            en: "Does traffic from outside come through a load balancer or gateway?",
            ja: "外部からの通信を、ロードバランサーやゲートウェイで受けていますか"),
        why: Text(
            en: """
                A task that is reached directly has no health-checked address, no TLS \
                of its own and no protection in front of it.
                """,
            ja: """
                タスクに直接接続させると、ヘルスチェック済みの接続先も、TLS の終端も、\
                手前の防御もない状態になります。
                """),
        links: [Source.checklist, Source.ecs("networking-inbound")],
        criteria: [
            Criterion(
                "ECS_26.ingress",
                Text(
                    en: "Public traffic reaches tasks only through an ALB, NLB or API Gateway",
                    ja: "公開トラフィックが、ALB、NLB、API Gateway を経由してのみタスクに届く"),
                by: [.files],
                needs: Text(
                    en: "The service definition's load balancers, the security groups and `assignPublicIp`",
                    ja: "サービス定義のロードバランサー、セキュリティグループ、`assignPublicIp` を確認します。"))
        ])

    private static let item27 = Question(
        "ECS-27",
        title: Text(
            en: "Do listener rules send each request where it belongs?",
            ja: "リスナールールで、リクエストを適切に振り分けていますか"),
        why: Text(
            en: "A listener that forwards everything by default also forwards what nobody meant to publish.",
            ja: "デフォルトですべてを転送するリスナーは、公開するつもりのないものまで転送してしまいます。"),
        links: [Source.checklist, Source.ecs("networking-inbound"), Source.ecs("alb")],
        criteria: [
            Criterion(
                "ECS_27.listener-rules",
                Text(
                    en: "Each target group is reached by an explicit rule, and the default action is deliberate",
                    ja: """
                        各ターゲットグループへの転送が明示的なルールで行われ、\
                        デフォルトアクションも意図して設定されている
                        """),
                by: [.files],
                needs: Text(
                    en: "The listeners and rules of the load balancer (IaC)",
                    ja: "ロードバランサーのリスナーとルール (IaC) を確認します。"))
        ])

    private static let item28 = Question(
        "ECS-28",
        title: Text(
            en: "Is the way to the load balancer encrypted with TLS?",
            ja: "ロードバランサーまでの通信経路を TLS で暗号化していますか"),
        why: Text(
            en: "Without TLS anyone on the way can read and change requests, with their cookies and passwords.",
            ja: "TLS がないと、経路上の誰もが Cookie やパスワードを含むリクエストを読み取り、改ざんできます。"),
        links: [Source.checklist, Source.ecs("security-network")],
        criteria: [
            Criterion(
                "ECS_28.tls-listener",
                Text(
                    en: "Public listeners use HTTPS or TLS with a current security policy",
                    ja: "公開リスナーが HTTPS または TLS を使い、最新のセキュリティポリシーを適用している"),
                by: [.files],
                needs: Text(
                    en: "The protocol, certificate and security policy of the listeners (IaC)",
                    ja: "リスナーのプロトコル、証明書、セキュリティポリシー (IaC) を確認します。")),
            Criterion(
                "ECS_28.redirect",
                Text(
                    en: "Plain HTTP is only redirected",
                    ja: "平文の HTTP はリダイレクトだけを行う"),
                by: [.files],
                needs: Text(
                    en: "The default action of the HTTP listener (IaC)",
                    ja: "HTTP リスナーのデフォルトアクション (IaC) を確認します。")),
        ])

    private static let item29 = Question(
        "ECS-29",
        title: Text(
            en: "Does traffic between services stay inside the VPC?",
            ja: "サービス間の通信は VPC 内で完結していますか"),
        why: Text(
            en: """
                A call that leaves through the internet and comes back is \
                slower, costs transfer and can be intercepted.
                """,
            ja: "インターネットを経由して戻る通信は遅く、転送料金がかかり、傍受されるおそれもあります。"),
        links: [Source.checklist, Source.ecs("networking-connecting-services"), Source.ecs("service-connect")],
        criteria: [
            Criterion(
                "ECS_29.inside",
                Text(
                    en: """
                        Services reach each other by Service Connect, service discovery or an internal load balancer
                        """,
                    ja: "サービス同士が、Service Connect、サービスディスカバリ、内部ロードバランサーで通信している"),
                by: [.files],
                needs: Text(
                    en: """
                        The service definition's `serviceConnectConfiguration` and \
                        `serviceRegistries`, and the addresses in `environment`
                        """,
                    ja: """
                        サービス定義の `serviceConnectConfiguration` と `serviceRegistries`、`environment` \
                        に含まれる接続先を確認します。
                        """)),
            Criterion(
                "ECS_29.private-subnets",
                Text(
                    en: "Tasks run in private subnets without a public address",
                    ja: "タスクが、パブリック IP を持たずプライベートサブネットで動作する"),
                by: [.files],
                needs: Text(
                    en: "The service definition's subnets and `assignPublicIp`",
                    ja: "サービス定義のサブネットと `assignPublicIp` を確認します。")),
        ])
}
