import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct TwoDownloadTools: Rule {
    static let about = About(
        id: "DF409", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Both wget and curl", ja: "wget と curl の併用"),
        why: Text(
            en: "Two tools for one task are one more package to carry and to patch.",
            ja: "同じ用途のツールが 2 つあると、保守と脆弱性対応が必要なパッケージが 1 つ増えます。"),
        remedy: Text(en: "Settle on one of them.", ja: "どちらか一方に統一してください。"),
        message: Text(
            en: "`{command}` is used here, `{other}` above", ja: "ここでは `{command}`、上では `{other}` を使っています"),
        links: ["https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages"],
        aliases: ["DL4001", "DS-0014"],
        differs: Text(
            en: "Judged within the stages of the final image, so that a build stage with its own tool is no fault.",
            ja: "最終イメージを構成するステージ内だけで判定するため、ビルドステージで別のツールを使っても報告しません。"),
        fails: [
            """
            FROM debian:13
            RUN curl -fsSLo /a https://example.com/a
            RUN ⟦wget⟧ -qO /b https://example.com/b
            """
        ],
        passes: [
            """
            FROM debian:13 AS build
            RUN wget -qO /b https://example.com/b
            FROM debian:13
            COPY --from=build /b /b
            RUN curl -fsSLo /a https://example.com/a
            """,
            "FROM debian:13\nRUN apt-get install -y wget curl && curl -fsSLo /a https://example.com/a",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var first: (program: String, range: Range<Int>)?
        for stage in file.lastStage.map(file.lineage(of:)) ?? [] {
            for run in ShellRuns.of(stage, in: file) {
                for command in run.commands where command.isDownload {
                    let subject = run.subject(command)
                    guard let known = first else {
                        first = (command.program ?? "", subject.programPlace)
                        continue
                    }
                    if known.program == command.program { continue }
                    report.fault(
                        at: subject.programPlace, ["command": command.program ?? "", "other": known.program],
                        related: [
                            Finding.Related(
                                file.source.span(known.range), Text(en: "the other tool", ja: "もう一方のツール"))
                        ])
                    return
                }
            }
        }
    }
}
