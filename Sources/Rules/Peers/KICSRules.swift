import Basics

extension Peers {
    /// Queries of KICS about ECS, ECR, Elastic Load Balancing, EFS and log groups, by the first part of their ids.
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
        peer(
            "KICS:08e39832", "File systems have tags",
            "ファイルシステムにタグを付ける", declined: .tags),
        peer(
            "KICS:0e32d561", "Repositories are encrypted with KMS",
            "リポジトリを KMS で暗号化する", same: "CKV_AWS_136"),
        peer(
            "KICS:275a3217", "Listeners use HTTPS or TLS",
            "リスナーが HTTPS または TLS を使う", same: "KICS:de7f5e83"),
        peer(
            "KICS:2ff8e83c", "File systems are encrypted",
            "ファイルシステムを暗号化する", same: "EFS.1"),
        peer(
            "KICS:33f41d31", "Tags are immutable",
            "タグを変更不可にする", same: "KICS:d1846b12"),
        peer(
            "KICS:6c131358", "EFS volumes are encrypted on their way",
            "EFS ボリュームとの通信を暗号化する", same: "ECS.18"),
        peer(
            "KICS:6d087495", "File systems are encrypted with a customer managed key",
            "ファイルシステムをカスタマー管理キーで暗号化する", declined: .customerKey),
        peer(
            "KICS:75be209d", "The repository policy admits not everybody",
            "リポジトリポリシーで全員を許可しない", same: "CKV_AWS_32"),
        peer(
            "KICS:9630336b", "Images are scanned when pushed",
            "プッシュ時にイメージをスキャンする", same: "ECR.1"),
        peer(
            "KICS:ab759fde", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする", same: "KICS:97cb0688"),
        peer(
            "KICS:bafe7989", "Services assign no public address",
            "サービスがパブリック IP を割り当てない", same: "ECS.2"),
        peer(
            "KICS:c0c26068", "Services assign no public address",
            "サービスがパブリック IP を割り当てない", same: "ECS.2"),
        peer(
            "KICS:c1282e03", "EFS volumes are encrypted on their way",
            "EFS ボリュームとの通信を暗号化する", same: "ECS.18"),
        peer(
            "KICS:c62e8b7d", "Load balancers write access logs",
            "ロードバランサーのアクセスログを有効にする", same: "ELB.5"),
        peer(
            "KICS:fb2b0ecf", "Services have a load balancer",
            "サービスにロードバランサーがある", declined: .workers),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .kics, Text(en: en, ja: ja), link: PeerTool.kics.index, same: same, declined: declined)
}
