import Basics

extension Peers {
    /// zizmor's audits of GitHub's workflows, as `zizmor/NAME`.
    static let zizmor: [PeerRule] = [
        peer(
            "adhoc-packages", "Steps install packages from a lock file",
            "パッケージはロックファイルからインストールする"),
        peer(
            "anonymous-definition", "Workflows and actions have a name",
            "ワークフローとアクションに名前を付ける", declined: .definitionNames),
        peer(
            "archived-uses", "No action comes from an archived repository",
            "アーカイブされたリポジトリのアクションを使わない", declined: .actionLookup),
        peer(
            "artipacked", "Checkouts do not leave their token behind",
            "チェックアウト後にトークンを残さない"),
        peer(
            "bot-conditions", "Conditions do not trust the name of a bot",
            "ボットの名前だけに頼った条件を書かない", declined: .workflowAudit),
        peer(
            "cache-poisoning", "Releases do not restore caches that others may write",
            "リリースでは、他者が書き込めるキャッシュを復元しない", declined: .workflowAudit),
        peer(
            "concurrency-limits", "Runs that are overtaken are cancelled",
            "追い越された実行をキャンセルする", declined: .workflowAudit),
        peer(
            "dangerous-triggers", "No workflow runs for forks with rights",
            "フォークに対して権限付きで動くトリガーを使わない"),
        peer(
            "dependabot-cooldown", "Dependabot waits some days for new releases",
            "Dependabot は新しいリリースの採用まで数日待つ", declined: .workflowAudit),
        peer(
            "dependabot-execution", "Dependabot runs no code of packages",
            "Dependabot でパッケージのコードを実行しない", declined: .workflowAudit),
        peer(
            "excessive-permissions", "The token has only the permissions that are needed",
            "トークンの権限を必要最小限にする"),
        peer(
            "forbidden-uses", "Only actions that the organisation allows",
            "組織が許可したアクションだけを使う", declined: .actionPolicy),
        peer(
            "github-env", "No step of a dangerous trigger writes to GITHUB_ENV",
            "危険なトリガーのステップで GITHUB_ENV に書き込まない", declined: .workflowAudit),
        peer(
            "hardcoded-container-credentials", "Credentials of container registries are secrets",
            "コンテナレジストリの認証情報をシークレットで渡す"),
        peer(
            "impostor-commit", "The commit belongs to the action's repository",
            "コミットがアクションのリポジトリに属している", declined: .actionLookup),
        peer(
            "insecure-commands", "Printed commands cannot set variables",
            "標準出力のコマンドで環境変数を変更できない"),
        peer(
            "known-vulnerable-actions", "No action has a published vulnerability",
            "既知の脆弱性があるアクションを使わない", declined: .actionLookup),
        peer(
            "misfeature", "No features that are hard to use safely",
            "安全に使うことが難しい機能を使わない", declined: .workflowAudit),
        peer(
            "obfuscation", "Names of actions and expressions are written plainly",
            "アクション名や式を難読化しない", declined: .workflowAudit),
        peer(
            "overprovisioned-secrets", "Not all secrets go to one step",
            "すべてのシークレットを 1 つのステップに渡さない", declined: .workflowAudit),
        peer(
            "ref-confusion", "A version is not both a branch and a tag",
            "同じ名前のブランチとタグを参照しない", declined: .actionLookup),
        peer(
            "ref-version-mismatch", "The comment names the version of the commit",
            "コメントのバージョンがコミットと一致している", declined: .actionLookup),
        peer(
            "secrets-inherit", "Called workflows get the secrets that they need",
            "呼び出し先のワークフローには必要なシークレットだけを渡す", declined: .workflowAudit),
        peer(
            "secrets-outside-env", "Secrets belong to an environment",
            "シークレットを環境 (environment) に置く", declined: .repositorySettings),
        peer(
            "self-hosted-runner", "No self-hosted runners",
            "セルフホストランナーを使わない"),
        peer(
            "self-repository", "Actions of the same repository are named by path",
            "同じリポジトリのアクションはパスで参照する", declined: .workflowAudit),
        peer(
            "stale-action-refs", "A pinned commit belongs to a release",
            "固定したコミットがリリースのものである", declined: .actionLookup),
        peer(
            "superfluous-actions", "No action does what the runner has built in",
            "ランナーに備わっている機能のためにアクションを使わない", declined: .workflowAudit),
        peer(
            "template-injection", "No expression of a stranger's text stands in a script",
            "第三者が書ける値の式をスクリプトに埋め込まない"),
        peer(
            "undocumented-permissions", "A comment explains each permission",
            "権限ごとに理由のコメントがある", declined: .permissionNotes),
        peer(
            "unpinned-images", "Images of jobs and steps have a digest",
            "ジョブとステップのイメージをダイジェストで固定する"),
        peer(
            "unpinned-uses", "Actions are pinned",
            "アクションのバージョンを固定する"),
        peer(
            "unredacted-secrets", "No part of a secret gets into the log",
            "シークレットの一部をログに出さない"),
        peer(
            "unsound-condition", "Conditions are not true by accident",
            "条件が意図せず常に真にならない", declined: .workflowAudit),
        peer(
            "unsound-contains", "contains() is given a list",
            "contains() にはリストを渡す", declined: .workflowAudit),
        peer(
            "use-trusted-publishing", "Packages are published without a stored token",
            "保存したトークンを使わずにパッケージを公開する", declined: .packagePublishing),
    ]
}

private func peer(_ name: String, _ en: String, _ ja: String, declined: Divergence? = nil) -> PeerRule {
    PeerRule(
        "zizmor/\(name)", .zizmor, Text(en: en, ja: ja), link: "\(PeerTool.zizmor.index)#\(name)", declined: declined)
}
