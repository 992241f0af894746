import Basics

extension Peers {
    /// checkov's checks of pipelines: GitHub Actions, GitLab CI, CodeBuild and CodePipeline.
    static let checkovPipelines: [PeerRule] = [
        peer(
            "CKV_AWS_78", "Artifacts of CodeBuild are encrypted",
            "CodeBuild のアーティファクトを暗号化する"),
        peer(
            "CKV_AWS_147", "CodeBuild encrypts with a customer managed key",
            "CodeBuild でカスタマー管理キーを使って暗号化する"),
        peer(
            "CKV_AWS_219", "The artifact store of CodePipeline has a customer managed key",
            "CodePipeline のアーティファクトストアにカスタマー管理キーを使う"),
        peer(
            "CKV_AWS_311", "CodeBuild's logs in S3 are encrypted",
            "CodeBuild の S3 ログを暗号化する"),
        peer(
            "CKV_AWS_314", "CodeBuild writes logs",
            "CodeBuild のログを有効にする"),
        peer(
            "CKV_AWS_316", "CodeBuild is not privileged",
            "CodeBuild で特権モードを使わない"),
        peer(
            "CKV_AWS_358", "Roles for GitHub name the repository in `sub`",
            "GitHub 用のロールの `sub` でリポジトリを限定する"),
        peer(
            "CKV_GHA_1", "ACTIONS_ALLOW_UNSECURE_COMMANDS is not set",
            "ACTIONS_ALLOW_UNSECURE_COMMANDS を設定しない"),
        peer(
            "CKV_GHA_2", "No expression of a stranger's text stands in a script",
            "第三者が書ける値の式をスクリプトに埋め込まない"),
        peer(
            "CKV_GHA_3", "Scripts do not give secrets to curl",
            "スクリプトで curl にシークレットを渡さない", declined: .secretsToServers),
        peer(
            "CKV_GHA_4", "Scripts do not open a connection with netcat",
            "スクリプトで netcat の接続を開かない", declined: .intrusion),
        peer(
            "CKV_GHA_5", "Images are signed with cosign",
            "イメージに cosign で署名する"),
        peer(
            "CKV_GHA_6", "Images have an attested SBOM",
            "イメージに SBOM の証明を付ける"),
        peer(
            "CKV_GHA_7", "workflow_dispatch has no inputs",
            "workflow_dispatch に入力を持たせない", declined: .manualInputs),
        peer(
            "CKV2_GHA_1", "The token's permissions at the top are limited",
            "ワークフロー先頭でトークンの権限を絞る"),
        peer(
            "CKV_GITLABCI_1", "Scripts do not give variables of the pipeline to curl",
            "スクリプトで curl に CI の変数を渡さない", declined: .secretsToServers),
        peer(
            "CKV_GITLABCI_2", "Rules do not start two pipelines for one commit",
            "1 つのコミットで 2 つのパイプラインを起動しない", declined: .doublePipelines),
        peer(
            "CKV_GITLABCI_3", "Lists the images that jobs use",
            "ジョブが使うイメージを一覧する", declined: .imageListing),
    ]
}

private func peer(_ id: String, _ en: String, _ ja: String, declined: Divergence? = nil) -> PeerRule {
    PeerRule(
        id, .checkov, Text(en: en, ja: ja), link: "https://www.checkov.io/5.Policy%20Index/all.html",
        declined: declined)
}
