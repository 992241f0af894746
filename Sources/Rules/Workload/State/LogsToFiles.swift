import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct LogsToFiles: Rule {
    static let about = About(
        id: "WL305", since: "0.1", severity: .medium,
        title: Text(en: "Logs are written to a file in the container", ja: "ログがコンテナ内のファイルに書かれている"),
        why: Text(
            en:
                "The log driver sees stdout and stderr only: these lines never reach CloudWatch, fill the task's disk and go with the task.",
            ja: "ログドライバーが収集するのは stdout と stderr だけです。これらのログは CloudWatch に届かず、タスクのディスクを圧迫し、タスクとともに失われます。"),
        remedy: Text(
            en:
                "Write to `/dev/stdout` and `/dev/stderr`, or link the file to them in the build (`ln -sf /dev/stdout FILE`).",
            ja: "`/dev/stdout` と `/dev/stderr` に出力するか、ビルド時にファイルをリンクしてください (`ln -sf /dev/stdout FILE`)。"),
        message: Text(en: "logs go to `{path}`", ja: "ログが `{path}` に書かれます"),
        proof: Text(en: "logs go to `{path}`", ja: "ログは `{path}` に出力されます"),
        links: [
            "https://12factor.net/logs",
            "https://docs.docker.com/engine/logging/",
        ],
        answers: ["OPS_02.logs-stdout", "12F_11.stdout", "ECS_04.stdout"],
        fails: [
            "FROM debian:12\nCMD exec /app ⟦>> /var/log/app.log⟧ 2>&1",
            "=== Dockerfile\nFROM nginx:1.27\nCOPY default.conf /etc/nginx/conf.d/\n=== default.conf\nserver {\n  listen 80;\n  ⟦access_log /srv/logs/access.log;⟧\n}\n",
            """
            === Dockerfile
            FROM node:22
            COPY run.sh /
            ENTRYPOINT ["/run.sh"]
            CMD ["node", "server.js"]
            === run.sh
            #!/bin/sh
            exec "$@" ⟦>> /var/log/app.log⟧ 2>&1
            """,
            "FROM python:3.13\nCMD [\"gunicorn\", \"--access-logfile\", ⟦\"/var/log/access.log\"⟧, \"app:app\"]",
        ],
        passes: [
            "FROM debian:12\nCMD exec /app > /dev/stdout 2>&1",
            "=== Dockerfile\nFROM nginx:1.27\nCOPY default.conf /etc/nginx/conf.d/\n=== default.conf\nserver {\n  access_log /var/log/nginx/access.log;\n}\n",
            "=== Dockerfile\nFROM alpine:3.20\nRUN ln -sf /dev/stdout /srv/a.log\nCOPY nginx.conf /etc/nginx/nginx.conf\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n=== nginx.conf\nhttp {\n  access_log /srv/a.log;\n}\n",
            "=== Dockerfile\nFROM node:22\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nenvsubst < t.conf > /etc/app.conf\nexec node server.js\n",
        ],
        proves: [
            "FROM debian:12\nRUN ⟦ln -sf /dev/stdout /var/log/app.log⟧\nCMD [\"/app\"]",
            "FROM ⟦nginx:1.27⟧",
            "FROM python:3.13\nCMD [\"gunicorn\", \"--access-logfile\", ⟦\"-\"⟧, \"app:app\"]",
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM node:22
                COPY run.sh /
                ENTRYPOINT ["/run.sh"]
                CMD ["node", "server.js"]
                === run.sh
                #!/bin/sh
                mkdir -p /var/log/app
                exec "$@" >> /var/log/app/app.log 2>&1
                """,
                """
                === Dockerfile
                FROM node:22
                COPY run.sh /
                ENTRYPOINT ["/run.sh"]
                CMD ["node", "server.js"]
                === run.sh
                #!/bin/sh
                exec "$@"
                """
            ),
            (
                "FROM python:3.13\nCMD gunicorn --access-logfile /var/log/access.log \\\n    app:app",
                "FROM python:3.13\nCMD gunicorn --access-logfile - \\\n    app:app"
            ),
            (
                "FROM python:3.13\nCMD [\"gunicorn\", \"--error-logfile=/srv/e.log\", \"app:app\"]",
                "FROM python:3.13\nCMD [\"gunicorn\", \"--error-logfile=-\", \"app:app\"]"
            ),
            (
                "=== Dockerfile\nFROM nginx:1.27\nCOPY default.conf /etc/nginx/conf.d/\n=== default.conf\nserver {\n  access_log /srv/logs/access.log main;\n}\n",
                "=== Dockerfile\nFROM nginx:1.27\nCOPY default.conf /etc/nginx/conf.d/\n=== default.conf\nserver {\n  access_log /dev/stdout main;\n}\n"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let config = workload.config, let stage = workload.stage else { return }
        let links = linked(workload)
        var hasFault = false
        var holding: (Span, String)?
        for link in links { holding = (link.place, link.target) }
        let official = Self.officialLinks(KnownStart.of(config.base))
        if official != nil, let first = workload.dockerfile.lineage(of: stage).first {
            holding = (workload.dockerfile.source.span(first.image.range), "/dev/stdout")
        }
        let isHarmless = { (path: String) in
            path.hasPrefix("/dev/") || path.hasPrefix("/proc/") || links.contains { $0.path == path }
                || official?.contains(path) == true
        }
        for written in written(workload) where !isHarmless(written.path) {
            hasFault = true
            report.fault(at: written.place, ["path": written.path], fix: LogEdits.redirection(written.place, workload))
        }
        for option in options(workload) {
            if isHarmless(option.path) || option.path == "-" {
                holding = (option.place, option.path == "-" ? "stdout" : option.path)
            } else {
                hasFault = true
                report.fault(
                    at: option.place, ["path": option.path], fix: LogEdits.option(option.place, option.path, workload))
            }
        }
        for target in workload.serverConfigs.flatMap(\.writesLogs) {
            if target.isStream {
                holding = (target.span, target.path)
            } else if target.path.hasPrefix("/"), !isHarmless(target.path) {
                hasFault = true
                report.fault(at: target.span, ["path": target.path], fix: LogEdits.setting(target, workload))
            }
        }
        if !hasFault, let holding { report.holds(at: holding.0, ["path": holding.1]) }
    }

    /// The log files that official images link to their output.
    private static func officialLinks(_ start: KnownStart?) -> Set<String>? {
        switch start?.command.first {
        case "nginx"?: ["/var/log/nginx/access.log", "/var/log/nginx/error.log"]
        case "httpd-foreground"?: ["/proc/self/fd/1", "/proc/self/fd/2"]
        case "apache2-foreground"?:
            ["/var/log/apache2/access.log", "/var/log/apache2/error.log", "/var/log/apache2/other_vhosts_access.log"]
        case "php-fpm"?: ["/proc/self/fd/2"]
        default: nil
        }
    }

    /// `ln -sf /dev/stdout /var/log/app.log` in the build.
    private func linked(_ workload: Workload) -> [(path: String, target: String, place: Span)] {
        var found: [(path: String, target: String, place: Span)] = []
        for (_, instruction) in workload.shipped where instruction.keyword == .run {
            guard let script = instruction.script else { continue }
            for command in script.shell.commands where command.program == "ln" {
                let words = command.options().positionals
                guard let target = words.first?.literal, target.hasPrefix("/dev/std") || target.hasPrefix("/proc/")
                else {
                    continue
                }
                let place = workload.dockerfile.source.span(script.sourceRange(command.range))
                for word in words.dropFirst() { found.append((word.template, target, place)) }
            }
        }
        return found
    }

    /// `>> /var/log/app.log` behind a program that stays.
    private func written(_ workload: Workload) -> [(path: String, place: Span)] {
        let served = [workload.finalProgram].compactMap { $0 } + (workload.process?.background ?? [])
        let names = Set(served.map(\.name))
        var found: [(path: String, place: Span)] = []
        for part in StartScript.all(workload) {
            for command in part.shell.commands
            where names.contains(command.program ?? "") || Self.runsArguments(command) {
                for redirection in command.redirections where redirection.writesFile {
                    guard let path = redirection.target.literal, path.hasPrefix("/") || path.hasSuffix(".log") else {
                        continue
                    }
                    found.append((path, part.place(redirection.range)))
                }
            }
        }
        return found
    }

    /// `"$@"`: what CMD names.
    private static func runsArguments(_ command: Command) -> Bool {
        let word = command.words.first { $0.literal != "exec" }
        return word.map { ["$@", "${@}"].contains($0.template) } ?? false
    }

    private static let logOptions: Set<String> = [
        "--access-logfile", "--error-logfile", "--log-file", "--logfile", "--access-log", "--error-log", "--log-path",
    ]

    /// `--access-logfile /var/log/access.log`
    private func options(_ workload: Workload) -> [(path: String, place: Span)] {
        guard let program = workload.finalProgram, program.words.count == program.spans.count else { return [] }
        var found: [(path: String, place: Span)] = []
        for (index, word) in program.words.enumerated() {
            if Self.logOptions.contains(word), index + 1 < program.words.count, !program.words[index + 1].isEmpty {
                found.append((program.words[index + 1], program.spans[index + 1]))
            } else if let equals = word.firstIndex(of: "="), Self.logOptions.contains(String(word[..<equals])) {
                found.append((String(word[word.index(after: equals)...]), program.spans[index]))
            }
        }
        return found
    }
}
