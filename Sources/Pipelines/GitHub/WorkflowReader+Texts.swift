import Basics

extension WorkflowReader {
    static let noJobs = Text(
        en: "it has no `jobs`, so that nothing of it is reviewed.",
        ja: "`jobs` がないため、内容を確認できません。")
    static let tooMuch = Text(
        en: "the actions and workflows that it uses make too many steps; the rest is not read.",
        ja: "使用しているアクションやワークフローのステップが多すぎるため、残りは読み取っていません。")
    static let tooManyJobs = Text(
        en: "it has too many jobs; the rest is not read.", ja: "ジョブが多すぎるため、残りは読み取っていません。")
    static let isCalled = Text(
        en: "other workflows call this one, and what they do before and after is not known.",
        ja: "他のワークフローから呼び出されるため、前後の処理はわかりません。")
    static let cycle = Text(
        en: "the jobs wait for each other in a circle by `needs`, so that none of them starts.",
        ja: "`needs` によるジョブの依存関係が循環しているため、どのジョブも開始されません。")
    static let noWork = Text(
        en: "this step has neither `run` nor `uses`.", ja: "このステップには `run` も `uses` もありません。")
    static let noSteps = Text(
        en: "this job has neither `steps` nor `uses`.", ja: "このジョブには `steps` も `uses` もありません。")
    static let noMapping = Text(
        en: "a mapping is expected here.", ja: "ここにはマッピングが必要です。")

    static func awaits(_ names: [String]) -> Text {
        let names = names.prefix(3).joined(separator: ", ")
        return Text(
            en: "it starts after another workflow (\(names)), and what that one does is judged there.",
            ja: "別のワークフロー (\(names)) の後に開始されるため、その処理内容はここでは判断していません。")
    }

    static func unknownNeed(_ name: String) -> Text {
        Text(
            en: "`needs` names the job `\(name)`, which is not there.",
            ja: "`needs` に指定されたジョブ `\(name)` がありません。")
    }

    static func elsewhere(_ name: String) -> Text {
        Text(
            en: "the workflow `\(name)` is in another repository, so that its jobs are not read.",
            ja: "ワークフロー `\(name)` は別のリポジトリにあるため、そのジョブは読み取っていません。")
    }

    static func missing(_ name: String) -> Text {
        Text(
            en: "`\(name)` is not among the files, so that what it does is not known.",
            ja: "`\(name)` がファイルの中に見つからないため、処理内容がわかりません。")
    }

    static func circle(_ name: String) -> Text {
        Text(
            en: "`\(name)` uses itself, directly or by others.",
            ja: "`\(name)` は、直接または他のファイルを介して自分自身を使用しています。")
    }
}
