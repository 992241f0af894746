import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SparseLoginLog: Rule {
    static let about = About(
        id: "DF411", since: "0.1", severity: .medium,
        title: Text(en: "A huge UID makes a huge layer", ja: "巨大な UID によるレイヤーの肥大化"),
        why: Text(
            en: """
                `useradd` writes an entry at the UID's offset of `/var/log/lastlog` and `faillog`. The file is sparse \
                on disk, but a layer stores its zeros: gigabytes for a UID in the millions.
                """,
            ja: """
                `useradd` は `/var/log/lastlog` と `faillog` の UID に応じた位置に書き込みます。ディスク上では\
                スパースファイルでも、レイヤーにはゼロが実データとして保存され、UID が数百万なら数 GB になります。
                """),
        remedy: Text(
            en: "Add `--no-log-init`, or choose a UID below 60000.",
            ja: "`--no-log-init` を付けるか、60000 未満の UID を選んでください。"),
        message: Text(
            en: "`useradd` with UID {uid} and without `--no-log-init`",
            ja: "`--no-log-init` なしの `useradd` に UID {uid} が指定されています"),
        links: ["https://docs.docker.com/build/building/best-practices/#user"],
        aliases: ["DL3046"],
        differs: Text(
            en: "DL3046 speaks up above UID 99999; here it is 200000, from where a layer grows by 50 MB and more.",
            ja: "DL3046 は UID 99999 を超えると報告します。ここではレイヤーが 50 MB 以上増える 200000 を境としています。"),
        fails: [
            "FROM debian:13\nRUN useradd -m -u ⟦1000920000⟧ app",
            "FROM debian:13\nRUN useradd ⟦--uid=300000⟧ app",
        ],
        passes: [
            "FROM debian:13\nRUN useradd -l -u 1000920000 app",
            "FROM debian:13\nRUN useradd --no-log-init --uid 1000920000 app",
            "FROM debian:13\nRUN useradd -u 10001 app", "FROM debian:13\nRUN useradd -u $UID app",
            "FROM alpine:3.22\nRUN adduser -D -u 1000920000 app",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN useradd -u 1000920000 app",
                "FROM debian:13\nRUN useradd --no-log-init -u 1000920000 app"
            )
        ]
    )

    static let commands = ["useradd"]

    func check(_ run: RunCommand, _ report: inout Report) {
        let options = run.command.options(taking: [
            "-u", "--uid", "-g", "--gid", "-G", "--groups", "-d", "--home-dir", "--home", "-s", "--shell", "-c",
            "--comment", "-p", "--password", "-b", "--base-dir", "-k", "--skel", "-K", "-e", "-f", "-Z",
        ])
        guard let option = options.first("-u", "--uid"), let value = option.value, let uid = Int(value), uid > 200_000,
            !options.has("-l", "--no-log-init")
        else { return }
        let name = run.programPlace
        report.fault(
            at: run.place(option.valueWord ?? option.word), ["uid": value],
            fix: .safe(name.upperBound..<name.upperBound, " --no-log-init"))
    }
}
