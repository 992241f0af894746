import Basics
import DockerfileSyntax
import RuleKit

struct MissingFrom: Rule {
    static let about = About(
        id: "DF115", since: "0.1", severity: .high,
        title: Text(en: "Dockerfile without FROM", ja: "FROM のない Dockerfile"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Name the base image with FROM, or `scratch` for none.",
            ja: "FROM でベースイメージを指定してください。ベースが不要なら `scratch` を指定します。"),
        message: Text(en: "There is no `FROM`", ja: "`FROM` がありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#from"],
        fails: [
            "⟦ARG A=1⟧",
            """
            ⟦RUN true⟧
            CMD ["x"]
            """,
        ],
        passes: [
            "FROM scratch",
            """
            ARG A=1
            FROM debian:$A
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.noStage])
    }
}
