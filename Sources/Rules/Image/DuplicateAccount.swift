import Basics
import ImageScan
import RuleKit

struct DuplicateAccount: Rule {
    static let about = About(
        id: "IM105", since: "0.1", severity: .medium,
        title: Text(en: "Several accounts share one id", ja: "複数のアカウントが同じ ID を持つ"),
        why: Text(
            en:
                "The kernel knows numbers only: two names with one number are the same user, with the rights of both. A second name for 0 is a second root.",
            ja: "カーネルは番号だけで識別します。同じ番号の 2 つの名前は同一ユーザーで、双方の権限を持ちます。0 番の別名は第二の root です。"),
        remedy: Text(en: "Give each account a number of its own.", ja: "アカウントごとに異なる番号を割り当ててください。"),
        message: Text(
            en: "{kind|user=Users|Groups} {names} share the id {id} (`/{file}`, layer {layer})",
            ja: "{kind|user=ユーザー|グループ} {names} の ID がいずれも {id} です (`/{file}`、レイヤー {layer})"),
        links: ["https://man7.org/linux/man-pages/man5/passwd.5.html"],
        aliases: ["DKL-LI-0002"],
        answers: ["SEC_01.dedicated"], onlyFaults: ["SEC_01.dedicated"],
        fails: [
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh\\ntoor:x:0:0::/root:/bin/sh
            """,
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0644 etc/group = root:x:0:\\napp:x:50:\\nstaff:x:50:
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/sh\\napp:x:1:0::/app:/bin/sh
            0644 etc/group = root:x:0:\\napp:x:1:
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/bin/ash\\noperator:x:11:0:operator:/root:/sbin/nologin
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let accounts = subject.image.accounts
        let users = accounts.users.compactMap { user in user.id.map { (user.name, $0) } }
        let groups = accounts.groups.compactMap { group in group.id.map { (group.name, $0) } }
        tell(users, "user", "etc/passwd", accounts.usersLayer, subject, &report)
        tell(groups, "group", "etc/group", accounts.groupsLayer, subject, &report)
    }

    private func tell(
        _ list: [(name: String, id: Int)], _ kind: String, _ file: String, _ layer: Int?, _ subject: ImageSubject,
        _ report: inout Report
    ) {
        for (id, same) in Dictionary(grouping: list, by: \.id).sorted(by: { $0.key < $1.key }) {
            // The same line twice is no second account.
            let names = Set(same.map(\.name)).sorted()
            guard names.count > 1 else { continue }
            report.fault(
                at: subject.span(ofLayer: layer),
                [
                    "kind": kind, "names": names.map { "`\($0)`" }.joined(separator: ", "), "id": String(id),
                    "file": file, "layer": layer.map { subject.told($0) } ?? "?",
                ])
        }
    }
}
