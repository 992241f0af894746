import Basics
import DockerfileSyntax
import RuleKit

struct RepeatedFlag: Rule {
    static let about = About(
        id: "DF110", since: "0.1", severity: .high,
        title: Text(en: "Flag given twice", ja: "重複したフラグ"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(en: "Keep the flag that you mean.", ja: "必要な方だけを残してください。"),
        message: Text(en: "`{flag}` is given twice", ja: "`{flag}` が 2 回指定されています"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        fails: [
            """
            FROM debian:12
            COPY --chown=1 ⟦--chown=2⟧ a b
            """,
            """
            FROM debian:12
            HEALTHCHECK --timeout=1s ⟦--timeout=2s⟧ CMD true
            """,
        ],
        passes: [
            """
            FROM debian:12
            RUN --mount=type=cache,target=/a --mount=type=cache,target=/b make
            """,
            """
            FROM debian:12
            COPY --exclude=a --exclude=b . .
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.duplicateFlag])
    }
}
