import Basics

/// Reasons that several peers' rules about infrastructure share.
extension Divergence {
    static let tags = Divergence(
        .elsewhere,
        en:
            "Which tags a resource needs is decided by each organisation; tag policies and AWS Config ask for them everywhere.",
        ja: "必要なタグは組織ごとに異なり、タグポリシーや AWS Config で一律に確認できます。")
    static let classicBalancer = Divergence(
        .outdated,
        en: "New ECS services stand behind Application or Network Load Balancers; Plimsoll does not read Classic ones.",
        ja: "現在の ECS サービスは ALB か NLB を使います。Classic Load Balancer は評価の対象外です。")
    static let balancerZones = Divergence(
        .elsewhere,
        en:
            "An Application Load Balancer needs subnets in two zones; whether the tasks lie in several is asked of the service.",
        ja: "ALB の作成には 2 つ以上のゾーンのサブネットが必要です。タスクが複数ゾーンにあるかどうかは、サービスのルールで評価します。")
    static let crossZone = Divergence(
        .wrong,
        en:
            "For a Network Load Balancer it trades charges between zones, and failures that spread, for evenness: a choice, not a fault.",
        ja: "NLB では、負荷が均等になる代わりにゾーン間の転送料金が生じ、障害もゾーンをまたいで波及します。状況に応じた選択であり、誤りではありません。")
    static let insideEncryption = Divergence(
        .notStatic,
        en:
            "Whether requests must stay encrypted between load balancer and task depends on the data, which files do not show.",
        ja: "ロードバランサーとタスクの間でも暗号化が必要かどうかは扱うデータ次第で、ファイルからは判断できません。")
    static let certificateSource = Divergence(
        .elsewhere,
        en: "A listener with HTTPS cannot be made without a certificate; one imported from elsewhere protects as well.",
        ja: "証明書がなければ HTTPS のリスナーは作成できず、ACM 以外で発行した証明書でも保護の強さは同じです。")
    static let windows = Divergence(
        .elsewhere,
        en: "Plimsoll reviews Linux containers.",
        ja: "Plimsoll が評価するのは Linux コンテナです。")
    static let instances = Divergence(
        .elsewhere,
        en: "It speaks of the instances below a cluster, not of a workload; Fargate has none.",
        ja: "ワークロードではなくクラスターのインスタンスに関する設定で、Fargate には関係しません。")
    static let mountTargetSubnet = Divergence(
        .wrong,
        en: "A mount target has no public address, whatever its subnet assigns to instances.",
        ja: "サブネットの自動割り当て設定にかかわらず、マウントターゲットがパブリック IP を持つことはありません。")
    static let customerKey = Divergence(
        .notStatic,
        en:
            "Encryption with a key of AWS is the default or asked for by a rule; who needs a customer managed key is an organisation's policy.",
        ja: "AWS のキーによる暗号化は、既定で有効か、別のルールで評価しています。カスタマー管理キーが必要かどうかは組織のポリシーで決まります。")
    static let execLogging = Divergence(
        .elsewhere,
        en:
            "By default sessions go where the awslogs driver of the container writes; whether ECS Exec should be open at all is asked of the service.",
        ja: "既定では、セッションのログはコンテナの awslogs と同じロググループに残ります。ECS Exec を常に有効にしてよいかどうかは、サービスのルールで評価します。")
    static let yearOfLogs = Divergence(
        .wrong,
        en:
            "How long logs are kept is a matter of law and price; one year for each application log costs without need.",
        ja: "保持期間は法令と費用を踏まえて決めるものです。すべてのアプリケーションログを 1 年保持すると、余分な費用がかかります。")
    static let defaultCheck = Divergence(
        .wrong,
        en: "A target group has a health check by default; Plimsoll asks whether it fits the task.",
        ja: "ターゲットグループのヘルスチェックは既定で有効です。Plimsoll は、その内容がタスクに合っているかを評価します。")
    static let dataInAccount = Divergence(
        .notStatic,
        en:
            "Which data an action exposes shows only in the account; rights on whole services are asked for by the rules that exist.",
        ja: "アクションで漏れるデータはアカウントを見なければわかりません。サービス全体への権限は既存のルールで評価します。")
    static let groupNotes = Divergence(
        .style,
        en: "A description changes nothing of what is open.",
        ja: "説明の有無は、開放される範囲に影響しません。")
    static let otherPorts = Divergence(
        .elsewhere,
        en:
            "A group of ECS tasks is judged on the port of the container; other groups belong to a scanner of networks.",
        ja: "ECS タスクのセキュリティグループはコンテナのポートで評価します。それ以外は、ネットワーク用のスキャナーで確認してください。")
    static let liveImages = Divergence(
        .notStatic,
        en:
            "It reads images in the registry: `plimsoll review` reads the files they are built from, and a scanner reads the images.",
        ja: "レジストリ内のイメージを調べるチェックです。`plimsoll review` はビルド元のファイルを評価するため、イメージはスキャナーで確認してください。")
    static let publicBalancer = Divergence(
        .wrong,
        en: "Most public services have an internet-facing load balancer on purpose.",
        ja: "公開サービスの多くは、意図してインターネット向けのロードバランサーを使っています。")
    static let emptyBalancer = Divergence(
        .elsewhere,
        en:
            "CloudFormation and Terraform make the listeners that they are given; a load balancer without one is seen at once.",
        ja: "リスナーはテンプレートの定義どおりに作成され、リスナーのないロードバランサーは最初の動作確認で判明します。")
    static let templateShape = Divergence(
        .elsewhere,
        en: "The deployment refuses it, and cfn-lint is good at it: run it beside Plimsoll.",
        ja: "デプロイ時に拒否される誤りで、cfn-lint が的確に検出します。Plimsoll と併用してください。")
    static let policyGrammar = Divergence(
        .elsewhere,
        en:
            "It checks the grammar of a policy, which AWS refuses when it is wrong; cfn-lint and IAM Access Analyzer do it well.",
        ja: "ポリシーの文法に関するチェックで、誤りがあれば AWS が拒否します。cfn-lint や IAM Access Analyzer で確認してください。")
    static let firewallRules = Divergence(
        .elsewhere,
        en: "What a web ACL blocks is chosen with the operators of the firewall; Plimsoll asks that there is one.",
        ja: "Web ACL でブロックする内容は WAF の運用者が決めます。Plimsoll は Web ACL の有無を評価します。")
    static let workers = Divergence(
        .wrong,
        en: "A service that takes work from a queue needs no load balancer.",
        ja: "キューから処理を受け取るサービスには、ロードバランサーは必要ありません。")
    static let otherAccounts = Divergence(
        .notStatic,
        en: "Whether another principal may be trusted is known to the people who run the accounts.",
        ja: "他のプリンシパルを信頼してよいかどうかは、アカウントの管理者にしか判断できません。")
}
