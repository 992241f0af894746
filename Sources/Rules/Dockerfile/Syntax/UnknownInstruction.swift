import Basics
import DockerfileSyntax
import RuleKit

struct UnknownInstruction: Rule {
    static let about = About(
        id: "DF101", since: "0.1", severity: .high,
        title: Text(en: "Unknown instruction", ja: "未知の命令"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Correct the spelling, or join the line to the one above with a `\\`.",
            ja: "つづりを直すか、上の行の末尾に `\\` を付けてつなげてください。"),
        message: Text(en: "`{word}` is no Dockerfile instruction", ja: "`{word}` という命令はありません"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        aliases: ["DL1000"],
        differs: Text(
            en: "hadolint drops the whole file at the first parse error; here the rest is still judged.",
            ja: "hadolint は最初の構文エラーでファイル全体の検査をやめますが、Plimsoll は残りの行も検査します。"),
        yieldsTo: ["DF102"],
        fails: [
            """
            FROM debian:12
            ⟦RNU⟧ echo hello
            """,
            """
            FROM debian:12
            ⟦WROKDIR⟧ /app
            COPY . .
            ⟦CDM⟧ ["./run"]
            """,
            """
            FROM debian:12
            ⟦RUN:⟧ echo hello
            """,
        ],
        passes: [
            """
            FROM debian:12
            run echo hello
            """,
            """
            FROM debian:12
            RUN <<EOF
            RNU
            EOF
            """,
            """
            FROM debian:12
            RUN echo \\
              RNU
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                RNU echo hello
                """,
                """
                FROM debian:12
                RUN echo hello
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.unknownInstruction]) { problem in
            guard let name = problem.arguments["suggestion"], !name.isEmpty else { return nil }
            return .ask(problem.range, name)
        }
    }
}
