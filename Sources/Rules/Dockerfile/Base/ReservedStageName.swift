import Basics
import DockerfileSyntax
import RuleKit

struct ReservedStageName: Rule {
    static let about = About(
        id: "DF216", since: "0.1", severity: .medium,
        title: Text(en: "Stage with a reserved name", ja: "予約語のステージ名"),
        why: Text(
            en: "`scratch` and `context` mean something else to the builder, so that the stage cannot be referred to.",
            ja: "`scratch` と `context` はビルダーにとって別の意味を持つため、そのステージを参照できません。"),
        remedy: Text(en: "Choose another name.", ja: "別の名前にしてください。"),
        message: Text(en: "`{name}` is reserved", ja: "`{name}` は予約語です"),
        links: ["https://docs.docker.com/reference/build-checks/reserved-stage-name/"],
        aliases: ["ReservedStageName", "DL3063", "droast:DF084"],
        fails: ["FROM alpine:3.24 AS ⟦scratch⟧", "FROM alpine:3.24 AS ⟦Context⟧\nFROM scratch"],
        passes: ["FROM scratch AS base", "FROM alpine:3.24 AS contexts"]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard let name = stage.name, ["scratch", "context"].contains(name.raw.lowercased()) else { continue }
            report.fault(at: name.range, ["name": name.raw])
        }
    }
}
