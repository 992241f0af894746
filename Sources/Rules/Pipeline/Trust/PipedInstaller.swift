import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct PipedInstaller: Rule {
    static let about = About(
        id: "PL404", since: "0.1", severity: .medium,
        title: Text(en: "A pipeline runs a downloaded script unseen", ja: "取得したスクリプトを検証せずに実行するパイプライン"),
        why: Text(
            en: """
                Whatever the server answers that day runs with the pipeline's secrets and rights. The uploader of Codecov sent \
                the variables of thousands of pipelines to a stranger for two months in 2021.
                """,
            ja: """
                その日にサーバーが返した内容が、パイプラインのシークレットと権限で実行されます。2021 年には Codecov のアップローダーが\
                改ざんされ、多数のパイプラインの環境変数が 2 か月間外部に送られました。
                """),
        remedy: Text(
            en: "Take a pinned action or image with the tool, or save the script, check its digest, then run it.",
            ja: """
                ツールを含む、固定されたアクションやイメージを使うか、スクリプトを保存してダイジェストを確認してから実行してください。
                """),
        message: Text(en: "what `{url}` answers is run unchecked", ja: "`{url}` の応答が検証されずに実行されます"),
        links: ["https://docs.github.com/en/actions/reference/security/secure-use"],
        differs: Text(
            en: "A script whose address names a commit is left alone.",
            ja: "URL でコミットが指定されているスクリプトは報告しません。"),
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps:
                  - run: bash <(⟦curl -s https://example.com/upload.sh⟧)
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              install:
                commands:
                  - ⟦curl -sfL https://example.com/install.sh⟧ | sh -s -- -b /usr/local/bin
            """,
            """
            === .gitlab-ci.yml
            test:
              script:
                - |
                  ⟦wget https://example.com/i.sh⟧
                  sh i.sh
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              install:
                commands:
                  - curl -fsSLo i.sh https://example.com/i.sh
                  - echo "$SUM  i.sh" | sha256sum -c
                  - sh i.sh
                  - curl -sfL https://raw.githubusercontent.com/example/tool/8f4b7f84864484a7bf31766abe9204da3cbe65b3/install.sh | sh
                  - curl -s https://example.com/v.json | python3 -m json.tool
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              smoke:
                runs-on: ubuntu-24.04
                steps:
                  - run: curl -s http://localhost:8080/script.sh | bash
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for item in PipelineParts.scripts(subject.pipeline) {
            let shell = item.script.shell
            for download in FetchedCode.downloads(shell) {
                let isRun =
                    FetchedCode.runsAtOnce(download, in: shell)
                    || FetchedCode.runsLater(download, in: shell) && !isChecked(download, shell)
                let url = download.urls.first?.template ?? ""
                guard isRun, !isOwn(url), !namesCommit(url) else { continue }
                report.fault(at: item.script.place(download.range).span, ["url": url])
            }
        }
    }

    /// Whether a later command compares a digest or verifies a signature.
    private func isChecked(_ download: Download, _ shell: ShellScript) -> Bool {
        shell.commands.contains {
            $0.index > download.commandIndex && Self.checkers.contains($0.program ?? "")
        }
    }

    private static let checkers: Set<String> = [
        "sha256sum", "sha512sum", "sha1sum", "shasum", "md5sum", "openssl", "gpg", "gpgv", "cosign", "minisign",
        "signify", "b2sum", "gh", "rhash",
    ]

    private func isOwn(_ url: String) -> Bool {
        ["localhost", "127.0.0.1", "0.0.0.0", "$CI_API_V4_URL", "$CI_SERVER_URL"].contains { url.has($0) }
    }

    /// A part of the path of 40 hexadecimal digits.
    private func namesCommit(_ url: String) -> Bool {
        url.split { $0 == "/" || $0 == "@" || $0 == "?" }.contains { part in
            part.utf8.count == 40 && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        }
    }
}
