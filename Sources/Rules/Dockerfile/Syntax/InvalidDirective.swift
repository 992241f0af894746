import Basics
import DockerfileSyntax
import RuleKit

struct InvalidDirective: Rule {
    static let about = About(
        id: "DF113", since: "0.1", severity: .high,
        title: Text(en: "Parser directive that the builder refuses", ja: "ビルダーが受け付けないパーサーディレクティブ"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Give each directive once; `escape` is `\\` or a backtick.",
            ja: "各ディレクティブは 1 回だけ書き、`escape` には `\\` かバッククォートを指定してください。"),
        message: Text(
            en: "The directive `{name}` is given twice or has a wrong value",
            ja: "ディレクティブ `{name}` が重複しているか、値が不正です"),
        links: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
        fails: [
            """
            # escape=⟦^⟧
            FROM debian:12
            """,
            """
            # syntax=docker/dockerfile:1
            ⟦# syntax=docker/dockerfile:1.7⟧
            FROM debian:12
            """,
        ],
        passes: [
            """
            # syntax=docker/dockerfile:1
            # escape=`
            FROM debian:12
            """,
            """
            # a comment
            # escape=^
            FROM debian:12
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.invalidDirective, .duplicateDirective])
    }
}
