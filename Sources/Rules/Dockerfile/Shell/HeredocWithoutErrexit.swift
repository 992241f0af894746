import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct HeredocWithoutErrexit: Rule {
    static let about = About(
        id: "DF417", since: "0.1", severity: .medium,
        title: Text(en: "A here-document without `set -e`", ja: "`set -e` のないヒアドキュメント"),
        why: Text(
            en: """
                The lines of `RUN <<EOF` are a script, and it goes on when one of them fails: only the last line \
                decides whether the build fails.
                """,
            ja: """
                `RUN <<EOF` の各行は 1 つのスクリプトとして実行され、途中の行が失敗しても処理が続きます。\
                ビルドの成否を決めるのは最後の行だけです。
                """),
        remedy: Text(
            en: "Begin the script with `set -e`, or set it for all by `SHELL`.",
            ja: "スクリプトの先頭に `set -e` を書くか、`SHELL` で全体に設定してください。"),
        message: Text(
            en: "when `{command}` fails, the rest of the script still runs",
            ja: "`{command}` が失敗しても、スクリプトの残りが実行されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#here-documents"],
        yieldsTo: ["DF401"],
        fails: [
            """
            FROM debian:13
            RUN <<EOF
            apt-get update
            ⟦apt-get install -y curl⟧
            rm -rf /var/lib/apt/lists/*
            EOF
            """,
            """
            FROM debian:13
            RUN <<EOF
            #!/bin/bash
            ⟦curl -fsSLo /a https://example.com/a⟧
            chmod +x /a
            EOF
            """,
        ],
        passes: [
            "FROM debian:13\nRUN <<EOF\nset -e\napt-get install -y curl\nrm -rf /var/lib/apt/lists/*\nEOF",
            "FROM debian:13\nRUN <<EOF\n#!/bin/bash -e\nmake\nls\nEOF",
            "FROM debian:13\nRUN <<EOF\napt-get update && apt-get install -y curl\nEOF",
            "FROM debian:13\nRUN <<EOF\n#!/usr/bin/env python\nprint(1)\nprint(2)\nEOF",
            "FROM debian:13\nSHELL [\"/bin/bash\", \"-euc\"]\nRUN <<EOF\nmake\nls\nEOF",
            "FROM debian:13\nRUN cat <<EOF > /etc/app.conf\nmake\nls\nEOF",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN <<EOF\nmake\nmake install\nls\nEOF",
                "FROM debian:13\nRUN <<EOF\nset -e\nmake\nmake install\nls\nEOF"
            ),
            (
                "FROM debian:13\nRUN <<-EOF\n\t#!/bin/bash\n\tmake install\n\tls\nEOF",
                "FROM debian:13\nRUN <<-EOF\n\t#!/bin/bash\n\tset -e\n\tmake install\n\tls\nEOF"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for run in ShellRuns.of(file) where run.isHeredoc {
            guard let command = SwallowedFailures.first(in: run) else { continue }
            // Behind the shebang, which must stay first.
            let shebang = run.script.shell.shebang.map { run.place($0.range).upperBound + 1 }
            let start = shebang ?? run.instruction.heredocs.first?.content.lowerBound ?? run.start
            let indent = file.source.bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }
            report.fault(
                at: run.place(command.range), ["command": SwallowedFailures.shown(command)],
                fix: .safe(start..<start, String(decoding: indent, as: UTF8.self) + "set -e\n"))
        }
    }
}
