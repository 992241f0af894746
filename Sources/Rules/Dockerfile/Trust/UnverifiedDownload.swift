import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct UnverifiedDownload: Rule {
    static let about = About(
        id: "DF813", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Download without a checksum", ja: "チェックサムを検証しないダウンロード"),
        why: Text(
            en:
                "A release that is replaced, by its author or by a thief of the account, goes into the image unnoticed.",
            ja: "作者やアカウントを乗っ取った第三者がリリースを差し替えても、気付かないままイメージに入ります。"),
        remedy: Text(
            en: "Check it with `sha256sum -c` or `gpg --verify` in the same RUN, or use `ADD --checksum`.",
            ja: "同じ RUN の中で `sha256sum -c` や `gpg --verify` で検証するか、`ADD --checksum` を使ってください。"),
        message: Text(en: "`{url}` is used unchecked", ja: "`{url}` は検証されずに使われます"),
        proof: Text(en: "`{url}` is checked against a digest or signature", ja: "`{url}` はダイジェストか署名で検証されています"),
        links: ["https://docs.docker.com/reference/dockerfile/#add---checksum"],
        aliases: ["CIS-DI-0011"],
        differs: Text(
            en: "dockle lists the item without a test; here each download of a build is followed to its check.",
            ja: "dockle では未実装の項目です。ビルド中のダウンロードごとに検証の有無を追跡します。"),
        answers: ["SEC_04.verified-downloads"],
        yieldsTo: ["DF812", "DF811", "DF801"],
        fails: [
            "FROM debian:13\nRUN curl -fsSL ⟦https://example.com/tool.tar.gz⟧ | tar xz",
            "FROM debian:13\nRUN curl -fsSLo /usr/local/bin/tool ⟦https://example.com/tool-$ARCH⟧ && chmod +x /usr/local/bin/tool",
            "FROM debian:13\nRUN wget ⟦https://example.com/tool.deb⟧ && dpkg -i tool.deb",
            "FROM debian:13\nADD ⟦https://example.com/tool.tar.gz⟧ /opt/",
            "FROM debian:13\nADD ⟦https://example.com/tool⟧ /usr/local/bin/tool",
            "FROM debian:13\nADD ⟦https://raw.githubusercontent.com/acme/x/master/wait.sh⟧ /usr/local/bin/wait",
        ],
        passes: [
            "FROM debian:13\nRUN curl -fsSLO https://example.com/t.tgz && echo \"$SUM  t.tgz\" | sha256sum -c - && tar xf t.tgz",
            "FROM debian:13\nADD --checksum=sha256:abc https://example.com/tool.tar.gz /opt/",
            "FROM debian:13\nRUN curl -fsSL https://example.com/key.gpg -o /usr/share/keyrings/x.gpg",
            "FROM debian:13\nRUN curl -fsS https://example.com/api/version",
            "FROM debian:13\nADD https://github.com/acme/x.git#v1 /src",
            "FROM debian:13\nADD app.tar.gz /opt/",
        ],
        proves: [
            "FROM debian:13\nRUN curl -fsSLO ⟦https://example.com/t.tgz⟧ && echo \"$SUM  t.tgz\" | sha256sum -c - && tar xf t.tgz",
            "FROM debian:13\nADD --checksum=sha256:abc ⟦https://example.com/tool.tar.gz⟧ /opt/",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let verification = Verification(file)
        for (index, instruction) in file.instructions.enumerated() {
            switch instruction.keyword {
            case .add: add(instruction, index, verification, &report)
            case .run: run(instruction, index, verification, &report)
            default: break
            }
        }
    }

    private func add(_ instruction: Instruction, _ index: Int, _ verification: Verification, _ report: inout Report) {
        for word in instruction.words.dropLast() {
            let url = word.shown
            // A git repository is another matter: a commit is its own checksum.
            guard url.hasPrefix("https://") || url.hasPrefix("http://"), !Self.isRepository(url) else { continue }
            let name = String(url.split(separator: "/").last ?? "")
            let isPinned = instruction.flag("checksum") != nil
            tell(isPinned ? .checked : verification.state(of: name, index), url, word.range, &report)
        }
    }

    private static func isRepository(_ url: String) -> Bool {
        url.hasSuffix(".git") || url.has(".git#") || url.has(".git?")
    }

    private func run(_ instruction: Instruction, _ index: Int, _ verification: Verification, _ report: inout Report) {
        guard let script = instruction.script else { return }
        let shell = script.shell
        // Where the certificate is not checked, that is the first thing to mend.
        for download in FetchedCode.downloads(shell) where download.insecure == nil {
            let isRun = FetchedCode.runsAtOnce(download, in: shell) || FetchedCode.isUnpacked(download, in: shell)
            guard
                isRun || FetchedCode.becomesProgram(download, in: shell) || FetchedCode.runsLater(download, in: shell)
                    || download.urls.contains(where: { FetchedCode.isCode($0.template) }),
                let word = download.urls.first
            else { continue }
            // What goes on in a pipe is gone before anything can check it.
            let state = isRun ? .unchecked : verification.state(of: FetchedCode.fileName(download), index)
            tell(state, word.template, script.sourceRange(word.range), &report)
        }
    }

    private func tell(_ state: Verification.State, _ url: String, _ range: Range<Int>, _ report: inout Report) {
        switch state {
        case .checked: report.holds(at: range, ["url": url])
        case .unchecked: report.fault(at: range, ["url": url])
        case .perhaps:
            report.unsure(
                at: range,
                because: Text(
                    en: "something is checked in the same RUN; that it is this file cannot be told",
                    ja: "同じ RUN で検証は行われていますが、このファイルが対象かどうか判別できません"),
                ["url": url])
        }
    }
}
