import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SudoInBuild: Rule {
    static let about = About(
        id: "DF403", since: "0.1", severity: .medium,
        title: Text(en: "sudo in a build", ja: "ビルドでの sudo の使用"),
        why: Text(
            en: """
                A build is root where it needs to be, by `USER`. An image that carries `sudo` hands root to whoever \
                breaks into the application.
                """,
            ja: """
                ビルドで root が必要な箇所は `USER` で切り替えられます。`sudo` が入ったイメージでは、\
                アプリケーションに侵入した攻撃者が root 権限を得やすくなります。
                """),
        remedy: Text(
            en: "Run the step as root before the last `USER`, and leave `sudo` out of the image.",
            ja: "最後の `USER` より前に root で実行し、イメージに `sudo` を入れないでください。"),
        message: Text(en: "`sudo` runs `{command}`", ja: "`sudo` で `{command}` を実行しています"),
        links: ["https://docs.docker.com/build/building/best-practices/#user"],
        aliases: ["DL3004", "DS-0010", "CKV2_DOCKER_1", "DKL-DI-0001"],
        differs: Text(
            en:
                "Only a command that is run through sudo counts: the name of a package or file, or its removal, does not.",
            ja: "sudo 経由で実行されるコマンドだけを報告します。パッケージ名やファイル名としての出現や、その削除は対象外です。"),
        fails: [
            "FROM debian:13\nRUN ⟦sudo⟧ apt-get update",
            "FROM debian:13\nRUN make && ⟦sudo⟧ -E make install",
        ],
        passes: [
            "FROM debian:13\nRUN useradd app && cd /srv && sudo -H -u app bundle install",
            "FROM debian:13\nRUN apt-get purge -y sudo && rm -f /usr/bin/sudo",
            "FROM debian:13\nRUN echo 'do not use sudo' > /etc/motd",
            "FROM debian:13\nRUN command -v sudo || true",
            "FROM debian:13\nRUN sudo --version",
        ],
        fixes: [
            ("FROM debian:13\nUSER root\nRUN sudo apt-get update", "FROM debian:13\nUSER root\nRUN apt-get update")
        ]
    )

    /// `sudo -u app command`: one step of a build that is root, as another user.
    private func stepsDown(_ command: Command) -> Bool {
        let words = command.words.map { $0.literal ?? "" }
        guard let index = words.firstIndex(where: { $0 == "-u" || $0 == "--user" || $0.hasPrefix("--user=") }),
            index < command.effectiveIndex
        else { return false }
        let next = words.index(after: index)
        let user =
            words[index].hasPrefix("--user=")
            ? String(words[index].dropFirst(7)) : next < words.count ? words[next] : ""
        return user != "root" && user != "0"
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        for run in ShellRuns.of(file) {
            // Once an instruction: a script that uses it does so all over.
            guard let command = run.commands.first(where: { $0.isWrapped(in: "sudo") }),
                let word = command.words.first(where: { $0.literal?.hasSuffix("sudo") == true }),
                !stepsDown(command)
            else { continue }
            let shown = command.program ?? "…"
            report.fault(at: run.place(word), ["command": shown], fix: fix(run, command, word))
        }
    }

    /// Where the build is root anyway, a bare `sudo` can go.
    private func fix(_ run: ShellRuns.Run, _ command: Command, _ word: ShellSyntax.Word) -> Fix? {
        guard let stage = run.file.stage(of: run.index), command.wrappers == ["sudo"],
            command.words.first?.range == word.range, command.words.count > 1, command.effectiveIndex == 1,
            run.commands.count(where: { $0.isWrapped(in: "sudo") }) == 1
        else { return nil }
        let users = run.file.instructions[stage.instructions.lowerBound..<run.index].filter { $0.keyword == .user }
        guard let user = users.last?.word?.value, user == "root" || user == "0" else { return nil }
        return .ask(run.place(word.range.lowerBound..<command.words[1].range.lowerBound), "")
    }
}
