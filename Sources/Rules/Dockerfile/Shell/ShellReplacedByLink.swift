import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ShellReplacedByLink: Rule {
    static let about = About(
        id: "DF415", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The shell is swapped behind the builder's back", ja: "シンボリックリンクによるシェルの差し替え"),
        why: Text(
            en:
                "Every program of the image that calls `/bin/sh` gets another shell, and readers do not see which one `RUN` uses.",
            ja: "`/bin/sh` を呼ぶすべてのプログラムに影響し、`RUN` がどのシェルを使うのかも読み手に分からなくなります。"),
        remedy: Text(
            en: "Say which shell `RUN` uses: `SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]`.",
            ja: "`SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]` のように、`RUN` が使うシェルを明示してください。"),
        message: Text(en: "`{path}` is linked to another shell", ja: "`{path}` が別のシェルへのリンクに置き換えられます"),
        links: ["https://docs.docker.com/reference/dockerfile/#shell"],
        aliases: ["DL4005"],
        fails: [
            "FROM debian:13\nRUN ln -sf /bin/bash ⟦/bin/sh⟧", "FROM debian:13\nRUN rm /bin/sh && ln -s bash ⟦/bin/sh⟧",
        ],
        passes: [
            "FROM debian:13\nRUN ln -sf /bin/dash /opt/sh", "FROM debian:13\nSHELL [\"/bin/bash\", \"-c\"]\nRUN ls",
        ]
    )

    static let commands = ["ln"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let link = run.command.words.last, let path = link.literal, path == "/bin/sh" || path == "/usr/bin/sh"
        else {
            return
        }
        report.fault(at: run.place(link), ["path": path])
    }
}
