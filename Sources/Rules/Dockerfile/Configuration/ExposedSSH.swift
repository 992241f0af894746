import Basics
import DockerfileSyntax
import RuleKit

struct ExposedSSH: Rule {
    static let about = About(
        id: "DF602", since: "0.1", severity: .medium,
        title: Text(en: "SSH port exposed", ja: "SSH ポートの公開"),
        why: Text(
            en: """
                A shell server in the container is a second way in, with keys and logs of its own, beside the \
                one that IAM guards.
                """,
            ja: "コンテナ内の SSH サーバーは、IAM で保護された経路とは別の侵入口になり、鍵とログも別に管理しなければなりません。"),
        remedy: Text(
            en: "Use ECS Exec to look into a running task, and remove the SSH server.",
            ja: "実行中のタスクの調査には ECS Exec を使い、SSH サーバーは取り除いてください。"),
        message: Text(en: "Port 22 is exposed", ja: "ポート 22 を公開しています"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
        aliases: ["DS-0004", "CKV_DOCKER_1"],
        answers: ["SEC_04.no-debug-tools"],
        fails: [
            """
            FROM debian:12
            EXPOSE 80 ⟦22⟧
            """,
            """
            FROM debian:12
            EXPOSE ⟦22/tcp⟧
            """,
            """
            FROM debian:12
            EXPOSE ⟦20-25⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            EXPOSE 80
            """,
            """
            FROM debian:12
            EXPOSE 22/udp
            """,
            """
            FROM debian:12
            EXPOSE 2222
            """,
            """
            FROM debian:12 AS a
            EXPOSE 22
            FROM debian:12
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nEXPOSE 80 22",
                "FROM debian:12\nEXPOSE 80"
            ),
            (
                "FROM debian:12\nEXPOSE 22/tcp\nCMD [\"app\"]",
                "FROM debian:12\nCMD [\"app\"]"
            ),
        ]
    )

    private static let note = Text(
        en: "Use ECS Exec to look into a task, and take the SSH server out of the image too.",
        ja: "タスクの中を調べるには ECS Exec を使い、SSH サーバーもイメージから取り除いてください。")

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage else { return }
        for index in file.lineage(of: stage).flatMap(\.instructions) where file.instructions[index].keyword == .expose {
            for word in file.instructions[index].words {
                let port = ExposePort(word)
                if port.ports?.contains(22) == true, port.transport.lowercased() == "tcp" {
                    // A range that holds more is not for us to cut.
                    let edit = Int(port.ports?.count ?? 0) == 1 ? file.removing(word: word, of: index) : nil
                    report.fault(at: word.range, fix: edit.map { Fix(.ask, [$0], note: Self.note) })
                }
            }
        }
    }
}
