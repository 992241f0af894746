import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct AnonymousVolume: Rule {
    static let about = About(
        id: "DF611", since: "0.1", severity: .low,
        title: Text(en: "Anonymous volume in an application image", ja: "アプリケーションイメージの匿名ボリューム"),
        why: Text(
            en: """
                On Fargate the volume is scratch space that goes with the task: what is written there is lost \
                at the next deployment.
                """,
            ja: "Fargate では匿名ボリュームはタスクとともに消える一時領域です。書き込んだデータは次のデプロイで失われます。"),
        remedy: Text(
            en: "Keep data in a managed store or on EFS, and declare the mount in the task definition.",
            ja: "データはマネージドなデータストアか EFS に置き、マウントはタスク定義で宣言してください。"),
        message: Text(en: "what is written to `{path}` ends with the task", ja: "`{path}` に書き込んだ内容はタスクの終了とともに失われます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html",
            "https://docs.docker.com/reference/dockerfile/#volume",
        ],
        answers: ["REL_02.volumes", "DP_06.stateless"],
        yieldsTo: ["DF610"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            VOLUME ⟦/app/uploads⟧
            CMD ["node", "server.js"]
            === package.json
            {}
            """
        ],
        passes: [
            """
            FROM debian:12
            CMD ["app"]
            """,
            """
            FROM debian:12
            VOLUME /var/lib/database
            CMD ["databased"]
            """,
            """
            FROM debian:12 AS a
            VOLUME /x
            FROM debian:12
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            VOLUME /tmp
            CMD ["node", "server.js"]
            === package.json
            {}
            """,
        ],
        fixes: [
            (
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY . .\n\nVOLUME /app/uploads\n\nCMD [\"node\", \"server.js\"]\n=== package.json\n{}",
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY . .\n\nCMD [\"node\", \"server.js\"]\n=== package.json\n{}"
            ),
            (
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY . .\nVOLUME [\"/tmp\", \"/app/uploads\"]\nCMD [\"node\", \"server.js\"]\n=== package.json\n{}",
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY . .\nVOLUME [\"/tmp\"]\nCMD [\"node\", \"server.js\"]\n=== package.json\n{}"
            ),
        ]
    )

    private static func note(_ path: String) -> Text {
        Text(
            en: """
                What must be kept belongs in Amazon S3 or a database, or mount Amazon EFS at `\(path)` with `volumes` of \
                the task definition.
                """,
            ja: """
                残す必要のあるデータは Amazon S3 やデータベースに保存するか、タスク定義の `volumes` で `\(path)` に Amazon EFS を\
                マウントしてください。
                """)
    }

    func check(_ workload: Workload, _ report: inout Report) {
        // Images of databases and the like declare where their operator mounts storage: an application of its own has
        // sources beside it.
        guard workload.role == .application,
            !workload.manifests.isEmpty || workload.hasRealContext && workload.wholeCopy != nil
        else { return }
        for (index, instruction) in workload.shipped where instruction.keyword == .volume {
            for word in instruction.words {
                let path = word.shown
                // Scratch space is what these are for.
                if ["/tmp", "/run", "/var/tmp", "/var/run", "/var/cache"].contains(where: {
                    path == $0 || path.hasPrefix($0 + "/")
                }) {
                    continue
                }
                report.fault(
                    at: word.range, ["path": path],
                    fix: workload.dockerfile.removing(word: word, of: index).map {
                        Fix(.ask, [$0], note: Self.note(path))
                    })
            }
        }
    }
}
