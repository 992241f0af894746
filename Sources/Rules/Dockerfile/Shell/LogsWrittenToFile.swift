import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct LogsWrittenToFile: Rule {
    static let about = About(
        id: "DF421", since: "0.1", severity: .high,
        title: Text(en: "Logs go to a file in the container", ja: "ログがコンテナ内のファイルに出力される"),
        why: Text(
            en: """
                `awslogs` and FireLens carry stdout and stderr only. A file is seen by nobody, fills the task's disk, \
                and is gone with the task.
                """,
            ja: """
                `awslogs` や FireLens が収集するのは stdout と stderr だけです。ファイルに書いたログは誰にも見られず、\
                タスクのディスクを圧迫し、タスクとともに失われます。
                """),
        remedy: Text(
            en:
                "Log to stdout and stderr; where a program only knows files, link them: `ln -sf /dev/stdout /var/log/app.log`.",
            ja: """
                stdout と stderr に出力してください。ファイルにしか書けないプログラムでは \
                `ln -sf /dev/stdout /var/log/app.log` のようにリンクします。
                """),
        message: Text(en: "output goes to `{path}`, not to the log driver", ja: "出力がログドライバーではなく `{path}` に書き込まれます"),
        proof: Text(en: "`{path}` is a link to the container's output", ja: "`{path}` はコンテナの標準出力へのリンクです"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        answers: ["OPS_02.logs-stdout", "12F_11.stdout", "ECS_04.stdout"],
        fails: [
            "FROM node:22\nCMD node server.js ⟦> /var/log/app.log⟧ 2>&1",
            "FROM node:22\nENTRYPOINT [\"sh\", \"-c\", \"exec node server.js ⟦>>/logs/app.log⟧\"]",
            "FROM python:3.13\nCMD gunicorn app ⟦&> /tmp/gunicorn.log⟧",
        ],
        passes: [
            "FROM node:22\nCMD node server.js 2>&1", "FROM node:22\nCMD node server.js > /dev/stdout 2>/dev/stderr",
            "FROM node:22\nCMD node server.js 2>/dev/null",
            "FROM node:22\nCMD echo $PORT > /tmp/port && node server.js",
            "FROM node:22\nCMD node server.js | tee /var/log/app.log",
            "FROM node:22\nRUN make > /tmp/make.log",
            "FROM node:22\nCMD envsubst < /a.tmpl > /a.conf && exec nginx -g 'daemon off;'",
            "FROM nginx:1.29\nRUN ln -sf /bin/bash /bin/sh",
        ],
        proves: [
            "FROM debian:13\nRUN ln -sf /dev/stdout ⟦/var/log/nginx/access.log⟧ && ln -sf /dev/stderr ⟦/var/log/nginx/error.log⟧",
            "FROM debian:13\nRUN ln -sfT /proc/self/fd/1 ⟦/var/log/app.log⟧",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        for stage in file.lineage(of: last) {
            for run in ShellRuns.of(stage, in: file) {
                for command in run.commands where command.program == "ln" {
                    let words = command.effectiveArguments.filter { $0.literal?.hasPrefix("-") != true }
                    guard words.count == 2, let target = words.first?.literal, let link = words.last,
                        Self.isOutput(target)
                    else { continue }
                    report.holds(at: run.place(link), ["path": link.template])
                }
            }
        }
        for keyword in [Keyword.entrypoint, .cmd] {
            guard let instruction = file.inherited(last).last(where: { $0.keyword == keyword }),
                let script = instruction.script, script.interpreter.isShell
            else { continue }
            check(script, &report)
        }
    }

    private func check(_ script: EmbeddedScript, _ report: inout Report) {
        // The last command is the one that runs.
        guard let command = script.shell.commands.last, !command.context.isInSubstitution,
            !["echo", "printf", "cat", "envsubst", "sed", "env"].contains(command.program)
        else { return }
        guard
            let redirection = command.redirections.first(where: {
                $0.writesFile && ($0.fd ?? 1) == 1
                    && $0.target.literal.map { $0.hasPrefix("/dev/") || $0.hasPrefix("/proc/") } == false
            })
        else { return }
        report.fault(at: script.sourceRange(redirection.range), ["path": redirection.target.template])
    }

    private static func isOutput(_ path: String) -> Bool {
        [
            "/dev/stdout", "/dev/stderr", "/proc/self/fd/1", "/proc/self/fd/2", "/proc/1/fd/1", "/proc/1/fd/2",
            "/dev/fd/1", "/dev/fd/2",
        ]
        .contains(path)
    }
}
