import Basics
import ECSModel
import RuleKit
import Workload

struct WritableRoot: Rule {
    static let about = About(
        id: "TD801", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A root file system that can be written to", ja: "書き込み可能なルートファイルシステム"),
        why: Text(
            en: """
                Whoever takes over the application can change its files and lay down tools; and what the application \
                leaves there is gone with the task, unnoticed.
                """,
            ja: """
                アプリケーションが乗っ取られると、ファイルの改変やツールの設置が可能になります。アプリケーションが書き込んだ\
                ファイルも、気付かないうちにタスクとともに失われます。
                """),
        remedy: Text(
            en: "Set `readonlyRootFilesystem` to true, and give the folders that are written to a volume each.",
            ja: "`readonlyRootFilesystem` を true にし、書き込むフォルダーにはボリュームを割り当ててください。"),
        message: Text(
            en: "the root of `{container}` can be written to",
            ja: "`{container}` のルートファイルシステムは書き込み可能です"),
        proof: Text(en: "the root of `{container}` is read-only", ja: "`{container}` のルートファイルシステムは読み取り専用です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: ["ECS.5", "CT.ECS.PR.6", "CKV_AWS_336", "ecs_task_definitions_containers_readonly_access"],
        differs: Text(
            en: """
                Containers that ECS Exec has to reach are left alone, as its agent writes to the root. The finding names \
                the folders that the image writes to.
                """,
            ja: """
                ECS Exec のエージェントはルートファイルシステムに書き込むため、ECS Exec が有効なタスクは対象外です。\
                イメージが書き込むフォルダーも示します。
                """),
        answers: ["SEC_04.read-only-root"],
        fails: [
            #"{"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1"}, {"name": "b", "image": "b:1", "readonlyRootFilesystem": ⟦false⟧}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: ⟦web⟧, Image: 'web:1'}]
            """,
        ],
        passes: [
            """
            {"family": "web", "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"},
              "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "readonlyRootFilesystem": "<FLAG>"}]}"#,
        ],
        proves: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "readonlyRootFilesystem": ⟦true⟧}]}"#
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        if task.definition.isWindows || SecurityPlaces.execService(task) != nil { return }
        for container in task.containers {
            switch container.definition.readonlyRootFilesystem {
            case .known(true, let place): report.holds(at: place.span, ["container": container.name])
            case .known(false, let place): fault(container, place.span, &report)
            case .absent: fault(container, SecurityPlaces.heading(container.definition), &report)
            case .unknown(_, let place):
                report.unsure(
                    at: place.span, because: Text(en: "the value is filled in later", ja: "値はデプロイ時に決まります"),
                    ["container": container.name])
            case .wrong: continue
            }
        }
    }

    private func fault(_ container: TaskSubject.Container, _ place: Span, _ report: inout Report) {
        let writable = WritablePlaces(container)
        let written = RuntimeWrites.of(container).filter { !writable.covers($0.path) }
        report.fault(
            at: place,
            ["container": container.name],
            related: written.prefix(3).map {
                .init(
                    $0.place,
                    Text(
                        en: "`\($0.path)` is written to: `\($0.folder)` needs a volume",
                        ja: "`\($0.path)` に書き込むため、`\($0.folder)` にボリュームが必要です"))
            })
    }
}
