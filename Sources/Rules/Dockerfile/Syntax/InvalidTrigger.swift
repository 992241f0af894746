import Basics
import DockerfileSyntax
import RuleKit

struct InvalidTrigger: Rule {
    static let about = About(
        id: "DF116", since: "0.1", severity: .high,
        title: Text(en: "Instruction that ONBUILD cannot hold", ja: "ONBUILD に指定できない命令"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(en: "Write another instruction behind ONBUILD.", ja: "ONBUILD の後ろには別の命令を書いてください。"),
        message: Text(en: "`ONBUILD {instruction}` is not allowed", ja: "`ONBUILD {instruction}` は許可されていません"),
        links: ["https://docs.docker.com/reference/dockerfile/#onbuild-limitations"],
        aliases: ["DL3043"],
        fails: [
            """
            FROM debian:12
            ONBUILD ⟦FROM⟧ debian:12
            """,
            """
            FROM debian:12
            ONBUILD ⟦ONBUILD⟧ RUN make
            """,
            """
            FROM debian:12
            ONBUILD ⟦MAINTAINER⟧ me
            """,
        ],
        passes: [
            """
            FROM debian:12
            ONBUILD RUN make
            """,
            """
            FROM debian:12
            ONBUILD COPY . /app
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.invalidOnbuild])
    }
}
