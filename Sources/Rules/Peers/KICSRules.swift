import Basics

extension Peers {
    /// Queries of KICS about ECS, ECR, Elastic Load Balancing and log groups, by the first part of their ids.
    static let kics: [PeerRule] = [
        peer(
            "KICS:0afa6ab8", "Application Load Balancers have a web ACL",
            "Application Load Balancer に Web ACL を関連付ける"),
        peer(
            "KICS:3206240f", "The role of a service is no administrator",
            "サービスのロールが管理者権限を持たない"),
        peer(
            "KICS:6e3fd2ed", "Application Load Balancers drop invalid headers",
            "Application Load Balancer が不正なヘッダーを破棄する"),
        peer(
            "KICS:79d745f0", "Services keep tasks running",
            "サービスのタスクが常に動作している"),
        peer(
            "KICS:91f16d09", "Services keep tasks running",
            "サービスのタスクが常に動作している"),
        peer(
            "KICS:7f384a5f", "Task definitions have a role",
            "タスク定義にロールを指定する"),
        peer(
            "KICS:97cb0688", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする"),
        peer(
            "KICS:9f4a9409", "The network mode is awsvpc",
            "ネットワークモードが awsvpc である"),
        peer(
            "KICS:afecd1f1", "Load balancers are protected from deletion",
            "ロードバランサーの削除保護を有効にする"),
        peer(
            "KICS:d1846b12", "Tags are immutable",
            "タグを変更不可にする"),
        peer(
            "KICS:d24389b4", "Containers have a health check",
            "コンテナにヘルスチェックがある"),
        peer(
            "KICS:de7f5e83", "Listeners use HTTPS or TLS",
            "リスナーが HTTPS または TLS を使う"),
        peer(
            "KICS:ef0b316a", "Log groups have a retention",
            "ロググループに保持期間を設定する"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .kics, Text(en: en, ja: ja), link: PeerTool.kics.index, same: same, declined: declined)
}
