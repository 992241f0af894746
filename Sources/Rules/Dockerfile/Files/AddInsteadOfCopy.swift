import Basics
import DockerfileSyntax
import RuleKit

struct AddInsteadOfCopy: Rule {
    static let about = About(
        id: "DF501", since: "0.1", severity: .low,
        title: Text(en: "ADD where COPY would do", ja: "COPY で足りる ADD"),
        why: Text(
            en: """
                ADD also unpacks archives and fetches addresses: what lands in the image depends on the name \
                and content of the source.
                """,
            ja: "ADD はアーカイブの展開や URL の取得も行うため、コピー元の名前や内容によってイメージに入るものが変わります。"),
        remedy: Text(en: "Use COPY for files of the build context.", ja: "ビルドコンテキストのファイルには COPY を使ってください。"),
        message: Text(
            en: "`ADD` copies `{source}`; `COPY` does just that",
            ja: "`ADD` で `{source}` をコピーしています。`COPY` で十分です"),
        proof: Text(en: "Files of the build context come by `COPY`", ja: "ビルドコンテキストのファイルは `COPY` で取り込まれています"),
        links: ["https://docs.docker.com/build/building/best-practices/#add-or-copy"],
        aliases: ["DL3020", "DS-0005", "CKV_DOCKER_4", "CIS-DI-0009"],
        differs: Text(
            en: "ADD of archives, of addresses and of Git repositories is what ADD is for, and passes.",
            ja: "アーカイブ・URL・Git リポジトリの ADD は本来の使い方なので指摘しません。"),
        answers: ["COST_04.copy-not-add"],
        fails: [
            """
            FROM debian:12
            ⟦ADD⟧ app.py /app/
            """,
            """
            FROM debian:12
            ⟦ADD⟧ . /app
            """,
            """
            FROM debian:12
            ONBUILD ⟦ADD⟧ package.json /app/
            """,
            """
            FROM debian:12
            ⟦ADD⟧ ["a b.txt", "/"]
            """,
            """
            FROM debian:12
            ⟦add⟧ --chown=1000 *.jar /app/
            """,
        ],
        passes: [
            """
            FROM debian:12
            COPY app.py /app/
            """,
            """
            FROM scratch
            ADD rootfs.tar.xz /
            """,
            """
            FROM debian:12
            ADD https://example.com/a.txt /a.txt
            """,
            """
            FROM debian:12
            ADD https://github.com/moby/buildkit.git#v0.20.0 /src
            """,
            """
            FROM debian:12
            ARG SRC
            ADD $SRC /app/
            """,
            """
            FROM debian:12
            ADD a.txt b.tgz /x/
            """,
            """
            FROM scratch
            ADD alpine-* /
            """,
        ],
        proves: [
            """
            FROM debian:12
            ⟦COPY⟧ a b
            COPY c d
            """
        ],
        fixes: [
            (
                """
                FROM debian:12
                ADD app.py /app/
                """,
                """
                FROM debian:12
                COPY app.py /app/
                """
            ),
            (
                """
                FROM debian:12
                add src /app/
                """,
                """
                FROM debian:12
                copy src /app/
                """
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var found = false
        for instruction in file.instructions {
            let holder = instruction.trigger ?? instruction
            guard let view = holder.copy, view.isAdd, let first = view.sources.first else { continue }
            guard view.unpacks != true, view.checksum == nil, view.sources.allSatisfy(isPlain) else { continue }
            found = true
            let isSure = view.sources.allSatisfy { $0.word.raw.contains(".") || $0.word.raw.hasSuffix("/") }
            let copy = holder.keywordText == "add" ? "copy" : "COPY"
            let flags = holder.flags.filter { $0.name == "unpack" || $0.name == "keep-git-dir" }
            report.fault(
                at: holder.keywordRange, ["source": first.word.shown],
                fix: flags.isEmpty ? Fix(isSure ? .safe : .ask, [Edit(holder.keywordRange, copy)]) : nil)
        }
        let copy = file.instructions.first { $0.keyword == .copy && $0.flag("from") == nil }
        if !found, let copy { report.holds(at: copy.keywordRange) }
    }

    /// Surely a file of the context that ADD would not unpack.
    private func isPlain(_ source: CopyView.Source) -> Bool {
        guard let value = source.word.value, !source.looksLikeArchive else { return false }
        switch source.kind {
        case .heredoc: return true
        case .url, .git: return false
        case .path: break
        }
        // A pattern may match archives, unless it says how the names end.
        guard let wild = value.lastIndex(where: { $0 == "*" || $0 == "?" || $0 == "]" }) else { return true }
        return value[wild...].contains(".")
    }
}
