import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct UnusedUser: Rule {
    static let about = About(
        id: "WL204", since: "0.1", severity: .medium,
        title: Text(en: "A user is made and never used", ja: "作成したユーザーが使われていない"),
        why: Text(
            en: "The image looks as if it ran without root, but nothing switches to the user: the application is root.",
            ja: "root 以外で動くように見えますが、ユーザーの切り替えがないため、アプリケーションは root のままです。"),
        remedy: Text(
            en: "Switch to it with `USER` before what is started.",
            ja: "起動コマンドの前に `USER` でこのユーザーに切り替えてください。"),
        message: Text(en: "nothing switches to `{user}`", ja: "`{user}` に切り替える処理がありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#user"],
        aliases: ["tally/user-created-but-never-used"],
        answers: ["SEC_01.user"],
        yieldsTo: ["WL201"],
        fails: ["FROM python:3.13\nRUN useradd ⟦app⟧\nCMD [\"python\", \"app.py\"]"],
        passes: [
            "FROM debian:13\nRUN useradd app\nUSER app\nRUN make\nUSER root\nCMD [\"/srv/app\"]",
            "FROM alpine:3.22\nRUN apk add --no-cache su-exec && adduser -D app\nENTRYPOINT [\"/usr/bin/entrypoint\"]",
            "FROM python:3.13\nRUN useradd app\nUSER app\nCMD [\"python\", \"app.py\"]",
            "FROM python:3.13\nRUN useradd -u 1001 app\nUSER 1001\nCMD [\"python\", \"app.py\"]",
            "FROM debian:12\nRUN useradd app\nCMD [\"gosu\", \"app\", \"/srv/app\"]",
            "FROM debian:12\nRUN useradd app && chown -R app /data\nCMD [\"/entry.sh\"]",
            "FROM debian:12\nRUN useradd nginx\nCMD [\"nginx\", \"-g\", \"daemon off;\"]",
        ],
        fixes: [
            (
                "FROM python:3.13\nRUN useradd app\nCMD [\"python\", \"app.py\"]",
                "FROM python:3.13\nRUN useradd app\nUSER app\nCMD [\"python\", \"app.py\"]"
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let config = workload.config, PrivilegeDrop.find(workload) == nil,
            PrivilegeDrop.doubt(workload) == nil,
            RootMaster.of(workload) == nil, workload.finalProgram?.kind != .supervisor, let chain = workload.process
        else { return }
        // A script that is not at hand may switch to it.
        if case .unknown = chain.verdict, chain.application == nil { return }
        guard config.user.map({ $0.value.value.map(ImageUsers.isRoot) ?? false }) ?? true,
            KnownImage.of(config.base)?.user == .root || config.user != nil
        else { return }
        let users = ImageUsers(workload).made.filter { !$0.isGroup }
        guard let user = users.last, !isMentioned(user.name, workload) else { return }
        report.fault(at: user.place, ["user": user.name], fix: RootUser().fix(workload))
    }

    /// A server's own setting (`--user app`, `www-data` in a configuration) may take the user.
    private func isMentioned(_ name: String, _ workload: Workload) -> Bool {
        // A step of the build runs as it.
        if let stage = workload.stage {
            for part in workload.dockerfile.lineage(of: stage) {
                for index in part.instructions {
                    let instruction = workload.dockerfile.instructions[index]
                    guard instruction.keyword == .user, let value = instruction.word?.value else { continue }
                    if value == name || value.hasPrefix(name + ":") { return true }
                }
            }
        }
        let words = workload.process?.links.flatMap(\.words) ?? []
        if words.contains(where: { $0 == name || $0.contains("=" + name) || $0.contains("user") }) { return true }
        return !workload.serverConfigs.isEmpty
            || StartScript.all(workload).contains { part in
                part.shell.commands.contains { command in
                    ["su", "sudo", "runuser", "doas"].contains(command.program ?? "")
                        || command.wrappers.contains("sudo")
                }
            }
    }
}
