import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct PointlessCommand: Rule {
    static let about = About(
        id: "DF408", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A command without use in a build", ja: "ビルドでは意味のないコマンド"),
        why: Text(
            en: "It acts on a running system or a terminal, and a build has neither.",
            ja: "稼働中のシステムや端末を前提とするコマンドであり、ビルド中にはどちらもありません。"),
        remedy: Text(en: "Leave it out.", ja: "コマンドを取り除いてください。"),
        message: Text(en: "`{command}` does nothing useful in a build", ja: "`{command}` はビルドでは役に立ちません"),
        links: ["https://docs.docker.com/reference/dockerfile/#run"],
        aliases: ["DL3001"],
        differs: Text(
            en: """
                `ssh` is left out, as `RUN --mount=type=ssh` has good use for it, and `kill` where the same `RUN` \
                started a process; `service` is judged by `process-started-in-build`.
                """,
            ja: """
                `ssh` は `RUN --mount=type=ssh` で正当に使われるため、`kill` は同じ `RUN` でプロセスを起動している場合に\
                対象外です。`service` は `process-started-in-build` が判定します。
                """),
        fails: [
            "FROM debian:13\nRUN apt-get update && ⟦top⟧ -b -n1",
            "FROM debian:13\nRUN ⟦ifconfig⟧",
            "FROM debian:13\nRUN ⟦vim⟧ /etc/hosts",
        ],
        passes: [
            "FROM debian:13\nRUN apt-get install -y vim && update-alternatives --set editor /usr/bin/vim.basic",
            "FROM debian:13\nRUN server & pid=$!; sleep 1; kill $pid",
            "FROM debian:13\nRUN --mount=type=ssh ssh -T git@example.com || true",
            "FROM debian:13\nRUN vim +PluginInstall +qall",
            "FROM debian:13\nRUN --security=insecure mount -t tmpfs tmpfs /mnt",
        ]
    )

    static let commands = [
        "vim", "vi", "nano", "emacs", "top", "htop", "free", "ps", "shutdown", "reboot", "poweroff", "halt",
        "ifconfig", "mount", "umount", "kill", "less", "more", "man", "lsof", "netstat",
    ]

    func check(_ run: RunCommand, _ report: inout Report) {
        let command = run.command
        let name = command.program ?? ""
        // In a pipe, a test or a function it serves a purpose of its own.
        guard command.context.pipelineCount == 1, !command.context.isCondition, !command.context.isInSubstitution,
            !command.context.isInFunction, !command.hasOption("--version", "--help")
        else { return }
        switch name {
        case "kill"
        where run.script.shell.commands.contains(where: {
            $0.context.runsInBackground || $0.index != command.index && $0.program != "sleep"
        }):
            return
        case "mount", "umount":
            if run.instruction.flag("security") != nil { return }
        case "vim", "vi", "emacs":
            // Scripted: `+cmd`, `-c cmd`, `-es`.
            let isScripted = command.effectiveArguments.contains {
                let text = $0.template
                return text.hasPrefix("+") || text.hasPrefix("-")
            }
            if isScripted { return }
        default: break
        }
        report.fault(at: run.programPlace, ["command": name])
    }
}
