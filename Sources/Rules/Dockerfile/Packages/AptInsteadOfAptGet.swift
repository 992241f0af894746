import Basics
import RuleKit
import ShellSyntax

struct AptInsteadOfAptGet: Rule {
    static let about = About(
        id: "DF301", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "`apt` in a script", ja: "スクリプトでの `apt` の使用"),
        why: Text(
            en: "`apt` is made for people at a terminal: its options and output may change between releases.",
            ja: "`apt` は端末で人が使うためのコマンドで、オプションや出力がリリースごとに変わる可能性があります。"),
        remedy: Text(en: "Use `apt-get` or `apt-cache`.", ja: "`apt-get` または `apt-cache` を使ってください。"),
        message: Text(en: "`apt` is not made for scripts", ja: "`apt` はスクリプト向けのコマンドではありません"),
        links: ["https://manpages.debian.org/bookworm/apt/apt.8.en.html"],
        aliases: ["DL3027", "CKV_DOCKER_9"],
        fails: [
            "FROM debian:12\nRUN apt-get update && ⟦apt⟧ install -y curl",
            "FROM debian:12\nRUN DEBIAN_FRONTEND=noninteractive ⟦apt⟧ list --installed",
        ],
        passes: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:12\nRUN echo apt install && ls /etc/apt", "FROM fedora:43\nRUN dnf install -y apt",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt update && apt -y install curl",
                "FROM debian:12\nRUN apt-get update && apt-get -y install curl"
            )
        ]
    )

    static let commands = ["apt"]

    /// Verbs that mean the same to both; `apt upgrade` also installs what is new.
    private static let same = [
        "install", "update", "remove", "purge", "autoremove", "clean", "build-dep", "source", "download",
    ]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.manager == .apt, let name = run.command.effective?.nameWord else { return }
        let place = run.place(name)
        let fix = name.literal == "apt" && Self.same.contains(call.rawVerb) ? Fix.safe(place, "apt-get") : nil
        report.fault(at: place, fix: fix)
    }
}
