import Basics
import DockerfileSyntax
import RuleKit

struct FromAsCasing: Rule {
    static let about = About(
        id: "DF218", since: "0.1", severity: .style, set: .style,
        title: Text(en: "FROM and AS in different case", ja: "FROM と AS の大文字・小文字の不一致"),
        why: Text(
            en: "Keywords of one line in two cases are harder to read.",
            ja: "1 行の中でキーワードの表記が混在すると読みにくくなります。"),
        remedy: Text(en: "Write both in the same case.", ja: "両方を同じ表記にそろえてください。"),
        message: Text(en: "`{as}` is not in the case of `{from}`", ja: "`{as}` の表記が `{from}` と揃っていません"),
        links: ["https://docs.docker.com/reference/build-checks/from-as-casing/"],
        aliases: ["FromAsCasing", "droast:DF079"],
        fails: ["FROM alpine:3.24 ⟦as⟧ base", "from alpine:3.24 ⟦AS⟧ base"],
        passes: ["FROM alpine:3.24 AS base", "from alpine:3.24 as base", "From alpine:3.24 As base"],
        fixes: [("FROM alpine:3.24 as base\n", "FROM alpine:3.24 AS base\n")]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            let instruction = file.instructions[stage.from]
            let words = instruction.words
            let from = instruction.keywordText
            guard stage.name != nil, words.count == 3 else { continue }
            let isUpper = from == from.uppercased()
            guard isUpper || from == from.lowercased() else { continue }
            let expected = isUpper ? "AS" : "as"
            if words[1].raw != expected {
                report.fault(
                    at: words[1].range, ["as": words[1].raw, "from": from], fix: .safe(words[1].range, expected))
            }
        }
    }
}
