import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct UncheckedCertificate: Rule {
    static let commands = ["curl", "wget", "fetch", "aria2c"]
    static let about = About(
        id: "DF801", since: "0.1", severity: .high,
        title: Text(en: "Download without a check of the certificate", ja: "証明書を検証しないダウンロード"),
        why: Text(
            en: "Anybody on the way can answer in the server's place, and what they send ends in the image.",
            ja: "通信経路上の誰もがサーバーになりすませ、その内容がイメージに入ります。"),
        remedy: Text(
            en: "Take the option out; for a private authority install its certificate and name it with `--cacert`.",
            ja: "オプションを外してください。社内認証局を使う場合は、その証明書を導入するか `--cacert` で指定します。"),
        message: Text(en: "`{option}` accepts any certificate", ja: "`{option}` はどんな証明書も受け入れます"),
        links: ["https://curl.se/docs/sslcerts.html"],
        aliases: ["CKV2_DOCKER_2", "CKV2_DOCKER_3"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM debian:13\nRUN curl ⟦-k⟧ -O https://example.com/tool.tar.gz",
            "FROM debian:13\nRUN curl ⟦-fsSLk⟧ https://example.com/tool -o /usr/local/bin/tool",
            "FROM debian:13\nRUN apt-get update && wget ⟦--no-check-certificate⟧ https://example.com/tool",
            "FROM debian:13\nRUN <<EOF\nset -e\ncurl ⟦--insecure⟧ https://example.com | tar xz\nEOF",
            "FROM debian:13 AS build\nRUN sudo curl --location ⟦--proxy-insecure⟧ https://example.com/x\nFROM scratch",
        ],
        passes: [
            "FROM debian:13\nRUN curl -fsSL https://example.com/tool -o /tool",
            "FROM debian:13\nRUN curl -o k -H 'x: -k' https://example.com",
            "FROM debian:13\nRUN wget -qO- https://example.com | tar xz",
            "FROM debian:13\nRUN curl -K /etc/curl.conf https://example.com",
            "FROM debian:13\nRUN echo 'curl -k is bad'", "FROM debian:13\nRUN curl -fk https://localhost:8443/ready",
            "FROM debian:13\nRUN wget -k https://example.com/page.html",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN curl -kfsSL https://example.com/tool -o /usr/local/bin/tool",
                "FROM debian:13\nRUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool"
            ),
            (
                "FROM debian:13\nRUN apt-get update \\\n    && wget \\\n      --no-check-certificate \\\n      https://example.com/tool",
                "FROM debian:13\nRUN apt-get update \\\n    && wget \\\n      https://example.com/tool"
            ),
            (
                "FROM debian:13\nRUN curl --insecure -O https://example.com/t.tar.gz",
                "FROM debian:13\nRUN curl -O https://example.com/t.tar.gz"
            ),
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        guard let download = Download(subject.command), let range = download.insecure else { return }
        // Nothing comes from afar, or nothing comes with a certificate: then that is the fault.
        guard !download.urls.allSatisfy({ Self.isLocal($0.template) || Transport.isOpen($0.template) }) else { return }
        let option = subject.script.text.text(range)
        report.fault(at: subject.place(range), ["option": option], fix: fix(download, range, subject))
    }

    private func fix(_ download: Download, _ range: Range<Int>, _ subject: RunCommand) -> Fix? {
        guard let word = subject.command.words.first(where: { $0.range == range }) else { return nil }
        return OptionEdits.removing(letter: "k", word, at: subject.place(range), from: subject.file)
            .map { Fix(.ask, [$0], note: OptionEdits.authority) }
    }

    private static func isLocal(_ url: String) -> Bool {
        ["https://localhost", "https://127.0.0.1", "localhost", "127.0.0.1"].contains { url.hasPrefix($0) }
    }
}
