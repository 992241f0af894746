import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct FailureTolerated: Rule {
    static let about = About(
        id: "DF418", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A failure that is ignored on purpose", ja: "意図的に無視されている失敗"),
        why: Text(
            en: "With `|| true` an image is built also without what the step should bring, and nobody is told.",
            ja: "`|| true` があると、このステップで入るはずのものが欠けていても、誰にも知らされずにイメージができます。"),
        remedy: Text(
            en: "Let the step fail, or test for the one case in which failing is right.",
            ja: "失敗時はビルドを止めるか、失敗してもよい場合だけを条件で判定してください。"),
        message: Text(en: "the failure of `{command}` is ignored", ja: "`{command}` の失敗が無視されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#run"],
        fails: [
            "FROM debian:13\nRUN ⟦curl -fsSLo /a https://example.com/a⟧ || true",
            "FROM node:22\nRUN ⟦npm install⟧ || :",
        ],
        passes: [
            "FROM debian:13\nRUN rm /a || true", "FROM debian:13\nRUN npm install || npm install --legacy-peer-deps",
            "FROM debian:13\nRUN find / -perm /6000 -exec chmod a-s {} + || true",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for run in ShellRuns.of(file) {
            for command in run.commands
            where command.context.failureIsTolerated && !command.context.isInTest
                && (command.isDownload || command.packageCall?.installs == true)
            {
                report.fault(at: run.place(command.range), ["command": SwallowedFailures.shown(command)])
            }
        }
    }
}
