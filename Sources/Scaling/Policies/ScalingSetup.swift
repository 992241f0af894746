package import Basics

/// A service's scaling as its definitions have it.
package struct ScalingSetup: Sendable {
    /// The service, as people call it; nil where the file names none.
    package var service: String?
    package var policies: [ScalingPolicy] = []
    package var minimum: Int?
    package var maximum: Int?
    package var desired: Int?
    package var suspendsScaleIn = false
    package var suspendsScaleOut = false
    /// What is there and not simulated.
    package var notes: [Text] = []

    package init(service: String? = nil) {
        self.service = service
    }

    /// The service of a resource id: `service/CLUSTER/NAME`.
    static func service(ofID id: String) -> String? {
        id.split(separator: "/").last.map(String.init)
    }
}

/// Texts on what is left out.
enum SetupNotes {
    static func predictive(_ name: String) -> Text {
        Text(
            en: "Policy `\(name)` is predictive: forecasts are not simulated.",
            ja: "ポリシー `\(name)` は予測スケーリングのため、シミュレーションの対象外です。")
    }

    static let scheduled = Text(
        en: "Scheduled actions are not simulated: minimum and maximum stay as they are.",
        ja: "スケジュールされたアクションはシミュレーションの対象外です。最小数と最大数は固定です。")

    static func withoutAlarm(_ name: String) -> Text {
        Text(
            en:
                "Step policy `\(name)` has no alarm among the definitions: nothing ever calls it. Put the alarm beside it.",
            ja: "ステップスケーリングポリシー `\(name)` を呼び出すアラームが定義にないため、一度も動作しません。アラームの定義も追加してください。")
    }

    static func statistic(_ alarm: String, _ written: String) -> Text {
        Text(
            en:
                "Alarm `\(alarm)` looks at `\(written)`: the recording has no distribution, so its values stand for it.",
            ja: "アラーム `\(alarm)` の統計 `\(written)` に必要な分布のデータがないため、メトリクスの値をそのまま使います。")
    }
}
