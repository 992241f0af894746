import Basics

extension Peers {
    /// Control Tower's proactive controls of ECS, ECR, Elastic Load Balancing, EFS and roles.
    static let controlTower: [PeerRule] = [
        peer(
            "CT.ECS.PR.1", "Fargate runs the latest platform version",
            "Fargate のプラットフォームバージョンが最新である"),
        peer(
            "CT.ECS.PR.2", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする"),
        peer(
            "CT.ECS.PR.3", "Containers name a user other than root",
            "root 以外のユーザーで動作する"),
        peer(
            "CT.ECS.PR.4", "The network mode is awsvpc",
            "ネットワークモードが awsvpc である"),
        peer(
            "CT.ECS.PR.5", "Containers have a log configuration",
            "コンテナにログ設定がある"),
        peer(
            "CT.ECS.PR.6", "The root file system is read-only",
            "ルートファイルシステムを読み取り専用にする"),
        peer(
            "CT.ECS.PR.7", "Each container has a hard memory limit",
            "各コンテナにメモリのハード制限がある"),
        peer(
            "CT.ECS.PR.8", "A task on the host's network names a user and is not privileged",
            "ホストネットワークのタスクは、ユーザーを指定し特権を使わない"),
        peer(
            "CT.ECS.PR.9", "Services assign no public address",
            "サービスがパブリック IP を割り当てない"),
        peer(
            "CT.ECS.PR.10", "The host's process namespace is not shared",
            "ホストのプロセス名前空間を共有しない"),
        peer(
            "CT.ECS.PR.11", "No container is privileged",
            "特権コンテナを使わない"),
        peer(
            "CT.ECS.PR.12", "No secrets in environment variables",
            "環境変数にシークレットを書かない"),
        peer(
            "CT.ECR.PR.1", "Repositories have a lifecycle policy",
            "リポジトリにライフサイクルポリシーがある"),
        peer(
            "CT.ECR.PR.2", "Images are scanned when pushed",
            "プッシュ時にイメージをスキャンする"),
        peer(
            "CT.ECR.PR.3", "Tags are immutable",
            "タグを変更不可にする"),
        peer(
            "CT.ELASTICFILESYSTEM.PR.1", "File systems are encrypted with KMS",
            "ファイルシステムを KMS で暗号化する"),
        peer(
            "CT.ELASTICFILESYSTEM.PR.2", "Automatic backups are on",
            "自動バックアップを有効にする"),
        peer(
            "CT.ELASTICFILESYSTEM.PR.3", "Access points enforce a root directory",
            "アクセスポイントでルートディレクトリを強制する"),
        peer(
            "CT.ELASTICFILESYSTEM.PR.4", "Access points enforce a user",
            "アクセスポイントでユーザーを強制する"),
        peer(
            "CT.ELASTICLOADBALANCING.PR.1", "HTTP is redirected to HTTPS",
            "HTTP を HTTPS にリダイレクトする", same: "ELB.1"),
        peer(
            "CT.ELASTICLOADBALANCING.PR.2", "TLS listeners have a certificate of ACM",
            "TLS リスナーに ACM の証明書を使う", declined: .certificateSource),
        peer(
            "CT.ELASTICLOADBALANCING.PR.3", "The desync mitigation mode is defensive or strictest",
            "desync 緩和モードが defensive か strictest である", same: "ELB.12"),
        peer(
            "CT.ELASTICLOADBALANCING.PR.4", "Application Load Balancers drop invalid headers",
            "Application Load Balancer が不正なヘッダーを破棄する", same: "ELB.4"),
        peer(
            "CT.ELASTICLOADBALANCING.PR.5", "Load balancers are protected from deletion",
            "ロードバランサーの削除保護を有効にする", same: "ELB.6"),
        peer(
            "CT.ELASTICLOADBALANCING.PR.6", "Load balancers write access logs",
            "ロードバランサーのアクセスログを有効にする", same: "ELB.5"),
        peer(
            "CT.ELASTICLOADBALANCING.PR.7", "Classic Load Balancers span several zones",
            "Classic Load Balancer が複数のゾーンにまたがる", declined: .classicBalancer),
        peer(
            "CT.ELASTICLOADBALANCING.PR.8", "Classic Load Balancers have certificates of ACM",
            "Classic Load Balancer に ACM の証明書を使う", declined: .classicBalancer),
        peer(
            "CT.ELASTICLOADBALANCING.PR.9", "Classic Load Balancers listen by HTTPS or TLS",
            "Classic Load Balancer が HTTPS または TLS で待ち受ける", declined: .classicBalancer),
        peer(
            "CT.ELASTICLOADBALANCING.PR.10", "Classic Load Balancers write access logs",
            "Classic Load Balancer のアクセスログを有効にする", declined: .classicBalancer),
        peer(
            "CT.ELASTICLOADBALANCING.PR.11", "Classic Load Balancers drain connections",
            "Classic Load Balancer の Connection Draining を有効にする", declined: .classicBalancer),
        peer(
            "CT.ELASTICLOADBALANCING.PR.12", "Classic Load Balancers have a strong security policy",
            "Classic Load Balancer に強度の高いセキュリティポリシーを使う", declined: .classicBalancer),
        peer(
            "CT.ELASTICLOADBALANCING.PR.13", "Classic Load Balancers balance across zones",
            "Classic Load Balancer のクロスゾーン負荷分散を有効にする", declined: .classicBalancer),
        peer(
            "CT.IAM.PR.1", "No inline policy allows everything",
            "インラインポリシーですべての操作を許可しない", same: "IAM.1"),
        peer(
            "CT.IAM.PR.2", "No managed policy allows everything",
            "管理ポリシーですべての操作を許可しない", same: "IAM.1"),
        peer(
            "CT.IAM.PR.3", "No managed policy allows all actions of a service",
            "管理ポリシーでサービスのすべてのアクションを許可しない", same: "IAM.21"),
        peer(
            "CT.IAM.PR.5", "No inline policy allows all actions of a service",
            "インラインポリシーでサービスのすべてのアクションを許可しない", same: "IAM.21"),
        peer(
            "CT.CODEBUILD.PR.1", "Addresses of sources hold no credentials",
            "ソースの URL に認証情報を含めない"),
        peer(
            "CT.CODEBUILD.PR.2", "No credentials in plain variables of CodeBuild",
            "CodeBuild の平文の環境変数に認証情報を書かない"),
        peer(
            "CT.CODEBUILD.PR.3", "CodeBuild writes logs",
            "CodeBuild のログを有効にする"),
        peer(
            "CT.CODEBUILD.PR.5", "Artifacts of CodeBuild are encrypted",
            "CodeBuild のアーティファクトを暗号化する"),
        peer(
            "CT.CODEBUILD.PR.6", "CodeBuild's logs in S3 are encrypted",
            "CodeBuild の S3 ログを暗号化する"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .controlTower, Text(en: en, ja: ja), link: page(id), same: same, declined: declined)
}

/// `CT.ECR.PR.1` stands in the page of ECR; the pages of two services have short names.
private func page(_ id: String) -> String {
    let service = id.split(separator: ".").dropFirst().first ?? ""
    let name =
        switch service {
        case "ELASTICLOADBALANCING": "elb"
        case "ELASTICFILESYSTEM": "efs"
        default: service.lowercased()
        }
    return "https://docs.aws.amazon.com/controltower/latest/controlreference/\(name)-rules.html"
}
