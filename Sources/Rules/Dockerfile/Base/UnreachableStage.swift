import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct UnreachableStage: Rule {
    static let about = About(
        id: "DF222", since: "0.1", severity: .low,
        title: Text(en: "Stage that nothing can use", ja: "どこからも使われないステージ"),
        why: Text(
            en: "BuildKit skips a stage that no other one needs, and without a name it is no target either.",
            ja: "他のステージから参照されないステージは BuildKit が実行せず、名前がなければターゲットにも指定できません。"),
        remedy: Text(
            en: "Take the stage out, or name it and take from it what it was meant to give.",
            ja: "ステージを削除するか、名前を付けて必要な成果物を取り出してください。"),
        message: Text(en: "nothing takes anything from this stage", ja: "このステージはどこからも参照されていません"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        aliases: ["droast:DF023", "tally/no-unreachable-stages"],
        fails: [
            "⟦FROM node:24⟧\nRUN npm run build\nFROM nginx:1.30\nCOPY dist /srv",
            "⟦FROM node:24⟧\nFROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build /app /app",
        ],
        passes: [
            "FROM node:24\nRUN npm run build\nFROM nginx:1.30\nCOPY --from=0 /dist /srv", "FROM node:24",
            "FROM node:24 AS test\nFROM nginx:1.30", "FROM node:24 AS a\nFROM a",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        guard let last = workload.stage else { return }
        // A named stage can be asked for, and so can what it needs.
        let needed = file.needed(by: file.stages.filter { $0.name != nil } + [last])
        for stage in file.stages where !needed.contains(stage.index) {
            report.fault(at: file.instructions[stage.from].range)
        }
    }
}
