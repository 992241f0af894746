import Basics
import ImageScan
import RuleKit

struct SudoInImage: Rule {
    static let about = About(
        id: "IM107", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "sudo in the image", ja: "イメージに sudo がある"),
        why: Text(
            en: """
                A container has one application and no administrators. sudo is a large program with the rights of root, \
                and its faults have made users root before.
                """,
            ja: """
                コンテナには管理者がおらず、動くアプリケーションは 1 つです。sudo は root 権限で動く大きなプログラムで、\
                権限昇格の脆弱性が過去に何度も見つかっています。
                """),
        remedy: Text(
            en:
                "Leave sudo out. An entrypoint that starts as root changes the user with `setpriv`, `gosu` or `su-exec`.",
            ja: "sudo をインストールしないでください。root で始まるエントリポイントでは、`setpriv`、`gosu`、`su-exec` でユーザーを切り替えます。"),
        message: Text(
            en: "sudo is in the image (layer {layer}{base|yes=, of the base image|})",
            ja: "イメージに sudo があります (レイヤー {layer}{base|yes=、ベースイメージ由来|})"),
        links: ["https://docs.docker.com/build/building/best-practices/#user"],
        aliases: ["DKL-DI-0001"],
        answers: ["SEC_04.setuid"], onlyFaults: ["SEC_04.setuid"],
        yieldsTo: ["IM106"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦RUN apt-get update && apt-get install -y sudo⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            4755 usr/bin/su
            LAYER RUN /bin/sh -c apt-get update && apt-get install -y sudo # buildkit
            4755 usr/bin/sudo
            """,
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            link usr/bin/sudo -> /etc/alternatives/sudo
            link etc/alternatives/sudo -> /usr/lib/cargo/bin/sudo
            4755 usr/lib/cargo/bin/sudo
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            4755 usr/bin/su
            0755 usr/sbin/gosu
            0644 usr/share/bash-completion/completions/sudo
            """,
            """
            === image
            LAYER RUN apt-get install sudo
            4755 usr/bin/sudo
            LAYER RUN apt-get purge sudo
            0644 usr/bin/.wh.sudo
            """,
        ]
    )

    static let paths = ["usr/bin/sudo", "bin/sudo", "usr/local/bin/sudo"]

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let tree = subject.image.tree
        for path in Self.paths {
            guard let entry = tree[path], tree.exists(path) else { continue }
            report.fault(at: subject.span(ofLayer: entry.layer), subject.layerArguments(entry.layer))
            return
        }
    }
}
