import Basics

/// The words of the page itself, in both languages.
enum Labels {
    static let report = Text(en: "Container workload review", ja: "コンテナワークロード レビュー報告書")
    static let skip = Text(en: "Skip to the content", ja: "本文へ移動")
    static let dark = Text(en: "Dark", ja: "ダーク")
    static let print = Text(en: "Print", ja: "印刷")

    static let summary = Text(en: "Summary", ja: "概要")
    static let findings = Text(en: "Findings", ja: "指摘事項")
    static let workloads = Text(en: "Workloads", ja: "ワークロード")

    // MARK: The system

    static let system = Text(en: "How it hangs together", ja: "全体の構成")
    static let systemLead = Text(
        en:
            "Read from the files: what builds each image, which task runs it, and what stands around the task. A dashed card is named here but defined elsewhere; point at a line to see where it is written.",
        ja:
            "ファイルから読み取った構成です。イメージをビルドする Dockerfile、それを実行するタスク、周辺のリソースを示します。破線の枠は、名前だけが参照され、定義がここにないものです。線にカーソルを合わせると、記述箇所が表示されます。"
    )
    static let systemParts = Text(en: "All parts and their findings", ja: "構成要素と指摘の一覧")
    static let systemLinks = Text(en: "All links and where they are written", ja: "つながりと記述箇所の一覧")
    static let part = Text(en: "Part", ja: "構成要素")
    static let definedIn = Text(en: "Defined in", ja: "定義箇所")
    static let onlyNamed = Text(en: "only named", ja: "参照のみ")
    static let from = Text(en: "From", ja: "参照元")
    static let relation = Text(en: "Relation", ja: "関係")
    static let to = Text(en: "To", ja: "参照先")
    static let writtenIn = Text(en: "Written in", ja: "記述箇所")

    // MARK: Summary

    static let basis = Text(
        en:
            "Judged by the AWS Well-Architected Container Build Lens, the Twelve-Factor App and the Amazon ECS best practices.",
        ja: "AWS Well-Architected コンテナビルドレンズ、Twelve-Factor App、Amazon ECS ベストプラクティスに基づく評価です。")
    static let date = Text(en: "Date", ja: "評価日")
    static let version = Text(en: "Plimsoll version", ja: "Plimsoll バージョン")
    static let rules = Text(en: "Rules that judged", ja: "適用ルール数")
    static let bySeverity = Text(en: "Findings by severity", ja: "重大度別の指摘件数")
    static let coverage = Text(en: "Questions and how far they could be answered", ja: "質問の回答状況と判定範囲")
    static let coverageNote = Text(
        en:
            "A question is met only when every criterion that applies is proven. A criterion without evidence is unknown, never met.",
        ja: "適用されるすべての基準に証拠がある質問だけを「適合」とします。証拠のない基準は「適合」ではなく「未確認」です。")
    static let questionSet = Text(en: "Questions", ja: "質問")
    static let count = Text(en: "Number", ja: "質問数")
    static let decided = Text(en: "Criteria decided", ja: "判定できた基準")
    static let first = Text(en: "What to do first", ja: "最初に取り組むこと")
    static let nothingToDo = Text(en: "Nothing was found that needs work.", ja: "対処が必要な指摘はありません。")
    static let allFindings = Text(en: "All findings", ja: "すべての指摘")
    static let limits = Text(en: "What this review could not see", ja: "評価できなかったもの")
    static let role = Text(en: "Role", ja: "役割")
    static let name = Text(en: "Workload", ja: "ワークロード")
    static let places = Text(
        en: "{n} {n|1=place|places}", ja: "{n} か所")

    // MARK: Findings

    static let why = Text(en: "Why", ja: "理由")
    static let remedy = Text(en: "What to do", ja: "対処")
    static let fix = Text(en: "Fix", ja: "自動修正")
    static let fixSafe = Text(en: "`plimsoll fix` makes this change.", ja: "`plimsoll fix` で自動修正できます。")
    static let fixAsk = Text(
        en: "`plimsoll fix --ask` proposes this change.", ja: "`plimsoll fix --ask` が修正案を提示します。")
    static let links = Text(en: "Links", ja: "参考資料")
    static let rule = Text(en: "Rule", ja: "ルール")
    static let aliases = Text(en: "also known as", ja: "他ツールでの名称")
    static let related = Text(en: "Related places", ja: "関連する箇所")
    static let same = Text(
        en: "Why and what to do: as in the first finding of this rule", ja: "理由と対処は、このルールの最初の指摘と同じです")
    static let repeated = Text(
        en: "{n} {n|1=finding|findings} of the same Dockerfile {n|1=is|are} listed with {other}.",
        ja: "同じ Dockerfile に対する指摘 {n} 件は {other} に記載しています。")
    static let nothingFound = Text(en: "Nothing was found.", ja: "指摘はありません。")
    static let silenced = Text(en: "Silenced: {n}", ja: "抑制された指摘: {n} 件")
    static let reason = Text(en: "Reason", ja: "理由")
    static let noReason = Text(en: "none was given", ja: "記載なし")

    // MARK: Questions

    static let needed = Text(en: "To decide it", ja: "判定するには")
    static let evidence = Text(en: "Evidence", ja: "証拠")
    static let stricter = Text(en: "listed with a stricter `--level`", ja: "より厳しい `--level` で一覧に表示")
    static let attested = Text(
        en: "{who} vouches for it ({from} to {to}): {note}", ja: "{who} による表明 ({from}〜{to}): {note}")
    static let more = Text(en: "and {n} more", ja: "ほか {n} 件")
    static let decidedOf = Text(en: "{a} of {b} criteria decided", ja: "基準 {b} 件中 {a} 件を判定")
    static let perWorkload = Text(en: "By workload", ja: "ワークロード別")

    // MARK: Filters

    static let filter = Text(en: "Filter", ja: "絞り込み")
    static let search = Text(en: "Search", ja: "検索")
    static let workload = Text(en: "Workload", ja: "ワークロード")
    static let family = Text(en: "Kind of rule", ja: "ルールの分類")
    static let all = Text(en: "All", ja: "すべて")
    /// Before and behind the number of items that are shown.
    static let shown = Text(en: "Showing", ja: "表示")
    static let ofAll = Text(en: "of {n}", ja: "/ 全 {n} 件")
    static let clear = Text(en: "Clear", ja: "条件をクリア")
    static let expand = Text(en: "Expand all", ja: "すべて展開")
    static let collapse = Text(en: "Collapse all", ja: "すべて折りたたむ")
    static let nothingMatches = Text(en: "Nothing matches.", ja: "条件に一致する項目はありません。")

    // MARK: Suppressions

    static let pragma = Text(en: "by a comment", ja: "コメントによる抑制")
    static let settings = Text(en: "by the settings", ja: "設定による抑制")
    static let baseline = Text(en: "in the baseline", ja: "ベースラインに記録済み")
    static let unchanged = Text(en: "in lines that did not change", ja: "変更のない行")
}
