import Basics

extension Peers {
    /// Security Hub's controls of ECS, ECR, Elastic Load Balancing and EFS, and those of other services that we name.
    static let securityHub: [PeerRule] = [
        peer(
            "ECS.1", "A task on the host's network names a user and is not privileged",
            "ホストネットワークのタスクは、ユーザーを指定し特権を使わない"),
        peer(
            "ECS.2", "Services assign no public address",
            "サービスがパブリック IP を割り当てない"),
        peer(
            "ECS.3", "The host's process namespace is not shared",
            "ホストのプロセス名前空間を共有しない"),
        peer(
            "ECS.4", "No container is privileged",
            "特権コンテナを使わない"),
        peer(
            "ECS.5", "The root file system is read-only",
            "ルートファイルシステムを読み取り専用にする"),
        peer(
            "ECS.8", "No secrets in environment variables",
            "環境変数にシークレットを書かない"),
        peer(
            "ECS.9", "Containers have a log configuration",
            "コンテナにログ設定がある"),
        peer(
            "ECS.10", "Fargate runs the latest platform version",
            "Fargate のプラットフォームバージョンが最新である"),
        peer(
            "ECS.12", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする"),
        peer(
            "ECS.13", "Services have tags",
            "サービスにタグを付ける", declined: .tags),
        peer(
            "ECS.14", "Clusters have tags",
            "クラスターにタグを付ける", declined: .tags),
        peer(
            "ECS.15", "Task definitions have tags",
            "タスク定義にタグを付ける", declined: .tags),
        peer(
            "ECS.16", "Task sets assign no public address",
            "タスクセットがパブリック IP を割り当てない"),
        peer(
            "ECS.17", "Tasks do not use the host's network",
            "タスクがホストネットワークを使わない"),
        peer(
            "ECS.18", "EFS volumes are encrypted on their way",
            "EFS ボリュームとの通信を暗号化する"),
        peer(
            "ECS.19", "Capacity providers protect instances from termination",
            "キャパシティプロバイダーのマネージド終了保護を有効にする", declined: .instances),
        peer(
            "ECS.20", "Containers name a user other than root",
            "root 以外のユーザーで動作する"),
        peer(
            "ECS.21", "Windows containers name a user other than an administrator",
            "Windows コンテナを管理者以外のユーザーで動かす", declined: .windows),
        peer(
            "ECR.1", "Images are scanned when pushed",
            "プッシュ時にイメージをスキャンする"),
        peer(
            "ECR.2", "Tags are immutable",
            "タグを変更不可にする"),
        peer(
            "ECR.3", "Repositories have a lifecycle policy",
            "リポジトリにライフサイクルポリシーがある"),
        peer(
            "ECR.4", "Public repositories have tags",
            "パブリックリポジトリにタグを付ける", declined: .tags),
        peer(
            "ECR.5", "Repositories are encrypted with a customer managed key",
            "リポジトリをカスタマー管理キーで暗号化する"),
        peer(
            "ELB.1", "HTTP is redirected to HTTPS",
            "HTTP を HTTPS にリダイレクトする"),
        peer(
            "ELB.2", "Classic Load Balancers have certificates of ACM",
            "Classic Load Balancer に ACM の証明書を使う", declined: .classicBalancer),
        peer(
            "ELB.3", "Classic Load Balancers listen by HTTPS or TLS",
            "Classic Load Balancer が HTTPS または TLS で待ち受ける", declined: .classicBalancer),
        peer(
            "ELB.4", "Application Load Balancers drop invalid headers",
            "Application Load Balancer が不正なヘッダーを破棄する"),
        peer(
            "ELB.5", "Load balancers write access logs",
            "ロードバランサーのアクセスログを有効にする"),
        peer(
            "ELB.6", "Load balancers are protected from deletion",
            "ロードバランサーの削除保護を有効にする"),
        peer(
            "ELB.7", "Classic Load Balancers drain connections",
            "Classic Load Balancer の Connection Draining を有効にする", declined: .classicBalancer),
        peer(
            "ELB.8", "Classic Load Balancers have a strong security policy",
            "Classic Load Balancer に強度の高いセキュリティポリシーを使う", declined: .classicBalancer),
        peer(
            "ELB.9", "Classic Load Balancers balance across zones",
            "Classic Load Balancer のクロスゾーン負荷分散を有効にする", declined: .classicBalancer),
        peer(
            "ELB.10", "Classic Load Balancers span several zones",
            "Classic Load Balancer が複数のゾーンにまたがる", declined: .classicBalancer),
        peer(
            "ELB.12", "The desync mitigation mode is defensive or strictest",
            "desync 緩和モードが defensive か strictest である"),
        peer(
            "ELB.13", "Load balancers span several zones",
            "ロードバランサーが複数のゾーンにまたがる", declined: .balancerZones),
        peer(
            "ELB.14", "Classic Load Balancers have a defensive desync mitigation mode",
            "Classic Load Balancer の desync 緩和モードが defensive か strictest である", declined: .classicBalancer),
        peer(
            "ELB.16", "Application Load Balancers have a web ACL",
            "Application Load Balancer に Web ACL を関連付ける"),
        peer(
            "ELB.17", "TLS listeners have a recommended security policy",
            "TLS リスナーに推奨のセキュリティポリシーを使う"),
        peer(
            "ELB.18", "Listeners use HTTPS or TLS",
            "リスナーが HTTPS または TLS を使う", same: "ELB.1"),
        peer(
            "ELB.21", "Target groups check health by an encrypted protocol",
            "ターゲットグループのヘルスチェックに暗号化されたプロトコルを使う", declined: .insideEncryption),
        peer(
            "ELB.22", "Target groups are reached by an encrypted protocol",
            "ターゲットグループとの通信に暗号化されたプロトコルを使う", declined: .insideEncryption),
        peer(
            "EFS.1", "File systems are encrypted with KMS",
            "ファイルシステムを KMS で暗号化する"),
        peer(
            "EFS.2", "File systems are in a backup plan",
            "ファイルシステムがバックアッププランに含まれる"),
        peer(
            "EFS.3", "Access points enforce a root directory",
            "アクセスポイントでルートディレクトリを強制する"),
        peer(
            "EFS.4", "Access points enforce a user",
            "アクセスポイントでユーザーを強制する"),
        peer(
            "EFS.5", "Access points have tags",
            "アクセスポイントにタグを付ける", declined: .tags),
        peer(
            "EFS.6", "Mount targets lie in subnets without automatic public addresses",
            "マウントターゲットを、パブリック IP を自動で割り当てるサブネットに置かない", declined: .mountTargetSubnet),
        peer(
            "EFS.7", "Automatic backups are on",
            "自動バックアップを有効にする"),
        peer(
            "EFS.8", "File systems are encrypted",
            "ファイルシステムを暗号化する", same: "EFS.1"),
        peer(
            "IAM.1", "No policy allows everything",
            "ポリシーですべての操作を許可しない"),
        peer(
            "IAM.21", "No policy allows all actions of a service",
            "サービスのすべてのアクションを許可しない"),
        peer(
            "EC2.18", "Security groups admit everybody only to allowed ports",
            "許可したポート以外をすべてのアドレスに開放しない"),
        peer(
            "CloudWatch.16", "Log groups have a retention",
            "ロググループに保持期間を設定する"),
        peer(
            "GuardDuty.11", "GuardDuty Runtime Monitoring is on",
            "GuardDuty Runtime Monitoring を有効にする"),
        peer(
            "GuardDuty.12", "GuardDuty Runtime Monitoring covers ECS",
            "ECS の GuardDuty Runtime Monitoring を有効にする"),
        peer(
            "EC2.6", "VPCs have flow logs",
            "VPC フローログを有効にする"),
        peer(
            "CodeBuild.1", "Addresses of sources hold no credentials",
            "ソースの URL に認証情報を含めない"),
        peer(
            "CodeBuild.2", "No access keys in variables of CodeBuild",
            "CodeBuild の環境変数にアクセスキーを書かない"),
        peer(
            "CodeBuild.3", "CodeBuild's logs in S3 are encrypted",
            "CodeBuild の S3 ログを暗号化する"),
        peer(
            "CodeBuild.4", "CodeBuild writes logs",
            "CodeBuild のログを有効にする"),
        peer(
            "CodeBuild.5", "CodeBuild is not privileged",
            "CodeBuild で特権モードを使わない"),
        peer(
            "CodeBuild.7", "Exports of report groups are encrypted",
            "レポートグループのエクスポートを暗号化する"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .securityHub, Text(en: en, ja: ja), link: page(id), same: same, declined: declined)
}

/// `ECS.5` stands in the page of ECS, at `ecs-5`.
private func page(_ id: String) -> String {
    let name = id.lowercased()
    let service = name.prefix { $0 != "." }
    let number = name.dropFirst(service.count + 1)
    let guide = "https://docs.aws.amazon.com/securityhub/latest/userguide"
    return "\(guide)/\(service)-controls.html#\(service)-\(number)"
}
