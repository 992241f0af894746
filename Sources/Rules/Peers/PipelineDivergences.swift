import Basics

/// Reasons that several peers' rules about pipelines share.
extension Divergence {
    static let workflowAudit = Divergence(
        .elsewhere,
        en: "It speaks of GitHub's workflows in general, not of containers and ECS: run zizmor beside Plimsoll.",
        ja: "コンテナや ECS に限らない、GitHub のワークフロー全般の監査です。zizmor を Plimsoll と併用してください。")
    static let actionLookup = Divergence(
        .notStatic,
        en: "It asks GitHub about the action's repository; a review reads files only.",
        ja: "アクションのリポジトリを GitHub に問い合わせて調べるもので、ファイルだけでは判定できません。")
    static let repositorySettings = Divergence(
        .notStatic,
        en: "Where secrets are kept is a setting of the repository; the workflow shows only their names.",
        ja: "シークレットの保存先はリポジトリの設定で決まり、ワークフローからは名前しかわかりません。")
    static let actionPolicy = Divergence(
        .elsewhere,
        en: "Which actions may run is decided in the settings of the organisation on GitHub, which refuses the others.",
        ja: "使ってよいアクションは GitHub の組織設定で決められ、それ以外は実行時に拒否されます。")
    static let definitionNames = Divergence(
        .style,
        en: "GitHub shows the path of a workflow without a name; nothing goes wrong.",
        ja: "名前のないワークフローはパスで表示されるだけで、支障はありません。")
    static let permissionNotes = Divergence(
        .style,
        en: "Whether a permission needs a comment is a matter of the team's habits.",
        ja: "権限の理由をコメントに残すかどうかは、チームの慣習次第です。")
    static let packagePublishing = Divergence(
        .elsewhere,
        en: "It speaks of packages for PyPI, RubyGems and npm; Plimsoll reviews how images are delivered.",
        ja: "PyPI、RubyGems、npm へのパッケージ公開に関するものです。Plimsoll が評価するのはイメージのデリバリーです。")
    static let secretsToServers = Divergence(
        .wrong,
        en: "A call of an API with its token is what the secret is there for; a secret that is printed is reported.",
        ja: "API をトークン付きで呼び出すのは、シークレットの本来の用途です。ログへの出力は別のルールで報告します。")
    static let intrusion = Divergence(
        .elsewhere,
        en: "It looks for the trace of an intruder by one of many programs; reviews and the host's logs find those.",
        ja: "侵入の痕跡を、数あるプログラムの 1 つだけで探すものです。変更のレビューやホストのログで検知してください。")
    static let manualInputs = Divergence(
        .wrong,
        en: "Inputs of a run by hand choose an environment or a version: whoever starts it may also change the file.",
        ja: "手動実行の入力は、環境やバージョンを選ぶために使います。実行できる人は、ファイルを変更することもできます。")
    static let doublePipelines = Divergence(
        .elsewhere,
        en: "GitLab itself warns of rules that start two pipelines; it costs minutes, and no safety.",
        ja: "二重起動は GitLab 自身が警告します。実行時間は無駄になりますが、安全性には影響しません。")
    static let imageListing = Divergence(
        .elsewhere,
        en: "It is no demand: checkov lists images to scan them.",
        ja: "要求事項ではなく、checkov がスキャン対象のイメージを一覧するためのものです。")
    static let buildLocation = Divergence(
        .wrong,
        en: "A buildspec in the repository is reviewed with the code; rights belong into the role of the project.",
        ja: "リポジトリ内の buildspec はコードとともにレビューされます。権限はプロジェクトのロールで制限します。")
    static let liveProjects = Divergence(
        .notStatic,
        en: "It asks the account about projects and builds; a review reads files only.",
        ja: "アカウントのプロジェクトやビルドの状態を調べるもので、ファイルだけでは判定できません。")
    static let repositoryVisibility = Divergence(
        .notStatic,
        en: "Whether a repository is public, or belongs to an organisation, is known to its host only.",
        ja: "リポジトリが公開かどうか、どの組織に属するかは、ホスティングサービスにしかわかりません。")
    static let severalRegions = Divergence(
        .notStatic,
        en: "How many Regions a pipeline deploys to follows from the application's needs.",
        ja: "いくつのリージョンにデプロイするかは、アプリケーションの要件で決まります。")
}
