import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct DownloadFailureLostInPipe: Rule {
    static let about = About(
        id: "DF401", since: "0.1", severity: .medium,
        title: Text(en: "A failed download is lost in a pipe", ja: "パイプによりダウンロードの失敗が見逃される"),
        why: Text(
            en: """
                A pipe has the status of its last command. When the download fails, the program behind it gets nothing \
                or half a file, and the build goes on.
                """,
            ja: """
                パイプの終了ステータスは最後のコマンドのものになります。ダウンロードが失敗しても、\
                後続のコマンドに空または途中までのデータが渡され、ビルドはそのまま続きます。
                """),
        remedy: Text(
            en: """
                Switch on `pipefail` (bash and Alpine's sh know it, Debian's sh does not), or download to a file first.
                """,
            ja: """
                `pipefail` を有効にするか (bash と Alpine の sh は対応、Debian の sh は非対応)、\
                いったんファイルにダウンロードしてください。
                """),
        message: Text(
            en: "when `{command}` fails, the pipe hides it", ja: "`{command}` が失敗しても、パイプにより検知されません"),
        links: ["https://docs.docker.com/build/building/best-practices/#using-pipes"],
        aliases: ["DL4006"],
        differs: Text(
            en: """
                DL4006 wants SHELL with pipefail for every pipe. This rule speaks of downloads only, knows \
                `set -o pipefail` in the script, passes over `tar` and its like, which fail by themselves when the \
                download is cut off, and leaves the rest to `pipe-failure-hidden`.
                """,
            ja: """
                DL4006 はすべてのパイプに pipefail 付きの SHELL を求めます。このルールはダウンロードだけを対象とし、\
                スクリプト内の `set -o pipefail` も認識します。途切れたデータで自らエラーになる `tar` などは対象外です。\
                残りは `pipe-failure-hidden` が扱います。
                """),
        yieldsTo: ["DF811"],
        fails: [
            "FROM debian:13\nRUN ⟦curl⟧ -fsSL https://example.com/repo.list | tee /etc/apt/sources.list.d/repo.list",
            "FROM debian:13\nRUN apt-get update && ⟦wget⟧ -qO- https://example.com/setup.sh | sh",
            """
            FROM alpine:3.22
            RUN set -e; ⟦curl⟧ -fsSL https://example.com/key.asc | gpg --dearmor | tee /etc/key.gpg
            """,
        ],
        passes: [
            // These fail by themselves when nothing or half a file comes.
            "FROM debian:13\nRUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /opt",
            "FROM debian:13\nRUN wget -qO- https://example.com/a.tar.bz2 | bunzip2 | tar -x",
            "FROM debian:13\nRUN curl -fsSL https://example.com/key.asc | gpg --dearmor -o /etc/apt/keyrings/k.gpg",
            "FROM debian:12\nRUN wget -qO- https://example.com/key.asc | apt-key add -",
            "FROM alpine:3.22\nRUN set -e; curl -fsSL https://example.com/data.gz | gzip -dc > /data",
            "FROM debian:13\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl -f https://example.com | sh",
            "FROM alpine:3.22\nRUN set -eo pipefail; curl -f https://example.com | sh",
            "FROM debian:13\nRUN curl -fsSLo a.tgz https://example.com/a.tgz && tar -xzf a.tgz",
            "FROM debian:13\nRUN if curl -s https://example.com | grep -q ok; then echo yes; fi",
            "FROM debian:13\nRUN bash -o pipefail -c 'curl -f https://example.com | sh'",
            "FROM debian:13\nRUN <<EOF\n#!/bin/bash -e\nset -o pipefail\ncurl -f https://example.com | tar x\nEOF",
            "FROM debian:13\nRUN VERSION=$(curl -s https://example.com/v | head -1) && echo \"$VERSION\"",
        ],
        fixes: [
            (
                "FROM debian:13\nWORKDIR /opt\nRUN curl -f https://example.com/list | tee list",
                """
                FROM debian:13
                WORKDIR /opt
                SHELL ["/bin/bash", "-o", "pipefail", "-c"]
                RUN curl -f https://example.com/list | tee list
                """
            ),
            (
                "FROM alpine:3.22\nRUN wget -qO- https://example.com/list | tee list",
                "FROM alpine:3.22\nRUN set -o pipefail; wget -qO- https://example.com/list | tee list"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var stages: Set<Int> = []
        for pipe in LostPipeFailures.find(file) where pipe.isDownload && !pipe.failsWhenCutOff {
            let isFirst = stages.insert(file.stage(of: pipe.run.index)?.index ?? -1).inserted
            let subject = pipe.run.subject(pipe.command)
            report.fault(
                at: subject.programPlace, ["command": pipe.command.program ?? ""],
                fix: LostPipeFailures.fix(pipe, isFirstOfStage: isFirst))
        }
    }
}
