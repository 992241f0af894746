import Basics

extension Peers {
    /// checkov's checks of the infrastructure around a workload: ECS, ECR, Elastic Load Balancing, EFS, roles and logs.
    static let checkovInfrastructure: [PeerRule] = [
        peer(
            "CKV_AWS_1", "No policy allows everything",
            "ポリシーですべての操作を許可しない", same: "CKV_AWS_62"),
        peer(
            "CKV_AWS_2", "Listeners use HTTPS or TLS",
            "リスナーが HTTPS または TLS を使う"),
        peer(
            "CKV_AWS_23", "Security groups and their rules have descriptions",
            "セキュリティグループとルールに説明がある", declined: .groupNotes),
        peer(
            "CKV_AWS_24", "Security groups do not open port 22 to everybody",
            "22 番ポートをすべてのアドレスに開放しない", declined: .otherPorts),
        peer(
            "CKV_AWS_25", "Security groups do not open port 3389 to everybody",
            "3389 番ポートをすべてのアドレスに開放しない", declined: .otherPorts),
        peer(
            "CKV_AWS_32", "The repository policy admits not everybody",
            "リポジトリポリシーで全員を許可しない"),
        peer(
            "CKV_AWS_42", "File systems are encrypted",
            "ファイルシステムを暗号化する"),
        peer(
            "CKV_AWS_49", "No policy allows all actions of a service",
            "サービスのすべてのアクションを許可しない", same: "CKV_AWS_111"),
        peer(
            "CKV_AWS_51", "Tags are immutable",
            "タグを変更不可にする"),
        peer(
            "CKV_AWS_60", "A role names who may assume it",
            "ロールを引き受けられるプリンシパルを限定する"),
        peer(
            "CKV_AWS_61", "A role is not assumed by all services of an account",
            "アカウント全体にロールの引き受けを許可しない", declined: .otherAccounts),
        peer(
            "CKV_AWS_62", "No policy allows everything",
            "ポリシーですべての操作を許可しない"),
        peer(
            "CKV_AWS_63", "No policy allows all actions of a service",
            "サービスのすべてのアクションを許可しない", same: "CKV_AWS_111"),
        peer(
            "CKV_AWS_65", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする"),
        peer(
            "CKV_AWS_66", "Log groups have a retention",
            "ロググループに保持期間を設定する"),
        peer(
            "CKV_AWS_91", "Load balancers write access logs",
            "ロードバランサーのアクセスログを有効にする"),
        peer(
            "CKV_AWS_97", "EFS volumes are encrypted on their way",
            "EFS ボリュームとの通信を暗号化する"),
        peer(
            "CKV_AWS_103", "Listeners use TLS 1.2 at least",
            "リスナーが TLS 1.2 以上を使う"),
        peer(
            "CKV_AWS_107", "No policy hands out credentials",
            "ポリシーで認証情報の取得を広く許可しない"),
        peer(
            "CKV_AWS_108", "No policy reads data everywhere",
            "ポリシーでデータの読み取りを広く許可しない", declined: .dataInAccount),
        peer(
            "CKV_AWS_109", "No policy manages permissions everywhere",
            "ポリシーで権限の管理を広く許可しない", same: "CKV_AWS_62"),
        peer(
            "CKV_AWS_110", "No policy lets its owner gain more rights",
            "ポリシーで権限昇格を可能にしない"),
        peer(
            "CKV_AWS_111", "No policy writes everywhere",
            "ポリシーで書き込みを広く許可しない"),
        peer(
            "CKV_AWS_131", "Application Load Balancers drop invalid headers",
            "Application Load Balancer が不正なヘッダーを破棄する"),
        peer(
            "CKV_AWS_136", "Repositories are encrypted with KMS",
            "リポジトリを KMS で暗号化する"),
        peer(
            "CKV_AWS_150", "Load balancers are protected from deletion",
            "ロードバランサーの削除保護を有効にする"),
        peer(
            "CKV_AWS_152", "Cross-zone load balancing is on",
            "クロスゾーン負荷分散を有効にする", declined: .crossZone),
        peer(
            "CKV_AWS_158", "Log groups are encrypted with KMS",
            "ロググループを KMS で暗号化する", declined: .customerKey),
        peer(
            "CKV_AWS_163", "Images are scanned when pushed",
            "プッシュ時にイメージをスキャンする"),
        peer(
            "CKV_AWS_184", "File systems are encrypted with a customer managed key",
            "ファイルシステムをカスタマー管理キーで暗号化する", declined: .customerKey),
        peer(
            "CKV_AWS_223", "Sessions of ECS Exec are logged",
            "ECS Exec のセッションをログに残す", declined: .execLogging),
        peer(
            "CKV_AWS_224", "Sessions of ECS Exec are logged and encrypted with a customer managed key",
            "ECS Exec のセッションをログに残し、カスタマー管理キーで暗号化する", declined: .execLogging),
        peer(
            "CKV_AWS_249", "Execution role and task role differ",
            "タスク実行ロールとタスクロールを分ける"),
        peer(
            "CKV_AWS_260", "Security groups do not open port 80 to everybody",
            "80 番ポートをすべてのアドレスに開放しない"),
        peer(
            "CKV_AWS_261", "Target groups have a health check",
            "ターゲットグループにヘルスチェックがある", declined: .defaultCheck),
        peer(
            "CKV_AWS_274", "AdministratorAccess is attached to nothing",
            "AdministratorAccess を使わない"),
        peer(
            "CKV_AWS_275", "No data source names AdministratorAccess",
            "データソースで AdministratorAccess を参照しない", same: "CKV_AWS_274"),
        peer(
            "CKV_AWS_277", "Security groups do not open all ports to everybody",
            "全ポートをすべてのアドレスに開放しない", same: "CKV_AWS_260"),
        peer(
            "CKV_AWS_328", "The desync mitigation mode is defensive or strictest",
            "desync 緩和モードが defensive か strictest である"),
        peer(
            "CKV_AWS_329", "Access points enforce a root directory",
            "アクセスポイントでルートディレクトリを強制する"),
        peer(
            "CKV_AWS_330", "Access points enforce a user",
            "アクセスポイントでユーザーを強制する"),
        peer(
            "CKV_AWS_332", "Fargate runs the latest platform version",
            "Fargate のプラットフォームバージョンが最新である"),
        peer(
            "CKV_AWS_333", "Services assign no public address",
            "サービスがパブリック IP を割り当てない"),
        peer(
            "CKV_AWS_334", "No container is privileged",
            "特権コンテナを使わない"),
        peer(
            "CKV_AWS_335", "The host's process namespace is not shared",
            "ホストのプロセス名前空間を共有しない"),
        peer(
            "CKV_AWS_336", "The root file system is read-only",
            "ルートファイルシステムを読み取り専用にする"),
        peer(
            "CKV_AWS_338", "Log groups keep logs for a year at least",
            "ログを 1 年以上保持する", declined: .yearOfLogs),
        peer(
            "CKV_AWS_382", "Security groups do not open all ways out",
            "外向きの通信をすべて許可しない"),
        peer(
            "CKV2_AWS_18", "File systems are in a backup plan",
            "ファイルシステムがバックアッププランに含まれる", same: "EFS.2"),
        peer(
            "CKV2_AWS_20", "HTTP is redirected to HTTPS",
            "HTTP を HTTPS にリダイレクトする"),
        peer(
            "CKV2_AWS_28", "Public Application Load Balancers have a web ACL",
            "公開する Application Load Balancer に Web ACL を関連付ける"),
        peer(
            "CKV2_AWS_40", "No policy allows all of IAM",
            "IAM のすべての操作を許可しない", same: "CKV_AWS_62"),
        peer(
            "CKV2_AWS_56", "IAMFullAccess is attached to nothing",
            "IAMFullAccess を使わない", same: "CKV_AWS_274"),
        peer(
            "CKV2_AWS_76", "The web ACL of a load balancer blocks Log4j attacks",
            "ロードバランサーの Web ACL で Log4j への攻撃を防ぐ", declined: .firewallRules),
        peer(
            "CKV2_AWS_11", "VPCs have flow logs",
            "VPC フローログを有効にする"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .checkov, Text(en: en, ja: ja), link: "https://www.checkov.io/5.Policy%20Index/terraform.html", same: same,
        declined: declined)
}
