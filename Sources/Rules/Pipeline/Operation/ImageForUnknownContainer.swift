import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct ImageForUnknownContainer: Rule {
    static let about = About(
        id: "PL513", since: "0.1", severity: .high,
        title: Text(en: "An image for a container that no task has", ja: "タスク定義にないコンテナへのイメージ指定"),
        why: Text(
            en: "The deploy action of CodePipeline fails: it finds no container of that name in the task definition.",
            ja: "タスク定義に該当する名前のコンテナがないため、CodePipeline のデプロイアクションが失敗します。"),
        remedy: Text(
            en: "Write the container's name as the task definition has it into `imagedefinitions.json`.",
            ja: "`imagedefinitions.json` に、タスク定義と同じコンテナ名を書いてください。"),
        message: Text(
            en: "no task definition has a container `{container}`", ja: "コンテナ `{container}` がどのタスク定義にもありません"),
        links: ["https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html"],
        fails: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker push example.com/web:1.2.3
                  - printf '[{"name":"⟦app⟧","imageUri":"%s"}]' example.com/web:1.2.3 > imagedefinitions.json
            artifacts: {files: [imagedefinitions.json]}
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
            """
            === imagedefinitions.json
            [{"name": ⟦"app"⟧, "imageUri": "example.com/web:1.2.3"}]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - printf '[{"name":"web","imageUri":"%s"}]' example.com/web:1.2.3 > imagedefinitions.json
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - printf '[{"name":"%s","imageUri":"%s"}]' $CONTAINER example.com/web:1.2.3 > imagedefinitions.json
                  - echo "[{\\"name\\":\\"$CONTAINER\\",\\"imageUri\\":\\"x\\"}]" > imagedefinitions.json
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
            // Its task definition is elsewhere.
            """
            === imagedefinitions.json
            [{"name": "app", "imageUri": "example.com/web:1.2.3"}]
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        guard let containers = TaskContainers(all.system) else { return }
        for file in all.imageFiles where file.kind == .definitions {
            for entry in file.entries {
                guard case .known(let text, let place) = entry.container, let name = text.known,
                    containers.named(name).isEmpty
                else { continue }
                report.fault(at: place.span, ["container": name], related: containers.related)
            }
        }
        var told: Set<String> = []
        for pipeline in all.pipelines {
            for step in pipeline.jobs.flatMap(\.steps) {
                guard case .script(let script) = step.work, script.text.has("imagedefinitions") else { continue }
                for (name, range) in PrintedImages.containers(in: script)
                where containers.named(name).isEmpty {
                    let span = script.place(range).span
                    guard told.insert("\(span.path):\(span.bytes.lowerBound)").inserted else { continue }
                    report.fault(at: span, ["container": name], related: containers.related)
                }
            }
        }
    }
}
