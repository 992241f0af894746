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
        RuleFamily(prefix: "DF7", title: Text(en: "Dockerfile: secrets", ja: "Dockerfile: 秘密情報")),
        RuleFamily(prefix: "DF8", title: Text(en: "Dockerfile: trust", ja: "Dockerfile: 取得元の信頼性")),
        RuleFamily(prefix: "CX1", title: Text(en: "Build context", ja: "ビルドコンテキスト")),
        RuleFamily(prefix: "WL1", title: Text(en: "Workload: signals and processes", ja: "ワークロード: シグナルとプロセス")),
        RuleFamily(prefix: "WL2", title: Text(en: "Workload: users", ja: "ワークロード: ユーザー")),
        RuleFamily(prefix: "WL3", title: Text(en: "Workload: state and logs", ja: "ワークロード: 状態とログ")),
        RuleFamily(prefix: "WL4", title: Text(en: "Workload: build", ja: "ワークロード: ビルド")),
        RuleFamily(prefix: "WL5", title: Text(en: "Workload: dependencies", ja: "ワークロード: 依存関係")),
        RuleFamily(prefix: "WL6", title: Text(en: "Workload: network", ja: "ワークロード: ネットワーク")),
        RuleFamily(prefix: "PG0", title: Text(en: "Pragmas", ja: "抑制コメント")),
    ]

    static func of(_ rule: RegisteredRule) -> RuleFamily? {
        all.first { rule.about.id.hasPrefix($0.prefix) }
    }
}
