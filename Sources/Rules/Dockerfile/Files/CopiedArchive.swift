import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct CopiedArchive: Rule {
    static let about = About(
        id: "DF502", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Archive copied, then unpacked", ja: "コピーしてから展開しているアーカイブ"),
        why: Text(
            en: """
                The archive stays in its own layer, so that the image carries it beside its content, even when \
                a later RUN removes it.
                """,
            ja: "アーカイブは専用のレイヤーに残ります。後の RUN で削除しても、イメージには展開後の内容と二重に含まれます。"),
        remedy: Text(
            en: """
                Use `ADD archive folder/`, which unpacks it without storing it, or mount it with `RUN \
                --mount=type=bind`.
                """,
            ja: "アーカイブ自体を残さず展開する `ADD archive folder/` を使うか、`RUN --mount=type=bind` でマウントしてください。"),
        message: Text(
            en: "`{archive}` is copied into a layer and unpacked in another",
            ja: "`{archive}` がレイヤーにコピーされ、別のレイヤーで展開されています"),
        links: ["https://docs.docker.com/build/building/best-practices/#add-or-copy"],
        aliases: ["DL3010"],
        differs: Text(
            en: """
                hadolint reports any COPY of an archive; here only one that a later RUN of the shipped image \
                unpacks.
                """,
            ja: "hadolint はアーカイブの COPY をすべて指摘しますが、Plimsoll は出荷されるイメージの後続の RUN で展開される場合だけを指摘します。"),
        answers: ["COST_04.same-layer"],
        fails: [
            """
            FROM debian:12
            COPY ⟦app.tar.gz⟧ /tmp/
            RUN tar -xzf /tmp/app.tar.gz -C /opt && rm /tmp/app.tar.gz
            """,
            """
            FROM debian:12
            COPY ⟦vendor.tgz⟧ .
            RUN tar xf vendor.tgz
            """,
        ],
        passes: [
            """
            FROM debian:12
            ADD app.tar.gz /opt/
            """,
            """
            FROM debian:12
            COPY app.tar.gz /srv/
            """,
            """
            FROM debian:12
            COPY app.tar.gz /tmp/
            RUN tar -tf /tmp/app.tar.gz
            """,
            """
            FROM debian:12 AS a
            COPY app.tgz /tmp/
            RUN tar xf /tmp/app.tgz -C /opt
            FROM debian:12
            COPY --from=a /opt /opt
            """,
            """
            FROM debian:12
            COPY --from=a /x.tgz /tmp/
            RUN tar xf /tmp/x.tgz
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        for stage in file.lineage(of: last) {
            for index in stage.instructions {
                guard let copy = file.instructions[index].copy, !copy.isAdd, copy.from == nil else { continue }
                for source in copy.sources where source.looksLikeArchive {
                    let name = source.word.shown.split(separator: "/").last.map(String.init) ?? source.word.shown
                    guard
                        (index + 1..<stage.instructions.upperBound).contains(where: {
                            unpacks(file.instructions[$0], name)
                        })
                    else { continue }
                    report.fault(at: source.word.range, ["archive": source.word.shown])
                }
            }
        }
    }

    private func unpacks(_ instruction: Instruction, _ name: String) -> Bool {
        guard instruction.keyword == .run, let script = instruction.script else { return false }
        return script.shell.commands.contains { command in
            guard command.program == "tar" || command.program == "bsdtar" else { return false }
            let arguments = command.effectiveArguments.map(\.template)
            guard let first = arguments.first else { return false }
            let extracts =
                first.contains("x")
                || arguments.contains { $0 == "--extract" || ($0.hasPrefix("-") && $0.contains("x")) }
            return extracts && arguments.contains { $0 == name || $0.hasSuffix("/" + name) }
        }
    }
}
