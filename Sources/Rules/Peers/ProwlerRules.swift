import Basics

extension Peers {
    /// Prowler's checks of ECS, ECR, Elastic Load Balancing, EFS and log groups; it asks a living account.
    static let prowler: [PeerRule] = [
        peer(
            "ecs_cluster_container_insights_enabled", "Clusters have Container Insights",
            "クラスターの Container Insights を有効にする"),
        peer(
            "ecs_service_fargate_latest_platform_version", "Fargate runs the latest platform version",
            "Fargate のプラットフォームバージョンが最新である"),
        peer(
            "ecs_service_no_assign_public_ip", "Services assign no public address",
            "サービスがパブリック IP を割り当てない"),
        peer(
            "ecs_task_definitions_containers_readonly_access", "The root file system is read-only",
            "ルートファイルシステムを読み取り専用にする"),
        peer(
            "ecs_task_definitions_host_namespace_not_shared", "The host's process namespace is not shared",
            "ホストのプロセス名前空間を共有しない"),
        peer(
            "ecs_task_definitions_host_networking_mode_users",
            "A task on the host's network names a user and is not privileged",
            "ホストネットワークのタスクは、ユーザーを指定し特権を使わない"),
        peer(
            "ecs_task_definitions_logging_block_mode", "Logging does not block the application",
            "ログ出力がアプリケーションをブロックしない"),
        peer(
            "ecs_task_definitions_logging_enabled", "Containers have a log configuration",
            "コンテナにログ設定がある"),
        peer(
            "ecs_task_definitions_no_environment_secrets", "No secrets in environment variables",
            "環境変数にシークレットを書かない"),
        peer(
            "ecs_task_definitions_no_privileged_containers", "No container is privileged",
            "特権コンテナを使わない"),
        peer(
            "ecs_task_set_no_assign_public_ip", "Task sets assign no public address",
            "タスクセットがパブリック IP を割り当てない"),
        peer(
            "ecr_registry_scan_images_on_push_enabled", "The registry scans images when pushed",
            "レジストリでプッシュ時にイメージをスキャンする", same: "ecr_repositories_scan_images_on_push_enabled"),
        peer(
            "ecr_repositories_lifecycle_policy_enabled", "Repositories have a lifecycle policy",
            "リポジトリにライフサイクルポリシーがある"),
        peer(
            "ecr_repositories_not_publicly_accessible", "The repository policy admits not everybody",
            "リポジトリポリシーで全員を許可しない"),
        peer(
            "ecr_repositories_scan_images_on_push_enabled", "Images are scanned when pushed",
            "プッシュ時にイメージをスキャンする"),
        peer(
            "ecr_repositories_scan_vulnerabilities_in_latest_image", "The latest image has no grave vulnerabilities",
            "最新のイメージに重大な脆弱性がない", declined: .liveImages),
        peer(
            "ecr_repositories_tag_immutability", "Tags are immutable",
            "タグを変更不可にする"),
        peer(
            "ecr_repository_image_no_secrets", "Images hold no secrets",
            "イメージにシークレットが含まれない", declined: .liveImages),
        peer(
            "efs_access_point_enforce_root_directory", "Access points enforce a root directory",
            "アクセスポイントでルートディレクトリを強制する"),
        peer(
            "efs_access_point_enforce_user_identity", "Access points enforce a user",
            "アクセスポイントでユーザーを強制する"),
        peer(
            "efs_encryption_at_rest_enabled", "File systems are encrypted",
            "ファイルシステムを暗号化する"),
        peer(
            "efs_have_backup_enabled", "File systems are backed up",
            "ファイルシステムをバックアップする"),
        peer(
            "efs_mount_target_not_publicly_accessible", "Mount targets lie in private subnets",
            "マウントターゲットをプライベートサブネットに置く", declined: .mountTargetSubnet),
        peer(
            "efs_multi_az_enabled", "Mount targets lie in several zones",
            "マウントターゲットが複数のゾーンにある"),
        peer(
            "efs_not_publicly_accessible", "The file system policy admits not everybody",
            "ファイルシステムポリシーで全員を許可しない"),
        peer(
            "elbv2_cross_zone_load_balancing_enabled", "Cross-zone load balancing is on",
            "クロスゾーン負荷分散を有効にする", declined: .crossZone),
        peer(
            "elbv2_deletion_protection", "Load balancers are protected from deletion",
            "ロードバランサーの削除保護を有効にする"),
        peer(
            "elbv2_desync_mitigation_mode", "The desync mitigation mode is defensive or strictest",
            "desync 緩和モードが defensive か strictest である"),
        peer(
            "elbv2_insecure_ssl_ciphers", "TLS listeners have a recommended security policy",
            "TLS リスナーに推奨のセキュリティポリシーを使う"),
        peer(
            "elbv2_internet_facing", "Load balancers are not internet-facing",
            "ロードバランサーをインターネットに公開しない", declined: .publicBalancer),
        peer(
            "elbv2_is_in_multiple_az", "Load balancers span several zones",
            "ロードバランサーが複数のゾーンにまたがる", declined: .balancerZones),
        peer(
            "elbv2_listeners_underneath", "Load balancers have a listener",
            "ロードバランサーにリスナーがある", declined: .emptyBalancer),
        peer(
            "elbv2_logging_enabled", "Load balancers write access logs",
            "ロードバランサーのアクセスログを有効にする"),
        peer(
            "elbv2_nlb_tls_termination_enabled", "Network Load Balancers end TLS",
            "Network Load Balancer で TLS を終端する", declined: .insideEncryption),
        peer(
            "elbv2_ssl_listeners", "Listeners use HTTPS or TLS",
            "リスナーが HTTPS または TLS を使う"),
        peer(
            "elbv2_waf_acl_attached", "Application Load Balancers have a web ACL",
            "Application Load Balancer に Web ACL を関連付ける"),
        peer(
            "cloudwatch_log_group_retention_policy_specific_days_enabled", "Log groups have a retention",
            "ロググループに保持期間を設定する"),
        peer(
            "vpc_flow_logs_enabled", "VPCs have flow logs",
            "VPC フローログを有効にする"),
        peer(
            "codebuild_project_no_secrets_in_variables", "No secrets in plain variables of CodeBuild",
            "CodeBuild の平文の環境変数にシークレットを書かない"),
        peer(
            "codebuild_project_source_repo_url_no_sensitive_credentials", "Addresses of sources hold no credentials",
            "ソースの URL に認証情報を含めない"),
        peer(
            "codebuild_report_group_export_encrypted", "Exports of report groups are encrypted",
            "レポートグループのエクスポートを暗号化する"),
        peer(
            "codebuild_project_not_publicly_accessible", "Builds are not public",
            "ビルド結果を公開しない"),
        peer(
            "codebuild_project_older_90_days", "Projects have built in the last 90 days",
            "過去 90 日以内にビルドしている", declined: .liveProjects),
        peer(
            "codebuild_project_user_controlled_buildspec", "The buildspec does not lie in the repository",
            "buildspec をリポジトリに置かない", declined: .buildLocation),
        peer(
            "codebuild_project_uses_allowed_github_organizations", "Sources belong to organisations that are allowed",
            "許可した組織のリポジトリだけを使う", declined: .repositoryVisibility),
        peer(
            "codepipeline_project_repo_private", "The source of a pipeline is not public",
            "パイプラインのソースリポジトリを公開しない", declined: .repositoryVisibility),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .prowler, Text(en: en, ja: ja), link: "https://hub.prowler.com/check/\(id)", same: same, declined: declined)
}
