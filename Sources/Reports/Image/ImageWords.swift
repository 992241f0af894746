import Basics
import ImageScan

extension ImageText {
    /// The words for what records hold by name; the page and the terminal share them.
    enum Words {
        static let levels = ["critical", "high", "medium", "low", "none", "unknown"]

        /// An instruction as the history tells it.
        static func origin(_ text: String) -> String { String(text.prefix(600)).withShortDigests }

        static func level(_ name: String) -> Text {
            switch name {
            case "critical": Text(en: "critical", ja: "緊急")
            case "high": Text(en: "high", ja: "重要")
            case "medium": Text(en: "medium", ja: "警告")
            case "low": Text(en: "low", ja: "注意")
            case "none": Text(en: "none", ja: "なし")
            default: Text(en: "unrated", ja: "未評価")
            }
        }

        static func waste(_ kind: String) -> Text {
            switch kind {
            case "replaced": Text(en: "replaced later", ja: "後で置き換え")
            case "repeated": Text(en: "shipped twice", ja: "二重に格納")
            case "deleted": Text(en: "deleted later", ja: "後で削除")
            case "duplicate": Text(en: "duplicate", ja: "重複")
            case "cache": Text(en: "cache", ja: "キャッシュ")
            case "documentation": Text(en: "documentation", ja: "ドキュメント")
            case "workshop": Text(en: "development files", ja: "開発用ファイル")
            case "development": Text(en: "development packages", ja: "開発用パッケージ")
            default: Text(en: kind, ja: kind)
            }
        }

        static func signature(_ state: String) -> Text {
            switch state {
            case "verified": Text(en: "verified", ja: "検証済み")
            case "refused": Text(en: "refused", ja: "検証失敗")
            default: Text(en: "present, not checked: give --key", ja: "あり (未検証。--key を指定すると検証します)")
            }
        }
    }
}
