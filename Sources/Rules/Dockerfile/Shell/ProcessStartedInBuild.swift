import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ProcessStartedInBuild: Rule {
    static let about = About(
        id: "DF407", since: "0.1", severity: .medium,
        title: Text(en: "A process started in the build does not run in the container", ja: "ビルド中に起動したプロセスはコンテナで動かない"),
        why: Text(
            en: "An image holds files, no processes: what a `RUN` starts is ended with the `RUN`.",
            ja: "イメージに残るのはファイルだけです。`RUN` で起動したプロセスは、その `RUN` の終了とともに終了します。"),
        remedy: Text(
            en: """
                Start it by `ENTRYPOINT` or `CMD`; a second process of its own is a container of its own in the task.
                """,
            ja: "`ENTRYPOINT` または `CMD` で起動してください。別のプロセスが必要なら、タスク内の別コンテナにします。"),
        message: Text(
            en: "what `{command}` starts is gone when this `RUN` ends",
            ja: "`{command}` で起動したプロセスは、この `RUN` の終了とともに消えます"),
        links: ["https://docs.docker.com/engine/containers/multi-service_container/"],
        aliases: ["DL3001"],
        differs: Text(
            en:
                "DL3001 names commands. This rule reports a start only where nothing in the same `RUN` uses what it started.",
            ja: "DL3001 はコマンド名で判定します。このルールは、起動したものを同じ `RUN` 内で使っていない場合だけ報告します。"),
        fails: [
            "FROM debian:13\nRUN apt-get install -y nginx && ⟦service nginx start⟧",
            "FROM debian:13\nRUN ⟦systemctl restart cron⟧",
            "FROM node:22\nRUN ⟦node server.js⟧ &",
            "FROM debian:13\nRUN ⟦/etc/init.d/ssh start⟧",
        ],
        passes: [
            "FROM debian:13\nRUN service postgresql start && su postgres -c 'createdb app'",
            "FROM debian:13\nRUN systemctl enable cron",
            "FROM debian:13\nRUN mysqld_safe & sleep 5; mysql -e 'create database app'",
            "FROM debian:13\nRUN (make a & make b & wait)",
            "FROM debian:13\nRUN make a & make b & wait",
            "FROM debian:13\nRUN service postgresql status",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for run in ShellRuns.of(file) {
            guard let last = run.commands.last, last.context.subshellDepth == 0, !last.context.isInFunction else {
                continue
            }
            if starts(last) || last.context.runsInBackground {
                report.fault(at: run.place(last.range), ["command": last.program ?? run.script.shell.text(last.range)])
            }
        }
    }

    private func starts(_ command: Command) -> Bool {
        let words = command.effectiveArguments.compactMap(\.literal)
        let verbs = ["start", "restart", "reload"]
        switch command.program {
        case "service", "rc-service": return words.count == 2 && verbs.contains(words[1])
        case "systemctl": return words.first.map { verbs.contains($0) } == true
        default:
            guard let path = command.words.first?.literal, path.hasPrefix("/etc/init.d/") else { return false }
            return words.count == 1 && verbs.contains(words[0])
        }
    }
}
