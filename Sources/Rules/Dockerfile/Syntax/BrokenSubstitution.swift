import Basics
import DockerfileSyntax
import RuleKit

struct BrokenSubstitution: Rule {
    static let about = About(
        id: "DF119", since: "0.1", severity: .high,
        title: Text(en: "Variable or quote that is not closed", ja: "閉じられていない変数または引用符"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Close the brace or the quote; use only the modifiers that the builder knows.",
            ja: "波括弧や引用符を閉じ、ビルダーが対応している修飾子だけを使ってください。"),
        message: Text(
            en: "A brace or quote is left open, or the builder does not know this modifier",
            ja: "波括弧か引用符が閉じていないか、ビルダーが対応していない修飾子です"),
        links: ["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
        fails: [
            """
            FROM debian:12
            ARG A=1
            WORKDIR ⟦/opt/${A⟧
            """,
            """
            FROM debian:12
            ENV A=⟦"x⟧
            """,
            """
            FROM debian:12
            ARG A=1
            ENV B=⟦${A^^}⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            ARG A=1
            WORKDIR /opt/${A}
            """,
            """
            FROM debian:12
            ENV A="x" B='y'
            """,
            """
            FROM debian:12
            ARG A=1
            ENV B=${A:-x} C=${A#v} D=${A//a/b}
            """,
            """
            FROM debian:12
            RUN echo ${A^^}
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.missingBraceInVariable])
    }
}
