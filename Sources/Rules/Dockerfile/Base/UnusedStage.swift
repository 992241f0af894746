import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct UnusedStage: Rule {
    static let about = About(
        id: "DF223", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Named stage that no other stage uses", ja: "他のステージから使われない名前付きステージ"),
        why: Text(
            en: "It is built only where `--target` names it; when nobody does, it rots.",
            ja: "`--target` で指定されたときだけビルドされるため、使われなければ放置されたコードになります。"),
        remedy: Text(
            en: "Take it out, or name it for its purpose (`test`, `dev`, `lint`).",
            ja: "削除するか、用途がわかる名前 (`test`、`dev`、`lint` など) にしてください。"),
        message: Text(en: "no stage below uses `{name}`", ja: "`{name}` は以降のステージで使われていません"),
        links: ["https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage"],
        fails: ["FROM node:24 AS ⟦assets⟧\nRUN npm run build\nFROM nginx:1.30\nCOPY dist /srv"],
        passes: [
            "FROM node:24 AS assets\nFROM nginx:1.30\nCOPY --from=assets /dist /srv",
            "FROM node:24 AS unit-test\nFROM node:24",
            "FROM node:24 AS dev\nFROM node:24", "FROM node:24 AS a\nFROM a AS test\nFROM nginx:1.30",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        guard let last = workload.stage else { return }
        let needed = file.needed(by: file.stages.filter(Self.isTarget) + [last])
        for stage in file.stages where !needed.contains(stage.index) {
            guard let name = stage.name else { continue }
            report.fault(at: name.range, ["name": name.raw])
        }
    }

    /// Names of stages that are meant to be asked for.
    private static func isTarget(_ stage: Stage) -> Bool {
        guard let name = stage.name?.raw.lowercased() else { return false }
        return [
            "test", "dev", "lint", "debug", "check", "ci", "export", "artifact", "migrat", "prod", "local", "release",
        ]
        .contains { name.contains($0) }
    }
}
