import Basics
import DockerfileSyntax
import RuleKit

struct MissingArgument: Rule {
    static let about = About(
        id: "DF104", since: "0.1", severity: .high,
        title: Text(en: "Instruction without its arguments", ja: "引数の足りない命令"),
        why: Text(en: "The build fails, or the instruction does nothing.", ja: "ビルドが失敗するか、その命令は何もしません。"),
        remedy: Text(en: "Write what the instruction needs, or remove it.", ja: "必要な引数を書くか、その命令を削除してください。"),
        message: Text(en: "`{instruction}` lacks arguments", ja: "`{instruction}` の引数が足りません"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        fails: [
            """
            FROM debian:12
            ⟦USER⟧
            """,
            """
            FROM debian:12
            ⟦ENV⟧ NAME
            """,
            """
            FROM debian:12
            COPY ⟦app⟧
            """,
            """
            FROM debian:12
            RUN true
            ⟦EXPOSE⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            USER app
            """,
            """
            FROM debian:12
            ARG NAME
            """,
            """
            FROM debian:12
            CMD []
            """,
            """
            FROM debian:12
            COPY app .
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.missingArguments, .missingDestination])
    }
}
