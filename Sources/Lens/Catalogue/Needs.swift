import Basics

/// What several criteria need in the same words.
enum Needs {
    static let dockerfile = Text(
        en: "The Dockerfile, with its stages and what is copied between them",
        ja: "Dockerfile のステージと、ステージ間でコピーされるものを確認します。")
    static let from = Text(
        en: "The `FROM` instructions of the Dockerfile",
        ja: "Dockerfile の `FROM` 命令を確認します。")
    static let finalFrom = Text(
        en: "The `FROM` of the final stage, or the size and files of the built image",
        ja: "最終ステージの `FROM`、またはビルド済みイメージのサイズとファイルを確認します。")
    static let runs = Text(
        en: "The `RUN` instructions of the Dockerfile",
        ja: "Dockerfile の `RUN` 命令を確認します。")
    static let context = Text(
        en: "The build context and its `.dockerignore`",
        ja: "ビルドコンテキストと `.dockerignore` を確認します。")
    static let locks = Text(
        en: "The dependency manifests, their lock files and the install commands of the Dockerfile",
        ja: "依存関係の定義ファイル、ロックファイル、Dockerfile のインストールコマンドを確認します。")
    static let start = Text(
        en: "The `ENTRYPOINT` and `CMD` of the Dockerfile and the scripts that they start",
        ja: "Dockerfile の `ENTRYPOINT` と `CMD`、およびそこから起動されるスクリプトを確認します。")
    static let pipeline = Text(
        en: "The definition of the pipeline (GitHub Actions, CodeBuild, CodePipeline or another)",
        ja: "パイプラインの定義 (GitHub Actions、CodeBuild、CodePipeline など) が必要です。")
    static let scaling = Text(
        en: "The scalable target and the scaling policies of the service (IaC)",
        ja: "サービスのスケーラブルターゲットとスケーリングポリシー (IaC) が必要です。")
    static let ecrPolicy = Text(
        en: "The lifecycle policy of the ECR repository (JSON, IaC or the account)",
        ja: "ECR リポジトリのライフサイクルポリシー (JSON、IaC、またはアカウント上のもの) を確認します。")
    static let iac = Text(
        en: "The infrastructure code (CloudFormation, CDK, Terraform or the like)",
        ja: "インフラのコード (CloudFormation、CDK、Terraform など) が必要です。")
}
