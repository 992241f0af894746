package import Basics

/// The words of parity tables.
package enum ParityWords {
    package static func title(_ outcome: ParityRow.Outcome) -> Text {
        switch outcome {
        case .same: Text(en: "same", ja: "同じ")
        case .mayDiffer: Text(en: "may differ", ja: "差異可")
        case .declared: Text(en: "declared", ja: "宣言済み")
        case .differs: Text(en: "differs", ja: "差異あり")
        case .unknown: Text(en: "unknown", ja: "未確認")
        }
    }

    /// The sign in front of a row.
    package static func sign(_ outcome: ParityRow.Outcome) -> String {
        switch outcome {
        case .same: "="
        case .mayDiffer: "~"
        case .declared: "+"
        case .differs: "!"
        case .unknown: "?"
        }
    }

    package static func title(_ service: ParityTable.Service) -> Text {
        service.isBacking
            ? Text(en: "Databases and caches", ja: "データベースとキャッシュ") : Text(en: service.name, ja: service.name)
    }

    package static func value(_ cell: ParityTable.Cell) -> Text {
        switch cell.kind {
        case .absent: Text(en: "–", ja: "–")
        case .present: Text(en: "yes", ja: "あり")
        case .unknown where isPartlyKnown(cell.value): Text(en: cell.value, ja: cell.value)
        case .unknown: Text(en: "unknown", ja: "未確認")
        case .value: Text(en: cell.value.isEmpty ? "\"\"" : cell.value, ja: cell.value.isEmpty ? "\"\"" : cell.value)
        }
    }

    /// `web:${TAG}` says more than that it is unknown; `${TAG}` does not.
    private static func isPartlyKnown(_ text: String) -> Bool {
        guard text.contains("${") else { return false }
        return !text.hasPrefix("${") || text.firstIndex(of: "}") != text.indices.last
    }

    package static let field = Text(en: "Field", ja: "フィールド")

    /// What to do where there are no two environments.
    package static let nothing = Text(
        en: """
            No service was found in two or more environments. Environments are told by
              - folders and files: envs/dev and envs/prod, taskdef-stg.json, ecspresso.prod.yml, AppProd.template.json
              - Terraform: root folders, a .tfvars file for each environment, keys of for_each
              - CloudFormation: files of parameters, samconfig.toml, a parameter such as Env with AllowedValues
              - Copilot's environments, and compose.yaml with compose.prod.yaml
            Where names say nothing, declare them in plimsoll.yml:
              parity:
                environments:
                  staging: deploy/blue
                  production: deploy/green
            """,
        ja: """
            2 つ以上の環境を持つサービスが見つかりませんでした。環境は次のものから判断します。
              - フォルダーとファイル: envs/dev と envs/prod、taskdef-stg.json、ecspresso.prod.yml、AppProd.template.json
              - Terraform: ルートのフォルダー、環境ごとの .tfvars ファイル、for_each のキー
              - CloudFormation: パラメータファイル、samconfig.toml、Env などのパラメータの AllowedValues
              - Copilot の環境、compose.yaml に重ねる compose.prod.yaml
            名前から判断できない場合は、plimsoll.yml で宣言してください。
              parity:
                environments:
                  staging: deploy/blue
                  production: deploy/green
            """)
}
