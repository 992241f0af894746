package import Basics

extension SensitivePath.Kind {
    package var isSecret: Bool {
        switch self {
        case .privateKey, .keyStore, .environmentFile, .registryCredentials, .gitCredentials, .cloudCredentials,
            .clusterCredentials, .terraformState, .terraformVariables, .serviceAccount, .passwordFile, .secretsFile:
            true
        case .versionControl, .dependencies, .buildOutput, .toolCache, .editor, .systemLitter, .log, .dump, .archive:
            false
        }
    }

    package var why: Text {
        switch self {
        case .privateKey:
            Text(
                en: "A private key: whoever can pull the image can act as its owner.",
                ja: "秘密鍵です。イメージを pull できる人は誰でも鍵の持ち主になりすませます。")
        case .keyStore:
            Text(
                en: "A key store: it holds private keys, at best behind a password.",
                ja: "キーストアです。秘密鍵が入っており、守るものはせいぜいパスワードだけです。")
        case .environmentFile:
            Text(
                en: "An environment file: it usually holds passwords and API keys of one environment.",
                ja: "環境変数ファイルです。多くの場合、特定の環境のパスワードや API キーが書かれています。")
        case .registryCredentials:
            Text(
                en: "A package or image registry configuration: it can hold an access token.",
                ja: "パッケージまたはイメージのレジストリ設定です。アクセストークンを含むことがあります。")
        case .gitCredentials:
            Text(
                en: "Login data for Git or other servers, in plain text.",
                ja: "Git などのサーバーのログイン情報が平文で保存されています。")
        case .cloudCredentials:
            Text(
                en: "Cloud credentials: on ECS a task role gives temporary ones instead.",
                ja: "クラウドの認証情報です。ECS ではタスクロールから一時的な認証情報を取得できます。")
        case .clusterCredentials:
            Text(
                en: "Access data of a Kubernetes cluster.",
                ja: "Kubernetes クラスターへのアクセス情報です。")
        case .terraformState:
            Text(
                en: "A Terraform state: it holds all attributes of resources, passwords included, in plain text.",
                ja: "Terraform の state です。パスワードを含むリソースの全属性が平文で入っています。")
        case .terraformVariables:
            Text(
                en: "Terraform variables: secrets are often given this way.",
                ja: "Terraform の変数ファイルです。シークレットの受け渡しによく使われます。")
        case .serviceAccount:
            Text(
                en: "A credentials or service account file: it usually holds a long-lived key.",
                ja: "認証情報またはサービスアカウントのファイルです。多くの場合、長期間有効な鍵が入っています。")
        case .passwordFile:
            Text(
                en: "A password file; hashed passwords can be guessed offline.",
                ja: "パスワードファイルです。ハッシュ化されていてもオフラインで推測できます。")
        case .secretsFile:
            Text(
                en: "Its name says that it holds secrets.",
                ja: "名前から、シークレットを収めたファイルとわかります。")
        case .versionControl:
            Text(
                en: "Version control data: the whole history, with everything that was ever deleted from it.",
                ja: "バージョン管理のデータです。過去に削除したものも含む全履歴が入っています。")
        case .dependencies:
            Text(
                en: "Installed dependencies of this machine: they belong to its platform and bloat the context.",
                ja: "手元の環境にインストールした依存パッケージです。プラットフォームが異なることがあり、コンテキストも肥大化します。")
        case .buildOutput:
            Text(
                en: "Build output of this machine: the image should be built from sources alone.",
                ja: "手元のビルド成果物です。イメージはソースだけからビルドするべきです。")
        case .toolCache:
            Text(
                en: "A cache of a tool: it changes often and so defeats the build cache.",
                ja: "ツールのキャッシュです。頻繁に変わるため、ビルドキャッシュが効かなくなります。")
        case .editor:
            Text(
                en: "Settings of an editor, of no use in an image.",
                ja: "エディターの設定であり、イメージには不要です。")
        case .systemLitter:
            Text(
                en: "Left behind by the operating system, of no use in an image.",
                ja: "OS が自動生成したファイルであり、イメージには不要です。")
        case .log:
            Text(
                en: "A log file: it can hold personal data, and it changes all the time.",
                ja: "ログファイルです。個人情報を含むことがあり、内容も常に変わります。")
        case .dump:
            Text(
                en: "A dump of a database or of memory: it can hold any data there was.",
                ja: "データベースやメモリのダンプです。あらゆるデータが含まれている可能性があります。")
        case .archive:
            Text(
                en: "An archive: its size is paid for in every transfer, and nobody sees what is in it.",
                ja: "アーカイブです。転送のたびにサイズ分のコストがかかり、中身も確認しにくくなります。")
        }
    }
}
