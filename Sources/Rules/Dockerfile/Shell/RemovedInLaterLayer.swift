import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct RemovedInLaterLayer: Rule {
    static let about = About(
        id: "DF414", since: "0.1", severity: .low,
        title: Text(en: "Removed in a later layer, so still in the image", ja: "後のレイヤーで削除してもイメージに残るファイル"),
        why: Text(
            en:
                "A layer cannot take anything out of an earlier one: the file is hidden, and every pull still carries it.",
            ja: "レイヤーは前のレイヤーの内容を取り除けません。ファイルは隠れるだけで、pull のたびに転送されます。"),
        remedy: Text(
            en: """
                Remove it in the `RUN` that brings it, use `RUN --mount=type=bind` instead of `COPY`, or do the work in \
                a build stage.
                """,
            ja: """
                ファイルを取得した `RUN` の中で削除するか、`COPY` の代わりに `RUN --mount=type=bind` を使うか、\
                ビルドステージで処理してください。
                """),
        message: Text(
            en: "`{path}` stays in the layer that brought it", ja: "`{path}` は追加されたレイヤーに残ります"),
        links: ["https://docs.docker.com/reference/dockerfile/#run---mounttypebind"],
        aliases: ["slim:ID.20021"],
        differs: Text(
            en: "Files that look like secrets are left to `secret-file-in-image`, which tells both places.",
            ja: "シークレットと思われるファイルは `secret-file-in-image` が両方の場所を示して報告します。"),
        answers: ["COST_03.no-leftovers", "PERF_02.small-image"],
        fails: [
            """
            FROM debian:13
            COPY installer.run /tmp/installer.run
            RUN sh /tmp/installer.run
            RUN rm ⟦/tmp/installer.run⟧
            """,
            """
            FROM debian:13
            WORKDIR /src
            ADD https://example.com/big.zip .
            RUN unzip big.zip && rm -f ⟦big.zip⟧
            """,
            """
            FROM debian:13
            RUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz
            RUN tar xzf /tmp/a.tgz && rm -rf ⟦/tmp/*.tgz⟧
            """,
            "FROM debian:13\nRUN wget -q https://example.com/a.deb\nRUN dpkg -i a.deb; rm ⟦a.deb⟧",
            "FROM node:22\nCOPY . /src\nRUN cp -r /src/dist /srv && rm -rf ⟦/src⟧",
        ],
        passes: [
            "FROM python:3.13\nCOPY requirements-all.txt /tmp/\nRUN pip install -r /tmp/requirements-all.txt\nRUN rm /tmp/*.txt",
            "FROM debian:13\nCOPY setup.sh /tmp/setup.sh\nRUN /tmp/setup.sh && rm /tmp/setup.sh",
            "FROM debian:13\nCOPY a.tar.gz /tmp/\nRUN tar xf /tmp/a.tar.gz -C /opt && rm /tmp/a.tar.gz",
            "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN rm -rf /app/test",
            "FROM golang:1.26\nCOPY a .\nRUN rm -f /a",
            "FROM debian:13\nRUN curl -fsSLo /a.tgz https://example.com/a.tgz && tar xzf /a.tgz && rm /a.tgz",
            "FROM debian:13 AS build\nCOPY a /a\nRUN rm /a\nFROM debian:13\nCOPY --from=build /b /b",
            "FROM debian:13\nCOPY a /a\nRUN rm -rf /tmp/*",
            "FROM debian:13\nRUN rm -f /etc/nginx/conf.d/default.conf\nCOPY default.conf /etc/nginx/conf.d/default.conf",
            "FROM debian:13\nCOPY id_rsa /root/.ssh/id_rsa\nRUN rm /root/.ssh/id_rsa",
            "FROM debian:13\nRUN --mount=type=bind,source=a.run,target=/a.run sh /a.run",
            "FROM debian:13\nCOPY a /a\nRUN if test -n \"$DEV\"; then rm /a; fi",
        ]
    )

    /// A text file of the context weighs next to nothing.
    private static func isSmall(_ arrival: LayerWaste.File, in file: Dockerfile) -> Bool {
        guard [.copy, .add].contains(file.instructions[arrival.instruction].keyword) else { return false }
        let name = RelativePath.name(arrival.path)
        return SourceName.isCode(name) || SourceName.isInstallInput(name)
            || [".txt", ".conf", ".cfg", ".ini", ".toml", ".yml", ".yaml", ".json", ".md", ".sh", ".c", ".h"].contains {
                name.hasSuffix($0)
            }
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        for removal in LayerWaste.removals(file) {
            if SensitivePath.classify(String(removal.file.path.dropFirst()))?.isSecret == true { continue }
            if Self.isSmall(removal.file, in: file) { continue }
            report.fault(
                at: removal.run.place(removal.word), ["path": removal.word.text],
                related: [
                    Finding.Related(
                        file.source.span(removal.file.range), Text(en: "it comes in here", ja: "ここで追加されています"))
                ])
        }
    }
}
