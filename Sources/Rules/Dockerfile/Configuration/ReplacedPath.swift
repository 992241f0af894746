import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ReplacedPath: Rule {
    static let about = About(
        id: "DF617", since: "0.1", severity: .medium,
        title: Text(en: "PATH replaced", ja: "PATH の置き換え"),
        why: Text(
            en: "The system's folders are gone from PATH: the next command that is not named in full is not found.",
            ja: "PATH からシステムのディレクトリが失われ、フルパスで指定していないコマンドは見つからなくなります。"),
        remedy: Text(
            en: "Keep what was there: `ENV PATH=/opt/app/bin:$PATH`.",
            ja: "`ENV PATH=/opt/app/bin:$PATH` のように、既存の値を残してください。"),
        message: Text(en: "`PATH` loses the folders of the system", ja: "`PATH` からシステムのディレクトリが失われます"),
        links: ["https://docs.docker.com/reference/dockerfile/#env"],
        fails: [
            """
            FROM debian:12
            ENV ⟦PATH=/opt/app/bin⟧
            """,
            """
            FROM debian:12
            ENV A=1 ⟦PATH="/opt/bin:PATH"⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            ENV PATH=/opt/app/bin:$PATH
            """,
            """
            FROM debian:12
            ENV PATH=/usr/local/bin:/usr/bin:/bin
            """,
            """
            FROM scratch
            ENV PATH=/app
            """,
            """
            FROM debian:12
            ENV PATH="${PATH}:/x"
            """,
            """
            FROM debian:12
            ENV PATH=$NEW_PATH
            """,
            """
            FROM gcr.io/distroless/static
            ENV PATH=/app
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nENV PATH=/opt/app/bin",
                "FROM debian:12\nENV PATH=/opt/app/bin:$PATH"
            ),
            (
                "FROM debian:12\nENV PATH=\"/opt/app/bin\" A=1",
                "FROM debian:12\nENV PATH=\"/opt/app/bin:$PATH\" A=1"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            let family = KnownImage.of(file.root(of: stage))?.family
            if family == .scratch || family == .distroless || family == .windows { continue }
            for index in stage.instructions where file.instructions[index].keyword == .env {
                for pair in file.instructions[index].pairs where pair.key.shown == "PATH" {
                    guard let value = pair.value, let path = value.value, !value.raw.contains("$"), !path.contains("\\")
                    else {
                        continue
                    }
                    let folders = path.split(separator: ":")
                    if !folders.contains(where: { $0 == "/bin" || $0 == "/usr/bin" }) {
                        // `PATH` in quotes of the shell may be meant for `$PATH`.
                        let end =
                            value.range.upperBound - (value.raw.hasSuffix("\"") || value.raw.hasSuffix("'") ? 1 : 0)
                        let isPlain = !path.contains("PATH") && !value.raw.hasPrefix("'") && !path.hasSuffix(":")
                        report.fault(at: pair.range, fix: isPlain ? .ask(end..<end, ":$PATH") : nil)
                    }
                }
            }
        }
    }
}
