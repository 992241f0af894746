import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ServerDaemonizes: Rule {
    static let about = About(
        id: "WL106", since: "0.1", severity: .high,
        title: Text(en: "Server that goes into the background", ja: "サーバーがデーモン化する"),
        why: Text(
            en:
                "A server that forks into the background ends the container's first process: the task stops right after it has started.",
            ja: "サーバーがバックグラウンドに移るとコンテナの最初のプロセスが終了し、タスクは起動直後に停止します。"),
        remedy: Text(
            en: """
                Keep it in the foreground: `daemon off;` for nginx, `-D FOREGROUND` for Apache, `-F` for PHP-FPM, `-n` \
                for supervisord, the program itself instead of `service`.
                """,
            ja: """
                フォアグラウンドで実行してください。nginx は `daemon off;`、Apache は `-D FOREGROUND`、PHP-FPM は `-F`、\
                supervisord は `-n` を指定し、`service` は使わずプログラムを直接起動します。
                """),
        message: Text(
            en: "`{program}` goes into the background", ja: "`{program}` はバックグラウンドに移ります"),
        links: ["https://docs.docker.com/engine/containers/multi-service_container/"],
        answers: ["12F_08.processes"],
        fails: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCMD [⟦\"nginx\"⟧]",
            "FROM debian:12\nCMD [⟦\"apache2ctl\", \"start\"⟧]",
            "FROM debian:12\nCMD [⟦\"service\", \"nginx\", \"start\"⟧]",
            "FROM python:3.13\nCMD [⟦\"gunicorn\", \"--daemon\", \"app:app\"⟧]",
            "FROM debian:12\nRUN apt-get update && apt-get install -y supervisor\nCMD [⟦\"/usr/bin/supervisord\"⟧]",
        ],
        passes: [
            "FROM nginx:1.27\nCMD [\"nginx\", \"-g\", \"daemon off;\"]",
            "FROM debian:12\nRUN echo 'daemon off;' >> /etc/nginx/nginx.conf\nCMD [\"nginx\"]",
            "=== Dockerfile\nFROM alpine:3.20\nCOPY nginx.conf /etc/nginx/nginx.conf\nCMD [\"nginx\"]\n=== nginx.conf\ndaemon off;\nevents {}\n",
            "FROM php:8.3-fpm\nCMD [\"php-fpm\"]",
            "FROM debian:12\nCMD [\"apache2ctl\", \"-D\", \"FOREGROUND\"]",
            "FROM debian:12\nCMD [\"supervisord\", \"-n\"]",
            "=== Dockerfile\nFROM debian:12\nCOPY sv.conf /etc/supervisor/conf.d/\nCMD [\"supervisord\"]\n=== sv.conf\n[supervisord]\nnodaemon=true\n",
            "FROM debian:12\nCMD [\"nginx\", \"-c\", \"/srv/nginx.conf\"]",
            "FROM debian:12\nCMD [\"nginx\", \"-t\"]",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCMD [\"nginx\"]",
                "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCMD [\"nginx\", \"-g\", \"daemon off;\"]"
            ),
            (
                "FROM debian:12\nCMD exec apache2ctl start",
                "FROM debian:12\nCMD exec apache2ctl -D FOREGROUND"
            ),
            (
                "FROM debian:12\nCMD [\"service\", \"nginx\", \"start\"]",
                "FROM debian:12\nCMD [\"nginx\", \"-g\", \"daemon off;\"]"
            ),
            (
                "FROM python:3.13\nCMD [\"gunicorn\", \"--daemon\", \"app:app\"]",
                "FROM python:3.13\nCMD [\"gunicorn\", \"app:app\"]"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let program = workload.finalProgram,
            Foreground.leaves(program, workload), !Foreground.mayBeConfigured(program, workload)
        else { return }
        report.fault(
            at: program.place, ["program": program.name], fix: ForegroundFix.fix(program, workload))
    }
}

/// Servers that go into the background unless they are told not to.
enum Foreground {
    /// Whether it leaves the foreground; false where an option or a file may keep it there.
    static func leaves(_ program: ProcessChain.Link, _ workload: Workload) -> Bool {
        let words = Array(program.arguments)
        // What a variable hides may be the option.
        guard !words.contains("") else { return false }
        let has = { (options: [String]) in words.contains { options.contains($0) } }
        switch program.name {
        case "nginx", "openresty":
            // A file named by `-c` and a mere test are not judged.
            let isSet = words.contains { $0.has("daemon off") } || has(["-t", "-T", "-c", "-s", "-v", "-V"])
            return !isSet && !isMentioned("daemon off", workload)
        case "php-fpm", "php-fpm7", "php-fpm8":
            let start = KnownStart.of(workload.config?.base ?? .unknown)
            let isOfficial = start?.entrypoint.first == "docker-php-entrypoint"
            return !has(["-F", "--nodaemonize", "-t", "-v"]) && !isOfficial && !isMentioned("daemonize", workload)
        case "httpd", "apache2", "apachectl", "apache2ctl":
            let isSet = words.contains { $0.has("FOREGROUND") || $0.has("NO_DETACH") || $0 == "-X" }
            return !isSet && !has(["-t", "configtest"]) && !isMentioned("FOREGROUND", workload)
        case "gunicorn": return has(["--daemon", "-D"])
        case "redis-server":
            return words.firstIndex(of: "--daemonize").map { words.dropFirst($0 + 1).first == "yes" } ?? false
        case "mongod": return has(["--fork"])
        case "catalina.sh": return words.first == "start"
        case "service": return words.count == 2 && words.last == "start"
        case "supervisord":
            return !has(["-n", "--nodaemon"]) && !isMentioned("nodaemon", workload)
                && !hasUnknownConfiguration(words, workload)
        default: return false
        }
    }

    /// A file whose text is not at hand goes where the server looks for its configuration.
    static func mayBeConfigured(_ program: ProcessChain.Link, _ workload: Workload) -> Bool {
        let folders = ["nginx", "httpd", "apache", "php", "supervisor"]
        guard let folder = folders.first(where: { program.name.hasPrefix($0) }) else { return false }
        return workload.shipped.contains { _, instruction in
            guard instruction.keyword == .copy || instruction.keyword == .add else { return false }
            let isNamed = instruction.words.contains { $0.shown.contains(folder) || $0.shown.hasSuffix(".conf") }
            return isNamed && workload.serverConfigs.isEmpty
        }
    }

    /// A configuration that is not among the files at hand may keep it in front.
    private static func hasUnknownConfiguration(_ words: [String], _ workload: Workload) -> Bool {
        words.contains("-c") && workload.serverConfigs.isEmpty
    }

    /// Whether the Dockerfile or a configuration that the image takes in says so.
    private static func isMentioned(_ text: String, _ workload: Workload) -> Bool {
        if workload.dockerfile.source.text(0..<workload.dockerfile.source.bytes.count).contains(text) { return true }
        return workload.serverConfigs.contains { workload.tree?.text($0.path)?.contains(text) == true }
    }
}
