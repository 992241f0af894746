import Basics
import ECSModel
import RuleKit
import Workload

struct FewOpenFiles: Rule {
    static let about = About(
        id: "TD704", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Few open files allowed", ja: "少なすぎるオープンファイル数の上限"),
        why: Text(
            en: """
                Each connection is an open file. Below some thousands a server refuses requests under load ("too many \
                open files"), far below what Fargate allows by itself (65,535).
                """,
            ja: """
                接続 1 つがオープンファイル 1 つに相当します。上限が数千に満たないと負荷時に "too many open files" で\
                リクエストを受け付けられません。Fargate の既定値は 65,535 です。
                """),
        remedy: Text(en: "Raise `softLimit`, or leave the default.", ja: "`softLimit` を上げるか、既定値のままにしてください。"),
        message: Text(en: "{limit} open files at most", ja: "同時に開けるファイルは {limit} 個までです"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "ulimits": [{"name": "nofile", "softLimit": ⟦1024⟧, "hardLimit": 4096}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Ulimits: [{Name: nofile, SoftLimit: ⟦512⟧, HardLimit: 512}]}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "ulimits": [{"name": "nofile", "softLimit": 65536, "hardLimit": 65536}]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "ulimits": [{"name": "core", "softLimit": 0, "hardLimit": 0}]}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            for item in container.definition.term["ulimits"]?.items ?? [] {
                guard item.string("name").value == "nofile", case .known(let limit, let place) = item.int("softLimit"),
                    (0..<4096).contains(limit)
                else { continue }
                report.fault(at: place.span, ["limit": "\(limit)"])
            }
        }
    }
}
