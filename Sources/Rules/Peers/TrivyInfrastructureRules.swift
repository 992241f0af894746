import Basics

extension Peers {
    /// trivy's checks of ECS, ECR, Elastic Load Balancing, EFS, roles, security groups and logs.
    static let trivyInfrastructure: [PeerRule] = [
        peer(
            "AWS-0017", "Log groups are encrypted with a customer managed key",
            "ロググループをカスタマー管理キーで暗号化する", declined: .customerKey),
        peer(
            "AWS-0030", "Images are scanned when pushed",
            "プッシュ時にイメージをスキャンする"),
        peer(
            "AWS-0031", "Tags are immutable",
            "タグを変更不可にする"),
        peer(
            "AWS-0032", "The repository policy admits not everybody",
            "リポジトリポリシーで全員を許可しない"),
        peer(
            "AWS-0033", "Repositories are encrypted with a customer managed key",
            "リポジトリをカスタマー管理キーで暗号化する"),
        peer(
            "AWS-0034", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする"),
        peer(
            "AWS-0035", "EFS volumes are encrypted on their way",
            "EFS ボリュームとの通信を暗号化する"),
        peer(
            "AWS-0036", "No secrets in environment variables",
            "環境変数にシークレットを書かない"),
        peer(
            "AWS-0037", "File systems are encrypted",
            "ファイルシステムを暗号化する"),
        peer(
            "AWS-0047", "TLS listeners have a recommended security policy",
            "TLS リスナーに推奨のセキュリティポリシーを使う"),
        peer(
            "AWS-0052", "Application Load Balancers drop invalid headers",
            "Application Load Balancer が不正なヘッダーを破棄する"),
        peer(
            "AWS-0053", "Load balancers are not internet-facing",
            "ロードバランサーをインターネットに公開しない", declined: .publicBalancer),
        peer(
            "AWS-0054", "Listeners do not serve plain HTTP",
            "リスナーが平文の HTTP を使わない"),
        peer(
            "AWS-0057", "No policy has wildcards",
            "ポリシーにワイルドカードを使わない", same: "CKV_AWS_111"),
        peer(
            "AWS-0099", "Security groups have descriptions",
            "セキュリティグループに説明がある", declined: .groupNotes),
        peer(
            "AWS-0104", "Security groups do not open all ways out",
            "外向きの通信をすべて許可しない"),
        peer(
            "AWS-0107", "Security groups do not open ports to everybody",
            "ポートをすべてのアドレスに開放しない"),
        peer(
            "AWS-0124", "Rules of security groups have descriptions",
            "セキュリティグループのルールに説明がある", declined: .groupNotes),
        peer(
            "AWS-0342", "iam:PassRole names the roles",
            "iam:PassRole の対象ロールを限定する", same: "CKV_AWS_110"),
        peer(
            "AWS-0178", "VPCs have flow logs",
            "VPC フローログを有効にする"),
        peer(
            "AWS-0018", "Artifacts of CodeBuild are encrypted",
            "CodeBuild のアーティファクトを暗号化する"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .trivy, Text(en: en, ja: ja), link: "https://avd.aquasec.com/misconfig/\(id.lowercased())", same: same,
        declined: declined)
}
