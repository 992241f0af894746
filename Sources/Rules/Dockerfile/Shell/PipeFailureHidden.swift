import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct PipeFailureHidden: Rule {
    static let about = About(
        id: "DF402", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A pipe hides the failure of its first command", ja: "パイプにより先頭コマンドの失敗が見逃される"),
        why: Text(
            en: "A pipe has the status of its last command, so the build goes on when an earlier one fails.",
            ja: "パイプの終了ステータスは最後のコマンドのものになるため、途中のコマンドが失敗してもビルドが続きます。"),
        remedy: Text(
            en: "Switch on `pipefail` by SHELL or `set -o pipefail`, in a shell that knows it.",
            ja: "対応しているシェルで、SHELL または `set -o pipefail` により `pipefail` を有効にしてください。"),
        message: Text(
            en: "when `{command}` fails, the pipe hides it", ja: "`{command}` が失敗しても、パイプにより検知されません"),
        links: ["https://docs.docker.com/build/building/best-practices/#using-pipes"],
        aliases: ["DL4006"],
        yieldsTo: ["DF401", "DF811"],
        fails: [
            "FROM debian:13\nRUN ⟦pg_dump⟧ app | gzip > /dump.gz",
            "FROM debian:13\nRUN ⟦gpg⟧ --export KEY | tee /usr/share/keyrings/key.gpg",
        ],
        passes: [
            "FROM debian:13\nRUN echo yes | gzip > /a.gz",
            "FROM debian:13\nSHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN pg_dump app | gzip > /dump.gz",
            "FROM debian:13\nRUN find / -name '*.pyc' | xargs rm -f",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir | more",
        ],
        fixes: [
            (
                "FROM alpine:3.22\nRUN pg_dump app | gzip > /dump.gz",
                "FROM alpine:3.22\nRUN set -o pipefail; pg_dump app | gzip > /dump.gz"
            ),
            (
                "FROM debian:13\n# the dump\nRUN pg_dump app | gzip > /dump.gz",
                "FROM debian:13\n# the dump\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN pg_dump app | gzip > /dump.gz"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var stages: Set<Int> = []
        for pipe in LostPipeFailures.find(file) {
            let isFirst = stages.insert(file.stage(of: pipe.run.index)?.index ?? -1).inserted
            let subject = pipe.run.subject(pipe.command)
            report.fault(
                at: subject.programPlace, ["command": pipe.command.program ?? "…"],
                fix: LostPipeFailures.fix(pipe, isFirstOfStage: isFirst))
        }
    }
}
