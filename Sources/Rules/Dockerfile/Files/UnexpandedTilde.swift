import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct UnexpandedTilde: Rule {
    static let about = About(
        id: "DF511", since: "0.1", severity: .medium,
        title: Text(en: "`~` that nobody expands", ja: "展開されない `~`"),
        why: Text(
            en: "Only a shell expands `~`. The builder takes it for a name: the files land in a folder called `~`, and "
                + "a program that looks in its home directory does not find them.",
            ja: "`~` を展開するのはシェルだけです。ビルダーはただの名前とみなすため、ファイルは `~` という名前のディレクトリに置かれ、ホームディレクトリを探しても見つかりません。"),
        remedy: Text(
            en: "Write the home directory in full, such as `/home/app`; `$HOME` stands for it only where ENV sets it.",
            ja: "ホームディレクトリを `/home/app` のように絶対パスで書いてください。`$HOME` が使えるのは、ENV で設定されている場合だけです。"),
        message: Text(
            en: "The `~` in `{path}` is a plain name here, not the home directory",
            ja: "`{path}` の `~` はここではただの名前で、ホームディレクトリを指しません"),
        links: [
            "https://docs.docker.com/reference/build-checks/workdir-relative-path/",
            "https://github.com/moby/buildkit/issues/2176",
        ],
        fails: [
            """
            FROM debian:12
            WORKDIR ⟦~/app⟧
            """,
            """
            FROM debian:12
            WORKDIR /srv
            COPY .vimrc ⟦~⟧
            ADD ["settings.json", ⟦"~/.config/"⟧]
            """,
            """
            FROM debian:12
            ENV APP=~/app
            WORKDIR ⟦$APP⟧
            """,
            """
            FROM debian:12
            COPY . ⟦~/$NAME⟧
            ONBUILD COPY . ⟦~/src⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            COPY settings.json /tmp/
            RUN mkdir -p ~/.config && mv /tmp/settings.json ~/.config/
            """,
            """
            FROM debian:12
            ENV HOME=/home/app
            WORKDIR $HOME
            COPY . $HOME/src
            """,
            """
            FROM debian:12
            WORKDIR /srv
            COPY draft.txt~ ~draft.txt
            COPY old /backup/~
            """,
            """
            FROM debian:12
            COPY <<EOF /etc/profile.d/path.sh
            ~/bin
            EOF
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nCOPY .vimrc ~\nCOPY [\"settings.json\", \"~/.config/\"]",
                "FROM debian:12\nCOPY .vimrc /root\nCOPY [\"settings.json\", \"/root/.config/\"]"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for outer in file.instructions {
            let instruction = outer.trigger ?? outer
            let path = instruction.keyword == .workdir ? instruction.word : instruction.copy?.destination
            guard let path, Self.beginsWithTilde(path.value ?? path.raw) else { continue }
            report.fault(at: path.range, ["path": path.shown], fix: fix(path, outer, file))
        }
    }

    /// `/root`, where nothing before says that another user's folder is meant.
    private func fix(_ path: Word, _ outer: Instruction, _ file: Dockerfile) -> Fix? {
        guard let index = file.instructions.firstIndex(where: { $0 === outer }), let stage = file.stage(of: index),
            KnownImage.of(file.lineage(of: stage).first?.base ?? .unknown)?.user == .root,
            !file.inherited(stage).contains(where: { $0.keyword == .user }),
            !file.inherited(stage).contains(where: { $0.pairs.contains { $0.key.shown == "HOME" } }),
            let place = file.source.range(of: "~", in: path.range)
        else { return nil }
        return .ask(place, "/root")
    }

    private static func beginsWithTilde(_ path: String) -> Bool {
        path == "~" || path.hasPrefix("~/")
    }
}
