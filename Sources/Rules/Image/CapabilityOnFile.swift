import Basics
import ImageScan
import RuleKit

struct CapabilityOnFile: Rule {
    static let about = About(
        id: "IM115", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Program with a capability of its own", ja: "ケーパビリティが付いたプログラムがある"),
        why: Text(
            en: """
                Whoever starts it gets a right of root, as with set-user-id. And where the task does not have that \
                capability (Fargate adds none but SYS_PTRACE to the default ones), it may not start at all: \
                `operation not permitted`.
                """,
            ja: """
                setuid と同様に、起動したユーザーが root の権限の一部を得ます。また、タスクにそのケーパビリティがない場合 \
                (Fargate でデフォルトに追加できるのは SYS_PTRACE だけです)、`operation not permitted` で起動しないことがあります。
                """),
        remedy: Text(
            en: """
                Remove it (`setcap -r`), listen on a port above 1023, and give what is left to the task in \
                `linuxParameters.capabilities`.
                """,
            ja: """
                `setcap -r` で外し、ポートは 1024 以上を使ってください。必要なものはタスク定義の \
                `linuxParameters.capabilities` で付与します。
                """),
        message: Text(
            en: "`/{file}` has file capabilities in layer {layer}{others|=|, and }{others}{others|=| more files}",
            ja: "レイヤー {layer} の `/{file}` にファイルケーパビリティがあります{others|=|。ほかに }{others}{others|=| 件}"),
        links: ["https://man7.org/linux/man-pages/man7/capabilities.7.html"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            COPY api /api
            ⟦RUN setcap cap_net_bind_service=+ep /api⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 usr/bin/dash
            LAYER COPY api /api # buildkit
            0755 api
            LAYER RUN /bin/sh -c setcap cap_net_bind_service=+ep /api # buildkit
            capable 0755 api
            """,
            """
            === image
            ⟦⟧LAYER COPY a /
            capable 0755 usr/local/bin/caddy
            capable 0755 usr/local/bin/vault
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            capable 0755 usr/bin/ping
            capable 0755 usr/bin/newuidmap
            """,
            """
            === image
            LAYER COPY a /
            capable 0755 api
            LAYER RUN setcap -r /api
            0755 api
            """,
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            capable 0755 usr/bin/caddy
            LAYER COPY a /a
            0644 a
            """,
        ]
    )

    /// What distributions ship with capabilities (packages iputils, shadow, mtr, wireshark, gstreamer).
    private static let usual: Set<String> = [
        "ping", "arping", "clockdiff", "newuidmap", "newgidmap", "mtr-packet", "dumpcap", "gst-ptp-helper",
    ]

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let tree = subject.image.tree
        guard tree.tables.contains(where: { !$0.capable.isEmpty }) else { return }
        var found: [Int: [String]] = [:]
        for file in tree.visible
        where subject.image.isBase(file.layer) != true && tree.tables[file.layer].capable.contains(file.index) {
            let path = tree.path(file)
            if !Self.usual.contains(ImageStart.name(path)) { found[file.layer, default: []].append(path) }
        }
        for (layer, files) in found.sorted(by: { $0.key < $1.key }) {
            guard let first = files.first else { continue }
            report.fault(
                at: subject.span(ofLayer: layer),
                [
                    "file": first, "layer": subject.told(layer),
                    "others": files.count > 1 ? String(files.count - 1) : "",
                ])
        }
    }
}
