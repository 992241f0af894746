import Basics
import DockerfileSyntax
import RuleKit

struct StageNameCasing: Rule {
    static let about = About(
        id: "DF217", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Stage name with capital letters", ja: "大文字を含むステージ名"),
        why: Text(
            en: "The builder ignores case in stage names; capitals suggest that it matters.",
            ja: "ステージ名の大文字と小文字は区別されません。大文字を使うと区別があるように見えます。"),
        remedy: Text(en: "Write stage names in lower case.", ja: "ステージ名は小文字で書いてください。"),
        message: Text(en: "`{name}` has capital letters", ja: "`{name}` に大文字が含まれています"),
        links: ["https://docs.docker.com/reference/build-checks/stage-name-casing/"],
        aliases: ["StageNameCasing", "droast:DF085"],
        fails: ["FROM alpine:3.24 AS ⟦Base⟧"],
        passes: ["FROM alpine:3.24 AS base", "FROM alpine:3.24"],
        fixes: [("FROM alpine:3.24 AS BuildBase\nFROM BuildBase\n", "FROM alpine:3.24 AS buildbase\nFROM BuildBase\n")]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard let name = stage.name, name.raw != name.raw.lowercased() else { continue }
            report.fault(at: name.range, ["name": name.raw], fix: .safe(name.range, name.raw.lowercased()))
        }
    }
}
