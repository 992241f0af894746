import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct PipedRemoteScript: Rule {
    static let about = About(
        id: "DF811", since: "0.1", severity: .medium,
        title: Text(en: "Downloaded script run unseen", ja: "取得したスクリプトの無検証での実行"),
        why: Text(
            en: "The build runs whatever the server sends that day, and a broken transfer runs half of it.",
            ja: "その日にサーバーが返した内容がそのまま実行されます。転送が途切れれば途中までで実行されます。"),
        remedy: Text(
            en: "Install a package or a pinned release, or save the script, check its digest, then run it.",
            ja: "パッケージやバージョンを固定したリリースを使うか、保存してダイジェストを確認してから実行してください。"),
        message: Text(
            en: "what `{url}` answers is run unchecked", ja: "`{url}` の応答が検証されずに実行されます"),
        links: ["https://docs.docker.com/build/building/best-practices/#using-pipes"],
        aliases: ["droast:DF021"],
        answers: ["SEC_04.verified-downloads", "PERF_03.pinned-packages"],
        yieldsTo: ["DF812"],
        fails: [
            "FROM debian:13\nRUN ⟦curl -fsSL https://example.com -o get.sh⟧ && sh get.sh --yes",
            "FROM debian:13\nRUN ⟦wget https://example.com/i.sh⟧ && chmod +x i.sh && ./i.sh && rm i.sh",
            "FROM debian:13\nRUN ⟦curl -fsSL https://example.com/install.sh⟧ | bash",
            "FROM debian:13\nRUN ⟦wget -qO- https://example.com/install.sh⟧ | sh -s -- -y",
            "FROM debian:13\nRUN bash -c \"$(⟦curl -fsSL https://example.com/install.sh⟧)\"",
            "FROM debian:13\nSHELL [\"/bin/bash\", \"-c\"]\nRUN bash <(⟦curl -s https://example.com/install.sh⟧)",
            "FROM python:3.14\nRUN ⟦curl -sSL https://example.com/get.py⟧ | python3 -",
            "FROM debian:13\nRUN ⟦curl https://example.com/setup_22.x⟧ | sudo -E bash -",
        ],
        passes: [
            "FROM debian:13\nRUN curl -fsSLo i.sh https://example.com/i.sh && cat i.sh && sh other.sh",
            "FROM debian:13\nRUN curl -fsSL https://example.com/v.json | python3 -c 'import json'",
            "FROM debian:13\nRUN curl -fsSL https://example.com/v.json | python3 -m json.tool",
            "FROM debian:13\nRUN curl -fsSL https://example.com/x.tgz | tar xz",
            "FROM debian:13\nRUN curl -fsSLO https://example.com/i.sh && echo 'abc  i.sh' | sha256sum -c && sh i.sh",
            "FROM debian:13\nRUN curl -fsSL https://example.com | perl -ne 'print'",
            "FROM debian:13\nRUN VERSION=$(curl -fsSL https://example.com/latest) && echo $VERSION",
            "FROM debian:13\nRUN bash -c \"echo $(curl -fsSL https://example.com/latest)\"",
            "FROM debian:13\nRUN echo 'echo hi' | sh",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN curl -fsSL https://example.com/install.sh | bash -s -- -y",
                "FROM debian:13\nARG INSTALL_SHA256\nRUN curl -fsSL https://example.com/install.sh -o /tmp/install.sh \\\n    && echo \"$INSTALL_SHA256  /tmp/install.sh\" | sha256sum -c - \\\n    && bash /tmp/install.sh -y \\\n    && rm /tmp/install.sh"
            ),
            (
                "FROM debian:13\n# The agent\nRUN apt-get update \\\n    && wget -qO- https://get.example.com/ | sudo -E sh -",
                "FROM debian:13\nARG GET_EXAMPLE_COM_SHA256\n# The agent\nRUN apt-get update \\\n    && wget -qO /tmp/get-example-com.sh https://get.example.com/ \\\n    && echo \"$GET_EXAMPLE_COM_SHA256  /tmp/get-example-com.sh\" | sha256sum -c - \\\n    && sudo -E sh /tmp/get-example-com.sh \\\n    && rm /tmp/get-example-com.sh"
            ),
            (
                "FROM debian:13\nRUN curl -fsSL https://example.com -o get.sh && sh get.sh --yes",
                "FROM debian:13\nARG EXAMPLE_COM_SHA256\nRUN curl -fsSL https://example.com -o get.sh \\\n    && echo \"$EXAMPLE_COM_SHA256  get.sh\" | sha256sum -c - && sh get.sh --yes"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let verification = Verification(file)
        for (index, instruction) in file.instructions.enumerated() where instruction.keyword == .run {
            guard let script = instruction.script else { continue }
            for download in FetchedCode.downloads(script.shell) {
                let isPiped = FetchedCode.runsAtOnce(download, in: script.shell)
                guard isPiped || Self.runsUnchecked(download, index, script.shell, verification) else { continue }
                report.fault(
                    at: script.sourceRange(download.range), ["url": download.urls.first?.template ?? ""],
                    fix: ChecksumFix.fix(download, index, script, file))
            }
        }
    }

    /// Kept in a file and run from there: the same, unless it is checked in between.
    private static func runsUnchecked(
        _ download: Download, _ index: Int, _ shell: ShellScript, _ verification: Verification
    ) -> Bool {
        guard FetchedCode.runsLater(download, in: shell) else { return false }
        return verification.state(of: FetchedCode.fileName(download), index) == .unchecked
    }
}
