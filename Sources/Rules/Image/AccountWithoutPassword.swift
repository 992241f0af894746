import Basics
import ImageScan
import RuleKit

struct AccountWithoutPassword: Rule {
    static let about = About(
        id: "IM104", since: "0.1", severity: .high,
        title: Text(en: "Account without a password", ja: "パスワードのないアカウントがある"),
        why: Text(
            en:
                "An empty password field lets anyone in the container become that user with `su`, and anyone at all where a login service runs.",
            ja: "パスワード欄が空のため、コンテナ内の誰でも `su` でそのユーザーになれます。ログインサービスがあれば外部からも入れます。"),
        remedy: Text(
            en: "Lock the account: `passwd -l {user}`, or `*` in the second field of `/etc/shadow`.",
            ja: "`passwd -l {user}` でアカウントをロックするか、`/etc/shadow` の第 2 フィールドを `*` にしてください。"),
        message: Text(
            en: "`{user}` has an empty password in `/{file}` (layer {layer})",
            ja: "`/{file}` (レイヤー {layer}) で `{user}` のパスワードが空です"),
        proof: Text(en: "No account has an empty password", ja: "パスワードが空のアカウントはありません"),
        links: ["https://man7.org/linux/man-pages/man5/shadow.5.html"],
        aliases: ["DKL-LI-0001"],
        differs: Text(
            en: "Reads `/etc/passwd` too, where an empty field counts whatever `/etc/shadow` says.",
            ja: "`/etc/passwd` も読み取ります。ここが空の場合は `/etc/shadow` の内容にかかわらず有効になります。"),
        answers: ["SEC_01.dedicated"], onlyFaults: ["SEC_01.dedicated"],
        fails: [
            """
            === image
            ⟦⟧USER 1000
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            0640 etc/shadow = root::19000:0:99999:7:::
            """,
            """
            === Dockerfile
            FROM debian:12
            ⟦RUN passwd -d app⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            LAYER RUN /bin/sh -c passwd -d app
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh\\napp::1000:1000::/app:/bin/sh
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            0640 etc/shadow = root:*:19000:0:99999:7:::\\napp:!:19000::::::
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            0640 etc/shadow = root::19000:0:99999:7:::
            LAYER RUN passwd -l root
            0640 etc/shadow = root:!:19000:0:99999:7:::
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let accounts = subject.image.accounts
        var isFound = false
        for user in accounts.users where user.password.isEmpty {
            isFound = true
            fault(user.name, "etc/passwd", accounts.usersLayer, subject, &report)
        }
        for entry in accounts.shadow where entry.password.isEmpty {
            isFound = true
            fault(entry.name, "etc/shadow", accounts.shadowLayer, subject, &report)
        }
        if !isFound, !accounts.users.isEmpty { report.holds(at: subject.span) }
    }

    private func fault(
        _ user: String, _ file: String, _ layer: Int?, _ subject: ImageSubject, _ report: inout Report
    ) {
        report.fault(
            at: subject.span(ofLayer: layer),
            ["user": user, "file": file, "layer": layer.map { subject.told($0) } ?? "?"])
    }
}
