import Basics
import DockerfileSyntax
import RuleKit

struct CopiesWholeFilesystem: Rule {
    static let about = About(
        id: "DF505", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Whole file system copied from a stage", ja: "ステージのファイルシステム全体のコピー"),
        why: Text(
            en: """
                All that the other stage left behind comes along: build tools, caches, and files that the base \
                has in another version.
                """,
            ja: "ビルドツールやキャッシュ、ベースとは版の異なるファイルまで、もう一方のステージの内容がすべて入り込みます。"),
        remedy: Text(en: "Copy the files that the program needs.", ja: "プログラムに必要なファイルだけをコピーしてください。"),
        message: Text(en: "All of `{stage}` is copied over the base image", ja: "`{stage}` の全内容がベースイメージに上書きコピーされます"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        aliases: ["DL3067"],
        differs: Text(
            en: "Flattening onto `scratch` is a known technique and passes.",
            ja: "`scratch` 上への平坦化は確立した手法なので指摘しません。"),
        answers: ["COST_03.no-leftovers"],
        fails: [
            """
            FROM golang:1.26 AS build
            FROM debian:12
            COPY --from=build ⟦/⟧ /
            """
        ],
        passes: [
            """
            FROM golang:1.26 AS build
            FROM debian:12
            COPY --from=build /app /app
            """,
            """
            FROM debian:12 AS root
            FROM scratch
            COPY --from=root / /
            """,
            """
            FROM debian:12
            COPY / /
            """,
            """
            FROM debian:12 AS a
            FROM debian:12
            COPY --from=a / /mnt/a
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages where file.root(of: stage) != .scratch {
            for index in stage.instructions {
                guard let copy = file.instructions[index].copy, let from = copy.from?.value else { continue }
                guard copy.destination?.value == "/" else { continue }
                for source in copy.sources where ["/", "/.", "/*"].contains(source.word.value ?? "") {
                    report.fault(at: source.word.range, ["stage": from])
                }
            }
        }
    }
}
