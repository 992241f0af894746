import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ErrorPageSaved: Rule {
    static let about = About(
        id: "DF424", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "curl saves an error page as the file", ja: "curl がエラーページをファイルとして保存する"),
        why: Text(
            en: """
                Without `--fail` curl succeeds on a 404 or 503: the server's error page lands in the image in place \
                of the file, and the build goes on.
                """,
            ja: """
                `--fail` がない curl は 404 や 503 でも成功扱いになります。ファイルの代わりにエラーページが\
                イメージに入り、ビルドはそのまま続きます。
                """),
        remedy: Text(
            en: "Add `--fail`, so that the build stops.", ja: "`--fail` を付けて、その時点でビルドを失敗させてください。"),
        message: Text(
            en: "`curl` saves `{file}` whatever the server answers", ja: "`curl` はサーバーの応答が何であっても `{file}` に保存します"),
        links: ["https://curl.se/docs/manpage.html#-f"],
        aliases: ["droast:DF035"],
        differs: Text(
            en:
                "Only for files that are kept and not checked: a checksum or an archive that does not open stops the build as well.",
            ja: "保存したまま検証しないファイルだけが対象です。チェックサムの検証やアーカイブの展開があれば、そこでビルドが失敗します。"),
        fails: [
            "FROM debian:13\nRUN ⟦curl⟧ -sSLo /etc/app.conf https://example.com/app.conf",
            "FROM debian:13\nRUN cd /usr/local/bin && sudo ⟦curl⟧ -LO https://example.com/tool && chmod +x tool",
            """
            FROM debian:13
            RUN <<SCRIPT
            ⟦curl⟧ -sL https://example.com/key.asc --output /etc/apt/keyrings/example.asc
            SCRIPT
            """,
        ],
        passes: [
            "FROM debian:13\nRUN curl -fsSLo /etc/app.conf https://example.com/app.conf",
            "FROM debian:13\nRUN curl --fail-with-body -o a https://example.com/a",
            "FROM debian:13\nRUN curl -sSLo t.tgz https://example.com/t.tgz && tar -xzf t.tgz",
            "FROM debian:13\nRUN curl -Lo tool https://example.com/tool && echo \"$SUM  tool\" | sha256sum -c -",
            "FROM debian:13\nRUN curl -LO https://example.com/tool\nRUN sha256sum -c sums/tool.sha256",
            "FROM debian:13\nRUN curl https://example.com/version",
            "FROM debian:13\nRUN curl -o /dev/null https://example.com/",
            "FROM debian:13\nRUN curl -K options -o a https://example.com/a",
            "FROM debian:13\nRUN curl -o a ftp://example.com/a",
            "FROM debian:13\nRUN wget -O a https://example.com/a",
            "FROM debian:13\nRUN test \"$(curl -so a -w '%{http_code}' https://example.com/a)\" = 200",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN curl -sSLo /etc/app.conf https://example.com/app.conf",
                "FROM debian:13\nRUN curl --fail -sSLo /etc/app.conf https://example.com/app.conf"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let verification = Verification(file)
        for (index, instruction) in file.instructions.enumerated() where instruction.keyword == .run {
            guard let script = instruction.script else { continue }
            for download in FetchedCode.downloads(script.shell) where Self.keepsAnyAnswer(download) {
                let name = FetchedCode.fileName(download)
                guard verification.state(of: name, index) == .unchecked, !isOpened(name, download, script.shell),
                    let word = program(download, script.shell)
                else { continue }
                let range = script.sourceRange(word.range)
                report.fault(
                    at: range, ["file": name], fix: .safe(range.upperBound..<range.upperBound, " --fail"))
            }
        }
    }

    private static func keepsAnyAnswer(_ download: Download) -> Bool {
        guard download.tool == .curl, !download.failsOnHTTPError,
            download.urls.allSatisfy({ $0.template.hasPrefix("http") }),
            // The script may look at the status itself, and a file of options may hold the flag.
            !download.options.has("-w", "--write-out", "-K", "--config", "-I", "--head")
        else { return false }
        switch download.output {
        case .file(let word): return !word.template.hasPrefix("/dev/") && word.template != "-"
        case .remoteName: return true
        case .standardOutput, .folder: return false
        }
    }

    /// Whether a later command of the script would stumble over an error page: it unpacks or installs the file.
    private func isOpened(_ name: String, _ download: Download, _ shell: ShellScript) -> Bool {
        shell.commands.contains { command in
            command.index > download.commandIndex && FetchedCode.opens(command)
                && command.words.contains { $0.template.contains(name) }
        }
    }

    private func program(_ download: Download, _ shell: ShellScript) -> ShellSyntax.Word? {
        guard shell.commands.indices.contains(download.commandIndex) else { return nil }
        let command = shell.commands[download.commandIndex]
        return command.words.indices.contains(command.effectiveIndex) ? command.words[command.effectiveIndex] : nil
    }
}
