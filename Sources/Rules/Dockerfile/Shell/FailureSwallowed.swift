import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct FailureSwallowed: Rule {
    static let about = About(
        id: "DF416", since: "0.1", severity: .medium,
        title: Text(en: "A failed step does not fail the build", ja: "失敗してもビルドが止まらないステップ"),
        why: Text(
            en: """
                The shell goes on behind `;`, and the `RUN` has the status of its last command: an image without what \
                this step installs or builds is made and pushed as if all were well.
                """,
            ja: """
                `;` の後もシェルは処理を続け、`RUN` の結果は最後のコマンドで決まります。このステップが失敗しても、\
                必要なものが欠けたイメージが正常なものとしてビルドされ、プッシュされます。
                """),
        remedy: Text(
            en: "Join the commands by `&&`, or begin the script with `set -e`.",
            ja: "コマンドを `&&` でつなぐか、スクリプトの先頭に `set -e` を置いてください。"),
        message: Text(
            en: "when `{command}` fails, the build goes on", ja: "`{command}` が失敗してもビルドが続行されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#run"],
        yieldsTo: ["DF401"],
        fails: [
            "FROM debian:13\nRUN ⟦apt-get install -y curl⟧ ; rm -rf /var/lib/apt/lists/*",
            "FROM node:22\nRUN ⟦npm ci⟧; npm cache clean --force",
            "FROM debian:13\nRUN cd /src && ⟦make install⟧; cd / && rm -rf /src",
        ],
        passes: [
            "FROM debian:13\nRUN set -eux; apt-get update; apt-get install -y curl; rm -rf /var/lib/apt/lists/*",
            "FROM debian:13\nSHELL [\"/bin/sh\", \"-ec\"]\nRUN apt-get install -y curl; rm -rf /a",
            "FROM debian:13\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*",
            "FROM debian:13\nRUN apt-get install -y curl || true; rm -rf /a",
            "FROM debian:13\nRUN if ! curl -fsS https://example.com; then echo offline; fi; ls",
            "FROM debian:13\nRUN rm -rf /a; apt-get install -y curl",
            "FROM debian:13\nRUN make || exit 1; ls",
            "FROM debian:13\nRUN { apt-get install -y a && make; } && ls",
            "FROM debian:13\nRUN for p in a b; do pip install $p || exit 1; done",
            "FROM debian:13\nRUN cd /tmp; wget https://example.com/a.tgz; tar xf a.tgz",
            "FROM debian:13\nRUN git config --global user.name x; ls",
            "FROM debian:13\nRUN ./configure; make; make install",
            "FROM node:22\nRUN if [ -n \"$DEV\" ]; then npm install; else npm ci; fi",
            "FROM debian:13\nRUN pip install a; code=$?; rm -rf /t; exit $code",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN apt-get install -y curl; rm -rf /var/lib/apt/lists/*",
                "FROM debian:13\nRUN set -e; apt-get install -y curl; rm -rf /var/lib/apt/lists/*"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for run in ShellRuns.of(file) where !run.isHeredoc {
            guard let command = SwallowedFailures.first(in: run) else { continue }
            let start = run.start
            report.fault(
                at: run.place(command.range), ["command": SwallowedFailures.shown(command)],
                fix: run.instruction.isJSON ? nil : .ask(start..<start, "set -e; "))
        }
    }
}
