import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ReplacedShellLink: Rule {
    static let commands = ["ln"]

    static let about = About(
        id: "DF613", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "`/bin/sh` replaced by a link", ja: "`/bin/sh` のリンクの差し替え"),
        why: Text(
            en: "Every script of the image that asks for `sh` now runs in another shell, those of packages too.",
            ja: "パッケージのスクリプトを含め、`sh` を使うイメージ内のすべてのスクリプトが別のシェルで動くようになります。"),
        remedy: Text(
            en: "Choose the shell of the build with `SHELL [\"/bin/bash\", \"-c\"]`.",
            ja: "ビルドで使うシェルは `SHELL [\"/bin/bash\", \"-c\"]` で指定してください。"),
        message: Text(en: "`/bin/sh` is made a link to `{shell}`", ja: "`/bin/sh` を `{shell}` へのリンクにしています"),
        links: ["https://docs.docker.com/reference/dockerfile/#shell"],
        aliases: ["DL4005"],
        fails: [
            """
            FROM debian:12
            RUN ⟦ln -sf /bin/bash /bin/sh⟧
            """,
            """
            FROM debian:12
            RUN rm /bin/sh && ⟦ln -s bash /bin/sh⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            SHELL ["/bin/bash", "-c"]
            """,
            """
            FROM debian:12
            RUN ln -s /opt/app/run /usr/bin/run
            """,
            """
            FROM debian:12
            RUN ln -s /bin/busybox /bin/sh
            """,
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        let names = subject.command.options().positionals.compactMap(\.literal)
        guard names.count == 2, names[1] == "/bin/sh" || names[1] == "/usr/bin/sh" else { return }
        guard ["bash", "zsh", "ksh"].contains(names[0].split(separator: "/").last.map(String.init) ?? "") else {
            return
        }
        report.fault(at: subject.place, ["shell": names[0]])
    }
}
