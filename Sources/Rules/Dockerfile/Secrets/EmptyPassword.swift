import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct EmptyPassword: Rule {
    static let about = About(
        id: "DF708", since: "0.1", severity: .high,
        title: Text(en: "A user with an empty password", ja: "空のパスワードを持つユーザー"),
        why: Text(
            en: "Anyone inside the container becomes that user without being asked, by `su` or `login`.",
            ja: "コンテナに入った人は誰でも、`su` や `login` でパスワードなしにそのユーザーになれます。"),
        remedy: Text(
            en: "Leave the password locked, as `useradd` makes it, or lock it by `passwd -l`.",
            ja: "`useradd` の既定のようにパスワードをロックしたままにするか、`passwd -l` でロックしてください。"),
        message: Text(en: "`{command}` leaves the password empty", ja: "`{command}` によりパスワードが空になります"),
        links: ["https://man7.org/linux/man-pages/man1/passwd.1.html"],
        aliases: ["DKL-LI-0001"],
        differs: Text(
            en: "DKL-LI-0001 reads `/etc/shadow` of the built image; this rule shows the step that empties it.",
            ja: "DKL-LI-0001 はビルド済みイメージの `/etc/shadow` を調べます。このルールは空にしているステップを示します。"),
        fails: [
            "FROM debian:13\nRUN ⟦passwd -d⟧ root", "FROM debian:13\nRUN ⟦useradd -m -p ''⟧ app",
            "FROM debian:13\nRUN ⟦usermod --password \"\"⟧ root",
        ],
        passes: [
            "FROM debian:13\nRUN passwd -l root", "FROM debian:13\nRUN useradd -m -p '*' app",
            "FROM alpine:3.22\nRUN adduser -D app", "FROM debian:13 AS a\nRUN passwd -d root\nFROM scratch",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN passwd -d root && useradd -m app",
                "FROM debian:13\nRUN useradd -m app"
            ),
            (
                "FROM debian:13\nRUN useradd -m -p '' app",
                "FROM debian:13\nRUN useradd -m app"
            ),
        ]
    )

    static let commands = ["passwd", "useradd", "usermod"]

    /// An account without a password is locked.
    private func fix(_ option: Options.Option, _ run: RunCommand) -> Fix {
        let range = option.word.range.lowerBound..<(option.valueWord ?? option.word).range.upperBound
        return Fix(.ask, [Edit(run.file.removal(of: run.place(range)), "")])
    }

    func check(_ run: RunCommand, _ report: inout Report) {
        guard run.isInLastStage else { return }
        // `-d` of passwd takes no value, that of useradd does.
        let taking: Set<String> =
            run.command.program == "passwd" ? [] : ["-p", "--password", "-u", "-g", "-G", "-d", "-s", "-c"]
        let options = run.command.options(taking: taking)
        let start = run.programPlace.lowerBound
        if run.command.program == "passwd" {
            guard let option = options.first("-d", "--delete") else { return }
            // Without it the account keeps its lock.
            let edit = CommandEdits.remove(run.command, run.script, run.index, run.file)
            report.fault(
                at: start..<run.place(option.word).upperBound, ["command": "passwd -d"],
                fix: edit.map { Fix(.ask, [$0]) })
        } else if let option = options.first("-p", "--password"), option.value == "" {
            report.fault(
                at: start..<run.place(option.valueWord ?? option.word).upperBound,
                ["command": (run.command.program ?? "") + " -p"],
                fix: run.command.program == "useradd" ? fix(option, run) : nil)
        }
    }
}
