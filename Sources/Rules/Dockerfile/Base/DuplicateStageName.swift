import Basics
import DockerfileSyntax
import RuleKit

struct DuplicateStageName: Rule {
    static let about = About(
        id: "DF215", since: "0.1", severity: .medium,
        title: Text(en: "Two stages of one name", ja: "ステージ名の重複"),
        why: Text(
            en:
                "The later stage takes the name over: `--target` and `COPY --from` below it no longer mean the earlier one.",
            ja: "名前は後のステージのものになり、`--target` や以降の `COPY --from` は先のステージを指さなくなります。"),
        remedy: Text(en: "Give each stage a name of its own.", ja: "ステージごとに別の名前を付けてください。"),
        message: Text(en: "an earlier stage is called `{name}` too", ja: "`{name}` という名前のステージがすでにあります"),
        links: ["https://docs.docker.com/reference/build-checks/duplicate-stage-name/"],
        aliases: ["DuplicateStageName", "DL3024", "DS-0012", "CKV_DOCKER_11", "droast:DF042"],
        fails: [
            "FROM golang:1.26 AS build\nFROM node:24 AS ⟦build⟧", "FROM node:24 AS Build\nFROM node:24 as ⟦build⟧",
        ],
        passes: ["FROM golang:1.26 AS build\nFROM build AS test", "FROM golang:1.26\nFROM golang:1.26"]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var names: [String: Range<Int>] = [:]
        for stage in file.stages {
            guard let name = stage.name else { continue }
            if let first = names[name.raw.lowercased()] {
                report.fault(
                    at: name.range, ["name": name.raw],
                    related: [
                        .init(
                            file.source.span(first), Text(en: "the first of that name", ja: "同じ名前の最初のステージ"))
                    ])
            } else {
                names[name.raw.lowercased()] = name.range
            }
        }
    }
}
