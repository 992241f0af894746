import Basics
import DockerfileSyntax
import RuleKit

struct SelfCopy: Rule {
    static let about = About(
        id: "DF220", since: "0.1", severity: .high,
        title: Text(en: "Stage that copies from itself", ja: "自分自身からコピーするステージ"),
        why: Text(
            en: "A stage cannot be a source while it is being built: the build fails.",
            ja: "ビルド中のステージはコピー元にできないため、ビルドが失敗します。"),
        remedy: Text(
            en: "Name the stage that holds the files, or copy inside the stage with `RUN cp`.",
            ja: "ファイルを持つステージを指定するか、同じステージ内なら `RUN cp` でコピーしてください。"),
        message: Text(en: "`{name}` is this very stage", ja: "`{name}` はこのステージ自身です"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        aliases: ["DL3023", "DS-0006", "droast:DF050"],
        fails: [
            "FROM node:24 AS app\nCOPY --from=⟦app⟧ /a /b", "FROM node:24\nCOPY --from=⟦0⟧ /a /b",
            "FROM node:24 AS app\nRUN --mount=from=⟦App⟧,target=/x ls /x",
        ],
        passes: [
            "FROM node:24 AS app\nFROM node:24\nCOPY --from=app /a /b",
            "FROM node:24 AS app\nCOPY --from=app:1.2 /a /b",
            "FROM node:24 AS app\nFROM node:24 AS app\nCOPY --from=app /a /b",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for use in file.stageUses where use.target == .itself {
            report.fault(at: use.range, ["name": use.name])
        }
    }
}
