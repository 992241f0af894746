import Basics

extension Peers {
    /// Managed rules of AWS Config about ECS, ECR, Elastic Load Balancing and EFS; the cfn-guard registry uses their names.
    static let config: [PeerRule] = [
        peer(
            "ECS_AWSVPC_NETWORKING_ENABLED", "The network mode is awsvpc",
            "ネットワークモードが awsvpc である", same: "CT.ECS.PR.4"),
        peer(
            "ECS_CONTAINER_INSIGHTS_ENABLED", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする", same: "ECS.12"),
        peer(
            "ECS_CONTAINERS_NONPRIVILEGED", "No container is privileged",
            "特権コンテナを使わない", same: "ECS.4"),
        peer(
            "ECS_CONTAINERS_READONLY_ACCESS", "The root file system is read-only",
            "ルートファイルシステムを読み取り専用にする", same: "ECS.5"),
        peer(
            "ECS_FARGATE_LATEST_PLATFORM_VERSION", "Fargate runs the latest platform version",
            "Fargate のプラットフォームバージョンが最新である", same: "ECS.10"),
        peer(
            "ECS_NO_ENVIRONMENT_SECRETS", "No secrets in environment variables",
            "環境変数にシークレットを書かない", same: "ECS.8"),
        peer(
            "ECS_TASK_DEFINITION_LOG_CONFIGURATION", "Containers have a log configuration",
            "コンテナにログ設定がある", same: "ECS.9"),
        peer(
            "ECS_TASK_DEFINITION_MEMORY_HARD_LIMIT", "Each container has a hard memory limit",
            "各コンテナにメモリのハード制限がある", same: "CT.ECS.PR.7"),
        peer(
            "ECS_TASK_DEFINITION_NONROOT_USER", "Containers name a user other than root",
            "root 以外のユーザーで動作する", same: "ECS.20"),
        peer(
            "ECS_TASK_DEFINITION_PID_MODE_CHECK", "The host's process namespace is not shared",
            "ホストのプロセス名前空間を共有しない", same: "ECS.3"),
        peer(
            "ECS_TASK_DEFINITION_USER_FOR_HOST_MODE_CHECK",
            "A task on the host's network names a user and is not privileged",
            "ホストネットワークのタスクは、ユーザーを指定し特権を使わない"),
        peer(
            "ECR_PRIVATE_IMAGE_SCANNING_ENABLED", "Images are scanned when pushed",
            "プッシュ時にイメージをスキャンする", same: "ECR.1"),
        peer(
            "ECR_PRIVATE_LIFECYCLE_POLICY_CONFIGURED", "Repositories have a lifecycle policy",
            "リポジトリにライフサイクルポリシーがある", same: "ECR.3"),
        peer(
            "ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED", "Tags are immutable",
            "タグを変更不可にする", same: "ECR.2"),
        peer(
            "ECR_REPOSITORY_CMK_ENCRYPTION_ENABLED", "Repositories are encrypted with a customer managed key",
            "リポジトリをカスタマー管理キーで暗号化する", same: "ECR.5"),
        peer(
            "ALB_DESYNC_MODE_CHECK", "The desync mitigation mode is defensive or strictest",
            "desync 緩和モードが defensive か strictest である", same: "ELB.12"),
        peer(
            "ALB_HTTP_DROP_INVALID_HEADER_ENABLED", "Application Load Balancers drop invalid headers",
            "Application Load Balancer が不正なヘッダーを破棄する", same: "ELB.4"),
        peer(
            "ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK", "HTTP is redirected to HTTPS",
            "HTTP を HTTPS にリダイレクトする", same: "ELB.1"),
        peer(
            "ALB_WAF_ENABLED", "Application Load Balancers have a web ACL",
            "Application Load Balancer に Web ACL を関連付ける", same: "ELB.16"),
        peer(
            "ELB_DELETION_PROTECTION_ENABLED", "Load balancers are protected from deletion",
            "ロードバランサーの削除保護を有効にする", same: "ELB.6"),
        peer(
            "ELB_LOGGING_ENABLED", "Load balancers write access logs",
            "ロードバランサーのアクセスログを有効にする", same: "ELB.5"),
        peer(
            "EFS_ENCRYPTED_CHECK", "File systems are encrypted",
            "ファイルシステムを暗号化する"),
        peer(
            "EFS_IN_BACKUP_PLAN", "File systems are in a backup plan",
            "ファイルシステムがバックアッププランに含まれる"),
        peer(
            "EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN", "A backup plan protects the file systems",
            "ファイルシステムがバックアッププランで保護されている"),
        peer(
            "CW_LOGGROUP_RETENTION_PERIOD_CHECK", "Log groups have a retention",
            "ロググループに保持期間を設定する", same: "CloudWatch.16"),
        peer(
            "CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK", "Addresses of sources hold no credentials",
            "ソースの URL に認証情報を含めない"),
        peer(
            "CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK", "No access keys in variables of CodeBuild",
            "CodeBuild の環境変数にアクセスキーを書かない"),
        peer(
            "CODEBUILD_PROJECT_ARTIFACT_ENCRYPTION", "Artifacts of CodeBuild are encrypted",
            "CodeBuild のアーティファクトを暗号化する"),
        peer(
            "CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED", "CodeBuild's logs in S3 are encrypted",
            "CodeBuild の S3 ログを暗号化する"),
        peer(
            "CODEBUILD_PROJECT_LOGGING_ENABLED", "CodeBuild writes logs",
            "CodeBuild のログを有効にする"),
        peer(
            "CODEBUILD_PROJECT_ENVIRONMENT_PRIVILEGED_CHECK", "CodeBuild is not privileged",
            "CodeBuild で特権モードを使わない"),
        peer(
            "CODEBUILD_REPORT_GROUP_ENCRYPTED_AT_REST", "Exports of report groups are encrypted",
            "レポートグループのエクスポートを暗号化する"),
        peer(
            "CODEPIPELINE_REGION_FANOUT_CHECK", "Stages of CodePipeline deploy to several Regions",
            "CodePipeline の各ステージが複数のリージョンにデプロイする", declined: .severalRegions),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .config, Text(en: en, ja: ja),
        link: "https://docs.aws.amazon.com/config/latest/developerguide/\(page(id)).html", same: same,
        declined: declined)
}

/// `ECS_CONTAINERS_NONPRIVILEGED` has the page `ecs-containers-nonprivileged`.
private func page(_ id: String) -> String {
    String(id.lowercased().map { $0 == "_" ? "-" : $0 })
}
