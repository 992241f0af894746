import Basics
import DockerfileSyntax
import RuleKit

struct RelativeCopyDestination: Rule {
    static let about = About(
        id: "DF504", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Relative destination without WORKDIR", ja: "WORKDIR のない相対パスへのコピー"),
        why: Text(
            en: "Where the files land depends on the base image, and moves when it does.",
            ja: "ファイルの置き場所がベースイメージに左右され、ベースが変わると変わってしまいます。"),
        remedy: Text(
            en: "Set WORKDIR first, or give the destination in full.",
            ja: "先に WORKDIR を指定するか、コピー先を絶対パスで書いてください。"),
        message: Text(
            en: "`{destination}` is relative to a folder that only the base image knows",
            ja: "`{destination}` の基準となるディレクトリは、ベースイメージ次第です"),
        links: ["https://docs.docker.com/reference/dockerfile/#workdir"],
        aliases: ["DL3045"],
        yieldsTo: ["DF511"],
        fails: [
            """
            FROM debian:12
            COPY app.py ⟦.⟧
            """,
            """
            FROM debian:12 AS a
            FROM a
            COPY app ⟦app/⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            WORKDIR /app
            COPY . .
            """,
            """
            FROM scratch
            COPY app app
            """,
            """
            FROM debian:12
            COPY . /app
            """,
            """
            FROM debian:12
            ARG D
            COPY . $D
            """,
            """
            FROM debian:12 AS a
            WORKDIR /app
            FROM a
            COPY . .
            """,
            """
            ARG B
            FROM $B
            COPY . /x
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages where file.root(of: stage) != .scratch {
            var hasWorkdir = file.lineage(of: stage).dropLast().contains { earlier in
                earlier.instructions.contains { file.instructions[$0].keyword == .workdir }
            }
            for index in stage.instructions {
                let instruction = file.instructions[index]
                if instruction.keyword == .workdir { hasWorkdir = true }
                guard !hasWorkdir, let copy = instruction.copy, let destination = copy.destination else { continue }
                guard copy.destinationIsAbsolute == false else { continue }
                report.fault(at: destination.range, ["destination": destination.shown])
            }
        }
    }
}
