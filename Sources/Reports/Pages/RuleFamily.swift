import Basics
import RuleKit

/// A family of rules: those whose ids begin alike.
struct RuleFamily {
    let prefix: String
    let title: Text

    static let all: [RuleFamily] = [
        RuleFamily(prefix: "DF1", title: Text(en: "Dockerfile: syntax", ja: "Dockerfile: 構文")),
        RuleFamily(
            prefix: "DF2", title: Text(en: "Dockerfile: base images and stages", ja: "Dockerfile: ベースイメージとステージ")),
        RuleFamily(prefix: "DF3", title: Text(en: "Dockerfile: packages", ja: "Dockerfile: パッケージ")),
        RuleFamily(prefix: "DF4", title: Text(en: "Dockerfile: shell", ja: "Dockerfile: シェル")),
        RuleFamily(prefix: "DF5", title: Text(en: "Dockerfile: files", ja: "Dockerfile: ファイル")),
        RuleFamily(prefix: "DF6", title: Text(en: "Dockerfile: configuration", ja: "Dockerfile: イメージの設定")),
        RuleFamily(prefix: "DF7", title: Text(en: "Dockerfile: secrets", ja: "Dockerfile: シークレット")),
        RuleFamily(prefix: "DF8", title: Text(en: "Dockerfile: trust", ja: "Dockerfile: 取得元の信頼性")),
        RuleFamily(prefix: "CX1", title: Text(en: "Build context", ja: "ビルドコンテキスト")),
        RuleFamily(prefix: "WL1", title: Text(en: "Workload: signals and processes", ja: "ワークロード: シグナルとプロセス")),
        RuleFamily(prefix: "WL2", title: Text(en: "Workload: users", ja: "ワークロード: ユーザー")),
        RuleFamily(prefix: "WL3", title: Text(en: "Workload: state and logs", ja: "ワークロード: 状態とログ")),
        RuleFamily(prefix: "WL4", title: Text(en: "Workload: build", ja: "ワークロード: ビルド")),
        RuleFamily(prefix: "WL5", title: Text(en: "Workload: dependencies", ja: "ワークロード: 依存関係")),
        RuleFamily(prefix: "WL6", title: Text(en: "Workload: network", ja: "ワークロード: ネットワーク")),
        RuleFamily(prefix: "TD1", title: Text(en: "Task definition: validity", ja: "タスク定義: 妥当性")),
        RuleFamily(prefix: "TD2", title: Text(en: "Task definition: security", ja: "タスク定義: セキュリティ")),
        RuleFamily(
            prefix: "TD3", title: Text(en: "Task definition: health and stopping", ja: "タスク定義: ヘルスチェックと停止")),
        RuleFamily(prefix: "TD4", title: Text(en: "Task definition: logs", ja: "タスク定義: ログ")),
        RuleFamily(prefix: "TD5", title: Text(en: "Task definition: secrets", ja: "タスク定義: シークレット")),
        RuleFamily(prefix: "TD6", title: Text(en: "Task definition: images", ja: "タスク定義: イメージ")),
        RuleFamily(prefix: "TD7", title: Text(en: "Task definition: size and insight", ja: "タスク定義: サイズと可観測性")),
        RuleFamily(prefix: "TD8", title: Text(en: "Task definition: files and users", ja: "タスク定義: ファイルとユーザー")),
        RuleFamily(prefix: "SV1", title: Text(en: "Service: validity", ja: "サービス: 妥当性")),
        RuleFamily(prefix: "SV2", title: Text(en: "Service: deployment", ja: "サービス: デプロイ")),
        RuleFamily(prefix: "SV3", title: Text(en: "Service: scaling", ja: "サービス: スケーリング")),
        RuleFamily(prefix: "SV4", title: Text(en: "Service: traffic and ports", ja: "サービス: トラフィックとポート")),
        RuleFamily(prefix: "SV5", title: Text(en: "Service: network", ja: "サービス: ネットワーク")),
        RuleFamily(prefix: "SV6", title: Text(en: "Service: cost", ja: "サービス: コスト")),
        RuleFamily(prefix: "IF1", title: Text(en: "Infrastructure: registry", ja: "インフラストラクチャ: レジストリ")),
        RuleFamily(prefix: "IF2", title: Text(en: "Infrastructure: roles", ja: "インフラストラクチャ: IAM ロール")),
        RuleFamily(prefix: "IF3", title: Text(en: "Infrastructure: network", ja: "インフラストラクチャ: ネットワーク")),
        RuleFamily(prefix: "IF4", title: Text(en: "Infrastructure: logs and alarms", ja: "インフラストラクチャ: ログとアラーム")),
        RuleFamily(prefix: "IF5", title: Text(en: "Infrastructure: storage", ja: "インフラストラクチャ: ストレージ")),
        RuleFamily(prefix: "PL1", title: Text(en: "Pipeline: order and tests", ja: "パイプライン: 順序とテスト")),
        RuleFamily(prefix: "PL2", title: Text(en: "Pipeline: images and tags", ja: "パイプライン: イメージとタグ")),
        RuleFamily(prefix: "PL3", title: Text(en: "Pipeline: rights and secrets", ja: "パイプライン: 権限とシークレット")),
        RuleFamily(prefix: "PL4", title: Text(en: "Pipeline: supply chain", ja: "パイプライン: サプライチェーン")),
        RuleFamily(prefix: "PL5", title: Text(en: "Pipeline: approval and recovery", ja: "パイプライン: 承認と復旧")),
        RuleFamily(prefix: "PL6", title: Text(en: "Pipeline: updates and schedules", ja: "パイプライン: 更新と定期実行")),
        RuleFamily(prefix: "PA1", title: Text(en: "Environments: parity", ja: "環境: 開発/本番一致")),
        RuleFamily(prefix: "IM1", title: Text(en: "Image: users and boundaries", ja: "イメージ: ユーザーと境界")),
        RuleFamily(prefix: "IM2", title: Text(en: "Image: secrets and certificates", ja: "イメージ: シークレットと証明書")),
        RuleFamily(prefix: "IM3", title: Text(en: "Image: size and waste", ja: "イメージ: サイズと無駄")),
        RuleFamily(prefix: "IM4", title: Text(en: "Image: vulnerabilities", ja: "イメージ: 脆弱性")),
        RuleFamily(prefix: "IM5", title: Text(en: "Image: base image", ja: "イメージ: ベースイメージ")),
        RuleFamily(prefix: "IM6", title: Text(en: "Image: signatures", ja: "イメージ: 署名")),
        RuleFamily(prefix: "IM7", title: Text(en: "Image: against its Dockerfile", ja: "イメージ: Dockerfile との一致")),
        RuleFamily(prefix: "PG0", title: Text(en: "Pragmas", ja: "抑制コメント")),
    ]

    static func of(_ rule: RegisteredRule) -> RuleFamily? {
        all.first { rule.about.id.hasPrefix($0.prefix) }
    }
}
