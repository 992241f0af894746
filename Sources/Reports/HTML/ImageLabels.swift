import Basics

/// The words of the page of images, in both languages.
enum ImageLabels {
    static let tab = Text(en: "Image", ja: "イメージ")
    static let lead = Text(
        en:
            "What the built image holds, layer by layer. Everything that any layer ever held can be read by whoever pulls the image, deleted or not.",
        ja: "ビルド済みイメージの内容をレイヤーごとに示します。後のレイヤーで削除したファイルも、イメージをプルできる人なら誰でも読み取れます。")

    // MARK: What it is

    static let platform = Text(en: "Platform", ja: "プラットフォーム")
    static let others = Text(en: "also built for {list}", ja: "ほかに {list} 向けのイメージあり")
    static let size = Text(en: "Size", ja: "サイズ")
    static let toPull = Text(en: "To pull", ja: "プル時の転送量")
    static let layers = Text(en: "Layers", ja: "レイヤー")
    static let seen = Text(en: "Seen by a container", ja: "コンテナから見える割合")
    static let base = Text(en: "Base image", ja: "ベースイメージ")
    static let baseMade = Text(en: "made {day}", ja: "{day} 作成")
    static let baseShare = Text(
        en: "{n} {n|1=layer|layers}, {size}", ja: "{n} レイヤー、{size}")
    static let baseUnknown = Text(en: "where it ends is not known", ja: "アプリケーション側との境界は不明")
    static let notKnown = Text(en: "not known", ja: "不明")
    static let system = Text(en: "Operating system", ja: "OS")
    static let updatesUntil = Text(en: "updates until {day}", ja: "更新の提供は {day} まで")
    static let updatesEnded = Text(en: "no updates since {day}", ja: "{day} に更新の提供が終了")
    static let created = Text(en: "Built", ja: "作成日時")
    static let source = Text(en: "Read from", ja: "読み取り元")
    static let digest = Text(en: "Manifest digest", ja: "マニフェストのダイジェスト")
    static let configDigest = Text(en: "Image id", ja: "イメージ ID")
    static let onThisPage = Text(en: "Parts", ja: "項目")

    // MARK: Layers

    static let layerNote = Text(
        en: "A bar as wide as the picture is the largest layer: {size}.",
        ja: "図の幅いっぱいの棒が最大のレイヤー ({size}) です。")
    static let legendOwn = Text(en: "own layers", ja: "アプリケーション側のレイヤー")
    static let legendAll = Text(en: "in use", ja: "使用中")
    static let legendBase = Text(en: "base image", ja: "ベースイメージ")
    static let legendNeedless = Text(en: "not needed to run", ja: "実行に不要")
    static let legendHidden = Text(en: "replaced, repeated or deleted later", ja: "後で置き換え、重複、削除")
    static let layerTable = Text(en: "Layers as a table", ja: "レイヤーの一覧表")
    static let stored = Text(en: "Stored", ja: "格納時")
    static let files = Text(en: "Files", ja: "ファイル数")
    static let hidden = Text(en: "Hidden later", ja: "後で隠れた分")
    static let needless = Text(en: "Not needed", ja: "実行に不要")
    static let layer = Text(en: "Layer", ja: "レイヤー")
    static let layerNumber = Text(en: "layer {n}", ja: "レイヤー {n}")
    static let origin = Text(en: "Made by", ja: "作成元の命令")
    static let line = Text(en: "Dockerfile line", ja: "Dockerfile の行")
    static let belongs = Text(en: "Belongs to", ja: "区分")
    static let ofBase = Text(en: "base image", ja: "ベースイメージ")
    static let baseShort = Text(en: "base", ja: "ベース")
    static let own = Text(en: "own layers", ja: "アプリケーション側")

    // MARK: The Dockerfile

    static let dockerfile = Text(en: "What each instruction adds", ja: "命令ごとの増加サイズ")
    static let dockerfileNote = Text(
        en: "No number stands beside instructions of other stages.", ja: "このイメージに含まれないステージの命令には、サイズを表示していません。")
    static let adds = Text(en: "Adds", ja: "増加サイズ")
    static let lineNumber = Text(en: "Line", ja: "行")
    static let instruction = Text(en: "Instruction", ja: "命令")

    // MARK: What is in it

    static let waste = Text(en: "Waste", ja: "無駄")
    static let wasteNote = Text(
        en: "All layers together hold files of {total}; {hidden} of them no container can see.",
        ja: "全レイヤーのファイルは合計 {total} です。そのうち {hidden} は、コンテナから見えないのにイメージに含まれています。")
    static let noWaste = Text(en: "No waste was found.", ja: "無駄は見つかりませんでした。")
    static let kind = Text(en: "Kind", ja: "種類")
    static let path = Text(en: "Path", ja: "パス")
    static let why = Text(en: "Where it comes from", ja: "原因")
    static let filesOf = Text(en: "{n} files", ja: "{n} ファイル")
    static let twin = Text(en: "same as", ja: "同一内容のファイル")
    static let byLayer = Text(en: "by layer {n}", ja: "レイヤー {n} による")

    static let secrets = Text(en: "Secrets", ja: "シークレット")
    static let noSecrets = Text(en: "No secret was found in any layer.", ja: "どのレイヤーにもシークレットは見つかりませんでした。")
    static let secretsNotRead = Text(
        en: "Secrets were not looked for.", ja: "シークレットの検査は行っていません。")
    static let secretsNote = Text(
        en: "Whoever pulls the image can read them. Replace each one at its issuer; a later layer cannot take it back.",
        ja: "イメージをプルできる人なら誰でも読み取れます。後のレイヤーで削除しても取り消せないため、発行元で失効させて再発行してください。")
    static let secret = Text(en: "Secret", ja: "シークレット")
    static let place = Text(en: "Where", ja: "場所")
    static let masked = Text(en: "Value (masked)", ja: "値 (伏せ字)")
    static let certainty = Text(en: "How sure", ja: "確度")
    static let state = Text(en: "State", ja: "状態")
    static let stillReadable = Text(en: "hidden by layer {n}, still readable", ja: "レイヤー {n} で隠されても読み取り可能")
    static let readable = Text(en: "in plain sight", ja: "そのまま読み取り可能")

    static let packages = Text(en: "Packages", ja: "パッケージ")
    static let noPackages = Text(en: "No package was found.", ja: "パッケージは見つかりませんでした。")
    static let packagesNotRead = Text(
        en: "Packages were not looked for.", ja: "パッケージの検査は行っていません。")
    static let package = Text(en: "Package", ja: "パッケージ")
    static let version = Text(en: "Version", ja: "バージョン")
    static let licenses = Text(en: "Licences", ja: "ライセンス")
    static let type = Text(en: "Type", ja: "種類")
    static let broughtBy = Text(en: "brought by {owner}", ja: "{owner} に付属")
    static let gaps = Text(
        en: "{n} {n|1=file|files} could not be read, so that packages may be missing from the list:",
        ja: "読み取れなかったファイルが {n} 件あり、一覧に含まれていないパッケージがある可能性があります。")

    // MARK: Vulnerabilities

    static let vulnerabilities = Text(en: "Vulnerabilities", ja: "脆弱性")
    static let notAsked = Text(
        en: "Vulnerabilities were not looked up. That says nothing about whether there are any.",
        ja: "脆弱性の照合は行っていません。脆弱性がないという意味ではありません。")
    static let doubt = Text(en: "Not a complete answer.", ja: "結果は完全ではありません。")
    static let noneKnown = Text(
        en: "None of the packages found has a known vulnerability.", ja: "見つかったパッケージに既知の脆弱性はありません。")
    static let dataOf = Text(en: "Advisory data of {day}.", ja: "{day} 時点のアドバイザリーデータに基づきます。")
    static let newerBase = Text(
        en: "A rebuild on a newer base image removes {n} of {all}.",
        ja: "新しいベースイメージで再ビルドすると {all} 件中 {n} 件が解消します。")
    static let unknownPackages = Text(
        en: "Of {n} {n|1=package|packages} nothing is known", ja: "{n} 個のパッケージは判定できません")
    static let level = Text(en: "Level", ja: "重大度")
    static let id = Text(en: "Id", ja: "ID")
    static let fixed = Text(en: "Fixed in", ja: "修正版")
    static let noFix = Text(en: "no fix yet", ja: "修正版なし")
    static let hasFix = Text(en: "fix available", ja: "修正版あり")
    static let fix = Text(en: "Fix", ja: "修正版の有無")
    static let score = Text(en: "CVSS", ja: "CVSS")
    static let likelihood = Text(en: "EPSS", ja: "EPSS")
    static let exploited = Text(en: "Exploited (KEV)", ja: "悪用確認 (KEV)")
    static let standing = Text(en: "Standing", ja: "対応状況")
    static let open = Text(en: "open", ja: "未対応")
    static let cleared = Text(en: "cleared", ja: "影響なし・修正済み")
    static let ignored = Text(en: "ignored", ja: "受容済み")

    /// A text with its arguments, where it is to be a value of its own.
    static func filled(_ text: Text, _ arguments: [String: String]) -> Text {
        Text(en: text(.english, arguments), ja: text(.japanese, arguments))
    }

    static func standing(_ name: String) -> Text {
        switch name {
        case "open": open
        case "cleared": cleared
        case "ignored": ignored
        default: Text(en: name, ja: name)
        }
    }

    static func certainty(_ name: String) -> Text {
        switch name {
        case "verified": Text(en: "verified", ja: "検証済み")
        case "shape": Text(en: "by its shape", ja: "形式が一致")
        case "context": Text(en: "by its context", ja: "文脈から推定")
        default: Text(en: name, ja: name)
        }
    }

    // MARK: Signatures

    static let signatures = Text(en: "Signatures and attestations", ja: "署名と構成証明")
    static let notSigned = Text(en: "None was found beside the image.", ja: "イメージに付随する署名や構成証明は見つかりませんでした。")
    static let signaturesNotRead = Text(
        en: "Signatures were not looked for: only a registry and an OCI layout hold them.",
        ja: "署名は確認していません。署名を保持するのはレジストリと OCI レイアウトだけです。")
    static let form = Text(en: "Form", ja: "形式")
    static let signer = Text(en: "Signer", ja: "署名者")
}
