import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct WorldWritable: Rule {
    static let about = About(
        id: "DF412", since: "0.1", severity: .medium,
        title: Text(en: "Files that everyone may write", ja: "誰でも書き込めるファイル"),
        why: Text(
            en: """
                A process that is not root could not change them otherwise. So whoever breaks into it can rewrite \
                programs, configuration and scripts, also those that run as root.
                """,
            ja: """
                本来は書き換えられないはずの root 以外のプロセスからも、プログラムや設定、スクリプトを書き換えられます。\
                その中には root で実行されるものもあります。
                """),
        remedy: Text(
            en: """
                Give them to the user of the application with `COPY --chown` or `chown`, and mode 755 or 644. \
                Where any UID must write, use group 0 with `g=u`, or the sticky mode 1777.
                """,
            ja: """
                `COPY --chown` または `chown` でアプリケーションのユーザーを所有者にし、モードは 755 か 644 にしてください。\
                任意の UID から書き込む必要がある場合は、グループ 0 と `g=u`、またはスティッキービット付きの 1777 を使います。
                """),
        message: Text(en: "mode `{mode}` lets every user write", ja: "モード `{mode}` ではすべてのユーザーが書き込めます"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        aliases: ["droast:DF034"],
        answers: ["SEC_01.file-ownership"],
        fails: [
            "FROM debian:13\nRUN chmod -R ⟦777⟧ /app",
            "FROM debian:13\nRUN mkdir /data && chmod ⟦a+rwx⟧ /data",
            "FROM debian:13\nCOPY ⟦--chmod=0777⟧ run.sh /usr/local/bin/",
            "FROM debian:13\nRUN chmod ⟦666⟧ /etc/app.conf",
        ],
        passes: [
            "FROM debian:13\nRUN chmod 1777 /scratch", "FROM debian:13\nRUN chmod -R 755 /app && chmod +x /run.sh",
            "FROM debian:13\nRUN chmod +w /a", "FROM debian:13\nRUN chmod -R g=u /data",
            "FROM debian:13\nRUN chmod o-w /a", "FROM debian:13\nRUN chmod a+rwxt /scratch",
            "FROM golang:1.26 AS build\nRUN chmod -R 777 /go\nFROM scratch\nCOPY --from=build /go/bin/a /a",
            "FROM debian:13\nRUN chmod \"$MODE\" /a",
            "FROM debian:13\nRUN chmod 777 /tmp/build.sh && /tmp/build.sh && rm /tmp/build.sh",
            "FROM debian:13\nRUN chmod 666 /dev/stdout",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN chmod 777 /usr/local/bin/wait-for-it",
                "FROM debian:13\nRUN chmod 755 /usr/local/bin/wait-for-it"
            ),
            ("FROM debian:13\nRUN chmod -R a+rwX /data", "FROM debian:13\nRUN chmod -R a+rX,u+w /data"),
            ("FROM debian:13\nCOPY --chmod=0666 a.conf /etc/", "FROM debian:13\nCOPY --chmod=0644 a.conf /etc/"),
            ("FROM debian:13\nRUN chmod o+w,u+x /data", "FROM debian:13\nRUN chmod u+w,u+x /data"),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.lastStage.map(file.lineage(of:)) ?? [] {
            for index in stage.instructions {
                let instruction = file.instructions[index]
                guard instruction.keyword == .copy || instruction.keyword == .add, let flag = instruction.flag("chmod"),
                    let mode = flag.value, FileMode(mode)?.isWorldWritable == true
                else { continue }
                report.fault(
                    at: flag.range, ["mode": mode],
                    fix: FileMode.narrowed(mode).map {
                        .ask(flag.range, "--chmod=\($0)", note: Self.note)
                    })
            }
            for run in ShellRuns.of(stage, in: file) {
                for command in run.commands where command.program == "chmod" { check(run, command, &report) }
            }
        }
    }

    private func check(_ run: ShellRuns.Run, _ command: Command, _ report: inout Report) {
        // Not through `Options`: `-w` is a mode.
        let words = command.effectiveArguments.drop { $0.literal.map(Self.isOption) == true }
        guard let word = words.first, let mode = word.literal, FileMode(mode)?.isWorldWritable == true else { return }
        let targets = words.dropFirst().map(\.template)
        if targets.isEmpty || targets.allSatisfy({ isHarmless($0, run) }) { return }
        report.fault(
            at: run.place(word), ["mode": mode],
            fix: word.isQuoted ? nil : FileMode.narrowed(mode).map { .ask(run.place(word), $0, note: Self.note) })
    }

    private static let note = Text(
        en: "If the program itself writes there, give the files to its user with `chown` or `COPY --chown`.",
        ja: "プログラム自身が書き込む場合は、`chown` または `COPY --chown` で実行ユーザーを所有者にしてください。")

    private static func isOption(_ text: String) -> Bool {
        text.hasPrefix("--") || ["-R", "-v", "-f", "-c", "-Rf", "-fR", "-vR", "-Rv", "-h"].contains(text)
    }

    /// Devices, and what the same RUN takes away again.
    private func isHarmless(_ path: String, _ run: ShellRuns.Run) -> Bool {
        path.hasPrefix("/dev/")
            || run.commands.contains { $0.program == "rm" && $0.effectiveArguments.contains { $0.template == path } }
    }
}
