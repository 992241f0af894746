import Basics
import ImageScan
import OCIImage
import RuleKit

struct SetuidFile: Rule {
    static let about = About(
        id: "IM103", since: "0.1", severity: .medium,
        title: Text(en: "Program that runs with its owner's rights", ja: "所有者の権限で動作するプログラムがある"),
        why: Text(
            en: """
                A program with the set-user-id bit and owner root makes anyone root who finds a fault in it. The ones that \
                distributions ship are known; this one came from somewhere else.
                """,
            ja: """
                root が所有する setuid プログラムに欠陥があると、誰でも root 権限を得られます。ディストリビューションが標準で含む\
                ものは除外しており、これはそれ以外のものです。
                """),
        remedy: Text(
            en: "Take the bit off with `chmod a-s`, or give the one capability that it needs to the task instead.",
            ja: "`chmod a-s` でビットを外すか、必要なケーパビリティだけをタスクに付与してください。"),
        message: Text(
            en: "`/{file}` has {bits} in layer {layer}{others|=|, and }{others}{others|=| more files}",
            ja: "レイヤー {layer} の `/{file}` に {bits} が設定されています{others|=|。ほかに }{others}{others|=| 件}"),
        proof: Text(
            en: "No program has the set-user-id or set-group-id bit but those of the distribution ({known})",
            ja: "ディストリビューション標準のもの ({known} 件) 以外に setuid / setgid プログラムはありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html"],
        aliases: ["CIS-DI-0008"],
        differs: Text(
            en: "dockle lists every file with the bit, `su` and `passwd` of each base image too, as a mere note.",
            ja: "dockle はベースイメージの `su` や `passwd` も含めてすべて列挙し、情報レベルにとどめます。"),
        answers: ["SEC_04.setuid"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦COPY --chmod=4755 helper /usr/local/bin/helper⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            4755 usr/bin/su
            LAYER COPY helper /usr/local/bin/helper # buildkit
            4755 usr/local/bin/helper
            """,
            """
            === image
            ⟦⟧USER app
            LAYER ADD rootfs.tar /
            2755 opt/tool
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            4755 usr/bin/passwd
            2755 usr/bin/chage
            LAYER RUN /bin/sh -c rm /opt/tool
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            4755 opt/tool
            LAYER RUN /bin/sh -c chmod a-s /opt/tool
            0755 opt/tool
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            4755 usr/bin/passwd
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let tree = subject.image.tree
        var found: [Int: [ImageTree.Reference]] = [:]
        var known = 0
        for file in tree.visible {
            let record = tree.record(file)
            guard record.kind == .file, record.mode & 0o6000 != 0, record.mode & 0o111 != 0 else { continue }
            if Self.usual.contains(tree.path(file)) {
                known += 1
            } else {
                found[file.layer, default: []].append(file)
            }
        }
        for (layer, files) in found.sorted(by: { $0.key < $1.key }) {
            guard let first = files.first else { continue }
            let mode = tree.record(first).mode
            report.fault(
                at: subject.span(ofLayer: layer),
                [
                    "file": tree.path(first), "bits": mode & 0o4000 != 0 ? "setuid" : "setgid",
                    "layer": subject.told(layer), "others": files.count > 1 ? String(files.count - 1) : "",
                ])
        }
        if found.isEmpty { report.holds(at: subject.span, ["known": String(known)]) }
    }

    /// What Debian, Ubuntu, Alpine, Fedora and Amazon Linux ship with the bit (packages passwd, login, util-linux,
    /// mount, shadow, pam, openssh-client, dbus, polkit, sudo, cron, bubblewrap, fuse).
    private static let usual: Set<String> = {
        let names = [
            "su", "passwd", "chsh", "chfn", "gpasswd", "newgrp", "mount", "umount", "chage", "expiry", "wall", "write",
            "sudo", "sudoedit", "ssh-agent", "crontab", "bsd-write", "newuidmap", "newgidmap", "pkexec", "fusermount",
            "fusermount3", "sg", "bwrap", "dotlockfile", "at", "ping", "ping6", "traceroute6.iputils",
        ]
        var paths = Set(["bin", "usr/bin", "sbin", "usr/sbin"].flatMap { folder in names.map { "\(folder)/\($0)" } })
        paths.formUnion([
            "sbin/unix_chkpwd", "usr/sbin/unix_chkpwd", "sbin/pam_timestamp_check", "usr/sbin/pam_timestamp_check",
            "sbin/pam_extrausers_chkpwd", "usr/sbin/pam_extrausers_chkpwd", "usr/lib/openssh/ssh-keysign",
            "usr/libexec/openssh/ssh-keysign", "usr/lib/dbus-1.0/dbus-daemon-launch-helper",
            "usr/libexec/dbus-1/dbus-daemon-launch-helper", "usr/lib/polkit-1/polkit-agent-helper-1",
            "usr/lib/x86_64-linux-gnu/utempter/utempter", "usr/lib/aarch64-linux-gnu/utempter/utempter",
            "usr/libexec/utempter/utempter", "usr/sbin/exim4", "usr/sbin/postdrop", "usr/sbin/postqueue", "bin/bbsuid",
            "usr/bin/bbsuid", "usr/sbin/lockdev", "usr/sbin/mount.nfs", "sbin/mount.nfs", "usr/sbin/grub2-set-bootflag",
        ])
        return paths
    }()
}
