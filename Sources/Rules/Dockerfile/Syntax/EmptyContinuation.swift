import Basics
import DockerfileSyntax
import RuleKit

struct EmptyContinuation: Rule {
    static let about = About(
        id: "DF120", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Empty line inside an instruction", ja: "命令の途中の空行"),
        why: Text(
            en: "Docker warns at each build, and will refuse such lines in a later version.",
            ja: "Docker はビルドのたびに警告を出し、将来のバージョンではエラーになります。"),
        remedy: Text(
            en: "Remove the empty line, or write a comment line in its place.",
            ja: "空行を削除するか、代わりにコメント行を置いてください。"),
        message: Text(en: "An empty line stands between continuation lines", ja: "継続行の間に空行があります"),
        links: ["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
        aliases: ["NoEmptyContinuation"],
        fails: [
            """
            FROM debian:12
            RUN make && \\
            ⟦⟧
                make install
            """
        ],
        passes: [
            """
            FROM debian:12
            RUN make && \\
                # install
                make install
            """,
            """
            FROM debian:12
            RUN <<EOF
            make

            make install
            EOF
            """,
            """
            FROM debian:12
            RUN make

            RUN make install
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                RUN make && \\

                  
                    make install

                """,
                """
                FROM debian:12
                RUN make && \\
                    make install

                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions {
            guard let first = instruction.emptyContinuations.first else { continue }
            let edits = instruction.emptyContinuations.map { empty in
                let next = file.source.line(at: empty.lowerBound)
                return Edit(file.source.lineStarts[next - 1]..<min(file.source.bytes.count, end(next, file)), "")
            }
            report.fault(at: first, fix: Fix(.safe, edits))
        }
    }

    /// The start of the line behind a line (from 1).
    private func end(_ line: Int, _ file: Dockerfile) -> Int {
        line < file.source.lineStarts.count ? file.source.lineStarts[line] : file.source.bytes.count
    }
}
