import Basics
import DockerfileSyntax
import RuleKit

struct BlankAfterBackslash: Rule {
    static let about = About(
        id: "DF128", since: "0.1", severity: .medium,
        title: Text(en: "Backslash followed by blanks in a here-document", ja: "ヒアドキュメント内の、後ろに空白のあるバックスラッシュ"),
        why: Text(
            en: """
                In a here-document the shell reads the line end, and there a backslash before a blank does not \
                join lines: the command is cut in two.
                """,
            ja: "ヒアドキュメントの行末はシェルが解釈します。後ろに空白のあるバックスラッシュでは行がつながらず、コマンドが 2 つに分かれます。"),
        remedy: Text(en: "Remove the blanks behind the backslash.", ja: "バックスラッシュの後ろの空白を削除してください。"),
        message: Text(
            en: "Blanks behind this backslash keep it from joining the lines",
            ja: "バックスラッシュの後ろに空白があるため、行がつながりません"),
        links: ["https://docs.docker.com/reference/dockerfile/#here-documents"],
        fails: [
            """
            FROM debian:12
            RUN <<EOF
            apt-get install -y ⟦\\ ⟧
              curl
            EOF
            """
        ],
        passes: [
            """
            FROM debian:12
            RUN apt-get install -y \\ 
              curl
            """,
            """
            FROM debian:12
            RUN <<EOF
            apt-get install -y \\
              curl
            EOF
            """,
            """
            FROM debian:12
            COPY <<EOF /x
            a \\ 
            EOF
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                RUN <<EOF
                apt-get install -y \\  
                  curl
                EOF
                """,
                """
                FROM debian:12
                RUN <<EOF
                apt-get install -y \\
                  curl
                EOF
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions
        where instruction.keyword == .run && instruction.script?.interpreter.isShell == true {
            for heredoc in instruction.heredocs
            where instruction.text.sourceRange(instruction.argumentRange) == heredoc.marker {
                let lines =
                    file.source.line(at: heredoc.content.lowerBound)..<file.source.line(at: heredoc.content.upperBound)
                for line in lines {
                    let range = file.source.lineRange(line)
                    var end = range.upperBound
                    while end > range.lowerBound, [0x20, 0x09].contains(file.source.bytes[end - 1]) { end -= 1 }
                    guard end < range.upperBound, end > range.lowerBound, file.source.bytes[end - 1] == 0x5C else {
                        continue
                    }
                    report.fault(at: end - 1..<range.upperBound, fix: .safe(end..<range.upperBound, ""))
                }
            }
        }
    }
}
