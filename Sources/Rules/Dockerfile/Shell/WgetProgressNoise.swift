import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct WgetProgressNoise: Rule {
    static let about = About(
        id: "DF410", since: "0.1", severity: .style, set: .style,
        title: Text(en: "wget fills the build log", ja: "wget の進捗表示でビルドログが埋まる"),
        why: Text(
            en:
                "Without a terminal wget writes a line for each 50 KB, and the log of a large download buries the rest.",
            ja: "端末がない環境では wget が 50 KB ごとに 1 行出力するため、大きなダウンロードではログが読みにくくなります。"),
        remedy: Text(
            en: "Give `--progress=dot:giga`, or `-nv` or `-q`.",
            ja: "`--progress=dot:giga`、`-nv`、`-q` のいずれかを指定してください。"),
        message: Text(en: "`wget` prints its progress", ja: "`wget` が進捗を出力します"),
        links: ["https://www.gnu.org/software/wget/manual/wget.html#Download-Options"],
        aliases: ["DL3047"],
        fails: ["FROM debian:13\nRUN ⟦wget⟧ -O go.tgz https://go.dev/dl/go1.26.0.linux-amd64.tar.gz"],
        passes: [
            "FROM debian:13\nRUN wget -qO go.tgz https://example.com/go.tgz",
            "FROM debian:13\nRUN wget -nv https://example.com/a",
            "FROM debian:13\nRUN wget --progress=dot:giga https://example.com/a",
            "FROM debian:13\nRUN wget -o /dev/null https://example.com/a",
            "FROM debian:13\nRUN wget --version",
            "FROM alpine:3.22\nRUN wget -O a https://example.com/a",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN wget https://example.com/a",
                "FROM debian:13\nRUN wget --progress=dot:giga https://example.com/a"
            )
        ]
    )

    static let commands = ["wget"]

    func check(_ run: RunCommand, _ report: inout Report) {
        let options = run.command.options(taking: [
            "-O", "--output-document", "-P", "--directory-prefix", "-o", "--output-file", "-a", "--append-output",
            "-t", "-T", "-U", "--header", "-e", "-n",
        ])
        let isQuiet =
            options.has("-q", "--quiet", "--no-verbose", "--progress", "-o", "--output-file", "-a", "--append-output")
            || options.has("--version", "--help", "-V", "--spider")
            || options.values("-n").contains { $0.hasPrefix("v") }
        guard !isQuiet, !options.positionals.isEmpty else { return }
        // BusyBox's wget knows no --progress and draws one line.
        if let stage = run.stage, ShellRuns.family(of: stage, in: run.file) == .alpine { return }
        let name = run.programPlace
        report.fault(at: name, fix: .safe(name.upperBound..<name.upperBound, " --progress=dot:giga"))
    }
}
