import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct VolumeInImage: Rule {
    static let about = About(
        id: "WL306", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "VOLUME without a volume on ECS", ja: "ECS では永続化されない VOLUME"),
        why: Text(
            en:
                "`VOLUME` makes an anonymous volume that lives on the task's own disk: on Fargate its files are gone with the task.",
            ja: "`VOLUME` は匿名ボリュームを作るだけで、実体はタスクのディスクです。Fargate ではタスクの終了とともにファイルが失われます。"),
        remedy: Text(
            en: "Keep data in S3, a database or an EFS volume of the task definition, and leave `VOLUME` out.",
            ja: "データは S3、データベース、またはタスク定義の EFS ボリュームに置き、`VOLUME` は削除してください。"),
        message: Text(en: "`{path}` is lost when the task stops", ja: "`{path}` の内容はタスクの停止とともに失われます"),
        links: [
            "https://docs.docker.com/reference/dockerfile/#volume",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html",
        ],
        answers: ["REL_02.volumes", "SEC_05.data-outside", "12F_06.stateless", "DP_06.stateless"],
        fails: ["FROM node:22\nVOLUME ⟦/app/uploads⟧\nCMD [\"node\", \"server.js\"]"],
        passes: [
            "FROM eclipse-temurin:21\nVOLUME /tmp\nCMD [\"java\", \"-jar\", \"a.jar\"]",
            "FROM node:22 AS build\nVOLUME /data\nFROM node:22\nCMD [\"node\", \"server.js\"]",
        ]
    )

    private static let scratch = ["/tmp", "/var/tmp", "/run", "/var/run", "/var/cache", "/cache", "/var/log"]

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        for volume in workload.config?.volumes ?? [] {
            let path = volume.value.shown
            if Self.scratch.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) { continue }
            report.fault(at: volume.value.range, ["path": path])
        }
    }
}
