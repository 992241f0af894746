import Basics
import DockerfileSyntax
import RuleKit

struct SensitiveVolume: Rule {
    static let about = About(
        id: "DF610", since: "0.1", severity: .medium,
        title: Text(en: "Volume on a folder of the kernel", ja: "カーネルが管理するディレクトリへの VOLUME"),
        why: Text(
            en: "A volume over `/dev`, `/proc` or `/sys` hides what the container needs to run, or fails to start.",
            ja: "`/dev`、`/proc`、`/sys` にボリュームを重ねると、コンテナの実行に必要な内容が隠れるか、起動に失敗します。"),
        remedy: Text(
            en: "Remove it; name only folders of the application.",
            ja: "削除してください。アプリケーションのディレクトリだけを指定します。"),
        message: Text(en: "`{path}` belongs to the kernel", ja: "`{path}` はカーネルが管理するディレクトリです"),
        links: ["https://docs.docker.com/reference/dockerfile/#volume"],
        aliases: ["DKL-DI-0002"],
        fails: [
            """
            FROM debian:12
            VOLUME ⟦/proc⟧
            """,
            """
            FROM debian:12
            VOLUME ["/data", ⟦"/sys/fs/cgroup"⟧]
            """,
        ],
        passes: [
            """
            FROM debian:12
            VOLUME /var/lib/app
            """,
            """
            FROM debian:12
            VOLUME /device
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nVOLUME [\"/data\", \"/sys/fs/cgroup\"]",
                "FROM debian:12\nVOLUME [\"/data\"]"
            ),
            (
                "FROM debian:12\nVOLUME /proc /data\n",
                "FROM debian:12\nVOLUME /data\n"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for (index, instruction) in file.instructions.enumerated() where instruction.keyword == .volume {
            for word in instruction.words {
                guard let path = word.value else { continue }
                if ["/dev", "/proc", "/sys"].contains(where: { path == $0 || path.hasPrefix($0 + "/") }) {
                    report.fault(
                        at: word.range, ["path": path],
                        fix: file.removing(word: word, of: index).map { Fix(.ask, [$0]) })
                }
            }
        }
    }
}
