import Basics
import ECSModel
import RuleKit
import Workload

struct LongStopForNothing: Rule {
    static let about = About(
        id: "TD302", since: "0.1", severity: .medium,
        title: Text(en: "A long stop that never ends early", ja: "毎回使い切られる長い停止タイムアウト"),
        why: Text(
            en: """
                SIGTERM does not reach the application, so that every task runs until SIGKILL: each deployment and each \
                scale-in waits the whole `stopTimeout`, and the requests are cut off all the same.
                """,
            ja: """
                SIGTERM がアプリケーションに届かないため、タスクは必ず SIGKILL まで動き続けます。デプロイやスケールインのたびに \
                `stopTimeout` いっぱいまで待たされるうえ、リクエストも切断されます。
                """),
        remedy: Text(
            en: "Let SIGTERM through first (`exec`, or a JSON array as the command).",
            ja: "まず SIGTERM が届くようにしてください (`exec` を使うか、コマンドを JSON 配列で書きます)。"),
        message: Text(
            en: "each stop takes all {stop} s: SIGTERM ends at `{obstacle}`",
            ja: "停止のたびに {stop} 秒すべてかかります (SIGTERM が `{obstacle}` で止まるため)"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html"
        ],
        answers: ["COST_05.stop-timeout"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            CMD npm start
            === taskdef.json
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "<IMAGE1_NAME>", "stopTimeout": ⟦120⟧}]}
            """,
            """
            === Dockerfile
            FROM debian:12
            CMD ./serve | tee /dev/stderr
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: !Ref Image, StopTimeout: ⟦90⟧}
            """,
        ],
        passes: [
            "=== Dockerfile\nFROM node:22\nCMD [\"node\", \"server.js\"]\n=== taskdef.json\n{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"<IMAGE1_NAME>\", \"stopTimeout\": 120}]}\n",
            // The definition starts something else.
            "=== Dockerfile\nFROM node:22\nCMD npm start\n=== taskdef.json\n{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"<IMAGE1_NAME>\", \"stopTimeout\": 120, \"command\": [\"node\", \"server.js\"]}]}\n",
            "=== Dockerfile\nFROM node:22\nCMD npm start\n=== taskdef.json\n{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"<IMAGE1_NAME>\"}]}\n",
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard case .known(let stop, let place) = container.definition.stopTimeout, stop > 30,
                container.startsAsImage, let workload = container.workload, workload.startsOnECS,
                let chain = workload.process, case .blocked(let index, _) = chain.verdict,
                chain.links.indices.contains(index)
            else { continue }
            let link = chain.links[index]
            report.fault(
                at: place.span, ["stop": "\(stop)", "obstacle": link.name],
                related: [
                    Finding.Related(
                        link.span, Text(en: "SIGTERM goes no further than this", ja: "SIGTERM はここで止まります"))
                ])
        }
    }
}
