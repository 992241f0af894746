import Basics
import RuleKit
import ShellSyntax

struct SudoInstalled: Rule {
    static let about = About(
        id: "DF328", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "`sudo` in the final image", ja: "最終イメージに `sudo` が入る"),
        why: Text(
            en: "A setuid program that turns a user into root undoes what a `USER` instruction is for.",
            ja: "一般ユーザーを root にできる setuid プログラムがあると、`USER` で権限を下げた意味がなくなります。"),
        remedy: Text(
            en: "Do what needs root before `USER`; to step down in an entrypoint use `setpriv` or `gosu`.",
            ja: "root が必要な処理は `USER` の前に済ませ、エントリポイントで権限を下げるには `setpriv` や `gosu` を使ってください。"),
        message: Text(en: "`sudo` stays in the image", ja: "`sudo` がイメージに残ります"),
        links: ["https://docs.docker.com/build/building/best-practices/#user"],
        aliases: ["DKL-DI-0001"],
        answers: ["SEC_04.setuid", "SEC_04.no-debug-tools"],
        fails: ["FROM debian:12\nRUN apt-get update && apt-get install -y curl ⟦sudo⟧"],
        passes: [
            "FROM debian:12 AS dev\nRUN apt-get install -y sudo\nFROM debian:12",
            "FROM debian:12\nRUN apt-get purge -y sudo",
            "FROM debian:12\nRUN apt-get install -y sudo && make && apt-get purge -y sudo",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update && apt-get install -y sudo=1.9.13p3-1 curl",
                "FROM debian:12\nRUN apt-get update && apt-get install -y curl"
            )
        ]
    )

    static let commands = PackagePrograms.system

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isInLastStage,
            !run.isFollowed(by: { $0.manager.isSystem && $0.verb == .remove })
        else { return }
        for package in call.packages where package.name == "sudo" {
            report.fault(
                at: run.place(package.range),
                fix: PackageRemoval.fix(
                    ["sudo"], from: call, run,
                    note: Text(
                        en: "Check that no script of the image calls `sudo`.",
                        ja: "イメージ内のスクリプトが `sudo` を使っていないことを確認してください。")))
        }
    }
}
