import Basics
import DockerfileSyntax
import RuleKit

struct SystemWorkdir: Rule {
    static let about = About(
        id: "DF616", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Working directory in the system's own folders", ja: "システムディレクトリの WORKDIR"),
        why: Text(
            en: "Files of the application mix with those of the system, and relative writes may overwrite them.",
            ja: "アプリケーションとシステムのファイルが混ざり、相対パスへの書き込みがシステムのファイルを上書きしかねません。"),
        remedy: Text(
            en: "Use a folder of its own such as `/app` or `/srv/app`.",
            ja: "`/app` や `/srv/app` など専用のディレクトリを使ってください。"),
        message: Text(en: "`{path}` belongs to the system", ja: "`{path}` はシステムのディレクトリです"),
        links: ["https://docs.docker.com/reference/dockerfile/#workdir"],
        aliases: ["DS-0030"],
        fails: [
            """
            FROM debian:12
            WORKDIR ⟦/usr/bin⟧
            """,
            """
            FROM debian:12
            WORKDIR ⟦/etc⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            WORKDIR /usr/src/app
            """,
            """
            FROM debian:12
            WORKDIR /
            """,
            """
            FROM debian:12
            WORKDIR /etc
            RUN x
            WORKDIR /app
            """,
            """
            FROM debian:12
            WORKDIR /var/www/html
            """,
            """
            FROM debian:12
            WORKDIR /etc/nginx
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage, let last = file.inherited(stage).last(where: { $0.keyword == .workdir })
        else { return }
        guard let word = last.word, var path = word.value else { return }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let folders: Set<String> = [
            "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr", "/usr/bin",
            "/usr/sbin",
            "/usr/lib", "/usr/local/bin", "/var",
        ]
        if folders.contains(path) { report.fault(at: word.range, ["path": path]) }
    }
}
