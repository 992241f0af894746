import Basics
import RuleKit
import Workload

struct SwitchUserAsPID1: Rule {
    static let about = About(
        id: "WL105", since: "0.1", severity: .high,
        title: Text(en: "su or runuser stays between SIGTERM and the application", ja: "su や runuser が SIGTERM を遮っている"),
        why: Text(
            en: """
                `su` keeps running as the parent of a shell. On SIGTERM it ends that shell and kills what is left two \
                seconds later, so that the application cannot finish its requests.
                """,
            ja: """
                `su` はシェルの親プロセスとして残ります。SIGTERM を受けるとシェルを終了させ、2 秒後に残りを強制終了するため、\
                アプリケーションはリクエストを処理し終えられません。
                """),
        remedy: Text(
            en: "Set the user with `USER`; where the start needs root, change it with `exec gosu` or `exec setpriv`.",
            ja: "`USER` でユーザーを指定してください。起動時に root が必要なら、`exec gosu` または `exec setpriv` で切り替えます。"),
        message: Text(
            en: "`{program}` does not become the program that it starts", ja: "`{program}` は起動したプログラムに置き換わりません"),
        links: [
            "https://docs.docker.com/build/building/best-practices/#user",
            "https://man7.org/linux/man-pages/man1/su.1.html",
        ],
        answers: ["COST_05.sigterm", "12F_09.sigterm", "ECS_03.sigterm"],
        fails: [
            "FROM debian:12\nCMD [⟦\"su\", \"app\", \"-c\", \"/srv/app\"⟧]",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nexec ⟦runuser -u app -- /srv/app⟧\n",
        ],
        passes: [
            "FROM debian:12\nCMD [\"gosu\", \"app\", \"/srv/app\"]",
            "FROM alpine:3.20\nCMD [\"su\", \"app\", \"-c\", \"/srv/app\"]",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process,
            case .blocked(let index, .switchUser) = chain.verdict,
            // BusyBox's su becomes the shell.
            workload.knownBase?.family != .alpine, workload.knownBase?.family != .busybox
        else { return }
        report.fault(at: chain.links[index].place, ["program": chain.links[index].name])
    }
}
