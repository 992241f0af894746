import Basics
import RuleKit
import ShellSyntax

struct SSHServerInstalled: Rule {
    static let about = About(
        id: "DF327", since: "0.1", severity: .medium,
        title: Text(en: "SSH server in the image", ja: "イメージに SSH サーバーが入る"),
        why: Text(
            en: """
                A second way into the container needs keys, host keys and updates of its own, and host keys made in \
                the build are the same in every task.
                """,
            ja: "コンテナへの入口が増え、鍵、ホスト鍵、更新を別に管理することになります。ビルド時に作られたホスト鍵は全タスクで同じです。"),
        remedy: Text(
            en: "Leave it out and use ECS Exec, which IAM controls and CloudTrail records.",
            ja: "SSH サーバーを外し、IAM で制御でき CloudTrail に記録される ECS Exec を使ってください。"),
        message: Text(en: "`{package}` opens a second way into the container", ja: "`{package}` によりコンテナへの入口が増えます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
        answers: ["SEC_04.no-debug-tools"],
        fails: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y ⟦openssh-server⟧ supervisor",
            "FROM alpine:3.22\nRUN apk add --no-cache ⟦dropbear⟧",
        ],
        passes: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y openssh-client git",
            "FROM debian:12 AS test\nRUN apt-get install -y openssh-server\nFROM debian:12",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update && apt-get install -y openssh-server supervisor",
                "FROM debian:12\nRUN apt-get update && apt-get install -y supervisor"
            )
        ]
    )

    static let commands = PackagePrograms.system

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isInLastStage,
            !run.isFollowed(by: { $0.manager.isSystem && $0.verb == .remove })
        else { return }
        for package in call.packages where ["openssh-server", "dropbear", "dropbear-bin"].contains(package.name) {
            report.fault(
                at: run.place(package.range), ["package": package.name],
                fix: PackageRemoval.fix(
                    [package.name], from: call, run,
                    note: Text(
                        en: "Take what starts and configures the server out as well, and use ECS Exec instead.",
                        ja: "サーバーの起動と設定も削除し、代わりに ECS Exec を使ってください。")))
        }
    }
}
