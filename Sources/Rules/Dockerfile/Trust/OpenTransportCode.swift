import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct OpenTransportCode: Rule {
    static let about = About(
        id: "DF812", since: "0.1", severity: .high,
        title: Text(en: "Programs fetched over plain HTTP", ja: "平文の HTTP で取得するプログラム"),
        why: Text(
            en: "Anybody on the way can put another program in its place; nothing in the build would notice.",
            ja: "通信経路上の第三者が別のプログラムにすり替えても、ビルドでは気付けません。"),
        remedy: Text(
            en: "Fetch it over HTTPS, and check its digest.",
            ja: "HTTPS で取得し、ダイジェストを検証してください。"),
        message: Text(en: "`{url}` comes unprotected and unchecked", ja: "`{url}` は暗号化も検証もされません"),
        links: ["https://docs.docker.com/build/building/best-practices/#add-or-copy"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM debian:13\nRUN curl ⟦http://example.com/install.sh⟧ | sh",
            "FROM debian:13\nRUN wget ⟦http://example.com/tool.tar.gz⟧ && tar xf tool.tar.gz",
            "FROM debian:13\nADD ⟦http://example.com/tool.tar.gz⟧ /tmp/",
            "FROM debian:13\nRUN curl -o /usr/local/bin/tool ⟦http://example.com/tool⟧",
            "FROM fedora:44\nRUN dnf install -y ⟦http://example.com/x.rpm⟧",
            "FROM fedora:44\nRUN rpm --import ⟦http://example.com/RPM-GPG-KEY⟧",
        ],
        passes: [
            "FROM debian:13\nRUN curl -fsSL https://example.com/tool.tar.gz | tar xz",
            "FROM debian:13\nRUN curl http://example.com/data.json -o data.json",
            "FROM debian:13\nRUN curl http://localhost:8080/x.sh | sh",
            "FROM debian:13\nRUN wget http://example.com/t.tgz && echo 'abc  t.tgz' | sha256sum -c - && tar xf t.tgz",
            "FROM debian:13\nADD --checksum=sha256:abc http://example.com/tool.tar.gz /tmp/",
            "FROM debian:13\nRUN echo 'deb http://deb.debian.org/debian trixie main' > /etc/apt/sources.list",
            "FROM debian:13\nRUN wget http://nexus.corp/tool.tar.gz",
            "FROM debian:13\nADD http://example.com/tool.tar.gz /tmp/\nRUN echo 'abc  /tmp/tool.tar.gz' | sha256sum -c -",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN wget http://example.com/tool.tar.gz && tar xf tool.tar.gz",
                "FROM debian:13\nRUN wget https://example.com/tool.tar.gz && tar xf tool.tar.gz"
            ),
            (
                "FROM debian:13\nADD http://example.com/tool.tar.gz /tmp/",
                "FROM debian:13\nADD https://example.com/tool.tar.gz /tmp/"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let verification = Verification(file)
        for (index, instruction) in file.instructions.enumerated() {
            switch instruction.keyword {
            case .add:
                guard instruction.flag("checksum") == nil else { continue }
                for word in instruction.words.dropLast()
                where Transport.isOpen(word.shown) && FetchedCode.isCode(word.shown) {
                    let name = String(word.shown.split(separator: "/").last ?? "")
                    guard verification.state(of: name, index) == .unchecked else { continue }
                    report.fault(at: word.range, ["url": word.shown], fix: Self.fix(word.range, file))
                }
            case .run:
                guard let script = instruction.script else { continue }
                for word in Self.places(script.shell, index, verification) {
                    let range = script.sourceRange(word.range)
                    report.fault(at: range, ["url": word.template], fix: Self.fix(range, file))
                }
            default: break
            }
        }
    }

    private static func fix(_ range: Range<Int>, _ file: Dockerfile) -> Fix? {
        file.source.range(of: "http://", in: range).map { place in
            .ask(
                place.upperBound - 3..<place.upperBound - 3, "s",
                note: Text(
                    en: "Check that the server answers to HTTPS.", ja: "サーバーが HTTPS に対応していることを確認してください。"))
        }
    }

    /// The URLs of programs that come over plain HTTP and are not checked.
    private static func places(_ shell: ShellScript, _ index: Int, _ verification: Verification) -> [ShellSyntax.Word] {
        var words: [ShellSyntax.Word] = []
        for download in FetchedCode.downloads(shell) {
            let open = download.urls.filter { Transport.isOpen($0.template) }
            guard !open.isEmpty else { continue }
            let isRun = FetchedCode.runsAtOnce(download, in: shell) || FetchedCode.isUnpacked(download, in: shell)
            guard isRun || verification.state(of: FetchedCode.fileName(download), index) == .unchecked
            else { continue }
            let isProgram =
                isRun || FetchedCode.becomesProgram(download, in: shell) || FetchedCode.runsLater(download, in: shell)
            words += open.filter { isProgram || FetchedCode.isCode($0.template) }
        }
        for command in shell.commands {
            guard let program = command.program, installers.contains(program) else { continue }
            words += command.effectiveArguments.filter { Transport.isOpen($0.template) }
        }
        return words
    }

    /// Programs that take URLs of packages or keys.
    private static let installers: Set<String> = ["rpm", "yum", "dnf", "microdnf", "zypper", "pear", "pecl"]
}
