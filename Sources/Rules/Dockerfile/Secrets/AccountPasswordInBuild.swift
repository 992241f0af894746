import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct AccountPasswordInBuild: Rule {
    static let about = About(
        id: "DF707", since: "0.1", severity: .high,
        title: Text(en: "A password for a user of the image", ja: "イメージ内のユーザーへのパスワード設定"),
        why: Text(
            en: """
                Every copy of the image has the same password, in plain text in its history and as a hash in \
                `/etc/shadow`. A container needs none: nobody logs in.
                """,
            ja: """
                イメージのすべてのコピーが同じパスワードを持ち、履歴には平文で、`/etc/shadow` にはハッシュで残ります。\
                コンテナにログインする人はいないため、パスワードは不要です。
                """),
        remedy: Text(
            en: "Leave the password out, and use ECS Exec where someone must look inside.",
            ja: "パスワードの設定を取り除き、コンテナ内を調べる必要がある場合は ECS Exec を使ってください。"),
        message: Text(en: "`{command}` sets a fixed password", ja: "`{command}` で固定のパスワードを設定しています"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
        aliases: ["CKV2_DOCKER_17"],
        differs: Text(
            en: "CKV2_DOCKER_17 reports every `chpasswd`; a random password and a stage that does not ship pass here.",
            ja: "CKV2_DOCKER_17 はすべての `chpasswd` を報告します。ここではランダムなパスワードと、最終イメージに入らないステージは対象外です。"),
        answers: ["SEC_05.no-secrets-in-build"],
        yieldsTo: ["DF701"],
        fails: [
            "FROM debian:13\nRUN echo 'root:screencast' | ⟦chpasswd⟧",
            "FROM debian:13\nARG ROOT_PW\nRUN echo \"root:$ROOT_PW\" | ⟦chpasswd⟧",
            "FROM debian:13\nRUN echo s3same | ⟦passwd⟧ --stdin app",
            "FROM debian:13\nRUN ⟦useradd⟧ -m -p '$6$salt$hash' app",
        ],
        passes: [
            "FROM debian:13\nRUN echo \"app:$(openssl rand -base64 32)\" | chpasswd",
            "FROM debian:13\nRUN useradd -m -p '!' app && passwd -l root",
            "FROM debian:13 AS t\nRUN echo root:root | chpasswd\nFROM debian:13\nRUN ls",
            "FROM debian:13\nRUN echo 'app:*' | chpasswd -e",
            "FROM debian:13\nRUN htpasswd -c /a b < /run/secrets/p",
        ]
    )

    static let commands = ["chpasswd", "passwd", "usermod", "useradd"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard run.isInLastStage, setsFixedPassword(run) else { return }
        report.fault(at: run.programPlace, ["command": run.command.program ?? ""])
    }

    private func setsFixedPassword(_ run: RunCommand) -> Bool {
        let command = run.command
        switch command.program {
        case "useradd", "usermod":
            let options = command.options(taking: [
                "-p", "--password", "-u", "-g", "-G", "-d", "-s", "-c", "--uid", "--gid", "--shell", "--home",
            ])
            guard let option = options.first("-p", "--password"), let value = option.value else { return false }
            return !["", "!", "*", "x", "!!"].contains(value) && !value.has("$(")
        case "passwd" where !command.hasOption("--stdin"): return false
        default: return givesFixedPassword(run)
        }
    }

    /// Whether what is written into the command is the same in every build.
    private func givesFixedPassword(_ run: RunCommand) -> Bool {
        let context = run.command.context
        if let heredoc = run.command.redirections.first(where: { $0.operator == .hereString }) {
            return isFixed(heredoc.target)
        }
        if run.command.redirections.contains(where: { $0.heredoc != nil }) { return true }
        let before = run.script.shell.commands.filter {
            $0.context.pipelineID == context.pipelineID && $0.context.pipelineIndex < context.pipelineIndex
        }
        guard let source = before.last, source.program == "echo" || source.program == "printf" else { return false }
        return source.effectiveArguments.contains { $0.literal?.hasPrefix("-") != true && isFixed($0) }
    }

    private func isFixed(_ word: ShellSyntax.Word) -> Bool {
        let text = word.template
        return word.substitutions.isEmpty && !text.hasSuffix(":*") && !text.hasSuffix(":!") && text != "%s:%s\n"
    }
}
