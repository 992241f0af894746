import Basics
import RuleKit
import ShellSyntax

struct AptKeyUsed: Rule {
    static let about = About(
        id: "DF309", since: "0.1", severity: .medium,
        title: Text(en: "Key added with `apt-key`", ja: "`apt-key` による鍵の追加"),
        why: Text(
            en: """
                The key is trusted for every repository, not only for the one it belongs to. The command is \
                deprecated, and Debian 13 no longer has it.
                """,
            ja: "追加した鍵が、対象のリポジトリだけでなくすべてのリポジトリで信頼されます。コマンドは非推奨で、Debian 13 にはもうありません。"),
        remedy: Text(
            en: "Store the key below `/etc/apt/keyrings` and name it in the source with `signed-by=`.",
            ja: "鍵を `/etc/apt/keyrings` に置き、リポジトリの設定で `signed-by=` に指定してください。"),
        message: Text(
            en: "`apt-key` trusts the key for all repositories", ja: "`apt-key` で追加した鍵は全リポジトリで信頼されます"),
        links: ["https://manpages.debian.org/bookworm/apt/apt-key.8.en.html"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM debian:12\nRUN curl -fsSL https://example.com/key.asc | ⟦apt-key⟧ add -",
            "FROM ubuntu:22.04\nRUN ⟦apt-key⟧ adv --keyserver keyserver.ubuntu.com --recv-keys 0123456789ABCDEF",
        ],
        passes: [
            "FROM debian:12\nRUN curl -fsSL https://example.com/key.asc -o /etc/apt/keyrings/example.asc",
            "FROM debian:12\nRUN apt-key list", "FROM debian:12\nRUN echo apt-key add",
        ]
    )

    static let commands = ["apt-key"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let name = run.command.effective?.nameWord else { return }
        let adds = run.command.effectiveArguments.contains { $0.literal == "add" || $0.literal == "adv" }
        if adds { report.fault(at: run.place(name)) }
    }
}
