import Basics
import ImageScan
import OCIImage
import RuleKit

struct PasswordlessSudoInImage: Rule {
    static let about = About(
        id: "IM106", since: "0.1", severity: .medium,
        title: Text(en: "Root without a password through sudo", ja: "sudo によりパスワードなしで root になれる"),
        why: Text(
            en:
                "A user other than root protects nothing here: whoever breaks into the application types `sudo` and is root.",
            ja: "root 以外のユーザーで動かす意味がなくなります。アプリケーションに侵入した攻撃者は `sudo` だけで root になれます。"),
        remedy: Text(
            en: "Remove the line and sudo itself; do what needs root in the build, before `USER`.",
            ja: "この行と sudo 自体を削除し、root が必要な処理はビルド時に `USER` より前で済ませてください。"),
        message: Text(
            en: "`/{file}` (layer {layer}) lets `{who}` become root without a password",
            ja: "`/{file}` (レイヤー {layer}) により `{who}` がパスワードなしで root になれます"),
        links: ["https://www.sudo.ws/docs/man/sudoers.man/"],
        aliases: ["DKL-DI-0001"],
        differs: Text(
            en:
                "dockle looks at the instructions of the history; this rule reads sudoers and asks whether sudo is there.",
            ja: "dockle は履歴の命令だけを調べます。このルールは sudoers を読み取り、sudo の有無も確認します。"),
        answers: ["SEC_01.user"], onlyFaults: ["SEC_01.user"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            RUN apt-get update && apt-get install -y sudo
            ⟦RUN echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app⟧
            USER app
            === image
            USER app
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/passwd = app:x:1000:1000::/app:/bin/sh
            LAYER RUN /bin/sh -c apt-get update && apt-get install -y sudo # buildkit
            4755 usr/bin/sudo
            0440 etc/sudoers = root ALL=(ALL:ALL) ALL\\n%sudo ALL=(ALL:ALL) ALL
            LAYER RUN /bin/sh -c echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app # buildkit
            0644 etc/sudoers.d/app = app ALL=(ALL) NOPASSWD: ALL
            STEP USER app
            """
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            4755 usr/bin/sudo
            0440 etc/sudoers = root ALL=(ALL) NOPASSWD: ALL\\n# %wheel ALL=(ALL) NOPASSWD: ALL\\n%sudo ALL=(ALL) ALL
            """,
            """
            === image
            LAYER COPY sudoers /etc/sudoers.d/app
            0440 etc/sudoers.d/app = app ALL=(ALL) NOPASSWD: ALL
            """,
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            4755 usr/bin/sudo
            0440 etc/sudoers.d/circleci = circleci ALL=(ALL) NOPASSWD: ALL
            LAYER COPY a /a
            0644 a
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let tree = subject.image.tree
        let hasSudo = SudoInImage.paths.contains { path in
            tree.resolve(path).map { tree.record($0).mode & 0o4000 != 0 } == true
        }
        guard hasSudo else { return }
        var told: Set<Int> = []
        for entry in subject.image.accounts.sudoers where subject.image.isBase(entry.layer) != true {
            let who = entry.line.prefix { $0 != " " && $0 != "\t" }
            if who == "root" || who.hasPrefix("Defaults") || !told.insert(entry.layer).inserted { continue }
            report.fault(
                at: subject.span(ofLayer: entry.layer),
                ["file": entry.path, "who": String(who.prefix(60)), "layer": subject.told(entry.layer)])
        }
    }
}
