import Basics
import DockerfileSyntax
import RuleKit

struct InvalidFrom: Rule {
    static let about = About(
        id: "DF117", since: "0.1", severity: .high,
        title: Text(en: "FROM that the builder cannot read", ja: "ビルダーが解釈できない FROM"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: """
                Write `FROM image` or `FROM image AS name`; a name begins with a letter and holds letters, \
                digits, `-`, `_` and `.`.
                """,
            ja: "`FROM image` または `FROM image AS name` と書いてください。name は英字で始め、英数字と `-`、`_`、`.` だけを使います。"),
        message: Text(
            en: "This is neither `FROM image` nor `FROM image AS name`",
            ja: "`FROM image` でも `FROM image AS name` でもありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#from"],
        fails: [
            "FROM ⟦golang:1.26 build⟧",
            "FROM ⟦debian:12 AS⟧",
            "FROM debian:12 AS ⟦1st⟧",
            "FROM ⟦debian:12 # base⟧",
        ],
        passes: ["FROM debian:12 AS build", "FROM debian:12 as Build-1.x", "FROM --platform=$BUILDPLATFORM debian:12"]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.invalidFrom, .invalidStageName])
    }
}
