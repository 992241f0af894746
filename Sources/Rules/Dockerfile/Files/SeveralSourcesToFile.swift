import Basics
import DockerfileSyntax
import RuleKit

struct SeveralSourcesToFile: Rule {
    static let about = About(
        id: "DF503", since: "0.1", severity: .high,
        title: Text(en: "Several sources, and a destination that is no folder", ja: "コピー元が複数なのにコピー先がフォルダーでない"),
        why: Text(
            en: "The builder stops, or each file overwrites the one before it.",
            ja: "ビルドが失敗するか、後のファイルが前のファイルを上書きします。"),
        remedy: Text(en: "End the destination with a `/`.", ja: "コピー先の末尾に `/` を付けてください。"),
        message: Text(
            en: "`{destination}` is no folder: it lacks a `/` at its end",
            ja: "`{destination}` の末尾に `/` がないため、フォルダーとして扱われません"),
        links: ["https://docs.docker.com/reference/dockerfile/#destination"],
        aliases: ["DL3021", "DS-0011"],
        fails: [
            """
            FROM debian:12
            COPY a.txt b.txt ⟦/app⟧
            """,
            """
            FROM debian:12
            ADD ["a", "b", ⟦"/app"⟧]
            """,
            """
            FROM debian:12
            COPY <<A b.txt ⟦/app⟧
            x
            A
            """,
        ],
        passes: [
            """
            FROM debian:12
            COPY a.txt b.txt /app/
            """,
            """
            FROM debian:12
            COPY a.txt b.txt .
            """,
            """
            FROM debian:12
            COPY *.txt /app
            """,
            """
            FROM debian:12
            ARG D
            COPY a b $D
            """,
            """
            FROM debian:12
            COPY a b ./
            """,
            """
            FROM debian:12
            COPY a b "/app/"
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                COPY a.txt b.txt /app
                """,
                """
                FROM debian:12
                COPY a.txt b.txt /app/
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions {
            let holder = instruction.trigger ?? instruction
            guard let copy = holder.copy, copy.sources.count > 1, let destination = copy.destination else { continue }
            guard copy.destinationIsFolder == false else { continue }
            let isPlain = destination.range.count == destination.raw.utf8.count
            let end = destination.range.upperBound - (holder.isJSON ? 1 : 0)
            report.fault(
                at: destination.range, ["destination": destination.shown],
                fix: isPlain || holder.isJSON ? .safe(end..<end, "/") : nil)
        }
    }
}
