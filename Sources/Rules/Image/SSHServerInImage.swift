import Basics
import ImageScan
import RuleKit

struct SSHServerInImage: Rule {
    static let about = About(
        id: "IM117", since: "0.1", severity: .medium,
        title: Text(en: "SSH server in the image", ja: "イメージに SSH サーバーがある"),
        why: Text(
            en: """
                A second way in, with keys or passwords of its own that no one rotates, past IAM and CloudTrail; and a \
                second process that the platform does not watch.
                """,
            ja: """
                IAM や CloudTrail を通らないもう 1 つの侵入経路になり、専用の鍵やパスワードは誰にもローテーションされません。\
                プラットフォームが監視しないプロセスも増えます。
                """),
        remedy: Text(
            en: "Remove the package; open a shell in a task with ECS Exec, which is logged and needs no port.",
            ja: "パッケージを削除し、タスク内のシェルには、記録が残りポートも不要な ECS Exec を使ってください。"),
        message: Text(
            en: "`/{file}` is in the image (layer {layer})", ja: "イメージに `/{file}` があります (レイヤー {layer})"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
        answers: ["SEC_04.no-debug-tools"], onlyFaults: ["SEC_04.no-debug-tools"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦RUN apt-get update && apt-get install -y openssh-server⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 usr/bin/dash
            LAYER RUN /bin/sh -c apt-get update && apt-get install -y openssh-server # buildkit
            0755 usr/sbin/sshd
            """,
            """
            === image
            ⟦⟧CMD ["/app"]
            LAYER RUN apk add dropbear
            0755 usr/sbin/dropbear
            """,
        ],
        passes: [
            """
            === image
            LAYER RUN apt-get install -y openssh-client
            0755 usr/bin/ssh
            0644 etc/ssh/ssh_config
            """,
            """
            === image
            CMD ["/usr/sbin/sshd", "-D"]
            LAYER RUN apk add openssh
            0755 usr/sbin/sshd
            """,
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 usr/sbin/sshd
            LAYER COPY a /a
            0644 a
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms else { return }
        // A server for file transfer or a bastion is one on purpose.
        let start = ImageStart(subject)
        let words = start.map { [$0.program] + $0.arguments } ?? []
        if words.contains(where: { $0.contains("sshd") || $0.contains("dropbear") }) { return }
        for program in ImagePrograms(tree: subject.image.tree).find(["sshd", "dropbear"], applets: false)
        where subject.image.isBase(program.layer) != true {
            report.fault(
                at: subject.span(ofLayer: program.layer), ["file": program.path, "layer": subject.told(program.layer)])
            return
        }
    }
}
