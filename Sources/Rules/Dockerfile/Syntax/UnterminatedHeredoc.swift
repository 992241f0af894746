import Basics
import DockerfileSyntax
import RuleKit

struct UnterminatedHeredoc: Rule {
    static let about = About(
        id: "DF105", since: "0.1", severity: .high,
        title: Text(en: "Here-document without an end", ja: "終端のないヒアドキュメント"),
        why: Text(en: "The builder reads to the end of the file and stops.", ja: "ビルダーはファイルの末尾まで読み進め、ビルドは失敗します。"),
        remedy: Text(
            en: """
                End it with a line that holds only the delimiter; behind `<<-` tabs may stand before it, spaces \
                may not.
                """,
            ja: "区切り文字だけの行で終えてください。`<<-` の場合、その前に置けるのはタブだけで、空白は置けません。"),
        message: Text(en: "No line `{name}` ends this here-document", ja: "このヒアドキュメントを終える `{name}` の行がありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#here-documents"],
        aliases: ["DL1000"],
        fails: [
            """
            FROM debian:12
            RUN ⟦<<EOF⟧
            apt-get update
            CMD ["x"]
            """,
            """
            FROM debian:12
            RUN ⟦<<EOF⟧
              true
              EOF

            """,
            """
            FROM debian:12
            RUN ⟦<<-EOF⟧
              true
              EOF

            """,
        ],
        passes: [
            """
            FROM debian:12
            RUN <<EOF
            true
            EOF
            # after
            USER app
            """,
            """
            FROM debian:12
            RUN <<-EOF
            	true
            	EOF
            """,
            """
            FROM debian:12
            RUN echo $((1 << 2))
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.unterminatedHeredoc])
    }
}
