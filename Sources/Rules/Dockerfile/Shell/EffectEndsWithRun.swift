import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct EffectEndsWithRun: Rule {
    static let about = About(
        id: "DF406", since: "0.1", severity: .medium,
        title: Text(en: "A RUN whose effect ends with it", ja: "効果が RUN とともに消える命令"),
        why: Text(
            en: """
                Each `RUN` has a shell of its own. A directory, variable, alias or activated environment that it sets \
                is gone when the instruction ends: the step does nothing.
                """,
            ja: """
                `RUN` はそれぞれ独立したシェルで実行されます。そこで設定したディレクトリ、変数、エイリアス、\
                仮想環境は命令の終了とともに失われるため、このステップには何の効果もありません。
                """),
        remedy: Text(
            en: """
                Use `WORKDIR` for a directory and `ENV` for a variable (also for the `PATH` of a virtual environment), \
                or join the command to the `RUN` that needs it.
                """,
            ja: """
                ディレクトリは `WORKDIR`、変数は `ENV` で設定してください (仮想環境の `PATH` も同様です)。\
                または、それを必要とする `RUN` にまとめてください。
                """),
        message: Text(
            en: "`{command}` has no effect after this `RUN`", ja: "`{command}` の効果はこの `RUN` の後には残りません"),
        links: [
            "https://docs.docker.com/reference/dockerfile/#workdir",
            "https://docs.docker.com/reference/dockerfile/#env",
        ],
        aliases: ["DL3003", "DS-0013"],
        fails: [
            "FROM debian:13\nRUN ⟦cd /app⟧\nRUN make",
            "FROM debian:13\nRUN ⟦export PATH=/opt/bin:$PATH⟧",
            "FROM debian:13\nRUN ⟦. /venv/bin/activate⟧\nRUN pip install flask",
            "FROM debian:13\nRUN ⟦ulimit -n 65536⟧ && ⟦umask 027⟧",
        ],
        passes: [
            "FROM debian:13\nRUN cd /app && make",
            "FROM debian:13\nRUN export A=1 && make",
            "FROM debian:13\nRUN . /venv/bin/activate && pip install flask",
            "FROM debian:13\nRUN cd /app || mkdir /app",
            "FROM debian:13\nRUN . /setup.sh",
            "FROM debian:13\nRUN export A=$(make version)",
            "FROM debian:13\nRUN test -d /app",
        ],
        fixes: [
            ("FROM debian:13\nRUN cd /app\nRUN make", "FROM debian:13\nWORKDIR /app\nRUN make"),
            (
                "FROM debian:13\n# where\nRUN export PYTHONPATH=/srv/invoices\nRUN make",
                "FROM debian:13\n# where\nENV PYTHONPATH=/srv/invoices\nRUN make"
            ),
            (
                "FROM debian:13\nRUN export A=\"x y\" \\\n    PATH=/opt/bin:$PATH\nRUN make",
                "FROM debian:13\nENV A=\"x y\" \\\n    PATH=/opt/bin:$PATH\nRUN make"
            ),
            (
                "FROM python:3.14\nRUN . /venv/bin/activate\nRUN pip list",
                "FROM python:3.14\nENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH\nRUN pip list"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for run in ShellRuns.of(file) {
            let commands = run.commands
            guard !commands.isEmpty, run.script.shell.problems.isEmpty, commands.allSatisfy(leavesNothing) else {
                continue
            }
            let fix = commands.count == 1 ? commands.first.flatMap { LastingEffect.fix(run, $0) } : nil
            for command in commands {
                let name = command.program == "." ? "source" : command.program ?? ""
                report.fault(
                    at: run.place(command.range), ["command": command.effectiveIndex == 0 ? shown(command) : name],
                    fix: fix)
            }
        }
    }

    private func shown(_ command: Command) -> String {
        let text = command.words.prefix(2).map(\.text).joined(separator: " ")
        // A value after `=` may be long or secret.
        return text.split(separator: "=", maxSplits: 1).first.map(String.init) ?? text
    }

    /// Whether a command changes nothing but the shell that runs it. A sourced script may do anything, save for those
    /// whose names tell.
    private func leavesNothing(_ command: Command) -> Bool {
        guard command.redirections.isEmpty, command.wrappers.isEmpty, !command.words.isEmpty,
            command.words.allSatisfy({ $0.substitutions.isEmpty }), command.context.pipelineCount == 1
        else { return false }
        switch command.program {
        case "cd", "export", "alias", "umask", "ulimit": return command.words.count > 1
        case ".", "source":
            guard let path = command.words.dropFirst().first?.template else { return false }
            return path.hasSuffix("/activate") || path.hasSuffix("/.bashrc") || path.hasSuffix("/.profile")
                || path.hasSuffix("/.bash_profile") || path == "/etc/profile"
        default: return false
        }
    }
}
